import { isFieldPlace, Place } from './finding';
import { layoutOf, Region } from './yaml/layout';

/** Where a place is in its file; undefined for a construct. */
export function regionOf(place: Place): Region | undefined {
  if (!isFieldPlace(place)) {
    return { line: place.line, column: place.column, endLine: place.line, endColumn: place.column + 1 };
  }
  const { manifest, path, part = 'value', region } = place;
  if (region) {
    return region;
  }
  return manifest.origin.kind === 'file' ? layoutOf(manifest.origin.document).regionOf([...manifest.prefix, ...path], part) : undefined;
}

/** The line of the file on which a place begins, as it is written; undefined for a construct. */
export function sourceLineOf(place: Place): string | undefined {
  if (!isFieldPlace(place)) {
    return place.sourceLine;
  }
  const line = regionOf(place)?.line;
  return line === undefined || place.manifest.origin.kind !== 'file' ? undefined : layoutOf(place.manifest.origin.document).lineText(line);
}

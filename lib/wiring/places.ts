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

/** The line of the file on which a place begins, as it is written; undefined for a construct or a file that could not be read. */
export function sourceLineOf(place: Place): string | undefined {
  if (!isFieldPlace(place) || place.manifest.origin.kind !== 'file') {
    return undefined;
  }
  const { document } = place.manifest.origin;
  const line = regionOf(place)?.line;
  return line === undefined ? undefined : document.text.split('\n')[line - document.line]?.replace(/\r$/, '');
}

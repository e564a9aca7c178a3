import { isFieldPlace, Place } from '../finding';
import { regionOf } from '../places';
import { fileOf } from '../suppression';
import { Path, Region } from '../yaml/layout';

/** Where a place is, in words that every format has: in a file, or on a construct. */
export interface Location {
  readonly file?: string;
  readonly region?: Region;
  /** Path of the construct. */
  readonly construct?: string;
  /** `spec.ports[0].targetPort`; undefined for a place that is no field. */
  readonly field?: string;
}

export function locationOf(place: Place): Location {
  const file = fileOf(place);
  return {
    ...(file === undefined ? {} : { file, region: regionOf(place) }),
    ...(isFieldPlace(place) && place.manifest.origin.kind === 'construct' ? { construct: place.manifest.origin.path } : {}),
    ...(isFieldPlace(place) && place.path.length > 0 ? { field: fieldText(place.path) } : {}),
  };
}

/** `k8s/web.yaml:9:17`, or `chart/web (spec.ports[0].targetPort)`. */
export function placeText(place: Place): string {
  const { file, region, construct, field } = locationOf(place);
  if (construct !== undefined) {
    return field === undefined ? construct : `${construct} (${field})`;
  }
  return [file, region?.line, region?.column].filter((part) => part !== undefined).join(':');
}

/** A path as one would write it in a program: keys that are no plain words in brackets. */
export function fieldText(path: Path): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : /^[\w-]+$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`))
    .join('')
    .replace(/^\./, '');
}

import { Place } from '../wiring/finding';
import { Manifest } from '../wiring/manifest';
import { regionOf } from '../wiring/places';
import { printable } from '../wiring/report/frame';
import { placeText } from '../wiring/report/location';
import { fileOf } from '../wiring/suppression';
import { Path } from '../wiring/yaml/layout';

/** Something of the old wiring that the new one does not have. */
export interface LeftBehind {
  readonly place: Place;
  /** What it is: `9000/TCP → "data/pg:9000:PROXY"`, `annotation …`. */
  readonly what: string;
  /** Why it is not carried over, or what becomes of it. */
  readonly reason: string;
  /** What to do about it. @default - the reason says so */
  readonly fix?: string;
  /** Whether a client may notice: then the move is not whole. Else it is worth knowing, and no more. */
  readonly noticed: boolean;
}

/** A field of an object, as a place. */
export function placeAt(manifest: Manifest, path: Path, part: 'key' | 'value' = 'key'): Place {
  return { manifest, path, part };
}

/** By file and line; what comes of a cluster in the order of the input. */
export function inOrder(items: readonly LeftBehind[]): LeftBehind[] {
  const keyed = items.map((item) => ({ item, file: fileOf(item.place) ?? '', region: regionOf(item.place) }));
  keyed.sort(
    (a, b) =>
      compareTexts(a.file, b.file) ||
      (a.region?.line ?? 0) - (b.region?.line ?? 0) ||
      (a.region?.column ?? 0) - (b.region?.column ?? 0) ||
      Number(b.item.noticed) - Number(a.item.noticed),
  );
  return keyed.map(({ item }) => item);
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** For people: each item with its place, and what came out at the end. */
export function leftBehindText(items: readonly LeftBehind[], exposures: number): string {
  const left = items.filter(({ noticed }) => noticed).length;
  const counts = [
    `${count(exposures, 'exposure')} carried over`,
    left === 0 ? 'nothing left behind' : `${left} left behind`,
    ...(items.length > left ? [count(items.length - left, 'note')] : []),
  ];
  return [...items.map((item) => `${blockOf(item).join('\n')}\n`), `${counts.join(', ')}\n`].join('\n');
}

/** An item as lines of a comment in a program. */
export function commentLines({ place, what, reason, fix }: LeftBehind): string[] {
  return [`${placeText(place)}: ${what}`, `  ${reason}${fix === undefined ? '' : `: ${fix}`}`].map(printable);
}

function blockOf({ place, what, reason, fix, noticed }: LeftBehind): string[] {
  return [
    `${printable(placeText(place))}  ${noticed ? 'left behind' : 'note'}  ${printable(what)}`,
    `  ${printable(reason)}`,
    ...(fix === undefined ? [] : [`  fix: ${printable(fix)}`]),
  ];
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

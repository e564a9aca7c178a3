import { assertObject } from '../model/port';
import { Refusal } from '../model/refusal';
import { isPlainObject, PlainObject } from '../model/plain';

/** A path that an override must not touch, and what to use instead. */
export type OwnedPath = readonly [path: string, mend: string];

export const OWNED_BY_EVERY_OBJECT: readonly OwnedPath[] = [
  ['apiVersion', 'leave it out'],
  ['kind', 'leave it out'],
  ['metadata.name', 'use name'],
  ['metadata.namespace', 'use namespace'],
];

/**
 * Throws where an override sets an owned path, or replaces something above one by what is no map.
 * `why` is the half-sentence that says what would break.
 */
export function refuseOwned(override: unknown, what: string, owned: readonly OwnedPath[], why: string): void {
  if (override === undefined) {
    return;
  }
  assertObject(override, what, '{ spec: { … } }');
  for (const [path, mend] of owned) {
    const keys = path.split('.');
    keys.forEach((_key, index) => {
      const value = valueAt(override as PlainObject, keys.slice(0, index + 1));
      const last = index === keys.length - 1;
      if (value !== undefined && (last || !isPlainObject(value))) {
        throw new Refusal(`${what} sets ${keys.slice(0, index + 1).join('.')}, ${why}: ${last ? mend : 'give a map there'}`);
      }
    });
  }
}

function valueAt(object: PlainObject, keys: readonly string[]): unknown {
  return keys.reduce<unknown>((value, key) => (isPlainObject(value) ? value[key] : undefined), object);
}

/** A manifest, or a part of one: what YAML can hold. */
export interface PlainObject {
  readonly [key: string]: unknown;
}

export function isPlainObject(value: unknown): value is PlainObject {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** `base` with `over` laid on it: maps merge, everything else (lists too) is replaced, `undefined` leaves what was there. */
export function mergeDeep(base: PlainObject, over: PlainObject): PlainObject {
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const below = merged[key];
    if (value !== undefined) {
      merged[key] = isPlainObject(below) && isPlainObject(value) ? mergeDeep(below, value) : value;
    }
  }
  return merged;
}

/** A scalar of YAML as text; a number where a string was meant, too. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'undefined');
}

/** The map at a key; an empty one where there is none. */
export function mapAt(object: PlainObject, key: string): PlainObject {
  const value = object[key];
  return isPlainObject(value) ? value : {};
}

/** The maps of the list at a key; none where there is no list. */
export function listAt(object: PlainObject, key: string): PlainObject[] {
  const value = object[key];
  return Array.isArray(value) ? value.filter(isPlainObject) : [];
}

/** The texts of the list at a key; none where there is no list. */
export function textsAt(object: PlainObject, key: string): string[] {
  const value = object[key];
  return Array.isArray(value) ? value.map(textOf) : [];
}

import { Refusal } from '../model/refusal';
import { isPlainObject, PlainObject } from '../model/plain';

/**
 * Throws when a field of `given` is missing in `rendered`. The typed objects of cdk8s-plus-27 leave out every field
 * that Kubernetes 1.27 does not know, and every plain value where they expect a Quantity or an IntOrString, and say nothing.
 * They spell some names differently (`hostIp` and `hostIP`), so names are compared without case.
 */
export function assertKept(given: unknown, rendered: unknown, path: string, mend: string): void {
  if (Array.isArray(given) && Array.isArray(rendered)) {
    given.forEach((item, index) => assertKept(item, rendered[index], `${path}[${index}]`, mend));
    return;
  }
  if (given !== undefined && rendered === undefined) {
    throw new Refusal(`${path} would be left out, since cdk8s-plus-27 does not know the field or takes an object there: ${mend}`);
  }
  if (!isPlainObject(given)) {
    return;
  }
  const names = keysWithoutCase(isPlainObject(rendered) ? rendered : {});
  for (const [key, value] of Object.entries(given)) {
    if (value === undefined) {
      continue;
    }
    const found = names.get(withoutCase(key));
    assertKept(value, found === undefined ? undefined : (rendered as PlainObject)[found], `${path}.${key}`, mend);
  }
}

function keysWithoutCase(object: PlainObject): Map<string, string> {
  return new Map(Object.keys(object).map((key) => [withoutCase(key), key]));
}

function withoutCase(key: string): string {
  return key.replace(/^_/, '').toLowerCase();
}

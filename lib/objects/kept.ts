import { Refusal } from '../model/refusal';
import { isPlainObject, PlainObject } from './plain';

/**
 * Throws when a field of `given` is missing in `rendered`. The typed objects of cdk8s-plus-27 leave out every field
 * that Kubernetes 1.27 does not know, and say nothing. They spell some names differently (`hostIp` and `hostIP`),
 * so names are compared without case.
 */
export function assertKept(given: unknown, rendered: unknown, path: string, mend: string): void {
  if (Array.isArray(given)) {
    given.forEach((item, index) => assertKept(item, Array.isArray(rendered) ? rendered[index] : undefined, `${path}[${index}]`, mend));
    return;
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
    if (found === undefined) {
      throw new Refusal(`${path}.${key} is not a field that cdk8s-plus-27 knows there, and would be left out: ${mend}`);
    }
    assertKept(value, (rendered as PlainObject)[found], `${path}.${key}`, mend);
  }
}

function keysWithoutCase(object: PlainObject): Map<string, string> {
  return new Map(Object.keys(object).map((key) => [withoutCase(key), key]));
}

function withoutCase(key: string): string {
  return key.replace(/^_/, '').toLowerCase();
}

import { isDeepStrictEqual } from 'util';
import { Manifest } from '../manifest';

/** Different objects of one group, kind, namespace and name: the first of them with each later one. */
export function duplicates(manifests: readonly Manifest[]): [first: Manifest, second: Manifest][] {
  const seen = new Map<string, Manifest>();
  return manifests.flatMap((manifest) => {
    const key = `${manifest.group}/${manifest.kind} ${manifest.namespace}/${manifest.name}`;
    const first = seen.get(key);
    if (!first && manifest.name !== '') {
      seen.set(key, manifest);
    }
    return first && !isDeepStrictEqual(first.object, manifest.object) ? [[first, manifest] as [Manifest, Manifest]] : [];
  });
}

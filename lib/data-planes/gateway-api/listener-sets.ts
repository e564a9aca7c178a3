import { PlainObject } from '../../model/plain';
import { ListenerBlock } from './listeners';
import { listenerSetManifest, Named, Parent } from './manifests';

/**
 * Adds a ListenerSet for each block, in the namespace and with the prefix of `place`: `edge-10016-10047` says which ports belong in it. Returns
 * the parents of their routes, by the names of the listeners.
 */
export function addListenerSets(
  blocks: readonly ListenerBlock[],
  place: Named,
  gateway: Named,
  add: (object: PlainObject) => void,
): ReadonlyMap<string, Parent> {
  const parents = new Map<string, Parent>();
  for (const block of blocks) {
    const set = { namespace: place.namespace, name: `${place.name}-${block.firstPort}-${block.lastPort}` };
    add(listenerSetManifest(set, gateway, block));
    block.listeners.forEach(({ name }) => parents.set(name, { kind: 'ListenerSet', ...set }));
  }
  return parents;
}

import { IConstruct } from 'constructs';
import { Refusal } from '../model/refusal';
import { isInTree } from '../objects/tree';

/** Objects that only one gateway of a program may write, by the tree that they are in. */
const claims = new WeakMap<IConstruct, Map<string, IConstruct>>();

/** Takes objects for a gateway, or throws where another gateway of the program writes one of them. */
export function claim(gateway: IConstruct, objects: readonly string[]): void {
  const root = gateway.node.root;
  const taken = claims.get(root) ?? new Map<string, IConstruct>();
  claims.set(root, taken);
  for (const object of objects) {
    const other = taken.get(object);
    if (other && other !== gateway && isInTree(other)) {
      throw new Refusal(
        `${object} is written for ${other.node.path} already, and one of the two would undo the other: ` +
          'expose on that gateway, or give this data plane another name and namespace',
      );
    }
  }
  objects.forEach((object) => taken.set(object, gateway));
}

/** Throws where a data plane that already serves a gateway is given to another one. */
export function assertServesOne(served: IConstruct | undefined, gateway: IConstruct): void {
  if (served && served !== gateway) {
    throw new Refusal(`this data plane already serves ${served.node.path}: make another one for this gateway`);
  }
}

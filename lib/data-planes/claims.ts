import { IConstruct } from 'constructs';
import { Refusal } from '../model/refusal';
import { isInTree } from '../objects/tree';

/** Objects that only one gateway of a program may write, by the tree that they are in. */
const claims = new WeakMap<IConstruct, Map<string, IConstruct>>();

/** What is said where another gateway, `owner`, has an object already. */
export type ClaimText = (object: string, owner: string) => string;

const writtenTwice: ClaimText = (object, owner) =>
  `${object} is written for ${owner} already, and one of the two would undo the other: ` +
  'expose on that gateway, or give this data plane another name and namespace';

/** Takes objects for a gateway, or throws where another gateway of the program has one of them. */
export function claim(gateway: IConstruct, objects: readonly string[], text: ClaimText = writtenTwice): void {
  const root = gateway.node.root;
  const taken = claims.get(root) ?? new Map<string, IConstruct>();
  claims.set(root, taken);
  for (const object of objects) {
    const other = taken.get(object);
    if (other && other !== gateway && isInTree(other)) {
      throw new Refusal(text(object, other.node.path));
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

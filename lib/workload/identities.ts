import { IConstruct } from 'constructs';
import { labelsText } from '../model/labels';
import { Refusal } from '../model/refusal';
import { isInTree } from '../objects/tree';
import { SelectorIndex, Selecting } from '../model/selector-index';

/** What must be the only one of its kind in a namespace. */
export interface Identity extends Selecting {
  /** Who makes it. */
  readonly construct: IConstruct;
  readonly namespace: string;
  /** Names of the StatefulSet and of its Services. */
  readonly names: readonly string[];
}

interface NamespaceIdentities {
  readonly index: SelectorIndex<Identity>;
  readonly byName: Map<string, Identity>;
}

/** One register per construct tree: two programs, or two tests, never see each other's. */
const registers = new WeakMap<IConstruct, Map<string, NamespaceIdentities>>();

/** Enters an identity into its tree's register, or throws when another one has its name or would share its Pods. */
export function registerIdentity(identity: Identity): void {
  const root = identity.construct.node.root;
  const register = registers.get(root) ?? new Map<string, NamespaceIdentities>();
  registers.set(root, register);
  const here = register.get(identity.namespace) ?? {
    index: new SelectorIndex<Identity>(({ construct }) => isInTree(construct)),
    byName: new Map<string, Identity>(),
  };
  register.set(identity.namespace, here);

  for (const name of identity.names) {
    const other = here.byName.get(name);
    if (other && isInTree(other.construct)) {
      throw new Refusal(
        `${identity.namespace}/${name} is made by ${other.construct.node.path} already: give one of them another name or namespace`,
      );
    }
  }
  const selected = here.index.selectedBy(identity.selector);
  const selecting = here.index.selecting(identity.podLabels);
  if (selected || selecting) {
    const other = (selected ?? selecting) as Identity;
    const who = selected
      ? `the labels ${labelsText(identity.selector)} also select the Pods of ${other.construct.node.path} (${labelsText(other.podLabels)})`
      : `the labels ${labelsText(other.selector)} of ${other.construct.node.path} also select these Pods (${labelsText(identity.podLabels)})`;
    throw new Refusal(
      `${who} in namespace ${identity.namespace}, so connections meant for one would reach the other: ` +
        'give every workload a label value of its own',
    );
  }
  here.index.add(identity);
  for (const name of identity.names) {
    here.byName.set(name, identity);
  }
}

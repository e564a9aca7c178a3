import { IConstruct } from 'constructs';

/** Whether a construct is still in its tree: one that was removed makes nothing any more. */
export function isInTree(construct: IConstruct): boolean {
  for (let each: IConstruct | undefined = construct; each; each = each.node.scope) {
    if (each.node.scope && each.node.scope.node.tryFindChild(each.node.id) !== each) {
      return false;
    }
  }
  return true;
}

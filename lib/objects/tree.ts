import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { Refusal } from '../model/refusal';

/** Whether a construct is still in its tree: one that was removed makes nothing any more. */
export function isInTree(construct: IConstruct): boolean {
  for (let each: IConstruct | undefined = construct; each; each = each.node.scope) {
    if (each.node.scope && each.node.scope.node.tryFindChild(each.node.id) !== each) {
      return false;
    }
  }
  return true;
}

/** Throws for a construct that is in no chart, as one right under the App: a file is made of each chart, and of nothing else. */
export function assertInChart(construct: IConstruct): void {
  if (!construct.node.scopes.some((scope) => Chart.isChart(scope))) {
    throw new Refusal('it is in no chart, and only what is in one is written: give a Chart, or a construct in one, as the scope');
  }
}

/** The Services of a program that are not below `construct`, by `namespace/name`. */
export function servicesBeside(construct: IConstruct): Map<string, ApiObject> {
  const services = construct.node.root.node
    .findAll()
    .filter((each): each is ApiObject => ApiObject.isApiObject(each) && each.kind === 'Service');
  return new Map(
    services
      .filter(({ apiVersion, node }) => apiVersion === 'v1' && !node.scopes.includes(construct))
      .map((service) => [`${service.metadata.namespace ?? 'default'}/${service.name}`, service]),
  );
}

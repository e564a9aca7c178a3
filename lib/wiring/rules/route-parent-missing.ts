import { gatewaysOf } from '../graph/gateways';
import { parentRefs, routesOf } from '../graph/routes';
import { objectText } from '../manifest';
import { Rule } from '../rule';
import { at, nameOf } from './support';

export const routeParentMissing: Rule = {
  id: 'route-parent-missing',
  severity: 'error',
  summary: 'a route whose Gateway or ListenerSet is not there',
  check(graph, report) {
    const gateways = gatewaysOf(graph);
    for (const route of routesOf(graph)) {
      for (const { kind, namespace, name, path } of parentRefs(route)) {
        if (gateways.find(kind, namespace, name).length === 0 && !graph.isExternal(kind, namespace, name)) {
          report({
            message: `${objectText(route)} belongs to ${kind} ${namespace}/${name}, which is not there, so nothing reaches it`,
            fix: 'name one that is there, with its namespace where that is another one',
            place: at(route, [...path, 'name']),
            related: gateways
              .ofName(kind, name)
              .slice(0, 2)
              .map(({ manifest }) => ({ place: nameOf(manifest), message: `one of this name is in namespace ${manifest.namespace}` })),
            absent: true,
          });
        }
      }
    }
  },
};

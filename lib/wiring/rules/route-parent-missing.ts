import { objectText } from '../manifest';
import { Rule } from '../rule';
import { at } from './support';
import { parentRefs, routesOf } from './support-routes';

export const routeParentMissing: Rule = {
  id: 'route-parent-missing',
  severity: 'error',
  summary: 'a route whose Gateway or ListenerSet is not there',
  check(graph, report) {
    for (const route of routesOf(graph)) {
      for (const { kind, namespace, name, path } of parentRefs(route)) {
        if (graph.find(kind, namespace, name).length === 0 && !graph.isExternal(kind, namespace, name)) {
          report({
            message: `${objectText(route)} belongs to ${kind} ${namespace}/${name}, which is not there, so nothing reaches it`,
            fix: 'name one that is there, with its namespace where that is another one',
            place: at(route, [...path, 'name']),
            related: graph
              .ofKind(kind)
              .filter((each) => each.name === name)
              .slice(0, 2)
              .map((each) => ({ place: at(each, ['metadata', 'name']), message: `one of this name is in namespace ${each.namespace}` })),
            absent: true,
          });
        }
      }
    }
  },
};

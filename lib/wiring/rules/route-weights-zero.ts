import { mapAt } from '../../model/plain';
import { indexedAt, objectText } from '../manifest';
import { routesOf } from '../graph/routes';
import { Rule } from '../rule';
import { at } from './support';

/** `weight` is 1 where none is given; 0 takes a backend out. Envoy Gateway closes the connections, and answers HTTP with 500. */
export const routeWeightsZero: Rule = {
  id: 'route-weights-zero',
  severity: 'error',
  summary: 'a route all of whose backends have weight 0, so that nothing is sent to any',
  check(graph, report) {
    for (const route of routesOf(graph)) {
      for (const { item: rule, index } of indexedAt(mapAt(route.object, 'spec'), 'rules')) {
        const backends = indexedAt(rule, 'backendRefs');
        if (backends.length > 0 && backends.every(({ item }) => item.weight === 0)) {
          report({
            message: `${objectText(route)} gives ${backends.length === 1 ? 'its only backend' : `all its ${backends.length} backends`} weight 0, so every connection is closed`,
            fix: 'give one of them a weight of 1 or more, or take the route away',
            place: at(route, ['spec', 'rules', index, 'backendRefs', backends[0].index, 'weight']),
          });
        }
      }
    }
  },
};

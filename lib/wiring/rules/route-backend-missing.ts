import { objectText } from '../manifest';
import { Rule } from '../rule';
import { backendRefs, routesOf } from '../graph/routes';
import { at } from './support';

export const routeBackendMissing: Rule = {
  id: 'route-backend-missing',
  severity: 'error',
  summary: 'a route that sends to a Service that is not there',
  check(graph, report) {
    for (const route of routesOf(graph)) {
      for (const { namespace, name, path } of backendRefs(route)) {
        if (
          graph.servicesNamed(namespace, name).length === 0 &&
          !graph.externalPorts(namespace, name) &&
          !graph.isExternal('Service', namespace, name)
        ) {
          report({
            message: `${objectText(route)} sends to Service ${namespace}/${name}, which is not there`,
            fix: 'name a Service that is there, or make this one',
            place: at(route, [...path, 'name']),
            absent: true,
          });
        }
      }
    }
  },
};

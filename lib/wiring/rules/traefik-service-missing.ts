import { traefikRoutes } from '../graph/traefik';
import { objectText } from '../manifest';
import { Rule } from '../rule';
import { at } from './support';

export const traefikServiceMissing: Rule = {
  id: 'traefik-service-missing',
  severity: 'error',
  summary: 'a route of Traefik that sends to a Service that is not there',
  check(graph, report) {
    for (const { manifest, rules } of traefikRoutes(graph)) {
      for (const { namespace, name, path } of rules.flatMap(({ services }) => services)) {
        if (
          graph.servicesNamed(namespace, name).length === 0 &&
          !graph.externalPorts(namespace, name) &&
          !graph.isExternal('Service', namespace, name)
        ) {
          report({
            message: `${objectText(manifest)} sends to Service ${namespace}/${name}, which is not there`,
            fix: 'name a Service that is there, with its namespace where that is another one, or make this one',
            place: at(manifest, [...path, 'name']),
            absent: true,
          });
        }
      }
    }
  },
};

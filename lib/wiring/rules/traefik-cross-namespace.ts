import { readersOf, traefikRoutes, traefiks } from '../graph/traefik';
import { objectText } from '../manifest';
import { Rule } from '../rule';
import { at, workloadText } from './support';
import { argumentsPlace } from './support-traefik';

/** Unless it is told that it may, Traefik takes no Service of another namespace than the route's, and only its log says so. */
export const traefikCrossNamespace: Rule = {
  id: 'traefik-cross-namespace',
  severity: 'error',
  summary: 'a route of Traefik that sends to a Service of another namespace, which Traefik is not started to allow',
  check(graph, report) {
    const all = traefiks(graph);
    for (const route of traefikRoutes(graph)) {
      const { manifest } = route;
      const readers = readersOf(all, route);
      if (readers.length === 0 || readers.some(({ provider }) => provider.allowCrossNamespace)) {
        continue;
      }
      for (const { namespace, name, path } of route.rules.flatMap(({ services }) => services)) {
        if (namespace !== manifest.namespace) {
          report({
            message: `${objectText(manifest)} sends to Service ${namespace}/${name} of another namespace, which ${workloadText(readers[0].workload)} does not allow`,
            fix: `make the route in namespace ${namespace}, or start Traefik with --providers.kubernetescrd.allowCrossNamespace=true`,
            place: at(manifest, [...path, 'namespace']),
            related: [{ place: argumentsPlace(readers[0]), message: 'what Traefik is started with' }],
            uncertain: true,
          });
        }
      }
    }
  },
};

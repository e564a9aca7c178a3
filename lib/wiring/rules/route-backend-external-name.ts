import { backendRefs, routesOf } from '../graph/routes';
import { objectText } from '../manifest';
import { Rule } from '../rule';
import { at } from './support';

/** The Gateway API advises against it, for a name may lead anywhere. Envoy Gateway: ResolvedRefs is false, UnsupportedValue. */
export const routeBackendExternalName: Rule = {
  id: 'route-backend-external-name',
  severity: 'warning',
  summary: 'a route that sends to a Service of type ExternalName, which most implementations do not take',
  check(graph, report) {
    for (const route of routesOf(graph)) {
      for (const { namespace, name, path } of backendRefs(route)) {
        const service = graph.servicesNamed(namespace, name).find(({ type }) => type === 'ExternalName');
        if (service) {
          report({
            message: `${objectText(route)} sends to Service ${namespace}/${name} of type ExternalName, and few implementations of the Gateway API follow such a name`,
            fix: 'make a Service without selector, with an EndpointSlice for the address, or take what the implementation has for names outside',
            place: at(route, [...path, 'name']),
            related: [{ place: at(service.manifest, ['spec', 'type']), message: 'the type of the Service' }],
          });
        }
      }
    }
  },
};

import { GATEWAY_GROUP } from '../../controllers/gateway-api/limits';
import { listAt, mapAt } from '../../model/plain';
import { WiringGraph } from '../graph/wiring-graph';
import { Manifest, objectText } from '../manifest';
import { Rule } from '../rule';
import { at } from './support';
import { BackendRef, backendRefs, routesOf } from './support-routes';

/** A route reaches a Service of another namespace only where a ReferenceGrant in that namespace lets it; else ResolvedRefs is false: RefNotPermitted. */
export const routeGrantMissing: Rule = {
  id: 'route-grant-missing',
  severity: 'error',
  summary: 'a route that sends to a Service of another namespace without a ReferenceGrant there',
  check(graph, report) {
    for (const route of routesOf(graph)) {
      // A Service that is not there is another rule's.
      for (const ref of backendRefs(route).filter((each) => each.namespace !== route.namespace && isThere(graph, each))) {
        if (!graph.ofKind('ReferenceGrant').some((grant) => permits(grant, route, ref)) && !isGranted(graph, ref)) {
          report({
            message: `${objectText(route)} sends to Service ${ref.namespace}/${ref.name}, and no ReferenceGrant in namespace ${ref.namespace} lets it, so it gets no connection`,
            fix: `make a ReferenceGrant in namespace ${ref.namespace}: from { group: ${GATEWAY_GROUP}, kind: ${route.kind}, namespace: ${route.namespace} } to { group: "", kind: Service }`,
            place: at(route, [...ref.path, 'namespace']),
            absent: true,
          });
        }
      }
    }
  },
};

function permits(grant: Manifest, route: Manifest, ref: BackendRef): boolean {
  const spec = mapAt(grant.object, 'spec');
  return (
    grant.namespace === ref.namespace &&
    listAt(spec, 'from').some((from) => from.group === GATEWAY_GROUP && from.kind === route.kind && from.namespace === route.namespace) &&
    listAt(spec, 'to').some((to) => to.kind === 'Service' && (to.name === undefined || to.name === ref.name))
  );
}

function isThere(graph: WiringGraph, { namespace, name }: BackendRef): boolean {
  return graph.servicesNamed(namespace, name).length > 0 || graph.isExternal('Service', namespace, name);
}

/** A grant that somebody else makes is said to be there by its kind and namespace. */
function isGranted(graph: WiringGraph, { namespace }: BackendRef): boolean {
  return graph.options.externals.objects.some((each) => each.kind === 'ReferenceGrant' && each.namespace === namespace);
}

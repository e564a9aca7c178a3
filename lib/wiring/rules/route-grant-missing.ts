import { GATEWAY_GROUP } from '../../controllers/gateway-api/limits';
import { listAt, mapAt } from '../../model/plain';
import { BackendRef, backendRefs, routesOf } from '../graph/routes';
import { WiringGraph } from '../graph/wiring-graph';
import { objectText } from '../manifest';
import { Rule } from '../rule';
import { at } from './support';

/** Any name. */
const ALL = '*';

/** A route reaches a Service of another namespace only where a ReferenceGrant in that namespace lets it; else ResolvedRefs is false: RefNotPermitted. */
export const routeGrantMissing: Rule = {
  id: 'route-grant-missing',
  severity: 'error',
  summary: 'a route that sends to a Service of another namespace without a ReferenceGrant there',
  check(graph, report) {
    const granted = grantsOf(graph);
    // A grant that somebody else makes is said to be there by its kind and namespace.
    const outside = new Set(graph.options.externals.objects.filter(({ kind }) => kind === 'ReferenceGrant').map((each) => each.namespace));
    for (const route of routesOf(graph)) {
      // A Service that is not there is another rule's.
      for (const ref of backendRefs(route).filter((each) => each.namespace !== route.namespace && isThere(graph, each))) {
        const names = granted.get(`${ref.namespace} ${route.kind} ${route.namespace}`);
        if (!names?.has(ALL) && !names?.has(ref.name) && !outside.has(ref.namespace)) {
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

/** Names of the Services that routes may send to, by namespace of the grant, kind and namespace of the routes. */
function grantsOf(graph: WiringGraph): ReadonlyMap<string, ReadonlySet<unknown>> {
  const granted = new Map<string, Set<unknown>>();
  for (const grant of graph.ofKind('ReferenceGrant').filter(({ group }) => group === GATEWAY_GROUP)) {
    const spec = mapAt(grant.object, 'spec');
    const to = listAt(spec, 'to').filter(({ kind, group }) => kind === 'Service' && (group ?? '') === '');
    for (const from of listAt(spec, 'from').filter(({ group }) => group === GATEWAY_GROUP)) {
      const key = `${grant.namespace} ${String(from.kind)} ${String(from.namespace)}`;
      const names = granted.get(key) ?? new Set<unknown>();
      to.forEach(({ name }) => names.add(name ?? ALL));
      granted.set(key, names);
    }
  }
  return granted;
}

function isThere(graph: WiringGraph, { namespace, name }: BackendRef): boolean {
  return graph.servicesNamed(namespace, name).length > 0 || graph.isExternal('Service', namespace, name);
}

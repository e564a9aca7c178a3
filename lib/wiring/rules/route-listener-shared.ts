import { Manifest, objectText } from '../manifest';
import { Rule } from '../rule';
import { at, isSameObject, nameOf } from './support';
import { admits, fits, listenersOf, ParentRef, parentRefs, routesOf } from './support-routes';

/** Routes that match nothing within a connection: of two on one listener only the older one gets traffic, and both are Accepted. */
const WHOLE_PORT = ['TCPRoute', 'UDPRoute'];

export const routeListenerShared: Rule = {
  id: 'route-listener-shared',
  severity: 'error',
  summary: 'two TCPRoutes or UDPRoutes on one listener, of which only the older one gets connections',
  check(graph, report) {
    const taken = new Map<string, { readonly route: Manifest; readonly ref: ParentRef }>();
    for (const route of routesOf(graph).filter(({ kind }) => WHOLE_PORT.includes(kind))) {
      for (const ref of parentRefs(route)) {
        const [gateway] = graph.find(ref.kind, ref.namespace, ref.name);
        const listeners = gateway
          ? listenersOf(gateway).filter((each) => fits(gateway, each, ref, route.kind) && admits(gateway, each, route))
          : [];
        for (const listener of listeners) {
          const key = `${ref.kind} ${ref.namespace}/${ref.name} ${listener.name}`;
          const first = taken.get(key);
          if (!first) {
            taken.set(key, { route, ref });
            continue;
          }
          if (isSameObject(first.route, route)) {
            continue;
          }
          // The one that names no listener is the one that goes too far.
          const [wide, other] =
            ref.sectionName === undefined || first.ref.sectionName !== undefined ? [{ route, ref }, first] : [first, { route, ref }];
          report({
            message: `${objectText(route)} and ${objectText(first.route)} are both on listener "${listener.name}" of ${objectText(gateway)}, and only the older one gets its connections`,
            fix:
              wide.ref.sectionName === undefined
                ? `name the listener of ${objectText(wide.route)} with sectionName`
                : 'give one of them a listener of its own, or put both backends into one route',
            place: at(wide.route, [...wide.ref.path, wide.ref.sectionName === undefined ? 'name' : 'sectionName']),
            related: [{ place: at(other.route, [...other.ref.path, 'sectionName']), message: `${objectText(other.route)} is on it, too` }],
            apart: [nameOf(route), nameOf(first.route)],
          });
          break;
        }
      }
    }
  },
};

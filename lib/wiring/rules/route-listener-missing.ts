import { objectText } from '../manifest';
import { Rule } from '../rule';
import { at, listText, namesNoNamespace } from './support';
import { admits, fits, isNamed, LISTENERS_OF_ROUTE, listenersOf, parentRefs, routesOf } from './support-routes';

/** A route attaches to the listeners that its parentRef names, if they have its protocol; else its Accepted condition is false, and no more. */
export const routeListenerMissing: Rule = {
  id: 'route-listener-missing',
  severity: 'error',
  summary: 'a route that names a listener which its Gateway does not have, or has for another protocol',
  check(graph, report) {
    for (const route of routesOf(graph)) {
      for (const ref of parentRefs(route)) {
        const gateways = graph.find(ref.kind, ref.namespace, ref.name);
        if (
          gateways.length === 0 ||
          gateways.some((gateway) =>
            listenersOf(gateway).some((listener) => fits(gateway, listener, ref, route.kind) && admits(gateway, listener, route)),
          )
        ) {
          continue;
        }
        const [gateway] = gateways;
        const closed = listenersOf(gateway).find((listener) => fits(gateway, listener, ref, route.kind));
        if (closed) {
          report({
            message: `${objectText(route)} is in another namespace than ${objectText(gateway)}, whose listener "${closed.name}" takes routes of its own only`,
            fix: 'give the listener allowedRoutes: { namespaces: { from: All } }, or make the route in its namespace',
            place: at(route, [...ref.path, 'namespace']),
            related: [{ place: at(gateway, [...closed.path, 'allowedRoutes', 'namespaces', 'from']), message: 'the listener' }],
            uncertain: [route, gateway].some(namesNoNamespace),
          });
          continue;
        }
        const listeners = listenersOf(gateway);
        const named = listeners.filter((listener) => isNamed(listener, ref));
        const field = ref.sectionName !== undefined ? 'sectionName' : ref.port !== undefined ? 'port' : 'name';
        const has = listText(listeners.map(({ name, port, protocol }) => `"${name}" ${port}/${protocol}`)) || 'none';
        report({
          message:
            named.length > 0 && field !== 'name'
              ? `${objectText(route)} names the listener "${named[0].name}" of ${objectText(gateway)}, which is for ${named[0].protocol} and takes no ${route.kind}`
              : field === 'name'
                ? `${objectText(route)} belongs to ${objectText(gateway)}, which has no listener for a ${route.kind} (it has ${has})`
                : `${objectText(route)} names the listener ${ref.sectionName === undefined ? `on port ${ref.port}` : `"${ref.sectionName}"`}, and ${objectText(gateway)} has ${has}`,
          fix: `name a listener of protocol ${LISTENERS_OF_ROUTE[route.kind].join(' or ')}, or add one`,
          place: at(route, [...ref.path, field]),
          related: [{ place: at(gateway, ['spec', 'listeners'], 'key'), message: 'the listeners' }],
        });
      }
    }
  },
};

import { gatewaysOf, Listener } from '../graph/gateways';
import { LISTENERS_OF_ROUTE } from '../graph/routes';
import { isPlainObject, mapAt } from '../../model/plain';
import { Manifest, objectText, textAt } from '../manifest';
import { Rule, Violation } from '../rule';
import { at, namesNoNamespace } from './support';
import { Attachment, attachmentsOf, listenersText } from './support-routes';

/** A route attaches to the listeners that its parentRef names, if they have its protocol; else its Accepted condition is false, and no more. */
export const routeListenerMissing: Rule = {
  id: 'route-listener-missing',
  severity: 'error',
  summary: 'a route that names a listener which its Gateway does not have, or has for another protocol',
  check(graph, report) {
    for (const attachment of attachmentsOf(graph).filter(({ owners, attached }) => owners.length > 0 && attached.length === 0)) {
      const [closed] = attachment.fitting;
      report(closed ? closedTo(closed, attachment, gatewaysOf(graph).knows(attachment.route.namespace)) : notThere(attachment));
    }
  },
};

/** The listener would fit, and takes no routes of the namespace. */
function closedTo(listener: Listener, { route, ref }: Attachment, labelsAreKnown: boolean): Violation {
  const gateway = listener.owner.manifest;
  const related = [{ place: at(gateway, [...listener.path, 'allowedRoutes', 'namespaces', 'from']), message: 'the listener' }];
  const namespaces = mapAt(mapAt(listener.object, 'allowedRoutes'), 'namespaces');
  const place = at(route, [...ref.path, 'namespace']);
  if (textAt(namespaces, 'from') === 'Selector') {
    const given = isPlainObject(namespaces.selector);
    return {
      message: `${objectText(route)} is in namespace ${route.namespace}, and listener "${listener.name}" of ${objectText(gateway)} ${
        given ? 'takes routes only of namespaces with other labels' : 'takes routes by a selector that it does not have, so it takes none'
      }`,
      fix: given
        ? "give the namespace the labels of the listener's selector, or make the route in one that has them"
        : 'give the listener allowedRoutes.namespaces.selector',
      place,
      related,
      uncertain: given && (labelsAreKnown || [route, gateway].some(namesNoNamespace)),
    };
  }
  return {
    message: `${objectText(route)} is in another namespace than ${objectText(gateway)}, whose listener "${listener.name}" takes routes of its own only`,
    fix: 'give the listener allowedRoutes: { namespaces: { from: All } }, or make the route in its namespace',
    place,
    related,
    uncertain: [route, gateway].some(namesNoNamespace),
  };
}

function notThere({ route, ref, owners: [owner] }: Attachment): Violation {
  const gateway: Manifest = owner.manifest;
  const field = ref.sectionName !== undefined ? 'sectionName' : ref.port !== undefined ? 'port' : 'name';
  const [named] = owner.meant(ref.sectionName, ref.port);
  const has = listenersText(owner.listeners);
  return {
    message:
      field === 'name'
        ? `${objectText(route)} belongs to ${objectText(gateway)}, which has no listener for a ${route.kind} (it has ${has})`
        : named
          ? `${objectText(route)} names the listener "${named.name}" of ${objectText(gateway)}, which is for ${named.protocol} and takes no ${route.kind}`
          : `${objectText(route)} names the listener ${ref.sectionName === undefined ? `on port ${ref.port}` : `"${ref.sectionName}"`}, and ${objectText(gateway)} has ${has}`,
    fix: `name a listener of protocol ${LISTENERS_OF_ROUTE[route.kind].join(' or ')}, or add one`,
    place: at(route, [...ref.path, field]),
    related: [{ place: at(gateway, ['spec', 'listeners'], 'key'), message: 'the listeners' }],
  };
}

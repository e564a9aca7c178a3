import { Listener } from '../graph/gateways';
import { hostnamesOf, shareHostname } from '../graph/routes';
import { Manifest, objectText } from '../manifest';
import { Rule } from '../rule';
import { at, isSameObject, nameOf } from './support';
import { Attachment, attachmentsOf } from './support-routes';

interface Taken {
  readonly route: Manifest;
  readonly index: number;
}

/** Both are Accepted. Envoy Gateway drops the younger one with all its host names, those of its own among them. */
export const routeHostnameShared: Rule = {
  id: 'route-hostname-shared',
  severity: 'error',
  summary: 'two TLSRoutes for one host name on one listener, of which only the older one gets connections',
  check(graph, report) {
    const taken = new Map<Listener, Map<string, Taken>>();
    for (const attachment of attachmentsOf(graph).filter(({ route }) => route.kind === 'TLSRoute')) {
      const found = sharedOf(attachment, taken);
      if (found) {
        const { listener, hostname, index, first } = found;
        const { route } = attachment;
        report({
          message: `${objectText(route)} and ${objectText(first.route)} are both for ${hostname} on listener "${listener.name}" of ${objectText(listener.owner.manifest)}, and only the older one gets its connections`,
          fix: 'give the host name to one of them, or put both backends into one route',
          place: at(route, ['spec', 'hostnames', index]),
          related: [{ place: at(first.route, ['spec', 'hostnames', first.index]), message: `${objectText(first.route)} is for it, too` }],
          apart: [nameOf(route), nameOf(first.route)],
        });
      }
    }
  },
};

interface Shared extends Omit<Taken, 'route'> {
  readonly listener: Listener;
  readonly hostname: string;
  readonly first: Taken;
}

/** The first host name that another route has on one of the listeners; those that are free are taken. */
function sharedOf({ route, attached }: Attachment, taken: Map<Listener, Map<string, Taken>>): Shared | undefined {
  const hostnames = hostnamesOf(route);
  for (const listener of attached) {
    const ofListener = taken.get(listener) ?? new Map<string, Taken>();
    taken.set(listener, ofListener);
    for (const [index, hostname] of hostnames.entries()) {
      const first = ofListener.get(hostname);
      if (first && !isSameObject(first.route, route)) {
        return { listener, hostname, index, first };
      }
      if (!first && (listener.hostname === undefined || shareHostname(listener.hostname, hostname))) {
        ofListener.set(hostname, { route, index });
      }
    }
  }
  return undefined;
}

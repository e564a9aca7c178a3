import { mapAt, textsAt } from '../../model/plain';
import { Listener } from '../graph/gateways';
import { append } from '../graph/keys';
import { hostnamesOf, shareHostname } from '../graph/routes';
import { Manifest, objectText } from '../manifest';
import { Rule } from '../rule';
import { at, listText } from './support';
import { Attachment, attachmentsOf } from './support-routes';

/** A listener with a host name takes those host names of a route that it covers. Where there are none, the route is not accepted by it. */
export const routeHostnameMismatch: Rule = {
  id: 'route-hostname-mismatch',
  severity: 'error',
  summary: 'a route with host names that its listener does not take',
  check(graph, report) {
    const byRoute = new Map<Manifest, Attachment[]>();
    for (const attachment of attachmentsOf(graph).filter(({ route, attached }) => attached.length > 0 && hostnamesOf(route).length > 0)) {
      append(byRoute, attachment.route, attachment);
    }
    for (const [route, attachments] of byRoute) {
      const hostnames = hostnamesOf(route);
      const refused = attachments.filter(({ attached }) => !hostnames.some((hostname) => isTaken(hostname, attached)));
      for (const { ref, attached } of refused) {
        report({
          message: `${objectText(route)} is for ${listText(textsOf(route))}, and ${restriction(attached)}, so it is not accepted there`,
          fix: 'give the route a host name that the listener takes, or name another listener',
          place: at(route, ref.sectionName === undefined ? ['spec', 'hostnames'] : [...ref.path, 'sectionName']),
          related: [relatedTo(attached)],
        });
      }
      const all = attachments.flatMap(({ attached }) => attached);
      hostnames.forEach((hostname, index) => {
        if (refused.length === 0 && !isTaken(hostname, all)) {
          report({
            message: `${objectText(route)} is for ${hostname}, too, and ${restriction(all)}, so nothing comes under that name`,
            fix: 'take out the host name, or add a listener that takes it',
            place: at(route, ['spec', 'hostnames', index]),
            related: [relatedTo(all)],
          });
        }
      });
    }
  },
};

function isTaken(hostname: string, listeners: readonly Listener[]): boolean {
  return listeners.some((listener) => listener.hostname === undefined || shareHostname(listener.hostname, hostname));
}

function textsOf(route: Manifest): string[] {
  return textsAt(mapAt(route.object, 'spec'), 'hostnames');
}

function restriction(listeners: readonly Listener[]): string {
  const [{ name, owner, hostname }] = listeners;
  const several = new Set(listeners.map((each) => each.hostname)).size > 1;
  return several
    ? `the listeners of ${objectText(owner.manifest)} are for ${listText(listeners.map((each) => each.hostname ?? ''))} only`
    : `listener "${name}" of ${objectText(owner.manifest)} is for ${hostname} only`;
}

function relatedTo([{ owner, path }]: readonly Listener[]): { readonly place: ReturnType<typeof at>; readonly message: string } {
  return { place: at(owner.manifest, [...path, 'hostname']), message: 'the host name of the listener' };
}

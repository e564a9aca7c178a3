import { objectText } from '../manifest';
import { Rule } from '../rule';
import { at, nameOf } from './support';
import { isWide, sharingsOf } from './support-routes';

export const routeListenerShared: Rule = {
  id: 'route-listener-shared',
  severity: 'error',
  summary: 'two TCPRoutes or UDPRoutes on one listener, of which only the older one gets connections',
  check(graph, report) {
    for (const { listener, wide, other, first, second } of sharingsOf(graph)) {
      const field = wide.ref.sectionName !== undefined ? 'sectionName' : wide.ref.port !== undefined ? 'port' : 'name';
      report({
        message: `${objectText(second.route)} and ${objectText(first.route)} are both on listener "${listener.name}" of ${objectText(listener.owner.manifest)}, and only the older one gets its connections`,
        fix: isWide(wide.ref)
          ? `name the listener of ${objectText(wide.route)} with sectionName`
          : 'give one of them a listener of its own, or put both backends into one route',
        place: at(wide.route, [...wide.ref.path, field]),
        related: [{ place: at(other.route, [...other.ref.path, 'sectionName']), message: `${objectText(other.route)} is on it, too` }],
        apart: [nameOf(second.route), nameOf(first.route)],
      });
    }
  },
};

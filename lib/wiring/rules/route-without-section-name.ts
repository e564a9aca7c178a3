import { WHOLE_PORT } from '../graph/routes';
import { objectText } from '../manifest';
import { Rule } from '../rule';
import { at } from './support';
import { attachmentsOf, isWide, listenersText, sharingsOf } from './support-routes';

/** TCPRoutes and UDPRoutes only: what matches by host name is meant for several listeners often enough. */
export const routeWithoutSectionName: Rule = {
  id: 'route-without-section-name',
  severity: 'warning',
  summary: 'a TCPRoute or UDPRoute that names no listener, and so takes the connections of all that fit',
  check(graph, report) {
    const shared = new Set(sharingsOf(graph).flatMap(({ first, second }) => [first, second]));
    for (const attachment of attachmentsOf(graph)) {
      const { route, ref, attached } = attachment;
      const [listener] = attached;
      if (!listener || !WHOLE_PORT.includes(route.kind) || !isWide(ref) || shared.has(attachment)) {
        continue;
      }
      const owner = objectText(listener.owner.manifest);
      const names = new Set(attached.map(({ name }) => name));
      report({
        message:
          names.size > 1
            ? `${objectText(route)} names no listener of ${owner}, so it takes the connections of all that fit: ${listenersText(attached)}`
            : `${objectText(route)} names no listener of ${owner}: it is on ${listenersText(attached)} now, and on each one that is added`,
        fix: `give it the name of its listener, sectionName: ${listener.name}`,
        place: at(route, [...ref.path, 'name']),
        related: attached.slice(0, 2).map((each) => ({ place: at(each.owner.manifest, each.path), message: `it is on "${each.name}"` })),
      });
    }
  },
};

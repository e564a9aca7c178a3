import { mapAt } from '../../model/plain';
import { readersOf, traefikRoutes, traefiks } from '../graph/traefik';
import { objectText } from '../manifest';
import { Rule } from '../rule';
import { at, nameOf } from './support';

/** A route without entryPoints takes connections on every port of its protocol, but for the one of ping and dashboard. */
export const traefikEntryPointsAbsent: Rule = {
  id: 'traefik-entry-points-absent',
  severity: 'warning',
  summary: 'a route that names no entryPoints, and so takes connections on every port of Traefik',
  check(graph, report) {
    const all = traefiks(graph);
    for (const route of traefikRoutes(graph)) {
      const { manifest, protocol } = route;
      const readers = readersOf(all, route);
      const one = readers.length > 0 && readers.every((reader) => reader.defaults[protocol].length <= 1);
      if (route.entryPoints.length > 0 || route.rules.length === 0 || one) {
        continue;
      }
      const field = 'entryPoints' in mapAt(manifest.object, 'spec');
      report({
        message: `${objectText(manifest)} names no entryPoints, so it takes connections on every ${protocol} port of Traefik`,
        fix: 'name the entryPoints that are meant, as entryPoints: [port-5432]',
        place: field ? at(manifest, ['spec', 'entryPoints'], 'key') : nameOf(manifest),
      });
    }
  },
};

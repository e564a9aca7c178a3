import { traefikRoutes } from '../graph/traefik';
import { objectText } from '../manifest';
import { Rule } from '../rule';
import { at } from './support';

/** Traefik keeps a route under the name of its object and its match: of two with one match the later one stays. */
export const traefikRoutesOverwrite: Rule = {
  id: 'traefik-routes-overwrite',
  severity: 'error',
  summary: 'two routes of one IngressRouteTCP with the same match, of which only the last one counts',
  check(graph, report) {
    for (const { manifest, rules } of traefikRoutes(graph)) {
      rules.forEach(({ match, path }, index) => {
        const later = rules.slice(index + 1).find((each) => match !== undefined && each.match === match);
        if (later) {
          report({
            message: `${objectText(manifest)} has two routes with the match ${match}, and Traefik keeps only the last one`,
            fix: 'give each an IngressRouteTCP of its own, with its own entryPoint, or put the services into one route',
            place: at(manifest, [...path, 'match']),
            related: [{ place: at(manifest, [...later.path, 'match']), message: 'this one replaces it' }],
          });
        }
      });
    }
  },
};

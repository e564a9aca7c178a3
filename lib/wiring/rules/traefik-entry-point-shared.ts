import { isEveryConnection } from '../../controllers/traefik/matching';
import { Protocol } from '../../model/port';
import { readersOf, Traefik, TraefikRoute, traefikRoutes, traefiks } from '../graph/traefik';
import { objectText } from '../manifest';
import { Path } from '../yaml/layout';
import { Rule } from '../rule';
import { at, isSameObject } from './support';

/** A route for all connections of an entryPoint. */
interface Whole {
  readonly route: TraefikRoute;
  readonly readers: readonly Traefik[];
  readonly match?: string;
  readonly path: Path;
}

/** Two routes for all connections of one entryPoint have the same priority: which of them gets the connections is not said. */
export const traefikEntryPointShared: Rule = {
  id: 'traefik-entry-point-shared',
  severity: 'error',
  summary: 'two routes for all connections of one entryPoint of Traefik, of which only one gets any',
  check(graph, report) {
    const all = traefiks(graph);
    const byEntryPoint = new Map<string, Whole[]>();
    for (const route of traefikRoutes(graph)) {
      const readers = readersOf(all, route);
      for (const { match, path } of route.rules.filter((rule) => !rule.hasPriority && takesAll(route, rule.match))) {
        for (const name of new Set(route.entryPoints.map((each) => each.name))) {
          const key = [route.protocol, route.tls, route.ingressClass, name].join(' ');
          const others = byEntryPoint.get(key) ?? [];
          const whole = { route, readers, match, path };
          const other = others.find((each) => clash(each, whole));
          byEntryPoint.set(key, [...others, whole]);
          if (other) {
            report({
              message:
                other.route === route
                  ? `${objectText(route.manifest)} has two routes for all connections of entryPoint "${name}", and only one of them gets any`
                  : `${objectText(other.route.manifest)} and ${objectText(route.manifest)} both take all connections of entryPoint "${name}", and only one of them gets any`,
              fix: 'give each an entryPoint of its own, or put the services into one route',
              place: at(route.manifest, path),
              related: [{ place: at(other.route.manifest, other.path), message: 'the other one' }],
              apart: [at(other.route.manifest, other.path), at(route.manifest, path)],
            });
          }
        }
      }
    }
  },
};

function takesAll({ protocol }: TraefikRoute, match: string | undefined): boolean {
  return protocol === Protocol.UDP || (match !== undefined && isEveryConnection(match));
}

/** Whether one Traefik reads both, as far as is known. Two variants of one object are one, and of one match the last one stays. */
function clash(one: Whole, other: Whole): boolean {
  if (one.route === other.route) {
    return one.match === undefined || one.match !== other.match;
  }
  const together = one.readers.length === 0 && other.readers.length === 0 ? true : one.readers.some((each) => other.readers.includes(each));
  return together && !isSameObject(one.route.manifest, other.route.manifest);
}

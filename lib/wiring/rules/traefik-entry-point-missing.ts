import { readersOf, traefikRoutes, traefiks } from '../graph/traefik';
import { objectText } from '../manifest';
import { Rule } from '../rule';
import { at, workloadText } from './support';
import { argumentsPlace, entryPointsText } from './support-traefik';

/** Traefik opens its entryPoints when it starts: a route to another one is an error in its log, and no more. */
export const traefikEntryPointMissing: Rule = {
  id: 'traefik-entry-point-missing',
  severity: 'error',
  summary: 'a route that names an entryPoint which Traefik is not started with, or has for the other protocol',
  check(graph, report) {
    const all = traefiks(graph);
    for (const route of traefikRoutes(graph)) {
      const readers = readersOf(all, route);
      for (const { name, path } of readers.length === 0 ? [] : route.entryPoints) {
        const named = readers.flatMap(({ byName }) => byName.get(name) ?? []);
        if (named.some(({ protocol }) => protocol === undefined || protocol === route.protocol)) {
          continue;
        }
        const [reader] = readers;
        const alike = reader.entryPoints.find((each) => each.name.toLowerCase() === name.toLowerCase() && each.name !== name);
        const flag = `--entryPoints.${name}.address=:PORT/${route.protocol.toLowerCase()}`;
        report({
          message:
            named.length > 0
              ? `${objectText(route.manifest)} names entryPoint "${name}", which ${workloadText(reader.workload)} has for ${named[0].protocol}, so nothing reaches it`
              : `${objectText(route.manifest)} names entryPoint "${name}", which ${workloadText(reader.workload)} is not started with (it has ${entryPointsText(reader)}), so nothing reaches it`,
          fix: alike
            ? `name it "${alike.name}": routes have to write it as the argument does`
            : named.length > 0
              ? `name an entryPoint for ${route.protocol}, or start Traefik with one of another name`
              : `start Traefik with ${flag}, or name an entryPoint that it has`,
          place: at(route.manifest, path),
          related: [{ place: argumentsPlace(reader), message: 'what Traefik is started with' }],
          uncertain: true,
        });
      }
    }
  },
};

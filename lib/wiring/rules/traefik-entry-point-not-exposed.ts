import { Protocol } from '../../model/port';
import { readersOf, TraefikRoute, traefikRoutes, traefiks } from '../graph/traefik';
import { objectText } from '../manifest';
import { Rule } from '../rule';
import { at, nameOf, serviceText, workloadText } from './support';
import { targetNumber } from './support-controller';
import { isOnNode } from './support-traefik';

/** An entryPoint is a port of the container: clients come to it through a port of Traefik's Service. */
export const traefikEntryPointNotExposed: Rule = {
  id: 'traefik-entry-point-not-exposed',
  severity: 'error',
  summary: "an entryPoint with routes to which no port of Traefik's Service leads",
  check(graph, report) {
    const all = traefiks(graph);
    const routes = traefikRoutes(graph).map((route) => ({ route, readers: readersOf(all, route) }));
    for (const traefik of all) {
      const services = graph.servicesOf(traefik.workload);
      const published = services.flatMap((service) => service.ports);
      for (const { name, port, protocol } of traefik.entryPoints) {
        const route = routes.find((each) => each.readers.includes(traefik) && names(each.route, name, protocol))?.route;
        if (!route || port === undefined || protocol === undefined || services.length === 0 || isOnNode(traefik, port, protocol)) {
          continue;
        }
        const leading = published.filter((each) => targetNumber(traefik.workload.ports, each) === port);
        // A named target that no container declares is a finding of its own, and may be the one that was meant.
        const unknown = published.some((each) => targetNumber(traefik.workload.ports, each) === undefined);
        if (unknown || leading.some((each) => each.protocol === (protocol as string))) {
          continue;
        }
        const [service] = services;
        const other = leading.find(
          (each) => !traefik.entryPoints.some((entry) => entry.port === port && (entry.protocol as string | undefined) === each.protocol),
        );
        report({
          message:
            `${objectText(route.manifest)} waits at entryPoint "${name}", ${port}/${protocol} of ${workloadText(traefik.workload)}, ` +
            (other
              ? `to which ${serviceText(other.service)} leads as ${other.protocol}, so nobody reaches it`
              : `to which no port of ${serviceText(service)} leads, so nobody reaches it`),
          fix: other
            ? `give that port protocol: ${protocol}`
            : `add a port to the Service, as { name: ${name}, port: ${port}, protocol: ${protocol}, targetPort: ${port} }`,
          place: other
            ? at(other.service.manifest, [...other.path, 'protocol'])
            : published.length > 0
              ? at(service.manifest, ['spec', 'ports'], 'key')
              : nameOf(service.manifest),
          related: [{ place: nameOf(route.manifest), message: 'the route' }],
          uncertain: true,
        });
      }
    }
  },
};

function names(route: TraefikRoute, entryPoint: string, protocol: Protocol | undefined): boolean {
  return protocol === route.protocol && route.entryPoints.some(({ name }) => name === entryPoint);
}

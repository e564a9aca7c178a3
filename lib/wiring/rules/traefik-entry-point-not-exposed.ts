import { readersOf, Traefik, TraefikRoute, traefikRoutes, traefiks } from '../graph/traefik';
import { objectText } from '../manifest';
import { Path } from '../yaml/layout';
import { Rule } from '../rule';
import { at, nameOf, serviceText, workloadText } from './support';
import { PublishedPorts } from './support-controller';
import { isOnNode } from './support-traefik';

/** An entryPoint is a port of the container: clients come to it through a port of Traefik's Service. */
export const traefikEntryPointNotExposed: Rule = {
  id: 'traefik-entry-point-not-exposed',
  severity: 'error',
  summary: "an entryPoint with routes to which no port of Traefik's Service leads",
  check(graph, report) {
    const all = traefiks(graph);
    const waiting = waitingRoutes(all, traefikRoutes(graph));
    for (const traefik of all) {
      const services = graph.servicesOf(traefik.workload);
      const ports = services.flatMap((service) => service.ports);
      const published = new PublishedPorts(traefik, services);
      // A named target that no container declares is a finding of its own, and may be the one that was meant.
      const unknown = ports.some((each) => published.targetOf(each) === undefined);
      for (const { name, port, protocol } of services.length === 0 || unknown ? [] : traefik.entryPoints) {
        const waits = waiting.get(traefik)?.get(`${name}/${protocol}`);
        if (!waits || port === undefined || protocol === undefined) {
          continue;
        }
        const { route, path } = waits;
        const leading = published.leadingTo(port);
        if (leading.some((each) => each.protocol === (protocol as string)) || isOnNode(traefik, port, protocol)) {
          continue;
        }
        const [service] = services;
        const other = leading.find((each) => !traefik.byPort.has(`${port}/${each.protocol}`));
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
            : ports.length > 0
              ? at(service.manifest, ['spec', 'ports'], 'key')
              : nameOf(service.manifest),
          related: [{ place: at(route.manifest, path), message: 'the route' }],
          uncertain: true,
        });
      }
    }
  },
};

interface Waiting {
  readonly route: TraefikRoute;
  /** Where it names the entryPoint. */
  readonly path: Path;
}

/** The first route at each entryPoint of each Traefik, as `db/TCP`. */
function waitingRoutes(all: readonly Traefik[], routes: readonly TraefikRoute[]): Map<Traefik, Map<string, Waiting>> {
  const waiting = new Map(all.map((traefik) => [traefik, new Map<string, Waiting>()]));
  for (const route of routes) {
    for (const reader of readersOf(all, route)) {
      for (const { name, path } of route.entryPoints) {
        const key = `${name}/${route.protocol}`;
        waiting.get(reader)?.set(key, waiting.get(reader)?.get(key) ?? { route, path });
      }
    }
  }
  return waiting;
}

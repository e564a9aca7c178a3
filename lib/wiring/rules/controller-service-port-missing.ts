import { Controller } from '../graph/controller';
import { servingOf } from '../graph/serving';
import { Service, targetPath } from '../graph/service';
import { WiringGraph } from '../graph/wiring-graph';
import { StreamMap } from '../graph/stream-maps';
import { FieldPlace, RelatedPlace } from '../finding';
import { Rule, Violation } from '../rule';
import { at, nameOf, serviceText, workloadText } from './support';
import { isOnHost, nginxControllers, PublishedPorts, publishingServices, targetNumber } from './support-controller';
import { mapText } from './support-stream';
import { keyOf } from './stream-port-missing';

/** A port that the controller listens on is reached through a port of its own Service, of the same protocol (TCP unless it says otherwise). */
export const controllerServicePortMissing: Rule = {
  id: 'controller-service-port-missing',
  severity: 'error',
  summary: "an entry of a tcp- or udp-services map whose port the controller's Service does not have",
  check(graph, report) {
    const nginx = new Set(nginxControllers(graph));
    for (const map of graph.streamMaps) {
      for (const controller of map.readers.filter((reader) => nginx.has(reader))) {
        const services = publishingServices(graph, controller);
        const ports = map.parsed.entries.map(({ port }) => port).filter((port) => !isOnHost(controller, port, map.protocol));
        if (services.length === 0) {
          reportNoService(graph, controller, map, ports, report);
          continue;
        }
        const published = new PublishedPorts(controller, services);
        for (const port of ports) {
          const gap = gapOf(graph, controller, services[0], published, port, map.protocol);
          if (!gap) {
            continue;
          }
          report({
            message: `${mapText(map)} has an entry for port ${port}, and ${gap.what}, so nobody reaches it`,
            fix: gap.fix,
            place: gap.place,
            related: [...entriesAt(map, [port]), ...(gap.place.path.length === 2 ? strayPorts(graph, controller, services, map) : [])],
          });
        }
      }
    }
  },
};

interface Gap {
  readonly what: string;
  readonly fix: string;
  readonly place: FieldPlace;
}

/** One finding for all ports; none where a Service with one of them is there, and selects nothing: that is another rule's. */
function reportNoService(
  graph: WiringGraph,
  { workload }: Controller,
  map: StreamMap,
  ports: readonly number[],
  report: (violation: Violation) => void,
): void {
  const wanted = new Set<number | undefined>(ports);
  const astray = graph.services.some(
    (service) =>
      service.namespace === workload.namespace &&
      graph.selectedBy(service).length === 0 &&
      service.ports.some((each) => wanted.has(each.number) || wanted.has(targetNumber(workload.ports, each))),
  );
  if (ports.length > 0 && !astray) {
    const [port] = ports;
    report({
      message: `${mapText(map)} has ${ports.length === 1 ? `an entry for port ${port}` : `entries for ${ports.length} ports`}, and no Service leads to ${workloadText(workload)}, so nobody reaches ${ports.length === 1 ? 'it' : 'them'}`,
      fix: `make one with ${ports.length === 1 ? 'the port' : 'these ports, as'} ${wantedPort(port, map.protocol)}`,
      place: nameOf(workload.manifest),
      related: entriesAt(map, ports.slice(0, 5)),
      absent: true,
    });
  }
}

/** Ports of the Service for which there is no entry: one of them may have been meant. */
function strayPorts(graph: WiringGraph, controller: Controller, services: readonly Service[], map: StreamMap): RelatedPlace[] {
  return services
    .flatMap((service) => service.ports)
    .filter((port) => port.protocol === (map.protocol as string) && servingOf(graph, port, controller.workload) === 'not-served')
    .slice(0, 3)
    .map((port) => ({ place: at(port.service.manifest, targetPath(port)), message: 'this port has no entry' }));
}

function entriesAt(map: StreamMap, ports: readonly number[]): RelatedPlace[] {
  return ports.map((port) => ({ place: at(map.manifest, ['data', keyOf(map.data, port)], 'key'), message: 'the entry' }));
}

function wantedPort(port: number, protocol: string): string {
  return `{ name: port-${port}${protocol === 'TCP' ? '' : '-udp'}, port: ${port}, protocol: ${protocol}, targetPort: ${port} }`;
}

function gapOf(
  graph: WiringGraph,
  controller: Controller,
  service: Service,
  published: PublishedPorts,
  port: number,
  protocol: string,
): Gap | undefined {
  const leading = published.leadingTo(port);
  if (leading.some((each) => each.protocol === protocol)) {
    return undefined;
  }
  const numbered = published.byNumber.get(port) ?? [];
  // A name that leads nowhere has a finding of its own.
  if (numbered[0] && published.targetOf(numbered[0]) === undefined) {
    return undefined;
  }
  const otherProtocol = leading.find((each) => !listensToo(graph, controller, port, each.protocol));
  if (otherProtocol) {
    return {
      what: `${serviceText(otherProtocol.service)} has it as ${otherProtocol.protocol}, not as ${protocol}`,
      fix: `give that port protocol: ${protocol}`,
      place: at(otherProtocol.service.manifest, [...otherProtocol.path, 'protocol']),
    };
  }
  const astray = numbered.find((each) => each.protocol === protocol);
  if (astray) {
    return {
      what: `port ${port} of ${serviceText(astray.service)} leads to ${astray.target}, not to ${port}, on which the controller listens`,
      fix: `give it targetPort: ${port}`,
      place: at(astray.service.manifest, targetPath(astray)),
    };
  }
  return {
    what: `${serviceText(service)} has no port that leads to ${port}/${protocol} of ${workloadText(controller.workload)}`,
    fix: `add the port ${wantedPort(port, protocol)}`,
    place: at(service.manifest, ['spec', 'ports'], 'key'),
  };
}

/** Whether the other protocol has the same number in its own map, and so a right to the port. */
function listensToo(graph: WiringGraph, controller: Controller, port: number, protocol: string): boolean {
  return graph.streamMaps.some(
    (map) =>
      protocol === (map.protocol as string) && map.readers.includes(controller) && map.parsed.entries.some((entry) => entry.port === port),
  );
}

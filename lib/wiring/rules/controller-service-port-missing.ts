import { Controller } from '../graph/controller';
import { Service, ServicePort, targetPath } from '../graph/service';
import { WiringGraph } from '../graph/wiring-graph';
import { FieldPlace } from '../finding';
import { Rule } from '../rule';
import { at, nameOf, serviceText, workloadText } from './support';
import { isOnHost, nginxControllers, publishingServices, targetNumber } from './support-controller';
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
        for (const { port } of map.parsed.entries) {
          const gap = isOnHost(controller, port, map.protocol) ? undefined : gapOf(graph, controller, services, port, map.protocol);
          if (!gap) {
            continue;
          }
          report({
            message: `${mapText(map)} has an entry for port ${port}, and ${gap.what}, so nobody reaches it`,
            fix: gap.fix,
            place: gap.place,
            related: [{ place: at(map.manifest, ['data', keyOf(map.data, port)], 'key'), message: 'the entry' }],
            absent: gap.absent,
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
  readonly absent: boolean;
}

function gapOf(graph: WiringGraph, controller: Controller, services: readonly Service[], port: number, protocol: string): Gap | undefined {
  const { workload } = controller;
  const ports = services.flatMap((service) => service.ports);
  const reaches = (each: ServicePort): boolean => targetNumber(workload.ports, each) === port;
  if (ports.some((each) => reaches(each) && each.protocol === protocol)) {
    return undefined;
  }
  const [service] = services;
  const wanted = `{ name: port-${port}${protocol === 'TCP' ? '' : '-udp'}, port: ${port}, protocol: ${protocol}, targetPort: ${port} }`;
  if (service === undefined) {
    return {
      what: `no Service leads to ${workloadText(workload)}`,
      fix: `make one with the port ${wanted}`,
      place: nameOf(workload.manifest),
      absent: true,
    };
  }
  const numbered = ports.find((each) => each.number === port);
  // A name that leads nowhere has a finding of its own.
  if (numbered && typeof numbered.target === 'string' && targetNumber(workload.ports, numbered) === undefined) {
    return undefined;
  }
  const otherProtocol = ports.find((each) => reaches(each) && each.protocol !== protocol && !listensToo(graph, controller, each));
  if (otherProtocol) {
    return {
      what: `${serviceText(otherProtocol.service)} has it as ${otherProtocol.protocol}, not as ${protocol}`,
      fix: `give that port protocol: ${protocol}`,
      place: at(otherProtocol.service.manifest, [...otherProtocol.path, 'protocol']),
      absent: false,
    };
  }
  const astray = ports.find((each) => each.number === port && each.protocol === protocol);
  if (astray) {
    return {
      what: `port ${port} of ${serviceText(astray.service)} leads to ${astray.target}, not to ${port}, on which the controller listens`,
      fix: `give it targetPort: ${port}`,
      place: at(astray.service.manifest, targetPath(astray)),
      absent: false,
    };
  }
  return {
    what: `${serviceText(service)} has no port that leads to ${port}/${protocol} of ${workloadText(workload)}`,
    fix: `add the port ${wanted}`,
    place: at(service.manifest, ['spec', 'ports'], 'key'),
    absent: false,
  };
}

/** Whether the other protocol has the same number in its own map, and so a right to the port. */
function listensToo(graph: WiringGraph, controller: Controller, port: ServicePort): boolean {
  const number = targetNumber(controller.workload.ports, port);
  return graph.streamMaps.some(
    (map) =>
      port.protocol === (map.protocol as string) &&
      map.readers.includes(controller) &&
      map.parsed.entries.some((entry) => entry.port === number),
  );
}

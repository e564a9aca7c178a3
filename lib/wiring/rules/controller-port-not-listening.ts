import { StreamProblemKind } from '../../controllers/ingress-nginx/stream-map';
import { StreamMap } from '../graph/stream-maps';
import { servingOf } from '../graph/serving';
import { Service, ServicePort, targetPath } from '../graph/service';
import { WiringGraph } from '../graph/wiring-graph';
import { Controller } from '../graph/controller';
import { Rule, Violation } from '../rule';
import { keysOf } from './stream-key-duplicate';
import { at, leadsText, serviceText, workloadText } from './support';
import { nginxControllers, PublishedPorts, publishingServices, targetNumber } from './support-controller';

/** A port of the controller's Service for which its map has no entry: connections are refused. */
export const controllerPortNotListening: Rule = {
  id: 'controller-port-not-listening',
  severity: 'error',
  summary: "a port of ingress-nginx' Service on which it does not listen, since its map has no such entry",
  check(graph, report) {
    for (const controller of nginxControllers(graph)) {
      const services = publishingServices(graph, controller);
      const published = new PublishedPorts(controller, services);
      const orphans = services.flatMap((service) =>
        service.ports.filter((port) => {
          const number = targetNumber(controller.workload.ports, port);
          return (
            number !== undefined &&
            servingOf(graph, port, controller.workload) === 'not-served' &&
            !hasOtherFinding(graph, controller, published, [port.number, number]) &&
            !isServedBeside(graph, service, port)
          );
        }),
      );
      for (const port of orphans) {
        const map = graph.streamMaps.find((each) => each.readers.includes(controller) && (each.protocol as string) === port.protocol);
        const alike = orphans.filter(({ protocol }) => protocol === port.protocol);
        if (!map || faultyEntries(map) + unreachedEntries(map, published) < alike.length) {
          report(violationOf(controller, port, map));
        }
      }
    }
  },
};

function violationOf(controller: Controller, port: ServicePort, map: StreamMap | undefined): Violation {
  const { service, protocol } = port;
  const number = targetNumber(controller.workload.ports, port);
  const flag = `--${protocol.toLowerCase()}-services-configmap`;
  const moved = HTTP_FLAGS.has(number) ? controller.ownPorts.find(({ by }) => by.includes(`(${HTTP_FLAGS.get(number)})`)) : undefined;
  return {
    message:
      `${serviceText(service)} sends ${leadsText(port)} to ${workloadText(controller.workload)}, which does not listen on ${number}/${protocol}: ` +
      (map ? `${mapName(map)} has no entry for it` : `it reads no map (${flag})`),
    fix: moved
      ? `send it to ${moved.port}, where the controller listens by ${HTTP_FLAGS.get(number)}, or leave out that flag`
      : map
        ? `add "${number}": <namespace>/<Service>:<port> to the map, or take the port away`
        : `give it ${flag}, or take the port away`,
    place: at(service.manifest, targetPath(port)),
    related: map ? [{ place: at(map.manifest, ['data'], 'key'), message: 'the map' }] : [],
  };
}

/** Ports that HTTP and HTTPS have unless a flag moves them. */
const HTTP_FLAGS: ReadonlyMap<number | undefined, string> = new Map([
  [80, '--http-port'],
  [443, '--https-port'],
]);

/** Entries to which no port of the Service leads: which of the two numbers is wrong is told there, once. */
function unreachedEntries(map: StreamMap, published: PublishedPorts): number {
  return map.parsed.entries.filter(({ port }) => published.leadingTo(port).length === 0).length;
}

const IN_THE_KEY: readonly StreamProblemKind[] = [
  StreamProblemKind.KEY_IS_NO_NUMBER,
  StreamProblemKind.KEY_OUT_OF_RANGE,
  StreamProblemKind.KEY_TWICE,
  StreamProblemKind.PORT_TAKEN,
];

/** Entries with a mistake in their key, each of which may be the one that a port misses: that is told where they are. */
function faultyEntries(map: StreamMap): number {
  const written = keysOf(map).length - Object.keys(map.data).length;
  return written + map.parsed.problems.filter(({ kind }) => IN_THE_KEY.includes(kind)).length;
}

function mapName({ manifest }: StreamMap): string {
  return `ConfigMap ${manifest.namespace}/${manifest.name}`;
}

/**
 * An entry that this port was meant for has a finding already: in a map that nobody reads, or one that no Service port reaches, since this
 * one has the other protocol or another target.
 */
function hasOtherFinding(graph: WiringGraph, controller: Controller, published: PublishedPorts, numbers: readonly number[]): boolean {
  return graph.streamMaps
    .filter(({ nginx }) => nginx)
    .some((map) =>
      numbers
        .filter((number) => map.ports.has(number))
        .some(
          (number) =>
            map.readers.length === 0 ||
            (map.readers.includes(controller) &&
              !published.leadingTo(number).some(({ protocol }) => protocol === (map.protocol as string))),
        ),
    );
}

/** Where another workload behind the Service has the port, the two do not belong behind one, which is a finding of its own. */
function isServedBeside(graph: WiringGraph, service: Service, port: ServicePort): boolean {
  return graph.selectedBy(service).some((workload) => servingOf(graph, port, workload) === 'served');
}

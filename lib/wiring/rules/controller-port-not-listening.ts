import { StreamMap } from '../graph/stream-maps';
import { servingOf } from '../graph/serving';
import { Service, ServicePort, targetPath } from '../graph/service';
import { WiringGraph } from '../graph/wiring-graph';
import { Controller } from '../graph/controller';
import { Rule } from '../rule';
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
      for (const service of services) {
        for (const port of service.ports) {
          const number = targetNumber(controller.workload.ports, port);
          if (
            number === undefined ||
            servingOf(graph, port, controller.workload) !== 'not-served' ||
            hasOtherFinding(graph, controller, published, [port.number, number]) ||
            isServedBeside(graph, service, port)
          ) {
            continue;
          }
          const map = graph.streamMaps.find((each) => each.readers.includes(controller) && (each.protocol as string) === port.protocol);
          const flag = `--${port.protocol.toLowerCase()}-services-configmap`;
          report({
            message:
              `${serviceText(service)} sends ${leadsText(port)} to ${workloadText(controller.workload)}, which does not listen on ${number}/${port.protocol}: ` +
              (map ? `${mapName(map)} has no entry for it` : `it reads no map (${flag})`),
            fix: map
              ? `add "${number}": <namespace>/<Service>:<port> to the map, or take the port away`
              : `give it ${flag}, or take the port away`,
            place: at(service.manifest, targetPath(port)),
            related: map ? [{ place: at(map.manifest, ['data'], 'key'), message: 'the map' }] : [],
          });
        }
      }
    }
  },
};

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

import { StreamEntry } from '../../controllers/ingress-nginx/stream-map';
import { display } from '../../model/port';
import { ExternalService } from '../graph/externals';
import { Service, ServicePort } from '../graph/service';
import { Rule } from '../rule';
import { at, nameOf, portsText } from './support';
import { mapText } from './support-stream';

/** The value names the Service's `port` (number or name), never its targetPort, and that port has to have the map's protocol. */
export const streamPortMissing: Rule = {
  id: 'stream-port-missing',
  severity: 'error',
  summary: 'an entry of a tcp- or udp-services map that names a port that the Service does not have',
  check(graph, report) {
    for (const map of graph.streamMaps.filter(({ nginx }) => nginx)) {
      for (const entry of map.parsed.entries) {
        const place = at(map.manifest, ['data', keyOf(map.data, entry.port)]);
        const what = `${mapText(map)}: port ${entry.port} leads to port ${display(entry.servicePort)} of Service ${entry.namespace}/${entry.service}`;
        const services = graph.servicesNamed(entry.namespace, entry.service);
        const outside = graph.externalPorts(entry.namespace, entry.service) ?? [];
        if (services.length === 0) {
          if (outside.length > 0 && !outside.some((each) => hasExternal(each, entry, map.protocol))) {
            report({
              message: `${what}, which is not among the ports that are declared for it`,
              fix: 'declare that port, too, or name one that is',
              place,
            });
          }
          continue;
        }
        const ports = services.flatMap((service) => service.ports);
        if (ports.some((port) => isMeant(port, entry) && port.protocol === (map.protocol as string))) {
          continue;
        }
        const other = ports.find((port) => isMeant(port, entry));
        const byTarget = ports.find((port) => port.target === entry.servicePort && port.protocol === (map.protocol as string));
        report({
          message: `${what}, which ${other ? `has it as ${other.protocol}, not as ${map.protocol}` : `has ${portsText(services[0].ports)}`}, so the controller does not listen on it`,
          fix: other
            ? `move the entry to the map of ${other.protocol}, or give the Service a ${map.protocol} port`
            : byTarget
              ? `write the Service's port, ${entry.namespace}/${entry.service}:${byTarget.number}: ${display(entry.servicePort)} is its targetPort`
              : 'name a port of the Service',
          place,
          related: [{ place: placeOfPorts(services[0]), message: 'the ports of the Service' }],
        });
      }
    }
  },
};

function isMeant(port: ServicePort, { servicePort }: StreamEntry): boolean {
  return typeof servicePort === 'number' ? port.number === servicePort : port.name === servicePort;
}

function hasExternal(external: ExternalService, { servicePort }: StreamEntry, protocol: string): boolean {
  return external.port === undefined || (external.port === servicePort && (external.protocol ?? 'TCP') === protocol);
}

function placeOfPorts(service: Service): ReturnType<typeof at> {
  return service.ports.length > 0 ? at(service.manifest, ['spec', 'ports'], 'key') : nameOf(service.manifest);
}

/** The key of a port as it stands in the map: `09000` for 9000. */
export function keyOf(data: { readonly [key: string]: string }, port: number): string {
  return Object.hasOwn(data, String(port)) ? String(port) : (Object.keys(data).find((key) => Number(key) === port) ?? String(port));
}

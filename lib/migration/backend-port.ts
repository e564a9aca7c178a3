import { StreamEntry } from '../controllers/ingress-nginx/stream-map';
import { display, isPort, Protocol } from '../model/port';
import { Service, ServicePort } from '../wiring/graph/service';
import { WiringGraph } from '../wiring/graph/wiring-graph';
import { portsText } from '../wiring/rules/support';

/** The number of the Service port that an entry names, or why there is none. */
export type BackendPort =
  | {
      readonly port: number;
      /** Whether the Service is in the input, or said to be there. */
      readonly verified: boolean;
    }
  | { readonly reason: string; readonly fix: string };

/** A map may name a Service port; a route needs its number, and so the Service. */
export function backendPortOf(graph: WiringGraph, entry: StreamEntry, protocol: Protocol): BackendPort {
  const { namespace, service: name, servicePort } = entry;
  const title = `Service ${namespace}/${name}`;
  const services = graph.servicesNamed(namespace, name);
  if (services.length === 0) {
    return withoutService(graph, entry, title);
  }
  if (services.some(({ type }) => type === 'ExternalName')) {
    return {
      reason: `${title} is of type ExternalName, and routes of the Gateway API lead to no host name (CVE-2021-25740)`,
      fix: 'give the host a Service without a selector and an EndpointSlice with its address, or leave this port with ingress-nginx',
    };
  }
  const ports = services.flatMap((service) => service.ports);
  const meant = ports.filter((port) => (typeof servicePort === 'number' ? port.number === servicePort : port.name === servicePort));
  const numbers = [...new Set(meant.filter((port) => port.protocol === (protocol as string)).map(({ number }) => number))];
  if (numbers.length === 1 && isPort(numbers[0])) {
    return { port: numbers[0], verified: true };
  }
  return numbers.length > 1
    ? {
        reason: `${title} is in the input ${services.length} times, with port ${display(servicePort)} as ${numbers.join(' and ')}`,
        fix: 'give the files of one environment',
      }
    : withoutPort(services, meant, entry, protocol, title);
}

function withoutService(graph: WiringGraph, { namespace, service, servicePort }: StreamEntry, title: string): BackendPort {
  const outside = graph.externalPorts(namespace, service);
  if (outside === undefined && graph.closed) {
    return { reason: `there is no ${title}, so nothing answers on this port today`, fix: 'make the Service, or take the entry away' };
  }
  return typeof servicePort === 'number'
    ? { port: servicePort, verified: outside !== undefined }
    : {
        reason: `${title} is not in the input, so the number of its port ${display(servicePort)} is not known, and a route needs the number`,
        fix: "give the Service's file, too, or write the number in the map",
      };
}

function withoutPort(
  [service]: readonly Service[],
  [other]: readonly ServicePort[],
  { servicePort }: StreamEntry,
  protocol: Protocol,
  title: string,
): BackendPort {
  const reason = `${title} ${
    other
      ? `has port ${display(servicePort)} as ${other.protocol}, not ${protocol}`
      : `has no port ${display(servicePort)} (it has ${portsText(service.ports)})`
  }, so nothing answers on this port today`;
  return {
    reason,
    fix: other ? `move the entry to the map of ${other.protocol}, or take it away` : 'name a port of the Service, or take the entry away',
  };
}

import { TraefikRoute, traefikRoutes, TraefikService } from '../graph/traefik';
import { objectText } from '../manifest';
import { Service, ServicePort } from '../graph/service';
import { Rule } from '../rule';
import { at, nameOf, portsText } from './support';

/** Traefik looks for the first port of the Service that has the number, or the name, and asks for no protocol. */
export const traefikServicePortMissing: Rule = {
  id: 'traefik-service-port-missing',
  severity: 'error',
  summary: 'a route of Traefik that sends to a port which the Service does not have, or has for the other protocol',
  check(graph, report) {
    for (const route of traefikRoutes(graph)) {
      for (const ref of route.rules.flatMap(({ services }) => services)) {
        const services = graph.servicesNamed(ref.namespace, ref.name);
        const gaps = services.map((service) => gapOf(route, ref, service));
        if (services.length === 0 || gaps.some((gap) => gap === undefined)) {
          continue;
        }
        const [{ what, fix }] = gaps as Gap[];
        const [service] = services;
        report({
          message: `${objectText(route.manifest)} sends to ${what}`,
          fix,
          place: at(route.manifest, ref.port === undefined ? ref.path : [...ref.path, 'port']),
          related: [
            {
              place: service.ports.length > 0 ? at(service.manifest, ['spec', 'ports'], 'key') : nameOf(service.manifest),
              message: 'the ports of the Service',
            },
          ],
        });
      }
    }
  },
};

interface Gap {
  readonly what: string;
  readonly fix: string;
}

function gapOf({ protocol }: TraefikRoute, ref: TraefikService, { ports }: Service): Gap | undefined {
  const where = `Service ${ref.namespace}/${ref.name}`;
  if (ref.port === undefined) {
    return { what: `${where} without a port, which Traefik refuses`, fix: 'give the number or the name of a port' };
  }
  const shown = typeof ref.port === 'string' ? `"${ref.port}"` : String(ref.port);
  const found = ports.filter((port) => (typeof ref.port === 'number' ? port.number : port.name) === ref.port);
  if (found.length === 0) {
    return { what: `port ${shown} of ${where}, which has ${portsText(ports)}`, fix: mend(ref.port, ports, protocol) };
  }
  const right = found.find((port) => port.protocol === (protocol as string));
  if (!right) {
    const other = `port ${shown} of ${where}, which has it as ${found[0].protocol}, not as ${protocol}`;
    return { what: other, fix: `give a ${protocol} port of the Service, or the route for ${found[0].protocol}` };
  }
  // The Pods are asked on the target of the first port: the same number under another protocol does no harm.
  return found[0] === right || found[0].target === right.target
    ? undefined
    : {
        what: `port ${shown} of ${where}, and Traefik takes the first port of that number, which is for ${found[0].protocol} (targetPort ${found[0].target})`,
        fix: right.name === undefined ? 'give the port a name in the Service, and name it here' : `name it: port: ${right.name}`,
      };
}

function mend(wanted: number | string, ports: readonly ServicePort[], protocol: string): string {
  const number = typeof wanted === 'string' && /^\d+$/.test(wanted) ? Number(wanted) : undefined;
  if (number !== undefined && ports.some((port) => port.number === number && port.protocol === protocol)) {
    return `give it without quotes, port: ${number}: in quotes it is a name to Traefik`;
  }
  const target = ports.find((port) => port.target === wanted && port.protocol === protocol);
  return target
    ? `give the Service's port, port: ${target.number}: ${wanted} is its targetPort`
    : 'give a port of the Service, by number or by name';
}

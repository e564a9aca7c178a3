import { ExternalService } from '../graph/externals';
import { BackendRef, backendRefs, protocolOf, routesOf } from '../graph/routes';
import { Service } from '../graph/service';
import { Manifest, objectText } from '../manifest';
import { Rule, Violation } from '../rule';
import { at, nameOf, portsText } from './support';

/** A backendRef names the Service's port by number, and it has to have the route's protocol. */
export const routeBackendPortMissing: Rule = {
  id: 'route-backend-port-missing',
  severity: 'error',
  summary: 'a route that sends to a port that the Service does not have',
  check(graph, report) {
    for (const route of routesOf(graph)) {
      for (const ref of backendRefs(route)) {
        const services = graph.servicesNamed(ref.namespace, ref.name);
        if (ref.port === undefined) {
          report(withoutPort(route, ref, services));
        } else if (services.length === 0) {
          const outside = graph.externalPorts(ref.namespace, ref.name) ?? [];
          if (outside.length > 0 && !outside.some((each) => isDeclared(each, ref, protocolOf(route)))) {
            report({
              message: `${objectText(route)} sends to port ${ref.port} of Service ${ref.namespace}/${ref.name}, which is not among the ports that are declared for it`,
              fix: 'declare that port, too, or name one that is',
              place: at(route, [...ref.path, 'port']),
            });
          }
        } else if (services.every(({ type }) => type !== 'ExternalName')) {
          // A name elsewhere has the ports that it has.
          checkPort(route, ref, services, report);
        }
      }
    }
  },
};

function checkPort(route: Manifest, ref: BackendRef, services: readonly Service[], report: (violation: Violation) => void): void {
  const protocol = protocolOf(route);
  const ports = services.flatMap((service) => service.ports);
  if (ports.some((port) => port.number === ref.port && port.protocol === protocol)) {
    return;
  }
  const other = ports.find(({ number }) => number === ref.port);
  const target = ports.find((port) => port.target === ref.port && port.protocol === protocol);
  report({
    message: `${objectText(route)} sends to port ${ref.port} of Service ${ref.namespace}/${ref.name}, which ${other ? `has it as ${other.protocol}, not as ${protocol}` : `has ${portsText(services[0].ports)}`}`,
    fix: target ? `give the Service's port, port: ${target.number}: ${ref.port} is its targetPort` : 'give a port of the Service',
    place: at(route, [...ref.path, 'port']),
    related: relatedTo(services),
  });
}

function withoutPort(route: Manifest, ref: BackendRef, services: readonly Service[]): Violation {
  return {
    message: `${objectText(route)} sends to Service ${ref.namespace}/${ref.name} without a port, which Kubernetes refuses`,
    fix: 'give a port of the Service',
    place: at(route, ref.path),
    related: relatedTo(services),
  };
}

function relatedTo([service]: readonly Service[]): Violation['related'] {
  if (!service) {
    return [];
  }
  const place = service.ports.length > 0 ? at(service.manifest, ['spec', 'ports'], 'key') : nameOf(service.manifest);
  return [{ place, message: 'the ports of the Service' }];
}

/** A port that is declared by name may have any number. */
function isDeclared({ port, protocol = 'TCP' }: ExternalService, ref: BackendRef, wanted: string): boolean {
  return port === undefined || ((typeof port === 'string' || port === ref.port) && protocol === wanted);
}

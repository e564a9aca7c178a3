import { objectText } from '../manifest';
import { Rule } from '../rule';
import { at, nameOf, portsText } from './support';
import { backendRefs, routesOf } from './support-routes';

/** A backendRef names the Service's port by number, and it has to have the route's protocol. */
export const routeBackendPortMissing: Rule = {
  id: 'route-backend-port-missing',
  severity: 'error',
  summary: 'a route that sends to a port that the Service does not have',
  check(graph, report) {
    for (const route of routesOf(graph)) {
      const protocol = route.kind === 'UDPRoute' ? 'UDP' : 'TCP';
      for (const ref of backendRefs(route)) {
        const services = graph.servicesNamed(ref.namespace, ref.name);
        const ports = services.flatMap((service) => service.ports);
        if (services.length === 0 || ports.some((port) => port.number === ref.port && port.protocol === protocol)) {
          continue;
        }
        const other = ports.find(({ number }) => number === ref.port);
        const target = ports.find((port) => port.target === ref.port && port.protocol === protocol);
        const where = `Service ${ref.namespace}/${ref.name}`;
        report({
          message:
            ref.port === undefined
              ? `${objectText(route)} sends to ${where} without a port, which Kubernetes refuses`
              : `${objectText(route)} sends to port ${ref.port} of ${where}, which ${other ? `has it as ${other.protocol}, not as ${protocol}` : `has ${portsText(services[0].ports)}`}`,
          fix: target ? `give the Service's port, port: ${target.number}: ${ref.port} is its targetPort` : 'give a port of the Service',
          place: at(route, ref.port === undefined ? ref.path : [...ref.path, 'port']),
          related: [
            {
              place: services[0].ports.length > 0 ? at(services[0].manifest, ['spec', 'ports'], 'key') : nameOf(services[0].manifest),
              message: 'the ports of the Service',
            },
          ],
        });
      }
    }
  },
};

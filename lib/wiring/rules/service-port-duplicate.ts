import { ServicePort } from '../graph/service';
import { Rule, Violation } from '../rule';
import { at, serviceText } from './support';

/** Kubernetes keys the ports of a Service by number and protocol, and by name. */
export const servicePortDuplicate: Rule = {
  id: 'service-port-duplicate',
  severity: 'error',
  summary: 'a Service that has one port, or one port name, twice',
  check(graph, report) {
    for (const service of graph.services) {
      const byNumber = new Map<string, ServicePort>();
      const byName = new Map<string, ServicePort>();
      for (const port of service.ports) {
        const key = `${port.number}/${port.protocol}`;
        const twin = Number.isNaN(port.number) ? undefined : byNumber.get(key);
        const namesake = port.name === undefined ? undefined : byName.get(port.name);
        if (twin) {
          report(
            violation(
              port,
              twin,
              'port',
              `${serviceText(service)} has port ${key} twice, which Kubernetes refuses`,
              'leave one out, or give it another number',
            ),
          );
        } else if (namesake) {
          report(
            violation(
              port,
              namesake,
              'name',
              `${serviceText(service)} has two ports named "${port.name}", which Kubernetes refuses`,
              'give one of them another name',
            ),
          );
        }
        byNumber.set(key, port);
        if (port.name !== undefined) {
          byName.set(port.name, port);
        }
      }
    }
  },
};

function violation(port: ServicePort, other: ServicePort, field: string, message: string, fix: string): Violation {
  const { manifest } = port.service;
  return {
    message,
    fix,
    place: at(manifest, [...port.path, field]),
    related: [{ place: at(manifest, [...other.path, field]), message: 'the other one' }],
  };
}

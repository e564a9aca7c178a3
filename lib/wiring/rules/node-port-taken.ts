import { ServicePort } from '../graph/service';
import { Rule } from '../rule';
import { at, isSameObject, serviceText } from './support';

/** A nodePort is open on every node, for one Service of the whole cluster. */
export const nodePortTaken: Rule = {
  id: 'node-port-taken',
  severity: 'error',
  summary: 'a nodePort that two Services ask for',
  check(graph, report) {
    const taken = new Map<string, ServicePort>();
    for (const service of graph.services.filter(({ type }) => type === 'NodePort' || type === 'LoadBalancer')) {
      for (const port of service.ports) {
        if (port.nodePort === undefined) {
          continue;
        }
        const key = `${port.nodePort}/${port.protocol}`;
        const first = taken.get(key);
        if (!first) {
          taken.set(key, port);
        } else if (first.service === service || !isSameObject(first.service.manifest, service.manifest)) {
          report({
            message: `nodePort ${key} is asked for by ${serviceText(first.service)} and by ${serviceText(service)}, and the API server gives it once`,
            fix: 'give one of them another nodePort, or none and let Kubernetes choose',
            place: at(service.manifest, [...port.path, 'nodePort']),
            related: [
              { place: at(first.service.manifest, [...first.path, 'nodePort']), message: `${serviceText(first.service)} asks for it here` },
            ],
            apart: [first.service, service].map(({ manifest }) => at(manifest, [])),
          });
        }
      }
    }
  },
};

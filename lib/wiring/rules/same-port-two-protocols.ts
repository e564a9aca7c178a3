import { ServicePort } from '../graph/service';
import { Rule } from '../rule';
import { at, serviceText } from './support';

/** Client-side `kubectl apply` and strategic merge patches know a Service's ports by number alone. Server-side apply does it right. */
export const samePortTwoProtocols: Rule = {
  id: 'same-port-two-protocols',
  severity: 'warning',
  summary: 'a Service with one number on TCP and on UDP, which client-side kubectl apply mixes up',
  check(graph, report) {
    for (const service of graph.services) {
      const byNumber = new Map<number, ServicePort>();
      for (const port of service.ports) {
        const first = byNumber.get(port.number);
        if (first && first.protocol !== port.protocol) {
          report({
            message: `${serviceText(service)} has port ${port.number} on ${first.protocol} and on ${port.protocol}, and a later kubectl apply without --server-side writes the change of one into the other`,
            fix: 'apply with --server-side, or make a Service for each protocol',
            place: at(service.manifest, [...port.path, 'port']),
            related: [{ place: at(service.manifest, [...first.path, 'port']), message: `the number on ${first.protocol}` }],
          });
        }
        byNumber.set(port.number, port);
      }
    }
  },
};

import { Rule } from '../rule';
import { at, serviceText } from './support';

/** Kubernetes takes it since 1.26; whether the load balancer does is for its provider to say. */
export const mixedProtocolLoadBalancer: Rule = {
  id: 'mixed-protocol-load-balancer',
  severity: 'warning',
  summary: 'a LoadBalancer Service with TCP and UDP ports, which some providers refuse',
  check(graph, report) {
    for (const service of graph.services.filter(({ type }) => type === 'LoadBalancer')) {
      const [first] = service.ports;
      const other = service.ports.find(({ protocol }) => protocol !== first.protocol);
      if (other) {
        report({
          message: `${serviceText(service)} is a LoadBalancer for ${first.protocol} and ${other.protocol}, which not every provider gives: the Service then stays without an address`,
          fix: 'see that the provider does it, or make a Service for each protocol and give both one address',
          place: at(service.manifest, [...other.path, 'protocol']),
        });
      }
    }
  },
};

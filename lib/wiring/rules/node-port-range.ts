import { Rule } from '../rule';
import { at, serviceText } from './support';

/** The API server's `--service-node-port-range`, 30000 to 32767 unless it was started otherwise. */
export const nodePortRange: Rule = {
  id: 'node-port-range',
  severity: 'error',
  summary: 'a nodePort that the API server does not give: out of its range, or of a ClusterIP Service',
  check(graph, report) {
    const { from, to } = graph.options.nodePorts;
    for (const service of graph.services) {
      for (const port of service.ports) {
        if (port.nodePort !== undefined && service.type === 'ClusterIP') {
          report({
            message: `nodePort ${port.nodePort} is given for ${serviceText(service)} of type ClusterIP, which the API server refuses`,
            fix: 'leave it out, or give the Service type: NodePort',
            place: at(service.manifest, [...port.path, 'nodePort']),
          });
          continue;
        }
        if (port.nodePort !== undefined && (port.nodePort < from || port.nodePort > to)) {
          report({
            message: `nodePort ${port.nodePort} of ${serviceText(service)} is outside of ${from}-${to}, which the API server refuses`,
            fix: `give a port from ${from} to ${to}, or none and let Kubernetes choose; where the API server has another range, say so with nodePortRange in multiport.yaml`,
            place: at(service.manifest, [...port.path, 'nodePort']),
          });
        }
      }
    }
  },
};

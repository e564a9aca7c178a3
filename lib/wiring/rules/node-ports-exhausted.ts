import { mapAt } from '../../model/plain';
import { Service } from '../graph/service';
import { Rule } from '../rule';
import { at, distinct, serviceText } from './support';

/** Every port of a NodePort or LoadBalancer Service takes one of the range, for each protocol by itself. */
export const nodePortsExhausted: Rule = {
  id: 'node-ports-exhausted',
  severity: 'error',
  summary: 'more ports than the API server has nodePorts to give',
  check(graph, report) {
    const { from, to } = graph.options.nodePorts;
    const most = to - from + 1;
    const counts = new Map<string, number>();
    for (const service of distinct(graph.services.filter(takesNodePorts))) {
      for (const { protocol } of service.ports) {
        const count = (counts.get(protocol) ?? 0) + 1;
        counts.set(protocol, count);
        if (count === most + 1) {
          report({
            message: `${serviceText(service)} asks for more ${protocol} nodePorts than the ${most.toLocaleString('en-US')} of ${from}-${to} that the API server gives`,
            fix: 'set allocateLoadBalancerNodePorts: false where the load balancer does not need them, or give the API server a wider range',
            place: at(service.manifest, ['spec', 'ports'], 'key'),
          });
        }
      }
    }
  },
};

function takesNodePorts({ type, manifest }: Service): boolean {
  const { allocateLoadBalancerNodePorts } = mapAt(manifest.object, 'spec');
  return type === 'NodePort' || (type === 'LoadBalancer' && allocateLoadBalancerNodePorts !== false);
}

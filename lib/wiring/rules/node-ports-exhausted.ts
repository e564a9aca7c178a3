import { mapAt } from '../../model/plain';
import { Service } from '../graph/service';
import { Rule } from '../rule';
import { at, distinct, serviceText } from './support';

/** Every port number of a NodePort or LoadBalancer Service takes one of the range; TCP and UDP of one number share it. */
export const nodePortsExhausted: Rule = {
  id: 'node-ports-exhausted',
  severity: 'error',
  summary: 'more ports than the API server has nodePorts to give',
  check(graph, report) {
    const { from, to } = graph.options.nodePorts;
    const most = to - from + 1;
    let count = 0;
    for (const service of distinct(graph.services.filter(takesNodePorts))) {
      const before = count;
      count += new Set(service.ports.map(({ number }) => number)).size;
      if (count > most && before <= most) {
        report({
          message: `${serviceText(service)} brings the nodePorts to ${count.toLocaleString('en-US')}, and the API server gives the ${most.toLocaleString('en-US')} of ${from}-${to}`,
          fix: 'set allocateLoadBalancerNodePorts: false where the load balancer does not need them, or give the API server a wider range',
          place: at(service.manifest, ['spec', 'ports'], 'key'),
        });
      }
    }
  },
};

function takesNodePorts({ type, manifest }: Service): boolean {
  const { allocateLoadBalancerNodePorts } = mapAt(manifest.object, 'spec');
  return type === 'NodePort' || (type === 'LoadBalancer' && allocateLoadBalancerNodePorts !== false);
}

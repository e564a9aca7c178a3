import { placesOf, portText } from './host-port-clash';
import { Rule } from '../rule';
import { workloadText } from './support';
import { hostPortPairs } from './support-host-ports';

/** On one node only one of them can run; on many nodes it may go well. */
export const hostPortContended: Rule = {
  id: 'host-port-contended',
  severity: 'warning',
  summary: 'a port of the node that two workloads want, which may or may not meet on one node',
  check(graph, report) {
    for (const pair of hostPortPairs(graph).filter(({ certain }) => !certain)) {
      report({
        message: `${workloadText(pair.first.workload)} and ${workloadText(pair.second.workload)} both take ${portText(pair)} of their node, and cannot run on the same one`,
        fix: 'give one of them another hostPort, or keep them on different nodes with nodeSelector',
        ...placesOf(pair),
      });
    }
  },
};

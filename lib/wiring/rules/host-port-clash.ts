import { Rule } from '../rule';
import { at, workloadText } from './support';
import { HostPortPair, hostPortPairs } from './support-host-ports';

/** A node has each port once. The scheduler leaves a Pod pending whose port is taken on every node. */
export const hostPortClash: Rule = {
  id: 'host-port-clash',
  severity: 'error',
  summary: 'a port of the node that two containers of one Pod, or a DaemonSet and another workload, want',
  check(graph, report) {
    for (const pair of hostPortPairs(graph).filter(({ certain }) => certain)) {
      const { first, second } = pair;
      report({
        message:
          first.workload === second.workload
            ? `${workloadText(first.workload)} asks for ${portText(pair)} of its node twice, which Kubernetes refuses`
            : `${workloadText(first.workload)} and ${workloadText(second.workload)} both take ${portText(pair)} of the same nodes, so one of them stays pending`,
        fix: 'give one of them another hostPort, or keep them on different nodes with nodeSelector',
        ...placesOf(pair),
      });
    }
  },
};

export function portText({ second }: HostPortPair): string {
  return `port ${second.number}/${second.port.protocol}`;
}

export function placesOf({
  first,
  second,
}: HostPortPair): Pick<Parameters<Parameters<Rule['check']>[1]>[0], 'place' | 'related' | 'apart'> {
  return {
    place: at(second.workload.manifest, second.path),
    related: [{ place: at(first.workload.manifest, first.path), message: `${workloadText(first.workload)} takes it here` }],
    apart: [first, second].map(({ workload }) => at(workload.manifest, [])),
  };
}

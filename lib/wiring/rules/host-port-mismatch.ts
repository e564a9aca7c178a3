import { Rule } from '../rule';
import { at, workloadText } from './support';

/** With hostNetwork the container is on the node itself, and the API server takes no other hostPort than its own port. */
export const hostPortMismatch: Rule = {
  id: 'host-port-mismatch',
  severity: 'error',
  summary: 'a hostPort beside hostNetwork that is not the containerPort',
  check(graph, report) {
    for (const workload of graph.workloads.filter(({ hostNetwork }) => hostNetwork)) {
      for (const { number, hostPort, path } of workload.ports) {
        if (hostPort !== undefined && hostPort !== number) {
          report({
            message: `${workloadText(workload)} is on its node's network, and hostPort ${hostPort} is not its containerPort ${number}, which Kubernetes refuses`,
            fix: `leave out hostPort, and listen on ${hostPort} where that port is wanted`,
            place: at(workload.manifest, [...path, 'hostPort']),
            related: [
              { place: at(workload.manifest, [...workload.templatePath, 'spec', 'hostNetwork']), message: 'hostNetwork is set here' },
            ],
          });
        }
      }
    }
  },
};

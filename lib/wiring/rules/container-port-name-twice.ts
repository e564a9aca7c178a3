import { DeclaredPort } from '../graph/workload';
import { Rule } from '../rule';
import { at, workloadText } from './support';

/** The API server refuses one name twice in a container. In two containers of a Pod it is taken, and the first one counts. */
export const containerPortNameTwice: Rule = {
  id: 'container-port-name-twice',
  severity: 'error',
  summary: 'a container that has one port name twice',
  check(graph, report) {
    for (const workload of graph.workloads) {
      for (const container of workload.containers) {
        const named = new Map<string, DeclaredPort>();
        for (const port of container.ports) {
          const first = port.name === undefined ? undefined : named.get(port.name);
          if (first) {
            report({
              message: `container "${container.name}" of ${workloadText(workload)} has two ports named "${port.name}", which Kubernetes refuses`,
              fix: 'give one of them another name',
              place: at(workload.manifest, [...port.path, 'name']),
              related: [{ place: at(workload.manifest, [...first.path, 'name']), message: 'the other one' }],
            });
          } else if (port.name !== undefined) {
            named.set(port.name, port);
          }
        }
      }
    }
  },
};

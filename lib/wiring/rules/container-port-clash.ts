import { Rule } from '../rule';
import { DeclaredPort } from '../graph/workload';
import { at, workloadText } from './support';

/** All containers of a Pod share one network address, so only one of them can listen on a port. */
export const containerPortClash: Rule = {
  id: 'container-port-clash',
  severity: 'error',
  summary: 'two containers of one Pod that declare the same port',
  check(graph, report) {
    for (const workload of graph.workloads) {
      const owners = new Map<string, DeclaredPort>();
      for (const port of workload.ports) {
        const key = `${port.number}/${port.protocol}`;
        const first = Number.isNaN(port.number) ? undefined : owners.get(key);
        if (first && first.container !== port.container) {
          report({
            message:
              `containers "${first.container.name}" and "${port.container.name}" of ${workloadText(workload)} both declare ${key}, and share ` +
              'one address, so the second one to start fails to listen',
            fix: 'give one of them another port',
            place: at(workload.manifest, [...port.path, 'containerPort']),
            related: [
              {
                place: at(workload.manifest, [...first.path, 'containerPort']),
                message: `container "${first.container.name}" declares it, too`,
              },
            ],
          });
        } else if (!first) {
          owners.set(key, port);
        }
      }
    }
  },
};

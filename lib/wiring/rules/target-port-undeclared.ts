import { servingOf } from '../graph/serving';
import { targetPath } from '../graph/service';
import { Rule } from '../rule';
import { at, declaredText, leadsText, serviceText, workloadText } from './support';

/** containerPort is informational: a Pod may listen on a port that it does not declare. That all declare others is still a sign. */
export const targetPortUndeclared: Rule = {
  id: 'target-port-undeclared',
  severity: 'warning',
  summary: 'a numeric targetPort that none of the selected Pods declares, though all of them declare ports',
  check(graph, report) {
    for (const service of graph.services) {
      const workloads = graph.selectedBy(service);
      const silent = workloads.some(
        (workload) =>
          graph.controllerIn(workload) ||
          workload.containers.some(({ ports }) => ports.length === 0 || !ports.every(({ number }) => inRange(number))),
      );
      if (workloads.length === 0 || silent) {
        continue;
      }
      const declared = new Set(workloads.flatMap(({ ports }) => ports.map(({ number }) => number)));
      for (const port of service.ports) {
        if (typeof port.target === 'string' || !inRange(port.target) || declared.has(port.target)) {
          continue;
        }
        if (workloads.every((workload) => servingOf(graph, port, workload) === 'not-served')) {
          report({
            message: `${serviceText(service)} sends ${leadsText(port)} to ${workloadText(workloads[0])}, which declares ${declaredText(workloads[0])}`,
            fix: 'give the port that the container listens on as targetPort, or declare it as containerPort',
            place: at(service.manifest, targetPath(port)),
            related: workloads.slice(0, 3).map((workload) => ({
              place: at(workload.manifest, workload.ports[0].path),
              message: `${workloadText(workload)} declares ${declaredText(workload)}`,
            })),
          });
        }
      }
    }
  },
};

function inRange(port: number): boolean {
  return port >= 1 && port <= 65535;
}

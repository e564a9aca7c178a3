import { declares } from '../graph/serving';
import { targetPath } from '../graph/service';
import { Rule } from '../rule';
import { at, declaredText, isSameObject, listText, serviceText, workloadText } from './support';

/**
 * Pods without the name get no connection of this port, and those that have it get all: it works, seen on a cluster, but rarely as
 * it was meant. A headless Service gives the Pods names, and nobody connects to just any of them.
 */
export const targetPortNamePartial: Rule = {
  id: 'target-port-name-partial',
  severity: 'warning',
  summary: 'a named targetPort that only some of the selected workloads have',
  check(graph, report) {
    for (const service of graph.services.filter(({ headless }) => !headless)) {
      const workloads = graph.selectedBy(service);
      for (const port of service.ports) {
        const having = workloads.filter((workload) => declares(workload, port));
        const lacking = workloads.filter(
          (workload) =>
            !workload.ends &&
            !workload.idle &&
            !declares(workload, port) &&
            !having.some((other) => isSameObject(other.manifest, workload.manifest)),
        );
        if (typeof port.target !== 'string' || having.length === 0 || lacking.length === 0) {
          continue;
        }
        report({
          message:
            `${serviceText(service)} sends port ${port.number}/${port.protocol} to the container port "${port.target}", which ` +
            `${listText(lacking.map(workloadText))} has not: all connections go to ${listText(having.map(workloadText))}`,
          fix: 'name the port in every workload, or narrow the selector to those that have it',
          place: at(service.manifest, targetPath(port)),
          related: lacking.map((workload) => ({
            place: at(workload.manifest, workload.ports[0]?.path ?? workload.containers[0]?.path ?? []),
            message: `${workloadText(workload)} declares ${declaredText(workload)}`,
          })),
          apart: workloads.map((workload) => at(workload.manifest, [])),
        });
      }
    }
  },
};

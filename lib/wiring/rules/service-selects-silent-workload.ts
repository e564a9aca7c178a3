import { servingOf } from '../graph/serving';
import { Rule } from '../rule';
import { labelsPath, Workload } from '../graph/workload';
import { at, isSameObject, leadsText, serviceText, workloadText } from './support';

/** Pods of a Job take part in a Service as any others while they run, and so do those of a worker that listens on nothing. */
export const serviceSelectsSilentWorkload: Rule = {
  id: 'service-selects-silent-workload',
  severity: 'warning',
  summary: 'a Service that also selects a workload that declares no port',
  check(graph, report) {
    for (const service of graph.services) {
      const workloads = graph.selectedBy(service);
      for (const port of service.ports) {
        const serving = workloads.find((workload) => servingOf(graph, port, workload) === 'served');
        const silent = workloads.find(
          (workload) =>
            servingOf(graph, port, workload) === 'unknown' &&
            !isHook(workload) &&
            !workload.idle &&
            !(serving && isSameObject(serving.manifest, workload.manifest)),
        );
        if (typeof port.target === 'number' && serving && silent) {
          report({
            message:
              `${serviceText(service)} also selects ${workloadText(silent)}, which declares no port: if it does not listen on ${port.target}, ` +
              `${leadsText(port)} fails at random while ${silent.ends ? 'the Job' : 'it'} runs`,
            fix: 'add a label to the selector that only the listening Pods have, or declare the port where it is served',
            place: at(service.manifest, ['spec', 'selector'], 'key'),
            related: [{ place: at(silent.manifest, labelsPath(silent), 'key'), message: `the labels of ${workloadText(silent)}` }],
            apart: [serving, silent].map((workload) => at(workload.manifest, [])),
          });
          break;
        }
      }
    }
  },
};

/** A test Pod of a Helm chart runs on demand. */
function isHook({ manifest }: Workload): boolean {
  return JSON.stringify(manifest.object.metadata ?? {}).includes('"helm.sh/hook"');
}

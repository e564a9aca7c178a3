import { labelsText } from '../../model/labels';
import { mapAt } from '../../model/plain';
import { Rule } from '../rule';
import { servingOf } from '../graph/serving';
import { Service, ServicePort } from '../graph/service';
import { WiringGraph } from '../graph/wiring-graph';
import { labelsPath, Workload } from '../graph/workload';
import { at, declaredText, isSameObject, leadsText, listText, serviceText, workloadText } from './support';

/**
 * A numeric targetPort makes every matched Pod an endpoint of the port, whether it listens or not: each connection goes to any of
 * them. Every workload has to serve the port, not just one.
 */
export const serviceSelectsUnequalWorkloads: Rule = {
  id: 'service-selects-unequal-workloads',
  severity: 'error',
  summary: 'a Service port that only some of the selected workloads serve',
  check(graph, report) {
    for (const service of graph.services) {
      const workloads = graph.selectedBy(service);
      if (workloads.length < 2) {
        continue;
      }
      const failing = service.ports.flatMap((port) => failureOf(graph, port, workloads) ?? []);
      if (failing.length === 0) {
        continue;
      }
      const { selector = {} } = service;
      const involved = unique(failing.flatMap(({ serving, failing: others }) => [...serving, ...others]));
      if (service.headless && involved.every((workload) => isGovernedBy(workload, service))) {
        continue;
      }
      const texts = failing.map(({ port, failing: others }) => `${leadsText(port)} fails on ${listText(others.map(workloadText))}`);
      report({
        message:
          `${serviceText(service)} selects ${listText(involved.map(workloadText), ' and ')}, which do not all listen on its ports, ` +
          `so connections fail at random: ${listText(texts, '; ')}`,
        fix: `add a label to the selector ${labelsText(selector)} that only the Pods behind these ports have, and make a Service for each of the others`,
        place: at(service.manifest, ['spec', 'selector'], 'key'),
        related: involved.map((workload) => ({
          place: at(workload.manifest, labelsPath(workload), 'key'),
          message: `${workloadText(workload)} (${labelsText(workload.labels)}) declares ${declaredText(workload)}`,
        })),
        apart: involved.map((workload) => at(workload.manifest, [])),
      });
    }
  },
};

interface Failure {
  readonly port: ServicePort;
  readonly serving: readonly Workload[];
  readonly failing: readonly Workload[];
}

function failureOf(graph: WiringGraph, port: ServicePort, workloads: readonly Workload[]): Failure | undefined {
  if (typeof port.target === 'string') {
    return undefined;
  }
  const serving = workloads.filter((workload) => servingOf(graph, port, workload) === 'served');
  const failing = workloads.filter(
    (workload) =>
      servingOf(graph, port, workload) === 'not-served' &&
      !workload.idle &&
      !serving.some((other) => isSameObject(workload.manifest, other.manifest)),
  );
  return serving.length > 0 && failing.length > 0 ? { port, serving, failing } : undefined;
}

/** Whether the Service is there to give each Pod a DNS name of its own: then nobody connects to just any of them. */
function isGovernedBy({ kind, manifest }: Workload, { name }: Service): boolean {
  return kind === 'StatefulSet' && mapAt(manifest.object, 'spec').serviceName === name;
}

function unique(workloads: readonly Workload[]): Workload[] {
  return [...new Set(workloads)];
}

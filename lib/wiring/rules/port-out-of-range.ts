import { isPort } from '../../model/port';
import { display } from '../../model/port';
import { mapAt, PlainObject } from '../../model/plain';
import { indexedAt, Manifest } from '../manifest';
import { Rule, Violation } from '../rule';
import { Path } from '../yaml/layout';
import { isVariable } from './service-port-name';
import { at, serviceText, workloadText } from './support';

export const portOutOfRange: Rule = {
  id: 'port-out-of-range',
  severity: 'error',
  summary: 'a port that is no integer from 1 to 65535',
  check(graph, report) {
    for (const service of graph.services) {
      for (const { item, index } of indexedAt(mapAt(service.manifest.object, 'spec'), 'ports')) {
        const path = ['spec', 'ports', index];
        checkField(service.manifest, item, path, 'port', serviceText(service), false, report);
        checkField(service.manifest, item, path, 'targetPort', serviceText(service), true, report);
        // Another number is the matter of the range of nodePorts.
        if (typeof item.nodePort === 'string') {
          checkField(service.manifest, item, path, 'nodePort', serviceText(service), false, report);
        }
      }
    }
    for (const workload of graph.workloads) {
      for (const container of workload.containers) {
        for (const { item, index } of indexedAt(container.object, 'ports')) {
          const path = [...container.path, 'ports', index];
          checkField(workload.manifest, item, path, 'containerPort', workloadText(workload), false, report);
          checkField(workload.manifest, item, path, 'hostPort', workloadText(workload), false, report);
        }
      }
    }
  },
};

function checkField(
  manifest: Manifest,
  item: PlainObject,
  path: Path,
  field: string,
  owner: string,
  mayBeName: boolean,
  report: (violation: Violation) => void,
): void {
  const value = item[field];
  if (value === undefined || value === null || isPort(value) || (value === 0 && field !== 'port' && field !== 'containerPort')) {
    return;
  }
  if (typeof value === 'string' && (mayBeName ? !/^\d+$/.test(value) : isVariable(value))) {
    return;
  }
  const quoted = typeof value === 'string' && isPort(Number(value));
  report({
    message: `${field} ${display(value)} of ${owner} is no port number, which Kubernetes refuses`,
    fix: quoted ? `write it without quotes, ${field}: ${value}` : 'give an integer from 1 to 65535',
    place: at(manifest, [...path, field]),
  });
}

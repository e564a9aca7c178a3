import { RuleCase } from '../../support/case';
import { container, ignoring, workload, WorkloadProps } from '../../support/yaml';

const rule = 'host-port-contended';

const on = (name: string, port: number, props: WorkloadProps = {}): string =>
  workload({ name, labels: `{ app: ${name} }`, containers: [container(name, `{ containerPort: ${port}, hostPort: ${port} }`)], ...props });

export const CASES: readonly RuleCase[] = [
  {
    name: 'two Deployments that may meet on one node',
    input: { 'a.yaml': on('a', 80), 'b.yaml': on('b', 80) },
    expected: [
      {
        rule,
        severity: 'warning',
        file: 'b.yaml',
        line: 10,
        message: 'Deployment default/a and Deployment default/b both take port 80/TCP of their node, and cannot run on the same one',
        related: ['a.yaml:10'],
      },
    ],
  },
  {
    name: 'a DaemonSet on some of the nodes',
    input: { 'a.yaml': on('a', 80, { kind: 'DaemonSet', pod: ['nodeSelector: { role: edge }'] }), 'b.yaml': on('b', 80) },
    world: 'closed',
    expected: [{ rule, severity: 'warning', file: 'b.yaml', line: 10 }],
  },
  { name: 'two ports', input: { 'a.yaml': on('a', 80), 'b.yaml': on('b', 81) }, world: 'closed', expected: [] },
  {
    name: 'nodes that are never the same',
    input: { 'a.yaml': on('a', 80, { pod: ['nodeName: one'] }), 'b.yaml': on('b', 80, { pod: ['nodeName: two'] }) },
    expected: [],
  },
  {
    name: 'one workload in two variants',
    input: { 'base/a.yaml': on('a', 80), 'prod/a.yaml': on('a', 80, { pod: ['hostNetwork: true'] }) },
    expected: [{ rule: 'object-in-two-files', severity: 'info', file: 'prod/a.yaml', line: 3, unverified: true }],
  },
  {
    name: 'ignored',
    input: { 'a.yaml': on('a', 80), 'b.yaml': on('b', 80, { annotations: ignoring(rule, 'one node each') }) },
    expected: [{ rule, severity: 'warning', file: 'b.yaml', line: 10, suppressed: 'one node each' }],
  },
];

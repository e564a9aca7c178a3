import { RuleCase } from '../../support/case';
import { container, ignoring, workload, WorkloadProps } from '../../support/yaml';

const rule = 'host-port-clash';

const on = (name: string, port: string, props: WorkloadProps = {}): string =>
  workload({ kind: 'DaemonSet', name, labels: `{ app: ${name} }`, containers: [container(name, port)], ...props });
const HOST = '{ containerPort: 80, hostPort: 80 }';
const node = (props: WorkloadProps, port = '{ containerPort: 9100 }'): string => on('exporter', port, props);

export const CASES: readonly RuleCase[] = [
  {
    name: 'two DaemonSets on every node',
    input: { 'a.yaml': on('a', HOST), 'b.yaml': on('b', HOST) },
    expected: [
      {
        rule,
        severity: 'error',
        file: 'b.yaml',
        line: 10,
        message: 'DaemonSet default/a and DaemonSet default/b both take port 80/TCP of the same nodes, so one of them stays pending',
        related: ['a.yaml:10'],
      },
    ],
  },
  {
    name: 'a DaemonSet and a Deployment, one by hostNetwork',
    input: {
      'a.yaml': node({ pod: ['hostNetwork: true'] }),
      'b.yaml': on('b', '{ containerPort: 80, hostPort: 9100 }', { kind: 'Deployment' }),
    },
    world: 'closed',
    expected: [{ rule, severity: 'error', file: 'b.yaml', line: 10 }],
  },
  {
    name: 'one Pod that asks for it twice',
    input: on('a', '{ containerPort: 80, hostPort: 80 }, { containerPort: 8080, hostPort: 80 }'),
    expected: [
      {
        rule,
        severity: 'error',
        line: 10,
        message: 'DaemonSet default/a asks for port 80/TCP of its node twice, which Kubernetes refuses',
      },
    ],
  },
  {
    name: 'folders apart, of which perhaps one is applied',
    input: { 'a/a.yaml': on('a', HOST), 'b/b.yaml': on('b', HOST) },
    expected: [{ rule, severity: 'warning', file: 'b/b.yaml', line: 10 }],
  },
  {
    name: 'one DaemonSet, and what kustomize made of it',
    input: { 'a.yaml': on('a', HOST), 'all.yaml': on('a', HOST, { namespace: 'edge' }) },
    expected: [],
  },
  {
    name: 'TCP and UDP',
    input: { 'a.yaml': on('a', HOST), 'b.yaml': on('b', '{ containerPort: 80, hostPort: 80, protocol: UDP }') },
    world: 'closed',
    expected: [],
  },
  {
    name: 'another port',
    input: { 'a.yaml': on('a', HOST), 'b.yaml': on('b', '{ containerPort: 80, hostPort: 81 }') },
    world: 'closed',
    expected: [],
  },
  {
    name: 'containerPorts alone',
    input: { 'a.yaml': on('a', '{ containerPort: 80 }'), 'b.yaml': on('b', '{ containerPort: 80 }') },
    expected: [],
  },
  {
    name: 'different nodes',
    input: {
      'a.yaml': on('a', HOST, { pod: ['nodeSelector: { role: edge }'] }),
      'b.yaml': on('b', HOST, { pod: ['nodeSelector: { role: inner }'] }),
    },
    world: 'closed',
    expected: [],
  },
  {
    name: 'different addresses of the node',
    input: {
      'a.yaml': on('a', '{ containerPort: 80, hostPort: 80, hostIP: 10.0.0.1 }'),
      'b.yaml': on('b', '{ containerPort: 80, hostPort: 80, hostIP: 10.0.0.2 }'),
    },
    expected: [],
  },
  {
    name: 'hostPort beside the same containerPort on the network of the node',
    input: on('a', HOST, { pod: ['hostNetwork: true'] }),
    expected: [],
  },
  {
    name: 'ignored',
    input: { 'a.yaml': on('a', HOST), 'b.yaml': on('b', HOST, { annotations: ignoring(rule) }) },
    expected: [{ rule, severity: 'error', file: 'b.yaml', line: 10, suppressed: 'we know' }],
  },
];

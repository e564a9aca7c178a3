import { RuleCase } from '../../support/case';
import { ignoring, service, workload, WorkloadProps } from '../../support/yaml';

const rule = 'statefulset-service-missing';

const set = (name: string, props: WorkloadProps = {}): string =>
  workload({ kind: 'StatefulSet', more: [`serviceName: ${name}`], ...props });

export const CASES: readonly RuleCase[] = [
  {
    name: 'no such Service',
    input: { 'set.yaml': set('nodes') },
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        file: 'set.yaml',
        line: 11,
        column: 16,
        message: 'StatefulSet default/web has serviceName nodes, and there is no Service default/nodes, so its Pods have no DNS names',
      },
    ],
  },
  {
    name: 'in an open world it may be elsewhere',
    input: { 'set.yaml': set('nodes') },
    expected: [{ rule, severity: 'info', file: 'set.yaml', line: 11, unverified: true }],
  },
  {
    name: 'another one selects it',
    input: { 'set.yaml': set('nodes'), 'service.yaml': service() },
    world: 'closed',
    expected: [
      { rule, severity: 'error', file: 'set.yaml', line: 11, fix: 'name the Service that selects it: web', related: ['service.yaml:3'] },
    ],
  },
  {
    name: 'a Service of another namespace',
    input: { 'set.yaml': set('web'), 'service.yaml': service({ namespace: 'x' }), 'x.yaml': workload({ namespace: 'x' }) },
    world: 'closed',
    expected: [{ rule, severity: 'error', file: 'set.yaml', line: 11 }],
  },
  {
    name: 'a headless one and one for clients',
    input: {
      'set.yaml': set('nodes'),
      'nodes.yaml': service({ name: 'nodes', ports: ['{ port: 8080 }'], more: ['clusterIP: None'] }),
      'web.yaml': service(),
    },
    world: 'closed',
    expected: [],
  },
  { name: 'none named', input: { 'set.yaml': workload({ kind: 'StatefulSet' }) }, world: 'closed', expected: [] },
  {
    name: 'an operator makes it',
    input: { 'set.yaml': set('nodes') },
    externals: { services: [{ namespace: 'default', name: 'nodes' }] },
    world: 'closed',
    expected: [],
  },
  {
    name: 'ignored',
    input: { 'set.yaml': set('nodes', { annotations: ignoring(rule) }) },
    world: 'closed',
    expected: [{ rule, severity: 'error', file: 'set.yaml', line: 11, suppressed: 'we know' }],
  },
];

import { RuleCase } from '../../support/case';
import { ignoring, service, workload, WorkloadProps } from '../../support/yaml';

const rule = 'statefulset-service-unrelated';

const set = (props: WorkloadProps = {}): string =>
  workload({ kind: 'StatefulSet', name: 'db', labels: '{ app: db }', more: ['serviceName: web'], ...props });
const OTHER = { 'web.yaml': workload(), 'service.yaml': service() };

export const CASES: readonly RuleCase[] = [
  {
    name: 'a Service of other Pods',
    input: { ...OTHER, 'db.yaml': set() },
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'warning',
        file: 'db.yaml',
        line: 11,
        column: 16,
        message: 'StatefulSet default/db has serviceName web, and that Service does not select its Pods, so they have no DNS names',
        related: ['service.yaml:3'],
      },
    ],
  },
  { name: 'its own', input: { 'service.yaml': service({ selector: '{ app: db }' }), 'db.yaml': set() }, world: 'closed', expected: [] },
  {
    name: 'none named, beside a Service whose name another tool gives',
    input: { 'service.yaml': service({ name: '""' }), 'web.yaml': workload(), 'db.yaml': set({ more: [] }) },
    expected: [],
  },
  {
    name: 'one without a selector',
    input: { 'service.yaml': service().replace('  selector: { app: web }\n', ''), 'db.yaml': set() },
    world: 'closed',
    expected: [],
  },
  {
    name: 'ignored',
    input: { ...OTHER, 'db.yaml': set({ annotations: ignoring(rule) }) },
    expected: [{ rule, severity: 'warning', file: 'db.yaml', line: 11, suppressed: 'we know' }],
  },
];

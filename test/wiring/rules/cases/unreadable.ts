import { RuleCase } from '../../support/case';
import { documents, service, workload } from '../../support/yaml';

const rule = 'unreadable';

const BROKEN = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n   namespace: a\n';

export const CASES: readonly RuleCase[] = [
  {
    name: 'a wrong indent',
    input: BROKEN,
    world: 'closed',
    expected: [{ rule, severity: 'error', line: 5, message: 'this cannot be parsed: bad indentation of a mapping entry' }],
  },
  {
    name: 'the other documents of the file are read',
    input: documents(
      service({ selector: '{ app: x }' }),
      BROKEN,
      workload({
        containers: ['{ name: a, image: a, ports: [{ containerPort: 1 }] }', '{ name: b, image: b, ports: [{ containerPort: 1 }] }'],
      }),
    ),
    expected: [
      { rule: 'service-selects-nothing', severity: 'info', line: 5, unverified: true },
      { rule, severity: 'error', line: 13 },
      { rule: 'container-port-clash', severity: 'error', line: 25 },
    ],
  },
  {
    name: 'what is missing may be in there',
    input: { 'broken.yaml': BROKEN, 'service.yaml': service() },
    world: 'closed',
    expected: [
      { rule, severity: 'error', file: 'broken.yaml', line: 5 },
      { rule: 'service-selects-nothing', severity: 'info', file: 'service.yaml', line: 5, unverified: true },
    ],
  },
  { name: 'a tab', input: 'apiVersion: v1\nkind: Service\nmetadata:\n\tname: web\n', expected: [{ rule, severity: 'error', line: 4 }] },
  { name: 'no YAML of Kubernetes', input: { 'notes.yaml': 'a: [\nb: }\n', 'values.yaml': 'replicas: 3\n' }, world: 'closed', expected: [] },
  {
    name: 'ignored by configuration',
    input: { 'vendor/broken.yaml': BROKEN },
    exceptions: [{ rule, file: 'vendor/*', reason: 'a test of theirs' }],
    expected: [{ rule, severity: 'error', file: 'vendor/broken.yaml', line: 5, suppressed: 'a test of theirs' }],
  },
];

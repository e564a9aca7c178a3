import { RuleCase } from '../../support/case';
import { container, ignoring, service, workload } from '../../support/yaml';

const rule = 'service-port-duplicate';

const WEB = workload({ containers: [container('main', '{ containerPort: 8080 }', '{ containerPort: 8080, protocol: UDP }')] });
const ports = (list: string[], annotations = '{}'): { [file: string]: string } => ({
  'a.yaml': service({ ports: list.map((each) => each.replace(' }', ', targetPort: 8080 }')), annotations }),
  'web.yaml': WEB,
});

export const CASES: readonly RuleCase[] = [
  {
    name: 'one number twice',
    input: ports(['{ name: a, port: 80 }', '{ name: b, port: 80 }']),
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        line: 8,
        column: 24,
        message: 'Service default/web has port 80/TCP twice, which Kubernetes refuses',
        related: ['a.yaml:7'],
      },
    ],
  },
  {
    name: 'one name twice',
    input: ports(['{ name: a, port: 80 }', '{ name: a, port: 81 }']),
    expected: [
      { rule, severity: 'error', line: 8, column: 15, message: 'Service default/web has two ports named "a", which Kubernetes refuses' },
    ],
  },
  {
    name: 'number and name twice is one finding',
    input: ports(['{ name: a, port: 80 }', '{ name: a, port: 80 }']),
    expected: [{ rule, severity: 'error', line: 8 }],
  },
  { name: 'without names', input: ports(['{ port: 80 }', '{ port: 80 }']), expected: [{ rule, severity: 'error', line: 8 }] },
  { name: 'one targetPort twice', input: ports(['{ name: a, port: 80 }', '{ name: b, port: 81 }']), world: 'closed', expected: [] },
  {
    name: 'TCP and UDP',
    input: ports(['{ name: a, port: 80 }', '{ name: b, port: 80, protocol: UDP }']),
    expected: [{ rule: 'same-port-two-protocols', severity: 'warning', line: 8 }],
  },
  {
    name: 'ignored',
    input: ports(['{ name: a, port: 80 }', '{ name: b, port: 80 }'], ignoring(rule)),
    expected: [{ rule, severity: 'error', line: 8, suppressed: 'we know' }],
  },
];

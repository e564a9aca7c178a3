import { RuleCase } from '../../support/case';
import { container, ignoring, service, workload } from '../../support/yaml';

const rule = 'same-port-two-protocols';

const WEB = workload({ containers: [container('dns', '{ containerPort: 53 }', '{ containerPort: 53, protocol: UDP }')] });
const BOTH = ['{ name: tcp, port: 53 }', '{ name: udp, port: 53, protocol: UDP }'];

export const CASES: readonly RuleCase[] = [
  {
    name: 'DNS on both',
    input: { 'a.yaml': service({ ports: BOTH }), 'web.yaml': WEB },
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'warning',
        line: 8,
        column: 26,
        message:
          'Service default/web has port 53 on TCP and on UDP, and a later kubectl apply without --server-side writes the change of one into the other',
        related: ['a.yaml:7'],
      },
    ],
  },
  {
    name: 'a Service each',
    input: {
      'a.yaml': service({ name: 'a', ports: BOTH.slice(0, 1) }),
      'b.yaml': service({ name: 'b', ports: BOTH.slice(1) }),
      'web.yaml': WEB,
    },
    world: 'closed',
    expected: [],
  },
  {
    name: 'two numbers',
    input: {
      'a.yaml': service({ ports: ['{ name: tcp, port: 53 }', '{ name: udp, port: 54, targetPort: 53, protocol: UDP }'] }),
      'web.yaml': WEB,
    },
    expected: [],
  },
  {
    name: 'ignored',
    input: {
      'a.yaml': service({ ports: BOTH, annotations: ignoring(rule, 'applied by Argo CD with server-side apply') }),
      'web.yaml': WEB,
    },
    expected: [{ rule, severity: 'warning', line: 8, suppressed: 'applied by Argo CD with server-side apply' }],
  },
];

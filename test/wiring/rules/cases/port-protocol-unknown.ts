import { RuleCase } from '../../support/case';
import { container, ignoring, service, workload } from '../../support/yaml';

const rule = 'port-protocol-unknown';

const PODS = workload({ containers: [container('main', '{ containerPort: 8080 }')] });

export const CASES: readonly RuleCase[] = [
  {
    name: 'in small letters, in a Service',
    input: { 'a.yaml': service({ ports: ['{ port: 80, targetPort: 8080, protocol: tcp }'] }), 'web.yaml': PODS },
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        file: 'a.yaml',
        line: 7,
        message: 'protocol "tcp" of a port of Service default/web is none, which Kubernetes refuses',
      },
    ],
  },
  {
    name: 'in a container',
    input: { 'a.yaml': service(), 'web.yaml': workload({ containers: [container('main', '{ containerPort: 8080, protocol: Http }')] }) },
    expected: [
      {
        rule,
        severity: 'error',
        file: 'web.yaml',
        line: 10,
        message: 'protocol "Http" of a port of Deployment default/web is none, which Kubernetes refuses',
      },
    ],
  },
  {
    name: 'the three that there are',
    input: {
      'a.yaml': service({
        ports: ['{ name: a, port: 80, protocol: TCP }', '{ name: b, port: 81, protocol: UDP }', '{ name: c, port: 82, protocol: SCTP }'],
      }),
      'web.yaml': workload({
        containers: [
          container('main', '{ containerPort: 80 }', '{ containerPort: 81, protocol: UDP }', '{ containerPort: 82, protocol: SCTP }'),
        ],
      }),
    },
    world: 'closed',
    expected: [],
  },
  {
    name: 'one that is filled in by another tool',
    input: { 'a.yaml': service({ ports: ['{ port: 80, targetPort: 8080, protocol: $(PROTOCOL) }'] }) },
    expected: [{ rule: 'service-selects-nothing', severity: 'info', line: 5, unverified: true }],
  },
  {
    name: 'ignored',
    input: {
      'a.yaml': service({ ports: ['{ port: 80, targetPort: 8080, protocol: tcp }'], annotations: ignoring(rule) }),
      'web.yaml': PODS,
    },
    expected: [{ rule, severity: 'error', line: 7, suppressed: 'we know' }],
  },
];

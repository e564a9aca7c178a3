import { RuleCase } from '../../support/case';
import { ignoring, lines } from '../../support/yaml';

const rule = 'listener-conflict';

/** Line 7 and on the listeners. */
const gateway = (listeners: readonly string[], meta = ''): string =>
  lines(
    'apiVersion: gateway.networking.k8s.io/v1',
    'kind: Gateway',
    `metadata: { name: gw${meta} }`,
    'spec:',
    '  gatewayClassName: eg',
    '  listeners:',
    ...listeners.map((each) => `    - ${each}`),
  );
const MIXED = ['{ name: web, port: 8080, protocol: HTTP }', '{ name: raw, port: 8080, protocol: TCP }'];

export const CASES: readonly RuleCase[] = [
  {
    name: 'TCP beside HTTP on one port',
    input: gateway(MIXED),
    expected: [
      {
        rule,
        severity: 'error',
        line: 8,
        message: 'listeners "web" and "raw" of Gateway default/gw are both on port 8080 for HTTP and TCP, and neither works',
        related: ['a.yaml:7'],
      },
    ],
  },
  {
    name: 'TCP twice',
    input: gateway(['{ name: a, port: 9000, protocol: TCP }', '{ name: b, port: 9000, protocol: TCP }']),
    expected: [
      {
        rule,
        severity: 'error',
        line: 8,
        message: 'listeners "a" and "b" of Gateway default/gw are both on port 9000 for TCP and one host name, which Kubernetes refuses',
      },
    ],
  },
  {
    name: 'TCP and UDP, and TLS by host name',
    input: gateway([
      '{ name: a, port: 53, protocol: TCP }',
      '{ name: b, port: 53, protocol: UDP }',
      '{ name: c, port: 443, protocol: TLS, hostname: a.example }',
      '{ name: d, port: 443, protocol: TLS, hostname: b.example }',
      '{ name: e, port: 443, protocol: HTTPS, hostname: c.example }',
    ]),
    world: 'closed',
    expected: [],
  },
  {
    name: 'ignored',
    input: gateway(MIXED, `, annotations: ${ignoring(rule)}`),
    expected: [{ rule, severity: 'error', line: 8, suppressed: 'we know' }],
  },
];

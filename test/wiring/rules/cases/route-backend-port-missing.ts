import { RuleCase } from '../../support/case';
import { ignoring, lines, service, workload } from '../../support/yaml';

const rule = 'route-backend-port-missing';

/** Line 8 backendRef. */
const route = (port: string, kind = 'TCPRoute', meta = ''): { [file: string]: string } => ({
  'route.yaml': lines(
    'apiVersion: gateway.networking.k8s.io/v1',
    `kind: ${kind}`,
    `metadata: { name: web${meta} }`,
    'spec:',
    '  parentRefs: []',
    '  rules:',
    '    - backendRefs:',
    `        - { name: web${port} }`,
  ),
  'service.yaml': service(),
  'web.yaml': workload(),
});

export const CASES: readonly RuleCase[] = [
  {
    name: 'the targetPort in place of the port',
    input: route(', port: 8080'),
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        file: 'route.yaml',
        line: 8,
        column: 30,
        message: 'TCPRoute default/web sends to port 8080 of Service default/web, which has 80/TCP',
        related: ['service.yaml:6'],
      },
    ],
  },
  {
    name: 'it is certain in an open world, too',
    input: route(', port: 81'),
    expected: [
      {
        rule,
        severity: 'error',
        file: 'route.yaml',
        line: 8,
        message: 'TCPRoute default/web sends to port 81 of Service default/web, which has 80/TCP',
      },
    ],
  },
  {
    name: 'a TCP port for a UDPRoute',
    input: route(', port: 80', 'UDPRoute'),
    expected: [
      {
        rule,
        severity: 'error',
        file: 'route.yaml',
        line: 8,
        message: 'UDPRoute default/web sends to port 80 of Service default/web, which has it as TCP, not as UDP',
      },
    ],
  },
  {
    name: 'no port',
    input: route(''),
    expected: [
      {
        rule,
        severity: 'error',
        file: 'route.yaml',
        line: 8,
        message: 'TCPRoute default/web sends to Service default/web without a port, which Kubernetes refuses',
      },
    ],
  },
  {
    name: 'no port of a Service that is elsewhere',
    input: { 'route.yaml': route('')['route.yaml'] },
    expected: [
      { rule, severity: 'error', file: 'route.yaml', line: 8 },
      { rule: 'route-backend-missing', severity: 'info', file: 'route.yaml', line: 8, unverified: true },
    ],
  },
  {
    name: 'a port that is not declared for a Service that is elsewhere',
    input: { 'route.yaml': route(', port: 81')['route.yaml'] },
    externals: { services: [{ namespace: 'default', name: 'web', port: 80 }] },
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        file: 'route.yaml',
        line: 8,
        message: 'TCPRoute default/web sends to port 81 of Service default/web, which is not among the ports that are declared for it',
      },
    ],
  },
  {
    name: 'one that is declared, by its number or by a name',
    input: { 'route.yaml': route(', port: 80')['route.yaml'] },
    externals: {
      services: [
        { namespace: 'default', name: 'web', port: 'http' },
        { namespace: 'default', name: 'web', port: 81 },
      ],
    },
    world: 'closed',
    expected: [],
  },
  { name: 'the port', input: route(', port: 80'), world: 'closed', expected: [] },
  { name: 'of an HTTPRoute', input: route(', port: 80', 'HTTPRoute'), world: 'closed', expected: [] },
  {
    name: 'ignored',
    input: route(', port: 81', 'TCPRoute', `, annotations: ${ignoring(rule)}`),
    expected: [{ rule, severity: 'error', file: 'route.yaml', line: 8, suppressed: 'we know' }],
  },
];

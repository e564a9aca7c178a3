import { RuleCase } from '../../support/case';
import { edge, gatewayOf, RouteProps, routeOf, TCP, TLS } from '../../support/gateway-api';
import { ignoring } from '../../support/yaml';

const rule = 'route-invalid';

const faulty = (name: string, props: RouteProps, line: number, says: string): RuleCase => ({
  name,
  input: edge({ 'route.yaml': routeOf(props) }),
  expected: [
    {
      rule,
      severity: 'error',
      file: 'route.yaml',
      line,
      message: `${props.kind ?? 'TCPRoute'} default/web ${says}, which Kubernetes refuses`,
    },
  ],
});
const withoutRules = routeOf().replace(/ {2}rules:[^]*/, '');
const many = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index));

export const CASES: readonly RuleCase[] = [
  faulty('two rules', { more: ['  - backendRefs: [{ name: web, port: 80 }]'] }, 11, 'has 2 rules, and v1 of a TCPRoute takes 1'),
  {
    name: 'no rule',
    input: edge({ 'route.yaml': withoutRules }),
    world: 'closed',
    expected: [
      { rule, severity: 'error', file: 'route.yaml', line: 4, message: 'TCPRoute default/web has no rule, which Kubernetes refuses' },
    ],
  },
  {
    name: 'no rule in what may be a patch',
    input: edge({ 'route.yaml': withoutRules }),
    expected: [{ rule, severity: 'warning', file: 'route.yaml', line: 4 }],
  },
  {
    name: 'a rule without backends',
    input: edge({ 'route.yaml': routeOf({ backends: [] }) }),
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        file: 'route.yaml',
        line: 9,
        message: 'TCPRoute default/web has a rule without backendRefs, which Kubernetes refuses',
      },
    ],
  },
  faulty(
    '17 backends',
    { backends: many(17, () => '{ name: web, port: 80 }') },
    26,
    'has a rule with 17 backendRefs, of which it takes 16',
  ),
  faulty('a weight that is none', { backends: ['{ name: web, port: 80, weight: 1000001 }'] }, 10, 'has a backendRef with weight 1000001'),
  faulty(
    'one parent twice, and one of them without sectionName',
    { parents: ['{ name: gw, sectionName: tcp }', '{ name: gw, sectionName: tcp }'] },
    8,
    'names Gateway default/gw twice without telling the listeners apart',
  ),
  {
    name: '33 parents',
    input: edge({
      'route.yaml': routeOf({
        parents: many(33, (index) => `{ name: gw, sectionName: ${index === 0 ? 'tcp' : 'tls'}, port: ${9000 + index} }`),
      }),
    }),
    exceptions: [],
    expected: [
      ...many(32, (index) => ({ rule: 'route-listener-missing', severity: 'error' as const, file: 'route.yaml', line: 8 + index })),
      {
        rule,
        severity: 'error' as const,
        file: 'route.yaml',
        line: 39,
        message: 'TCPRoute default/web has 33 parentRefs, of which it takes 32, which Kubernetes refuses',
      },
    ].sort((a, b) => a.line - b.line || (a.rule < b.rule ? -1 : 1)),
  },
  faulty('host names of a TCPRoute', { hostnames: '[a.example]' }, 5, 'has hostnames, of which a TCPRoute has none'),
  {
    name: 'a TLSRoute without host names',
    input: edge({ 'route.yaml': routeOf({ kind: 'TLSRoute', hostnames: '[]' }) }),
    world: 'closed',
    expected: [
      { rule, severity: 'error', file: 'route.yaml', line: 4, message: 'TLSRoute default/web has no hostnames, which Kubernetes refuses' },
    ],
  },
  faulty('an address', { kind: 'TLSRoute', hostnames: '[10.0.0.1]' }, 5, 'has the host name "10.0.0.1"'),
  faulty('a star alone', { kind: 'TLSRoute', hostnames: '["*"]' }, 5, 'has the host name "*"'),
  faulty('capitals', { kind: 'TLSRoute', hostnames: '[a.example, B.example]' }, 5, 'has the host name "B.example"'),
  {
    name: '1025 host names',
    input: edge({ 'route.yaml': routeOf({ kind: 'TLSRoute', hostnames: `[${many(1025, (index) => `n${index}.example`).join(', ')}]` }) }),
    expected: [
      {
        rule,
        severity: 'error',
        file: 'route.yaml',
        line: 5,
        message: 'TLSRoute default/web has 1025 hostnames, of which it takes 1024, which Kubernetes refuses',
      },
    ],
  },
  {
    name: 'two rules of a version that takes them',
    input: edge({ 'route.yaml': routeOf({ version: 'v1alpha2', more: ['  - backendRefs: [{ name: web, port: 80 }]'] }) }),
    expected: [{ rule: 'route-version-experimental', severity: 'info', file: 'route.yaml', line: 1 }],
  },
  {
    name: '16 backends, two listeners by name, and an HTTPRoute without rules',
    input: edge({
      'gateway.yaml': gatewayOf([TCP, TCP.replace('tcp', 'two').replace('9000', '9001'), TLS, '{ name: http, port: 80, protocol: HTTP }']),
      'route.yaml': routeOf({
        backends: many(16, () => '{ name: web, port: 80, weight: 1000000 }'),
        parents: ['{ name: gw, sectionName: tcp }', '{ name: gw, sectionName: two }'],
      }),
      'tls.yaml': routeOf({ kind: 'TLSRoute', hostnames: '["*.a.example", 1a.example]' }),
      'http.yaml': routeOf({ kind: 'HTTPRoute', parents: ['{ name: gw }'] }).replace(/ {2}rules:[^]*/, ''),
    }),
    world: 'closed',
    expected: [],
  },
  {
    name: 'ignored',
    input: edge({ 'route.yaml': routeOf({ hostnames: '[a.example]', meta: `, annotations: ${ignoring(rule)}` }) }),
    expected: [{ rule, severity: 'error', file: 'route.yaml', line: 5, suppressed: 'we know' }],
  },
];

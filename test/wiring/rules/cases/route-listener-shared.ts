import { RuleCase } from '../../support/case';
import { ignoring, lines, service, workload } from '../../support/yaml';

const rule = 'route-listener-shared';

const GATEWAY = lines(
  'apiVersion: gateway.networking.k8s.io/v1',
  'kind: Gateway',
  'metadata: { name: gw }',
  'spec:',
  '  gatewayClassName: eg',
  '  listeners:',
  '    - { name: a, port: 9000, protocol: TCP }',
  '    - { name: b, port: 9001, protocol: TCP }',
  '    - { name: u, port: 9000, protocol: UDP }',
);
/** Line 6 the parent. */
const route = (name: string, parent: string, kind = 'TCPRoute', meta = ''): string =>
  lines(
    'apiVersion: gateway.networking.k8s.io/v1',
    `kind: ${kind}`,
    `metadata: { name: ${name}${meta} }`,
    'spec:',
    '  parentRefs:',
    `    - { name: gw${parent} }`,
    '  rules: [{ backendRefs: [{ name: web, port: 80 }] }]',
  );
const all = (one: string, two: string): { [file: string]: string } => ({
  'gateway.yaml': GATEWAY,
  'one.yaml': one,
  'two.yaml': two,
  'service.yaml': service(),
  'web.yaml': workload(),
});

export const CASES: readonly RuleCase[] = [
  {
    name: 'two on one',
    input: all(route('one', ', sectionName: a'), route('two', ', sectionName: a')),
    expected: [
      {
        rule,
        severity: 'error',
        file: 'two.yaml',
        line: 6,
        message:
          'TCPRoute default/two and TCPRoute default/one are both on listener "a" of Gateway default/gw, and only the older one gets its connections',
        related: ['one.yaml:6'],
      },
    ],
  },
  {
    name: 'one without sectionName is on every listener',
    input: all(route('one', ''), route('two', ', sectionName: b')),
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        file: 'one.yaml',
        line: 6,
        fix: 'name the listener of TCPRoute default/one with sectionName',
      },
    ],
  },
  {
    name: 'a listener each',
    input: all(route('one', ', sectionName: a'), route('two', ', sectionName: b')),
    world: 'closed',
    expected: [],
  },
  {
    name: 'one by its port',
    input: all(route('one', ', port: 9001'), route('two', ', sectionName: a')),
    expected: [],
  },
  {
    name: 'of two environments',
    input: {
      'gateway.yaml': GATEWAY,
      'a/one.yaml': route('one', ', sectionName: a'),
      'b/two.yaml': route('two', ', sectionName: a'),
      'service.yaml': service(),
      'web.yaml': workload(),
    },
    expected: [{ rule, severity: 'warning', file: 'b/two.yaml', line: 6 }],
  },
  {
    name: 'ignored',
    input: all(route('one', ', sectionName: a'), route('two', ', sectionName: a', 'TCPRoute', `, annotations: ${ignoring(rule)}`)),
    expected: [{ rule, severity: 'error', file: 'two.yaml', line: 6, suppressed: 'we know' }],
  },
];

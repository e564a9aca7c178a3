import { RuleCase } from '../../support/case';
import { documents, ignoring, lines } from '../../support/yaml';

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
/** Line 5 the parentRef, 7 and on the listeners. */
const set = (name: string, listeners: readonly string[], { parent = 'gw', meta = '' } = {}): string =>
  lines(
    'apiVersion: gateway.networking.k8s.io/v1',
    'kind: ListenerSet',
    `metadata: { name: ${name}${meta} }`,
    'spec:',
    `  parentRef: { name: ${parent} }`,
    '  listeners:',
    ...listeners.map((each) => `    - ${each}`),
  );
const OPEN = (listeners: readonly string[]): string => `${gateway(listeners)}  allowedListeners: { namespaces: { from: Same } }\n`;
const TCP = '{ name: raw, port: 9000, protocol: TCP }';
const HTTP = '{ name: web, port: 9000, protocol: HTTP }';
const UDP = '{ name: udp, port: 9000, protocol: UDP }';
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
        message: 'listeners "a" and "b" of Gateway default/gw are both on port 9000 for TCP, which Kubernetes refuses',
      },
    ],
  },
  {
    name: 'TCP and UDP, and TLS by host name',
    input: gateway([
      '{ name: a, port: 53, protocol: TCP }',
      '{ name: b, port: 53, protocol: UDP }',
      '{ name: c, port: 443, protocol: TLS, hostname: a.example, tls: { mode: Passthrough } }',
      '{ name: d, port: 443, protocol: TLS, hostname: b.example, tls: { mode: Passthrough } }',
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
  {
    name: 'HTTPS and TLS of one host name',
    input: gateway([
      '{ name: a, port: 443, protocol: HTTPS, hostname: a.example }',
      '{ name: b, port: 443, protocol: TLS, hostname: a.example, tls: { mode: Passthrough } }',
    ]),
    expected: [
      {
        rule,
        severity: 'error',
        line: 8,
        message: 'listeners "a" and "b" of Gateway default/gw are both on port 443 for HTTPS and TLS, and neither works',
      },
    ],
  },
  {
    name: 'a ListenerSet and its Gateway',
    input: { 'gw.yaml': OPEN([TCP]), 'set.yaml': set('more', [UDP, TCP]) },
    expected: [
      {
        rule,
        severity: 'error',
        file: 'set.yaml',
        line: 8,
        message:
          'listener "raw" of ListenerSet default/more is on port 9000 for TCP, which listener "raw" of Gateway default/gw has for TCP, so it gets no connection',
        related: ['gw.yaml:7'],
      },
    ],
  },
  {
    name: 'a ListenerSet with TCP beside HTTP of its Gateway, in folders apart',
    input: { 'gw/gw.yaml': OPEN([HTTP]), 'set/set.yaml': set('more', [TCP]) },
    expected: [
      {
        rule,
        severity: 'warning',
        file: 'set/set.yaml',
        line: 7,
        message:
          'listener "raw" of ListenerSet default/more is on port 9000 for TCP, which listener "web" of Gateway default/gw has for HTTP, so it gets no connection',
      },
    ],
  },
  {
    name: 'the same in a closed world',
    input: { 'gw/gw.yaml': OPEN([HTTP]), 'set/set.yaml': set('more', [TCP]) },
    world: 'closed',
    expected: [{ rule, severity: 'error', file: 'set/set.yaml', line: 7 }],
  },
  {
    name: 'one host name in a ListenerSet and its Gateway',
    input: {
      'gw.yaml': OPEN(['{ name: a, port: 80, protocol: HTTP, hostname: a.example }']),
      'set.yaml': set('more', [
        '{ name: b, port: 80, protocol: HTTP, hostname: b.example }',
        '{ name: a, port: 80, protocol: HTTP, hostname: A.example }',
      ]),
    },
    expected: [
      {
        rule,
        severity: 'error',
        file: 'set.yaml',
        line: 8,
        message:
          'listener "a" of ListenerSet default/more is on port 80 for HTTP, which listener "a" of Gateway default/gw has for the same host name, so it gets no connection',
      },
    ],
  },
  {
    name: 'two ListenerSets, of which the names decide',
    input: { 'gw.yaml': OPEN([UDP]), 'set.yaml': documents(set('two', [TCP]), set('one', [TCP])) },
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        file: 'set.yaml',
        line: 7,
        message:
          'listener "raw" of ListenerSet default/two is on port 9000 for TCP, which listener "raw" of ListenerSet default/one has for TCP, and only the older ListenerSet gets the connections',
        related: ['set.yaml:15'],
      },
    ],
  },
  {
    name: 'two ListenerSets of a dump, of which the age decides',
    input: {
      'gw.yaml': OPEN([UDP]),
      'set.yaml': documents(
        set('two', [TCP], { meta: ', creationTimestamp: "2026-01-01T00:00:00Z"' }),
        set('one', [TCP], { meta: ', creationTimestamp: "2026-01-02T00:00:00Z"' }),
      ),
    },
    world: 'closed',
    expected: [{ rule, severity: 'error', file: 'set.yaml', line: 15, related: ['set.yaml:7'] }],
  },
  {
    name: 'two ListenerSets of a Gateway that is elsewhere',
    input: { 'set.yaml': documents(set('one', [TCP]), set('two', [TCP])) },
    externals: { objects: [{ kind: 'Gateway', namespace: 'default', name: 'gw' }] },
    world: 'closed',
    expected: [{ rule, severity: 'error', file: 'set.yaml', line: 15 }],
  },
  {
    name: 'ListenerSets of two Gateways',
    input: {
      'gw.yaml': documents(OPEN([UDP]), OPEN([UDP]).replace('name: gw', 'name: other')),
      'set.yaml': documents(set('one', [TCP]), set('two', [TCP], { parent: 'other' })),
    },
    world: 'closed',
    expected: [],
  },
  {
    name: 'a ListenerSet that the Gateway does not allow adds nothing',
    input: { 'gw.yaml': gateway([TCP]), 'set.yaml': set('more', [TCP]) },
    expected: [{ rule: 'listener-set-not-allowed', severity: 'error', file: 'set.yaml', line: 5 }],
  },
];

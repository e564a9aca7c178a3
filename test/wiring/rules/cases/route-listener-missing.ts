import { RuleCase } from '../../support/case';
import { ignoring, lines, service, workload } from '../../support/yaml';

const rule = 'route-listener-missing';

/** Line 5 listeners, 6 and on each one. */
const gateway = (...listeners: string[]): string =>
  lines(
    'apiVersion: gateway.networking.k8s.io/v1',
    'kind: Gateway',
    'metadata: { name: gw }',
    'spec: { gatewayClassName: eg,',
    '  listeners: [',
    ...listeners.map((each) => `    ${each},`),
    '  ] }',
  );
/** Line 6 parentRef. */
const route = (parent: string, kind = 'TCPRoute', meta = ''): string =>
  lines(
    'apiVersion: gateway.networking.k8s.io/v1',
    `kind: ${kind}`,
    `metadata: { name: web${meta} }`,
    'spec:',
    '  parentRefs:',
    `    - { name: gw${parent} }`,
    '  rules: [{ backendRefs: [{ name: web, port: 80 }] }]',
  );
const TCP = '{ name: tcp, port: 9000, protocol: TCP }';
const all = (parent: string, ...listeners: string[]): { [file: string]: string } => ({
  'gateway.yaml': gateway(...listeners),
  'route.yaml': route(parent),
  'service.yaml': service(),
  'web.yaml': workload(),
});

const SET = lines(
  'apiVersion: gateway.networking.k8s.io/v1',
  'kind: ListenerSet',
  'metadata: { name: set }',
  'spec: { parentRef: { name: gw }, listeners: [{ name: more, port: 9001, protocol: TCP }] }',
);
/** A route of the namespace shop, and a listener that takes namespaces by a selector. */
const selected = (selector: string, ...more: string[]): { [file: string]: string } => ({
  'gateway.yaml': gateway(`{ name: tcp, port: 9000, protocol: TCP, allowedRoutes: { namespaces: { from: Selector${selector} } } }`).replace(
    'name: gw',
    'name: gw, namespace: edge',
  ),
  'route.yaml': route(', namespace: edge, sectionName: tcp', 'TCPRoute', ', namespace: shop'),
  'service.yaml': service({ namespace: 'shop' }),
  'web.yaml': workload({ namespace: 'shop' }),
  ...Object.fromEntries(more.map((text, index) => [`more-${index}.yaml`, text])),
});
const SHOP = lines('apiVersion: v1', 'kind: Namespace', 'metadata: { name: shop, labels: { team: a } }');
const others = {
  rule,
  file: 'route.yaml',
  line: 6,
  message:
    'TCPRoute shop/web is in namespace shop, and listener "tcp" of Gateway edge/gw takes routes only of namespaces with other labels',
} as const;
const SELECTED: readonly RuleCase[] = [
  {
    name: 'by labels that the namespace has not',
    input: selected(', selector: { matchLabels: { team: b } }', SHOP),
    world: 'closed',
    expected: [{ ...others, severity: 'error', related: ['gateway.yaml:6'] }],
  },
  {
    name: 'by labels that somebody else may give it',
    input: selected(', selector: { matchLabels: { team: b } }', SHOP),
    expected: [{ ...others, severity: 'warning' }],
  },
  {
    name: 'by labels that it has',
    input: selected(', selector: { matchExpressions: [{ key: team, operator: In, values: [a] }] }', SHOP),
    world: 'closed',
    expected: [],
  },
  {
    name: 'by labels, and the namespace is elsewhere',
    input: selected(', selector: { matchLabels: { team: b } }'),
    world: 'closed',
    expected: [],
  },
  {
    name: 'by the name that every namespace has as a label',
    input: selected(', selector: { matchLabels: { kubernetes.io/metadata.name: shop } }'),
    world: 'closed',
    expected: [],
  },
  {
    name: 'by the name of another one',
    input: selected(', selector: { matchLabels: { kubernetes.io/metadata.name: other, team: b } }'),
    expected: [{ ...others, severity: 'error' }],
  },
  {
    name: 'by a selector that is not there',
    input: selected('', SHOP),
    expected: [
      {
        rule,
        severity: 'error',
        file: 'route.yaml',
        line: 6,
        message:
          'TCPRoute shop/web is in namespace shop, and listener "tcp" of Gateway edge/gw takes routes by a selector that it does not have, so it takes none',
      },
    ],
  },
];

export const CASES: readonly RuleCase[] = [
  {
    name: 'a name that no listener has',
    input: all(', sectionName: tpc', TCP),
    expected: [
      {
        rule,
        severity: 'error',
        file: 'route.yaml',
        line: 6,
        column: 32,
        message: 'TCPRoute default/web names the listener "tpc", and Gateway default/gw has "tcp" 9000/TCP',
        related: ['gateway.yaml:5'],
      },
    ],
  },
  {
    name: 'a listener of HTTP',
    input: all(', sectionName: http', '{ name: http, port: 80, protocol: HTTP }'),
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        file: 'route.yaml',
        line: 6,
        message: 'TCPRoute default/web names the listener "http" of Gateway default/gw, which is for HTTP and takes no TCPRoute',
      },
    ],
  },
  {
    name: 'a port that no listener has',
    input: all(', port: 9001', TCP),
    expected: [
      {
        rule,
        severity: 'error',
        file: 'route.yaml',
        line: 6,
        message: 'TCPRoute default/web names the listener on port 9001, and Gateway default/gw has "tcp" 9000/TCP',
      },
    ],
  },
  {
    name: 'no listener of the protocol at all',
    input: all('', '{ name: http, port: 80, protocol: HTTP }'),
    expected: [
      {
        rule,
        severity: 'error',
        file: 'route.yaml',
        line: 6,
        message: 'TCPRoute default/web belongs to Gateway default/gw, which has no listener for a TCPRoute (it has "http" 80/HTTP)',
      },
    ],
  },
  {
    name: 'a listener that takes other kinds',
    input: all(', sectionName: tcp', '{ name: tcp, port: 9000, protocol: TCP, allowedRoutes: { kinds: [{ kind: TLSRoute }] } }'),
    expected: [{ rule, severity: 'error', file: 'route.yaml', line: 6 }],
  },
  {
    name: 'a route of another namespace, and a listener that takes its own only',
    input: {
      'gateway.yaml': gateway(TCP).replace('name: gw', 'name: gw, namespace: edge'),
      'route.yaml': route(', namespace: edge, sectionName: tcp', 'TCPRoute', ', namespace: default'),
      'service.yaml': service(),
      'web.yaml': workload(),
    },
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        file: 'route.yaml',
        line: 6,
        message: 'TCPRoute default/web is in another namespace than Gateway edge/gw, whose listener "tcp" takes routes of its own only',
        related: ['gateway.yaml:6'],
      },
    ],
  },
  {
    name: 'the same without a namespace, which kustomize may give',
    input: {
      'gateway.yaml': gateway(TCP).replace('name: gw', 'name: gw, namespace: edge'),
      'route.yaml': route(', namespace: edge, sectionName: tcp'),
      'service.yaml': service(),
      'web.yaml': workload(),
    },
    expected: [{ rule, severity: 'warning', file: 'route.yaml', line: 6 }],
  },
  {
    name: 'a listener for all namespaces, or for those with a label',
    input: {
      'gateway.yaml': gateway(
        '{ name: tcp, port: 9000, protocol: TCP, allowedRoutes: { namespaces: { from: All } } }',
        '{ name: tls, port: 9001, protocol: TLS, tls: { mode: Terminate, certificateRefs: [{ name: c }] }, allowedRoutes: { namespaces: { from: Selector, selector: { matchLabels: { team: a } } } } }',
      ).replace('name: gw', 'name: gw, namespace: edge'),
      'route.yaml': route(', namespace: edge, sectionName: tcp'),
      'other.yaml': route(', namespace: edge, sectionName: tls').replace('name: web }', 'name: other }'),
      'service.yaml': service(),
      'web.yaml': workload(),
    },
    world: 'closed',
    expected: [],
  },
  { name: 'by name', input: all(', sectionName: tcp', TCP), world: 'closed', expected: [] },
  { name: 'by port', input: all(', port: 9000', TCP), world: 'closed', expected: [] },
  {
    name: 'by neither',
    input: all('', TCP),
    world: 'closed',
    expected: [{ rule: 'route-without-section-name', severity: 'warning', file: 'route.yaml', line: 6 }],
  },
  {
    name: 'a listener of a ListenerSet is none of its Gateway',
    input: {
      ...all(', sectionName: more', TCP),
      'gateway.yaml': gateway(TCP).replace('eg,', 'eg, allowedListeners: { namespaces: { from: Same } },'),
      'set.yaml': SET,
    },
    expected: [
      {
        rule,
        severity: 'error',
        file: 'route.yaml',
        line: 6,
        message: 'TCPRoute default/web names the listener "more", and Gateway default/gw has "tcp" 9000/TCP',
      },
    ],
  },
  {
    name: 'a listener of a ListenerSet',
    input: {
      ...all('', TCP),
      'gateway.yaml': gateway(TCP).replace('eg,', 'eg, allowedListeners: { namespaces: { from: Same } },'),
      'route.yaml': route(', kind: ListenerSet, sectionName: more').replace('name: gw', 'name: set'),
      'set.yaml': SET,
    },
    world: 'closed',
    expected: [],
  },
  ...SELECTED,
  {
    name: 'a TLS listener that ends it',
    input: all(', sectionName: tls', '{ name: tls, port: 9443, protocol: TLS, tls: { mode: Terminate, certificateRefs: [{ name: c }] } }'),
    expected: [],
  },
  {
    name: 'the Gateway is elsewhere',
    input: { 'route.yaml': route(', sectionName: x'), 'service.yaml': service(), 'web.yaml': workload() },
    expected: [{ rule: 'route-parent-missing', severity: 'info', file: 'route.yaml', line: 6, unverified: true }],
  },
  {
    name: 'ignored',
    input: {
      ...all('', TCP),
      'gateway.yaml': gateway(TCP).replace('eg,', 'eg, allowedListeners: { namespaces: { from: Same } },'),
      'route.yaml': route(', sectionName: tpc', 'TCPRoute', `, annotations: ${ignoring(rule)}`),
    },
    expected: [{ rule, severity: 'error', file: 'route.yaml', line: 6, suppressed: 'we know' }],
  },
];

import { RuleCase } from '../../support/case';
import { ignoring, lines, service, workload } from '../../support/yaml';

const rule = 'route-parent-missing';

const route = (parent: string, meta = ''): string =>
  lines(
    'apiVersion: gateway.networking.k8s.io/v1',
    'kind: TCPRoute',
    `metadata: { name: web${meta} }`,
    'spec:',
    '  parentRefs:',
    `    - { ${parent}, sectionName: tcp }`,
    '  rules: [{ backendRefs: [{ name: web, port: 80 }] }]',
  );
const gateway = (kind: string, namespace = 'default'): string =>
  lines(
    'apiVersion: gateway.networking.k8s.io/v1',
    `kind: ${kind}`,
    `metadata: { name: gw, namespace: ${namespace} }`,
    `spec: { ${kind === 'Gateway' ? 'allowedListeners: { namespaces: { from: All } }' : 'parentRef: { name: gw }'}, listeners: [{ name: tcp, port: ${kind === 'Gateway' ? 9001 : 9000}, protocol: TCP }] }`,
  );
const BACKEND = { 'service.yaml': service(), 'web.yaml': workload() };

export const CASES: readonly RuleCase[] = [
  {
    name: 'no such Gateway',
    input: { ...BACKEND, 'route.yaml': route('name: gw') },
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        file: 'route.yaml',
        line: 6,
        column: 15,
        message: 'TCPRoute default/web belongs to Gateway default/gw, which is not there, so nothing reaches it',
      },
    ],
  },
  {
    name: 'in an open world it may be elsewhere',
    input: { ...BACKEND, 'route.yaml': route('name: gw') },
    expected: [{ rule, severity: 'info', file: 'route.yaml', line: 6, unverified: true }],
  },
  {
    name: 'one of this name is in another namespace',
    input: { ...BACKEND, 'route.yaml': route('name: gw'), 'gw.yaml': gateway('Gateway', 'edge') },
    world: 'closed',
    expected: [{ rule, severity: 'error', file: 'route.yaml', line: 6, related: ['gw.yaml:3'] }],
  },
  {
    name: 'a Gateway in place of a ListenerSet',
    input: { ...BACKEND, 'route.yaml': route('kind: ListenerSet, name: gw'), 'gw.yaml': gateway('Gateway') },
    world: 'closed',
    expected: [{ rule, severity: 'error', file: 'route.yaml', line: 6 }],
  },
  {
    name: 'it is there',
    input: { ...BACKEND, 'route.yaml': route('name: gw'), 'gw.yaml': gateway('Gateway') },
    world: 'closed',
    expected: [],
  },
  {
    name: 'a ListenerSet',
    input: {
      ...BACKEND,
      'route.yaml': route('kind: ListenerSet, name: gw'),
      'gw.yaml': gateway('ListenerSet'),
      'of.yaml': gateway('Gateway'),
    },
    world: 'closed',
    expected: [],
  },
  {
    name: 'a Gateway of another group',
    input: {
      ...BACKEND,
      'route.yaml': route('name: gw'),
      'gw.yaml': gateway('Gateway').replace('gateway.networking.k8s.io/v1', 'networking.istio.io/v1'),
    },
    world: 'closed',
    expected: [{ rule, severity: 'error', file: 'route.yaml', line: 6 }],
  },
  {
    name: 'a mesh takes a Service',
    input: { ...BACKEND, 'route.yaml': route('group: "", kind: Service, name: web') },
    world: 'closed',
    expected: [],
  },
  {
    name: 'declared',
    input: { ...BACKEND, 'route.yaml': route('name: gw, namespace: edge') },
    externals: { objects: [{ kind: 'Gateway', namespace: 'edge', name: 'gw' }] },
    world: 'closed',
    expected: [],
  },
  {
    name: 'ignored',
    input: { ...BACKEND, 'route.yaml': route('name: gw', `, annotations: ${ignoring(rule)}`) },
    world: 'closed',
    expected: [{ rule, severity: 'error', file: 'route.yaml', line: 6, suppressed: 'we know' }],
  },
];

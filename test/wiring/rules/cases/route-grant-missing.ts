import { RuleCase } from '../../support/case';
import { ignoring, lines, service, workload } from '../../support/yaml';

const rule = 'route-grant-missing';

const GATEWAY = lines(
  'apiVersion: gateway.networking.k8s.io/v1',
  'kind: Gateway',
  'metadata: { name: gw }',
  'spec: { gatewayClassName: eg, listeners: [{ name: a, port: 9000, protocol: TCP }] }',
);
/** Line 6 the backend. */
const route = (meta = '', kind = 'TCPRoute', spec = ''): string =>
  lines(
    'apiVersion: gateway.networking.k8s.io/v1',
    `kind: ${kind}`,
    `metadata: { name: web${meta} }`,
    `spec:${spec}`,
    '  parentRefs: [{ name: gw, sectionName: a }]',
    '  rules: [{ backendRefs: [{ name: web, namespace: shop, port: 80 }] }]',
  );
const grant = (from: string, to: string): string =>
  lines(
    'apiVersion: gateway.networking.k8s.io/v1beta1',
    'kind: ReferenceGrant',
    'metadata: { name: web, namespace: shop }',
    'spec:',
    `  from: [{ group: gateway.networking.k8s.io, ${from} }]`,
    `  to: [{ group: "", ${to} }]`,
  );
const SHOP = { 'gateway.yaml': GATEWAY, 'service.yaml': service({ namespace: 'shop' }), 'web.yaml': workload({ namespace: 'shop' }) };
const found = { rule, severity: 'error', file: 'route.yaml', line: 6 } as const;

export const CASES: readonly RuleCase[] = [
  {
    name: 'none',
    input: { ...SHOP, 'route.yaml': route() },
    world: 'closed',
    expected: [
      {
        ...found,
        message:
          'TCPRoute default/web sends to Service shop/web, and no ReferenceGrant in namespace shop lets it, so it gets no connection',
      },
    ],
  },
  {
    name: 'it may be elsewhere',
    input: { ...SHOP, 'route.yaml': route() },
    expected: [{ ...found, severity: 'info', unverified: true }],
  },
  {
    name: 'for another kind of route',
    input: { ...SHOP, 'route.yaml': route(), 'grant.yaml': grant('kind: HTTPRoute, namespace: default', 'kind: Service') },
    world: 'closed',
    expected: [found],
  },
  {
    name: 'for another Service',
    input: { ...SHOP, 'route.yaml': route(), 'grant.yaml': grant('kind: TCPRoute, namespace: default', 'kind: Service, name: api') },
    world: 'closed',
    expected: [found],
  },
  {
    name: 'for a Service of another group',
    input: {
      ...SHOP,
      'route.yaml': route(),
      'grant.yaml': grant('kind: TCPRoute, namespace: default', 'kind: Service').replace('group: ""', 'group: example.com'),
    },
    world: 'closed',
    expected: [found],
  },
  {
    name: 'for routes of another namespace',
    input: { ...SHOP, 'route.yaml': route(), 'grant.yaml': grant('kind: TCPRoute, namespace: other', 'kind: Service') },
    world: 'closed',
    expected: [found],
  },
  {
    name: 'in another namespace',
    input: {
      ...SHOP,
      'route.yaml': route(),
      'grant.yaml': grant('kind: TCPRoute, namespace: default', 'kind: Service').replace('namespace: shop', 'namespace: default'),
    },
    world: 'closed',
    expected: [found],
  },
  {
    name: 'of a UDPRoute',
    input: {
      'gateway.yaml': GATEWAY.replace('TCP', 'UDP'),
      'service.yaml': service({ namespace: 'shop', ports: ['{ port: 80, targetPort: 8080, protocol: UDP }'] }),
      'web.yaml': workload({ namespace: 'shop', containers: ['{ name: a, image: a, ports: [{ containerPort: 8080, protocol: UDP }] }'] }),
      'route.yaml': route('', 'UDPRoute'),
    },
    world: 'closed',
    expected: [
      {
        ...found,
        message:
          'UDPRoute default/web sends to Service shop/web, and no ReferenceGrant in namespace shop lets it, so it gets no connection',
      },
    ],
  },
  {
    name: 'of a TLSRoute that has one for it',
    input: {
      ...SHOP,
      'gateway.yaml': GATEWAY.replace('TCP', 'TLS, tls: { mode: Passthrough }'),
      'route.yaml': route('', 'TLSRoute', '\n  hostnames: [a.example]'),
      'grant.yaml': grant('kind: TLSRoute, namespace: default', 'kind: Service, name: web'),
    },
    world: 'closed',
    expected: [],
  },
  {
    name: 'for every Service',
    input: { ...SHOP, 'route.yaml': route(), 'grant.yaml': grant('kind: TCPRoute, namespace: default', 'kind: Service') },
    world: 'closed',
    expected: [],
  },
  {
    name: 'declared',
    input: { ...SHOP, 'route.yaml': route() },
    externals: { objects: [{ kind: 'ReferenceGrant', namespace: 'shop', name: 'web' }] },
    world: 'closed',
    expected: [],
  },
  {
    name: 'ignored',
    input: { ...SHOP, 'route.yaml': route(`, annotations: ${ignoring(rule)}`) },
    world: 'closed',
    expected: [{ ...found, suppressed: 'we know' }],
  },
];

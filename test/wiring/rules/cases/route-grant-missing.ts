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
const route = (meta = ''): string =>
  lines(
    'apiVersion: gateway.networking.k8s.io/v1',
    'kind: TCPRoute',
    `metadata: { name: web${meta} }`,
    'spec:',
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

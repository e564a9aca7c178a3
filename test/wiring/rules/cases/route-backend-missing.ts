import { RuleCase } from '../../support/case';
import { ignoring, lines, service, workload } from '../../support/yaml';

const rule = 'route-backend-missing';

/** Line 8 backendRef. */
const route = (backend: string, meta = '', kind = 'TCPRoute'): string =>
  lines(
    'apiVersion: gateway.networking.k8s.io/v1',
    `kind: ${kind}`,
    `metadata: { name: web${meta} }`,
    'spec:',
    '  parentRefs: []',
    '  rules:',
    '    - backendRefs:',
    `        - { ${backend} }`,
  );
const BACKEND = { 'service.yaml': service(), 'web.yaml': workload() };

export const CASES: readonly RuleCase[] = [
  {
    name: 'no such Service',
    input: { ...BACKEND, 'route.yaml': route('name: wbe, port: 80') },
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        file: 'route.yaml',
        line: 8,
        column: 19,
        message: 'TCPRoute default/web sends to Service default/wbe, which is not there',
      },
    ],
  },
  {
    name: 'in an open world it may be elsewhere',
    input: { ...BACKEND, 'route.yaml': route('name: wbe, port: 80') },
    expected: [{ rule, severity: 'info', file: 'route.yaml', line: 8, unverified: true }],
  },
  {
    name: 'of another namespace',
    input: { ...BACKEND, 'route.yaml': route('name: web, namespace: shop, port: 80') },
    world: 'closed',
    expected: [{ rule, severity: 'error', file: 'route.yaml', line: 8 }],
  },
  { name: 'it is there', input: { ...BACKEND, 'route.yaml': route('name: web, port: 80') }, world: 'closed', expected: [] },
  {
    name: 'a backend of another kind',
    input: { 'route.yaml': route('group: multicluster.x-k8s.io, kind: ServiceImport, name: x, port: 80') },
    world: 'closed',
    expected: [],
  },
  {
    name: 'declared',
    input: { 'route.yaml': route('name: x, port: 80') },
    externals: { services: [{ namespace: 'default', name: 'x' }] },
    world: 'closed',
    expected: [],
  },
  {
    name: 'ignored',
    input: { 'route.yaml': route('name: x, port: 80', `, annotations: ${ignoring(rule)}`, 'HTTPRoute') },
    world: 'closed',
    expected: [{ rule, severity: 'error', file: 'route.yaml', line: 8, suppressed: 'we know' }],
  },
];

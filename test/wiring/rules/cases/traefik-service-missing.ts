import { RuleCase } from '../../support/case';
import { BACKEND, tcpRoute, udpRoute, wholeRoute } from '../../support/traefik';
import { ignoring } from '../../support/yaml';

const rule = 'traefik-service-missing';

export const CASES: readonly RuleCase[] = [
  {
    name: 'no such Service',
    input: { ...BACKEND, 'route.yaml': tcpRoute({ routes: [wholeRoute('name: wbe, port: 80')] }) },
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        file: 'route.yaml',
        line: 7,
        column: 49,
        message: 'IngressRouteTCP default/db sends to Service default/wbe, which is not there',
      },
    ],
  },
  {
    name: 'in an open world it may be elsewhere',
    input: { ...BACKEND, 'route.yaml': tcpRoute({ routes: [wholeRoute('name: wbe, port: 80')] }) },
    expected: [{ rule, severity: 'info', file: 'route.yaml', line: 7, unverified: true }],
  },
  {
    name: 'in another namespace',
    input: { ...BACKEND, 'route.yaml': udpRoute({ routes: ['{ services: [{ name: web, namespace: shop, port: 80 }] }'] }) },
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        file: 'route.yaml',
        line: 7,
        message: 'IngressRouteUDP default/db sends to Service shop/web, which is not there',
      },
    ],
  },
  { name: 'it is there', input: { ...BACKEND, 'route.yaml': tcpRoute() }, world: 'closed', expected: [] },
  {
    name: 'declared',
    input: { 'route.yaml': tcpRoute({ routes: [wholeRoute('name: x, port: 80')] }) },
    externals: { services: [{ namespace: 'default', name: 'x' }] },
    world: 'closed',
    expected: [],
  },
  {
    name: 'ignored',
    input: { 'route.yaml': tcpRoute({ meta: `, annotations: ${ignoring(rule)}` }) },
    world: 'closed',
    expected: [{ rule, severity: 'error', file: 'route.yaml', line: 7, suppressed: 'we know' }],
  },
];

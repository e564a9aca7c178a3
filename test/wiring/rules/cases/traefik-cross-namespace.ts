import { RuleCase } from '../../support/case';
import { tcpRoute, traefik, wholeRoute } from '../../support/traefik';
import { ignoring, service, workload } from '../../support/yaml';

const rule = 'traefik-cross-namespace';
const BACKEND = { 'service.yaml': service({ namespace: 'shop' }), 'web.yaml': workload({ namespace: 'shop' }) };
const route = (meta = '', namespace = 'shop'): string =>
  tcpRoute({ meta, routes: [wholeRoute(`name: web, namespace: ${namespace}, port: 80`)] });
const input = { ...BACKEND, 'traefik.yaml': traefik(), 'route.yaml': route() };

export const CASES: readonly RuleCase[] = [
  {
    name: 'Traefik does not allow it',
    input,
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        file: 'route.yaml',
        line: 7,
        message:
          'IngressRouteTCP default/db sends to Service shop/web of another namespace, which Deployment traefik/traefik does not allow',
        fix: 'make the route in namespace shop, or start Traefik with --providers.kubernetescrd.allowCrossNamespace=true',
        related: ['traefik.yaml:12'],
      },
    ],
  },
  { name: 'in an open world another Traefik may', input, expected: [{ rule, severity: 'warning', file: 'route.yaml', line: 7 }] },
  {
    name: 'Traefik allows it',
    input: {
      ...input,
      'traefik.yaml': traefik({ args: ['--entryPoints.tcp.address=:9000', '--providers.kubernetescrd.allowCrossNamespace'] }),
    },
    world: 'closed',
    expected: [],
  },
  { name: 'its own namespace, by name', input: { ...input, 'route.yaml': route(', namespace: shop') }, world: 'closed', expected: [] },
  { name: 'no Traefik in the input', input: { ...BACKEND, 'route.yaml': route() }, world: 'closed', expected: [] },
  {
    name: 'ignored',
    input: { ...input, 'route.yaml': route(`, annotations: ${ignoring(rule)}`) },
    world: 'closed',
    expected: [{ rule, severity: 'error', file: 'route.yaml', line: 7, suppressed: 'we know' }],
  },
];

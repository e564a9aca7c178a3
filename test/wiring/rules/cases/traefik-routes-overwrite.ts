import { RuleCase } from '../../support/case';
import { BACKEND, tcpRoute, udpRoute, wholeRoute } from '../../support/traefik';
import { ignoring, service, workload } from '../../support/yaml';

const rule = 'traefik-routes-overwrite';
const OTHER = {
  'other.yaml': service({ name: 'api', selector: '{ app: api }' }),
  'api.yaml': workload({ name: 'api', labels: '{ app: api }' }),
};
const TWICE = [wholeRoute(), wholeRoute('name: api, port: 80')];

export const CASES: readonly RuleCase[] = [
  {
    name: 'one match twice',
    input: { ...BACKEND, ...OTHER, 'route.yaml': tcpRoute({ entryPoints: '[a, b]', routes: TWICE }) },
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        file: 'route.yaml',
        line: 7,
        message: 'IngressRouteTCP default/db has two routes with the match HostSNI(`*`), and Traefik keeps only the last one',
        related: ['route.yaml:8'],
      },
    ],
  },
  {
    name: 'host names, each once',
    input: {
      ...BACKEND,
      'route.yaml': tcpRoute({
        routes: [
          '{ match: HostSNI(`a.example`), services: [{ name: web, port: 80 }] }',
          '{ match: HostSNI(`b.example`), services: [{ name: web, port: 80 }] }',
        ],
        more: ['tls: { passthrough: true }'],
      }),
    },
    world: 'closed',
    expected: [],
  },
  { name: 'one of UDP', input: { ...BACKEND, 'route.yaml': udpRoute() }, world: 'closed', expected: [] },
  {
    name: 'ignored',
    input: { ...BACKEND, ...OTHER, 'route.yaml': tcpRoute({ routes: TWICE, meta: `, annotations: ${ignoring(rule)}` }) },
    world: 'closed',
    expected: [{ rule, severity: 'error', file: 'route.yaml', line: 7, suppressed: 'we know' }],
  },
];

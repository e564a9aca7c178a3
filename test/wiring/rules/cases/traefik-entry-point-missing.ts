import { RuleCase } from '../../support/case';
import { BACKEND, tcpRoute, traefik, udpRoute } from '../../support/traefik';
import { ignoring, lines } from '../../support/yaml';

const rule = 'traefik-entry-point-missing';
const input = { ...BACKEND, 'traefik.yaml': traefik(), 'route.yaml': tcpRoute({ entryPoints: '[tcp, postgres]' }) };

export const CASES: readonly RuleCase[] = [
  {
    name: 'Traefik is not started with it',
    input,
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        file: 'route.yaml',
        line: 5,
        column: 22,
        message:
          'IngressRouteTCP default/db names entryPoint "postgres", which Deployment traefik/traefik is not started with (it has "tcp" 9000/TCP, "udp" 9000/UDP), so nothing reaches it',
        fix: 'start Traefik with --entryPoints.postgres.address=:PORT/tcp, or name an entryPoint that it has',
        related: ['traefik.yaml:12'],
      },
    ],
  },
  {
    name: 'in an open world another Traefik may have it',
    input,
    expected: [{ rule, severity: 'warning', file: 'route.yaml', line: 5 }],
  },
  {
    name: 'for the other protocol',
    input: { ...BACKEND, 'traefik.yaml': traefik(), 'route.yaml': tcpRoute({ entryPoints: '[udp]' }) },
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        file: 'route.yaml',
        line: 5,
        message: 'IngressRouteTCP default/db names entryPoint "udp", which Deployment traefik/traefik has for UDP, so nothing reaches it',
        fix: 'name an entryPoint for TCP, or start Traefik with one of another name',
      },
    ],
  },
  {
    name: 'flags know no case, but routes do',
    input: {
      ...BACKEND,
      'traefik.yaml': traefik({ args: ['--entrypoints.Postgres.address=:9000'] }),
      'route.yaml': tcpRoute({ entryPoints: '[postgres]' }),
    },
    world: 'closed',
    expected: [
      { rule, severity: 'error', file: 'route.yaml', line: 5, fix: 'name it "Postgres": routes have to write it as the argument does' },
    ],
  },
  {
    name: 'it is there, whatever its flag looks like',
    input: {
      ...BACKEND,
      'traefik.yaml': traefik({ args: ['--ENTRYPOINTS.tcp.Address', ':9000', '--entryPoints.udp.address=:53/udp'] }),
      'route.yaml': tcpRoute(),
      'udp.yaml': udpRoute(),
    },
    world: 'closed',
    expected: [],
  },
  {
    name: 'another one of several Traefiks that read it has it',
    input: {
      ...BACKEND,
      'traefik.yaml': traefik(),
      'other.yaml': traefik({ args: ['--entryPoints.postgres.address=:5432'] })
        .replace('name: traefik', 'name: other')
        .replaceAll('app: traefik', 'app: other'),
      'route.yaml': tcpRoute({ entryPoints: '[postgres]' }),
    },
    world: 'closed',
    expected: [],
  },
  {
    name: 'routes that this Traefik does not read: of another class, of another namespace, or by labels',
    input: {
      ...BACKEND,
      'class.yaml': traefik({ args: ['--providers.kubernetescrd.ingressClass=other'] }),
      'namespaces.yaml': traefik({ args: ['--providers.kubernetescrd.namespaces=shop'] })
        .replace('name: traefik', 'name: shop')
        .replaceAll('app: traefik', 'app: shop'),
      'labels.yaml': traefik({ args: ['--providers.kubernetescrd.labelSelector=a=b'] })
        .replace('name: traefik', 'name: some')
        .replaceAll('app: traefik', 'app: some'),
      'route.yaml': tcpRoute({ entryPoints: '[postgres]' }),
    },
    world: 'closed',
    expected: [],
  },
  {
    name: 'a Traefik that reads its settings from a file, or an address that is no number here',
    input: {
      ...BACKEND,
      'file.yaml': traefik({ args: ['--configFile=/etc/traefik.yml'] }),
      'route.yaml': tcpRoute({ entryPoints: '[postgres]' }),
    },
    world: 'closed',
    expected: [],
  },
  {
    name: 'an address that is a variable',
    input: { ...BACKEND, 'traefik.yaml': traefik({ args: ['--entryPoints.tcp.address=:$(PORT)'] }), 'route.yaml': tcpRoute() },
    world: 'closed',
    expected: [],
  },
  { name: 'no Traefik in the input', input: { ...BACKEND, 'route.yaml': tcpRoute() }, world: 'closed', expected: [] },
  {
    name: 'no route of Traefik',
    input: {
      'traefik.yaml': traefik(),
      'route.yaml': lines('apiVersion: example.com/v1', 'kind: IngressRouteTCP', 'metadata: { name: x }', 'spec: { entryPoints: [a] }'),
    },
    world: 'closed',
    expected: [],
  },
  {
    name: 'ignored',
    input: {
      ...BACKEND,
      'traefik.yaml': traefik(),
      'route.yaml': tcpRoute({ entryPoints: '[postgres]', meta: `, annotations: ${ignoring(rule)}` }),
    },
    world: 'closed',
    expected: [{ rule, severity: 'error', file: 'route.yaml', line: 5, suppressed: 'we know' }],
  },
];

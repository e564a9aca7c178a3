import { RuleCase } from '../../support/case';
import { BACKEND, tcpRoute, traefik, UDP_ROUTE, udpRoute, wholeRoute } from '../../support/traefik';
import { documents, ignoring } from '../../support/yaml';

const rule = 'traefik-entry-point-shared';
const other = (props: Parameters<typeof tcpRoute>[0] = {}): string => tcpRoute(props).replace('name: db', 'name: cache');
const single = (one: string, two: string) => ({ ...BACKEND, 'routes.yaml': documents(one, two) });

export const CASES: readonly RuleCase[] = [
  {
    name: 'two objects',
    input: single(tcpRoute(), other({ entryPoints: '[redis, tcp]' })),
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        file: 'routes.yaml',
        line: 15,
        message:
          'IngressRouteTCP default/db and IngressRouteTCP default/cache both take all connections of entryPoint "tcp", and only one of them gets any',
        related: ['routes.yaml:7'],
      },
    ],
  },
  {
    name: 'in folders of their own they may be alternatives',
    input: { ...BACKEND, 'one/route.yaml': tcpRoute(), 'two/route.yaml': other() },
    expected: [{ rule, severity: 'warning', file: 'two/route.yaml', line: 7 }],
  },
  {
    name: 'two routes of UDP in one object',
    input: { ...BACKEND, 'route.yaml': udpRoute({ routes: [UDP_ROUTE, UDP_ROUTE] }) },
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        file: 'route.yaml',
        line: 8,
        message: 'IngressRouteUDP default/db has two routes for all connections of entryPoint "udp", and only one of them gets any',
      },
    ],
  },
  {
    name: 'other entryPoints, other classes, other matches, TLS beside plain, a priority',
    input: {
      ...BACKEND,
      'routes.yaml': documents(
        tcpRoute(),
        other({ entryPoints: '[redis]' }),
        other({ meta: '-two', more: ['ingressClassName: edge'] }),
        other({
          meta: '-three',
          routes: ['{ match: HostSNI(`a`), services: [{ name: web, port: 80 }] }'],
          more: ['tls: { passthrough: true }'],
        }),
        other({ meta: '-four', more: ['tls: { passthrough: true }'] }),
        other({ meta: '-five', routes: [wholeRoute().replace('}] }', '}], priority: 7 }')] }),
      ),
    },
    world: 'closed',
    expected: [],
  },
  {
    name: 'no Traefik reads both',
    input: {
      ...BACKEND,
      'one.yaml': traefik({ args: ['--providers.kubernetescrd.namespaces=default', '--entryPoints.tcp.address=:9000'] }),
      'two.yaml': traefik({ args: ['--providers.kubernetescrd.namespaces=shop', '--entryPoints.tcp.address=:9000'] })
        .replace('name: traefik', 'name: shop')
        .replaceAll('app: traefik', 'app: shop'),
      'routes.yaml': documents(tcpRoute(), other({ meta: ', namespace: shop', routes: ['{ match: HostSNI(`*`), services: [] }'] })),
    },
    world: 'closed',
    expected: [],
  },
  {
    name: 'ignored',
    input: single(tcpRoute(), other({ meta: `, annotations: ${ignoring(rule)}` })),
    world: 'closed',
    expected: [{ rule, severity: 'error', file: 'routes.yaml', line: 15, suppressed: 'we know' }],
  },
];

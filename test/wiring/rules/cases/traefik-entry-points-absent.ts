import { RuleCase } from '../../support/case';
import { BACKEND, tcpRoute, traefik, udpRoute } from '../../support/traefik';
import { ignoring } from '../../support/yaml';

const rule = 'traefik-entry-points-absent';
const TWO = ['--entryPoints.a.address=:1024', '--entryPoints.b.address=:1025'];

export const CASES: readonly RuleCase[] = [
  {
    name: 'no entryPoints',
    input: { ...BACKEND, 'route.yaml': tcpRoute({ entryPoints: '' }) },
    expected: [
      {
        rule,
        severity: 'warning',
        file: 'route.yaml',
        line: 3,
        message: 'IngressRouteTCP default/db names no entryPoints, so it takes connections on every TCP port of Traefik',
      },
    ],
  },
  {
    name: 'an empty list, and a Traefik with two ports',
    input: { ...BACKEND, 'traefik.yaml': traefik({ args: TWO }), 'route.yaml': tcpRoute({ entryPoints: '[]' }) },
    expected: [{ rule, severity: 'warning', file: 'route.yaml', line: 5 }],
  },
  {
    name: 'UDP',
    input: { ...BACKEND, 'route.yaml': udpRoute({ entryPoints: '' }) },
    expected: [
      {
        rule,
        severity: 'warning',
        file: 'route.yaml',
        line: 3,
        message: 'IngressRouteUDP default/db names no entryPoints, so it takes connections on every UDP port of Traefik',
      },
    ],
  },
  {
    name: 'a Traefik with one port of each protocol, and ping',
    input: {
      ...BACKEND,
      'traefik.yaml': traefik({ args: ['--ping=true', '--entryPoints.a.address=:1024', '--entryPoints.b.address=:1024/udp'] }),
      'tcp.yaml': tcpRoute({ entryPoints: '' }),
      'udp.yaml': udpRoute({ entryPoints: '' }),
    },
    expected: [],
  },
  {
    name: 'one of two is marked as the default',
    input: {
      ...BACKEND,
      'traefik.yaml': traefik({ args: [...TWO, '--entryPoints.a.asDefault=true'] }),
      'tcp.yaml': tcpRoute({ entryPoints: '' }),
    },
    expected: [],
  },
  {
    name: 'ignored',
    input: { ...BACKEND, 'route.yaml': tcpRoute({ entryPoints: '', meta: `, annotations: ${ignoring(rule)}` }) },
    expected: [{ rule, severity: 'warning', file: 'route.yaml', line: 3, suppressed: 'we know' }],
  },
];

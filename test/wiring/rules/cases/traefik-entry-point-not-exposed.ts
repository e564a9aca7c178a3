import { RuleCase } from '../../support/case';
import { BACKEND, tcpRoute, traefik, traefikService } from '../../support/traefik';
import { ignoring } from '../../support/yaml';

const rule = 'traefik-entry-point-not-exposed';
const whole = (...ports: readonly string[]) => ({
  ...BACKEND,
  'traefik.yaml': traefik(),
  'traefik-service.yaml': traefikService(...ports),
  'route.yaml': tcpRoute(),
});

export const CASES: readonly RuleCase[] = [
  {
    name: 'no port of the Service leads there',
    input: whole('{ name: web, port: 80, targetPort: 8000 }'),
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        file: 'traefik-service.yaml',
        line: 6,
        message:
          'IngressRouteTCP default/db waits at entryPoint "tcp", 9000/TCP of Deployment traefik/traefik, to which no port of Service traefik/traefik leads, so nobody reaches it',
        fix: 'add a port to the Service, as { name: tcp, port: 9000, protocol: TCP, targetPort: 9000 }',
        related: ['route.yaml:5'],
      },
    ],
  },
  {
    name: 'in an open world another Service may',
    input: whole('{ name: web, port: 80, targetPort: 8000 }'),
    expected: [{ rule, severity: 'warning', file: 'traefik-service.yaml', line: 6 }],
  },
  {
    name: 'as the other protocol',
    input: {
      ...whole('{ name: tcp, port: 5432, targetPort: 9000, protocol: UDP }'),
      'traefik.yaml': traefik({ args: ['--entryPoints.tcp.address=:9000'] }),
    },
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        file: 'traefik-service.yaml',
        line: 7,
        message:
          'IngressRouteTCP default/db waits at entryPoint "tcp", 9000/TCP of Deployment traefik/traefik, to which Service traefik/traefik leads as UDP, so nobody reaches it',
        fix: 'give that port protocol: TCP',
      },
    ],
  },
  { name: 'by number', input: whole('{ port: 5432, targetPort: 9000 }'), world: 'closed', expected: [] },
  {
    name: 'by name',
    input: { ...whole('{ port: 5432, targetPort: db }'), 'traefik.yaml': traefik({ ports: '[{ name: db, containerPort: 9000 }]' }) },
    world: 'closed',
    expected: [],
  },
  {
    name: 'on the node, or without a Service',
    input: {
      ...whole('{ port: 80, targetPort: 8000 }'),
      'traefik.yaml': traefik({ ports: '[{ containerPort: 8000 }, { containerPort: 9000, hostPort: 5432 }]' }),
    },
    world: 'closed',
    expected: [],
  },
  { name: 'without a Service', input: { ...BACKEND, 'traefik.yaml': traefik(), 'route.yaml': tcpRoute() }, world: 'closed', expected: [] },
  {
    name: 'an entryPoint that no route names',
    input: {
      ...whole('{ port: 5432, targetPort: 9000 }'),
      'traefik.yaml': traefik({ args: ['--entryPoints.tcp.address=:9000', '--entryPoints.metrics.address=:9100'] }),
    },
    world: 'closed',
    expected: [],
  },
  {
    name: 'ignored',
    input: {
      ...whole(),
      'traefik-service.yaml': traefikService('{ name: web, port: 80, targetPort: 8000 }').replace(
        'namespace: traefik }',
        `namespace: traefik, annotations: ${ignoring(rule)} }`,
      ),
    },
    world: 'closed',
    expected: [{ rule, severity: 'error', file: 'traefik-service.yaml', line: 6, suppressed: 'we know' }],
  },
];

import { RuleCase } from '../../support/case';
import { BACKEND, tcpRoute, traefik, traefikService } from '../../support/traefik';
import { container, controllerService, gateway, ignoring, service, streamMap, workload } from '../../support/yaml';

const rule = 'target-port-undeclared';

export const CASES: readonly RuleCase[] = [
  {
    name: 'a targetPort beside the one that is declared',
    input: { 'service.yaml': service({ ports: ['{ port: 80, targetPort: 8081 }'] }), 'web.yaml': workload() },
    expected: [
      {
        rule,
        severity: 'warning',
        file: 'service.yaml',
        line: 7,
        column: 31,
        message: 'Service default/web sends port 80/TCP (targetPort 8081) to Deployment default/web, which declares 8080/TCP',
        related: ['web.yaml:10'],
      },
    ],
  },
  {
    name: 'no targetPort: then port says both',
    input: { 'service.yaml': service({ ports: ['{ port: 80 }'] }), 'web.yaml': workload() },
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'warning',
        file: 'service.yaml',
        line: 7,
        column: 15,
        message: 'Service default/web sends port 80/TCP to Deployment default/web, which declares 8080/TCP',
      },
    ],
  },
  { name: 'the declared one', input: { 'service.yaml': service(), 'web.yaml': workload() }, world: 'closed', expected: [] },
  {
    name: 'a container declares nothing, and may listen on anything',
    input: {
      'service.yaml': service({ ports: ['{ port: 81 }'] }),
      'web.yaml': workload({ containers: [container('main', '{ containerPort: 80 }'), container('sidecar')] }),
    },
    expected: [],
  },
  {
    name: 'targetPort 0 is none given',
    input: { 'service.yaml': service({ ports: ['{ port: 8080, targetPort: 0 }'] }), 'web.yaml': workload() },
    expected: [],
  },
  {
    name: 'a controller listens on the keys of its map, declared or not',
    input: gateway({
      'tcp.yaml': streamMap({ entries: ['"3306": default/web:80'] }),
      'service.yaml': controllerService({ ports: ['{ name: a, port: 9000, targetPort: 3306 }'] }),
    }),
    world: 'closed',
    expected: [],
  },
  {
    name: 'Traefik listens on what its arguments say, declared or not',
    input: {
      ...BACKEND,
      'traefik.yaml': traefik({ ports: '[{ containerPort: 8080 }]' }),
      'traefik-service.yaml': traefikService('{ port: 5432, targetPort: 9000 }'),
      'route.yaml': tcpRoute(),
    },
    world: 'closed',
    expected: [],
  },
  {
    name: 'and on nothing besides',
    input: {
      'traefik.yaml': traefik({ ports: '[{ containerPort: 8080 }]' }),
      'traefik-service.yaml': traefikService('{ port: 5432, targetPort: 9001 }'),
    },
    expected: [{ rule, severity: 'warning', file: 'traefik-service.yaml', line: 7 }],
  },
  {
    name: 'ignored',
    input: { 'service.yaml': service({ annotations: ignoring(rule, 'it does listen'), ports: ['{ port: 80 }'] }), 'web.yaml': workload() },
    expected: [{ rule, severity: 'warning', file: 'service.yaml', line: 7, suppressed: 'it does listen' }],
  },
];

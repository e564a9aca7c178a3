import { RuleCase } from '../../support/case';
import { BACKEND, tcpRoute, udpRoute, wholeRoute } from '../../support/traefik';
import { ignoring, service, workload } from '../../support/yaml';

const rule = 'traefik-service-port-missing';
const to = (port: string, meta = ''): string => tcpRoute({ meta, routes: [wholeRoute(`name: web${port}`)] });
const dns = (udpTarget: number, tcpName = 'name: dns-tcp, ') => ({
  'service.yaml': service({
    ports: [`{ name: dns, port: 53, protocol: UDP, targetPort: ${udpTarget} }`, `{ ${tcpName}port: 53, targetPort: 5353 }`],
  }),
  'web.yaml': workload({
    containers: [`{ name: dns, image: dns, ports: [{ containerPort: ${udpTarget}, protocol: UDP }, { containerPort: 5353 }] }`],
  }),
});
const BOTH = { rule: 'same-port-two-protocols', severity: 'warning', file: 'service.yaml', line: 8 } as const;

export const CASES: readonly RuleCase[] = [
  {
    name: 'the targetPort in the place of the port',
    input: { ...BACKEND, 'route.yaml': to(', port: 8080') },
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        file: 'route.yaml',
        line: 7,
        message: 'IngressRouteTCP default/db sends to port 8080 of Service default/web, which has 80/TCP',
        fix: "give the Service's port, port: 80: 8080 is its targetPort",
        related: ['service.yaml:6'],
      },
    ],
  },
  {
    name: 'a number in quotes is a name',
    input: { ...BACKEND, 'route.yaml': to(', port: "80"') },
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        file: 'route.yaml',
        line: 7,
        message: 'IngressRouteTCP default/db sends to port "80" of Service default/web, which has 80/TCP',
        fix: 'give it without quotes, port: 80: in quotes it is a name to Traefik',
      },
    ],
  },
  {
    name: 'no port at all',
    input: { ...BACKEND, 'route.yaml': to('') },
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        file: 'route.yaml',
        line: 7,
        message: 'IngressRouteTCP default/db sends to Service default/web without a port, which Traefik refuses',
      },
    ],
  },
  {
    name: 'the other protocol',
    input: { ...BACKEND, 'route.yaml': udpRoute({ routes: ['{ services: [{ name: web, port: 80 }] }'] }) },
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        file: 'route.yaml',
        line: 7,
        message: 'IngressRouteUDP default/db sends to port 80 of Service default/web, which has it as TCP, not as UDP',
        fix: 'give a UDP port of the Service, or the route for TCP',
      },
    ],
  },
  {
    name: 'the first port of the number is that of the other protocol, and leads elsewhere',
    input: { ...dns(5354), 'route.yaml': to(', port: 53') },
    world: 'closed',
    expected: [
      BOTH,
      {
        rule,
        severity: 'error',
        file: 'route.yaml',
        line: 7,
        message:
          'IngressRouteTCP default/db sends to port 53 of Service default/web, and Traefik takes the first port of that number, which is for UDP (targetPort 5354)',
        fix: 'name it: port: dns-tcp',
      },
    ].reverse() as RuleCase['expected'],
  },
  { name: 'the same, by name', input: { ...dns(5354), 'route.yaml': to(', port: dns-tcp') }, world: 'closed', expected: [BOTH] },
  { name: 'both protocols lead to one number', input: { ...dns(5353), 'route.yaml': to(', port: 53') }, world: 'closed', expected: [BOTH] },
  { name: 'it has the port', input: { ...BACKEND, 'route.yaml': tcpRoute() }, world: 'closed', expected: [] },
  {
    name: 'ignored',
    input: { ...BACKEND, 'route.yaml': to(', port: 81', `, annotations: ${ignoring(rule)}`) },
    world: 'closed',
    expected: [{ rule, severity: 'error', file: 'route.yaml', line: 7, suppressed: 'we know' }],
  },
];

import { RuleCase } from '../../support/case';
import { edge, gatewayOf, RouteProps, routeOf, TCP, TLS } from '../../support/gateway-api';
import { ignoring } from '../../support/yaml';

const rule = 'route-listener-passthrough';

const onTls = (props: RouteProps = {}): string => routeOf({ parents: ['{ name: gw, sectionName: tls }'], ...props });

export const CASES: readonly RuleCase[] = [
  {
    name: 'a TCPRoute on TLS that is handed on',
    input: edge({ 'route.yaml': onTls() }),
    expected: [
      {
        rule,
        severity: 'warning',
        file: 'route.yaml',
        line: 7,
        message:
          'TCPRoute default/web is on listener "tls" of Gateway default/gw, which hands TLS on (mode: Passthrough), and few implementations take a TCPRoute there',
        related: ['gateway.yaml:8'],
      },
    ],
  },
  {
    name: 'a TCPRoute on TLS that ends',
    input: edge({
      'gateway.yaml': gatewayOf([TCP, TLS.replace('mode: Passthrough', 'certificateRefs: [{ name: c }]')]),
      'route.yaml': onTls(),
    }),
    world: 'closed',
    expected: [],
  },
  { name: 'a TLSRoute', input: edge({ 'route.yaml': onTls({ kind: 'TLSRoute' }) }), world: 'closed', expected: [] },
  {
    name: 'ignored',
    input: edge({ 'route.yaml': onTls({ meta: `, annotations: ${ignoring(rule)}` }) }),
    expected: [{ rule, severity: 'warning', file: 'route.yaml', line: 7, suppressed: 'we know' }],
  },
];

import { RuleCase } from '../../support/case';
import { edge, gatewayOf, RouteProps, routeOf, TCP, TLS } from '../../support/gateway-api';
import { ignoring } from '../../support/yaml';

const rule = 'route-without-section-name';

const wide = (props: RouteProps = {}): string => routeOf({ parents: ['{ name: gw }'], ...props });
const TWO = gatewayOf([TCP, '{ name: ssh, port: 22, protocol: TCP }', TLS]);

export const CASES: readonly RuleCase[] = [
  {
    name: 'two listeners',
    input: edge({ 'gateway.yaml': TWO, 'route.yaml': wide() }),
    expected: [
      {
        rule,
        severity: 'warning',
        file: 'route.yaml',
        line: 7,
        message:
          'TCPRoute default/web names no listener of Gateway default/gw, so it takes the connections of all that fit: "tcp" 9000/TCP, "ssh" 22/TCP',
        fix: 'give it the name of its listener, sectionName: tcp',
        related: ['gateway.yaml:7', 'gateway.yaml:8'],
      },
    ],
  },
  {
    name: 'one listener now',
    input: edge({ 'route.yaml': wide() }),
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'warning',
        file: 'route.yaml',
        line: 7,
        message: 'TCPRoute default/web names no listener of Gateway default/gw: it is on "tcp" 9000/TCP now, and on each one that is added',
      },
    ],
  },
  {
    name: 'two routes on one listener is another mistake',
    input: edge({ 'route.yaml': wide(), 'other.yaml': routeOf({ name: 'other' }) }),
    expected: [{ rule: 'route-listener-shared', severity: 'error', file: 'route.yaml', line: 7 }],
  },
  { name: 'by name', input: edge(), world: 'closed', expected: [] },
  {
    name: 'by port',
    input: edge({ 'gateway.yaml': TWO, 'route.yaml': wide({ parents: ['{ name: gw, port: 22 }'] }) }),
    world: 'closed',
    expected: [],
  },
  {
    name: 'a TLSRoute has its host names',
    input: edge({ 'gateway.yaml': TWO, 'route.yaml': wide({ kind: 'TLSRoute' }) }),
    world: 'closed',
    expected: [],
  },
  {
    name: 'ignored',
    input: edge({ 'route.yaml': wide({ meta: `, annotations: ${ignoring(rule)}` }) }),
    expected: [{ rule, severity: 'warning', file: 'route.yaml', line: 7, suppressed: 'we know' }],
  },
];

import { RuleCase } from '../../support/case';
import { edge, gatewayOf, routeOf } from '../../support/gateway-api';
import { ignoring } from '../../support/yaml';

const rule = 'route-hostname-mismatch';

const listener = (name: string, hostname?: string): string =>
  `{ name: ${name}, port: 9443, protocol: TLS, ${hostname === undefined ? '' : `hostname: "${hostname}", `}tls: { mode: Passthrough } }`;
const route = (
  hostnames: string,
  more: { readonly parents?: readonly string[]; readonly meta?: string; readonly kind?: string } = {},
): string => routeOf({ kind: 'TLSRoute', hostnames, ...more });
const taken = (name: string, hostnames: string, ...listeners: string[]): RuleCase => ({
  name,
  input: edge({ 'gateway.yaml': gatewayOf(listeners), 'route.yaml': route(hostnames) }),
  world: 'closed',
  expected: [],
});

export const CASES: readonly RuleCase[] = [
  {
    name: 'none of its names',
    input: edge({ 'gateway.yaml': gatewayOf([listener('tls', '*.b.example')]), 'route.yaml': route('[a.example, c.example]') }),
    expected: [
      {
        rule,
        severity: 'error',
        file: 'route.yaml',
        line: 7,
        message:
          'TLSRoute default/web is for a.example, c.example, and listener "tls" of Gateway default/gw is for *.b.example only, so it is not accepted there',
        related: ['gateway.yaml:7'],
      },
    ],
  },
  {
    name: 'the name above a wildcard',
    input: edge({ 'gateway.yaml': gatewayOf([listener('tls', '*.b.example')]), 'route.yaml': route('[b.example]') }),
    expected: [{ rule, severity: 'error', file: 'route.yaml', line: 7 }],
  },
  {
    name: 'not all of its names',
    input: edge({ 'gateway.yaml': gatewayOf([listener('tls', '*.b.example')]), 'route.yaml': route('[a.b.example, c.example]') }),
    expected: [
      {
        rule,
        severity: 'error',
        file: 'route.yaml',
        line: 5,
        message:
          'TLSRoute default/web is for c.example, too, and listener "tls" of Gateway default/gw is for *.b.example only, so nothing comes under that name',
      },
    ],
  },
  {
    name: 'a route without sectionName, and listeners that take none of its names',
    input: edge({
      'gateway.yaml': gatewayOf([listener('tls', 'b.example'), listener('two', 'c.example')]),
      'route.yaml': route('[a.example]', { parents: ['{ name: gw }'] }),
    }),
    expected: [
      {
        rule,
        severity: 'error',
        file: 'route.yaml',
        line: 5,
        message:
          'TLSRoute default/web is for a.example, and the listeners of Gateway default/gw are for b.example, c.example only, so it is not accepted there',
      },
    ],
  },
  {
    name: 'of an HTTPRoute',
    input: edge({
      'gateway.yaml': gatewayOf(['{ name: tls, port: 80, protocol: HTTP, hostname: b.example }']),
      'route.yaml': route('[a.example]', { kind: 'HTTPRoute', parents: ['{ name: gw, sectionName: tls }'] }),
    }),
    expected: [{ rule, severity: 'error', file: 'route.yaml', line: 7 }],
  },
  {
    name: 'one of two listeners takes it',
    input: edge({
      'gateway.yaml': gatewayOf([listener('tls', 'b.example'), listener('two', 'a.example')]),
      'route.yaml': route('[a.example]', { parents: ['{ name: gw }'] }),
    }),
    world: 'closed',
    expected: [],
  },
  taken('a listener for every name', '[a.example]', listener('tls')),
  taken('the same name, in other letters', '[a.example]', listener('tls', 'A.Example')),
  taken('a name far below the wildcard', '[x.y.b.example]', listener('tls', '*.b.example')),
  taken('a wildcard about the name of the listener', '["*.example"]', listener('tls', 'b.example')),
  taken('a wildcard below a wildcard', '["*.b.example"]', listener('tls', '*.example')),
  {
    name: 'ignored',
    input: edge({
      'gateway.yaml': gatewayOf([listener('tls', '*.b.example')]),
      'route.yaml': route('[a.example]', { meta: `, annotations: ${ignoring(rule)}` }),
    }),
    expected: [{ rule, severity: 'error', file: 'route.yaml', line: 7, suppressed: 'we know' }],
  },
];

import { RuleCase } from '../../support/case';
import { edge, gatewayOf, RouteProps, routeOf, TLS } from '../../support/gateway-api';
import { ignoring } from '../../support/yaml';

const rule = 'route-hostname-shared';

const route = (name: string, hostnames: string, more: RouteProps = {}): string => routeOf({ kind: 'TLSRoute', name, hostnames, ...more });
const two = (one: string, other: string): { readonly [file: string]: string } =>
  edge({ 'route.yaml': '', 'one.yaml': one, 'two.yaml': other });

export const CASES: readonly RuleCase[] = [
  {
    name: 'one name in two',
    input: two(route('one', '[a.example]'), route('two', '[b.example, a.example]')),
    expected: [
      {
        rule,
        severity: 'error',
        file: 'two.yaml',
        line: 5,
        column: 26,
        message:
          'TLSRoute default/two and TLSRoute default/one are both for a.example on listener "tls" of Gateway default/gw, and only the older one gets its connections',
        related: ['one.yaml:5'],
      },
    ],
  },
  {
    name: 'of two environments',
    input: edge({ 'route.yaml': '', 'a/one.yaml': route('one', '[a.example]'), 'b/two.yaml': route('two', '[a.example]') }),
    expected: [{ rule, severity: 'warning', file: 'b/two.yaml', line: 5 }],
  },
  {
    name: 'of two environments, in a closed world',
    input: edge({ 'route.yaml': '', 'a/one.yaml': route('one', '[a.example]'), 'b/two.yaml': route('two', '[a.example]') }),
    world: 'closed',
    expected: [{ rule, severity: 'error', file: 'b/two.yaml', line: 5 }],
  },
  { name: 'a name each', input: two(route('one', '[a.example]'), route('two', '[b.example]')), world: 'closed', expected: [] },
  {
    name: 'a name beside the wildcard above it',
    input: two(route('one', '["*.example"]'), route('two', '[a.example]')),
    world: 'closed',
    expected: [],
  },
  {
    name: 'a listener each',
    input: {
      ...two(route('one', '[a.example]'), route('two', '[a.example]', { parents: ['{ name: gw, sectionName: other }'] })),
      'gateway.yaml': gatewayOf([TLS, TLS.replace('tls', 'other').replace('9443', '9444')]),
    },
    world: 'closed',
    expected: [],
  },
  {
    name: 'ignored',
    input: two(route('one', '[a.example]'), route('two', '[a.example]', { meta: `, annotations: ${ignoring(rule)}` })),
    expected: [{ rule, severity: 'error', file: 'two.yaml', line: 5, suppressed: 'we know' }],
  },
];

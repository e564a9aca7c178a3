import { RuleCase } from '../../support/case';
import { edge, routeOf } from '../../support/gateway-api';
import { ignoring } from '../../support/yaml';

const rule = 'route-weights-zero';

const OFF = '{ name: web, port: 80, weight: 0 }';
const ON = '{ name: web, port: 80 }';

export const CASES: readonly RuleCase[] = [
  {
    name: 'the only one',
    input: edge({ 'route.yaml': routeOf({ backends: [OFF] }) }),
    expected: [
      {
        rule,
        severity: 'error',
        file: 'route.yaml',
        line: 10,
        message: 'TCPRoute default/web gives its only backend weight 0, so every connection is closed',
      },
    ],
  },
  {
    name: 'all of them',
    input: edge({ 'route.yaml': routeOf({ kind: 'TLSRoute', backends: [OFF, OFF] }) }),
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        file: 'route.yaml',
        line: 10,
        message: 'TLSRoute default/web gives all its 2 backends weight 0, so every connection is closed',
      },
    ],
  },
  { name: 'one of them', input: edge({ 'route.yaml': routeOf({ backends: [OFF, ON] }) }), world: 'closed', expected: [] },
  {
    name: 'ignored',
    input: edge({ 'route.yaml': routeOf({ backends: [OFF], meta: `, annotations: ${ignoring(rule)}` }) }),
    expected: [{ rule, severity: 'error', file: 'route.yaml', line: 10, suppressed: 'we know' }],
  },
];

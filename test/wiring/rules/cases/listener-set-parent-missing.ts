import { RuleCase } from '../../support/case';
import { gatewayOf, TCP } from '../../support/gateway-api';
import { ignoring } from '../../support/yaml';

const rule = 'listener-set-parent-missing';

const set = (meta = ''): string => gatewayOf([TCP], { kind: 'ListenerSet', name: 'more', meta });
const found = { rule, file: 'set.yaml', line: 5 } as const;
const UDP = '{ name: udp, port: 9000, protocol: UDP }';
const OPEN = ['allowedListeners: { namespaces: { from: All } }'];

export const CASES: readonly RuleCase[] = [
  {
    name: 'no such Gateway',
    input: { 'set.yaml': set() },
    world: 'closed',
    expected: [
      {
        ...found,
        severity: 'error',
        column: 22,
        message: 'ListenerSet default/more adds its listeners to Gateway default/gw, which is not there, so none of them is opened',
      },
    ],
  },
  {
    name: 'in an open world it may be elsewhere',
    input: { 'set.yaml': set() },
    expected: [{ ...found, severity: 'info', unverified: true }],
  },
  {
    name: 'one of this name is in another namespace',
    input: { 'set.yaml': set(), 'gw.yaml': gatewayOf([UDP], { meta: ', namespace: edge', more: OPEN }) },
    world: 'closed',
    expected: [{ ...found, severity: 'error', related: ['gw.yaml:3'] }],
  },
  { name: 'it is there', input: { 'set.yaml': set(), 'gw.yaml': gatewayOf([UDP], { more: OPEN }) }, world: 'closed', expected: [] },
  {
    name: 'it is there in the namespace that is named',
    input: {
      'set.yaml': set().replace('{ name: gw }', '{ name: gw, namespace: edge }'),
      'gw.yaml': gatewayOf([UDP], { meta: ', namespace: edge', more: OPEN }),
    },
    world: 'closed',
    expected: [],
  },
  {
    name: 'declared',
    input: { 'set.yaml': set() },
    externals: { objects: [{ kind: 'Gateway', namespace: 'default', name: 'gw' }] },
    world: 'closed',
    expected: [],
  },
  {
    name: 'ignored',
    input: { 'set.yaml': set(`, annotations: ${ignoring(rule)}`) },
    world: 'closed',
    expected: [{ ...found, severity: 'error', suppressed: 'we know' }],
  },
];

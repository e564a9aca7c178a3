import { RuleCase } from '../../support/case';
import { gatewayOf, TCP } from '../../support/gateway-api';
import { ignoring, lines } from '../../support/yaml';

const rule = 'listener-set-not-allowed';

const set = (meta = '', parent = '{ name: gw }'): string =>
  gatewayOf([TCP], { kind: 'ListenerSet', name: 'more', meta }).replace('{ name: gw }', parent);
const gateway = (allowed = '', meta = ''): string =>
  gatewayOf(['{ name: udp, port: 9000, protocol: UDP }'], {
    meta,
    more: allowed === '' ? [] : [`allowedListeners: { namespaces: { ${allowed} } }`],
  });
const shop = (allowed: string): { [file: string]: string } => ({
  'gw.yaml': gateway(allowed, ', namespace: edge'),
  'set.yaml': set(', namespace: shop', '{ name: gw, namespace: edge }'),
});
const SHOP = lines('apiVersion: v1', 'kind: Namespace', 'metadata: { name: shop, labels: { team: a } }');
const found = { rule, file: 'set.yaml', line: 5 } as const;

export const CASES: readonly RuleCase[] = [
  {
    name: 'a Gateway allows none unless it says so',
    input: { 'gw.yaml': gateway(), 'set.yaml': set() },
    expected: [
      {
        ...found,
        severity: 'error',
        message:
          'ListenerSet default/more adds its listeners to Gateway default/gw, which allows no ListenerSets, so none of them is opened',
        fix: 'give the Gateway allowedListeners: { namespaces: { from: Same } }',
        related: ['gw.yaml:4'],
      },
    ],
  },
  {
    name: 'none',
    input: { 'gw.yaml': gateway('from: None'), 'set.yaml': set() },
    world: 'closed',
    expected: [{ ...found, severity: 'error', related: ['gw.yaml:8'] }],
  },
  {
    name: 'those of its own namespace',
    input: shop('from: Same'),
    expected: [
      {
        ...found,
        severity: 'error',
        message:
          'ListenerSet shop/more adds its listeners to Gateway edge/gw, which allows ListenerSets of its own namespace only, so none of them is opened',
        fix: 'give the Gateway allowedListeners: { namespaces: { from: All } }, or a selector that matches the namespace',
      },
    ],
  },
  {
    name: 'those of its own namespace, and kustomize may give one',
    input: { ...shop('from: Same'), 'set.yaml': set('', '{ name: gw, namespace: edge }') },
    expected: [{ ...found, severity: 'warning' }],
  },
  {
    name: 'by labels that the namespace has not',
    input: { ...shop('from: Selector, selector: { matchLabels: { team: b } }'), 'shop.yaml': SHOP },
    world: 'closed',
    expected: [
      {
        ...found,
        severity: 'error',
        message:
          'ListenerSet shop/more adds its listeners to Gateway edge/gw, which allows ListenerSets only of namespaces with other labels, so none of them is opened',
      },
    ],
  },
  {
    name: 'by labels that somebody else may give it',
    input: { ...shop('from: Selector, selector: { matchLabels: { team: b } }'), 'shop.yaml': SHOP },
    expected: [{ ...found, severity: 'warning' }],
  },
  {
    name: 'by labels that it has',
    input: { ...shop('from: Selector, selector: { matchLabels: { team: a } }'), 'shop.yaml': SHOP },
    world: 'closed',
    expected: [],
  },
  {
    name: 'by labels, and the namespace is elsewhere',
    input: shop('from: Selector, selector: { matchLabels: { team: a } }'),
    world: 'closed',
    expected: [],
  },
  { name: 'all', input: shop('from: All'), world: 'closed', expected: [] },
  { name: 'its own', input: { 'gw.yaml': gateway('from: Same'), 'set.yaml': set() }, world: 'closed', expected: [] },
  {
    name: 'ignored',
    input: { 'gw.yaml': gateway(), 'set.yaml': set(`, annotations: ${ignoring(rule)}`) },
    expected: [{ ...found, severity: 'error', suppressed: 'we know' }],
  },
];

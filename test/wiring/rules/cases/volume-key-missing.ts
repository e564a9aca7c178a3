import { RuleCase } from '../../support/case';
import { ignoring, lines, workload } from '../../support/yaml';

const rule = 'volume-key-missing';

const config = (...data: string[]): string =>
  lines(
    'apiVersion: v1',
    'kind: ConfigMap',
    'metadata: { name: config }',
    ...(data.length > 0 ? ['data:', ...data.map((each) => `  ${each}`)] : []),
  );
const CONFIG = config('nginx.conf: x');
const volume = (source: string, annotations?: string): string =>
  workload({ ...(annotations === undefined ? {} : { annotations }), pod: ['volumes:', `  - { name: v, ${source} }`] });
const env = (from: string): string =>
  workload({ containers: [`{ name: main, image: main, ports: [{ containerPort: 8080 }], env: [{ name: A, valueFrom: ${from} }] }`] });
const WRONG = volume('configMap: { name: config, items: [{ key: default.conf, path: x }] }');

export const CASES: readonly RuleCase[] = [
  {
    name: 'a key that the ConfigMap has not',
    input: { 'config.yaml': CONFIG, 'web.yaml': WRONG },
    expected: [
      {
        rule,
        severity: 'error',
        file: 'web.yaml',
        line: 12,
        column: 64,
        message:
          'Deployment default/web needs the key "default.conf" of ConfigMap default/config, which has nginx.conf, so its Pods do not start',
        related: ['config.yaml:4'],
      },
    ],
  },
  {
    name: 'in the environment',
    input: { 'config.yaml': CONFIG, 'web.yaml': env('{ configMapKeyRef: { name: config, key: url } }') },
    world: 'closed',
    expected: [{ rule, severity: 'error', file: 'web.yaml', line: 10 }],
  },
  {
    name: 'in a projected volume',
    input: {
      'config.yaml': CONFIG,
      'web.yaml': volume('projected: { sources: [{ configMap: { name: config, items: [{ key: a, path: a }] } }] }'),
    },
    expected: [{ rule, severity: 'error', file: 'web.yaml', line: 12 }],
  },
  {
    name: 'an object without keys is often filled later',
    input: { 'config.yaml': config(), 'web.yaml': WRONG },
    expected: [{ rule, severity: 'info', file: 'web.yaml', line: 12, unverified: true }],
  },
  {
    name: 'an object without keys, and nobody else',
    input: { 'config.yaml': config(), 'web.yaml': WRONG },
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        file: 'web.yaml',
        line: 12,
        message:
          'Deployment default/web needs the key "default.conf" of ConfigMap default/config, which has none, so its Pods do not start',
      },
    ],
  },
  {
    name: 'the key is there',
    input: { 'config.yaml': CONFIG, 'web.yaml': volume('configMap: { name: config, items: [{ key: nginx.conf, path: x }] }') },
    world: 'closed',
    expected: [],
  },
  {
    name: 'keys of stringData',
    input: {
      'secret.yaml': lines('apiVersion: v1', 'kind: Secret', 'metadata: { name: s }', 'stringData: { a: b }'),
      'web.yaml': env('{ secretKeyRef: { name: s, key: a } }'),
    },
    world: 'closed',
    expected: [],
  },
  {
    name: 'optional',
    input: { 'config.yaml': CONFIG, 'web.yaml': env('{ configMapKeyRef: { name: config, key: url, optional: true } }') },
    world: 'closed',
    expected: [],
  },
  {
    name: 'the whole ConfigMap',
    input: { 'config.yaml': CONFIG, 'web.yaml': volume('configMap: { name: config }') },
    world: 'closed',
    expected: [],
  },
  {
    name: 'the token of a ServiceAccount',
    input: {
      'secret.yaml': lines('apiVersion: v1', 'kind: Secret', 'metadata: { name: s }', 'type: kubernetes.io/service-account-token'),
      'web.yaml': env('{ secretKeyRef: { name: s, key: token } }'),
    },
    world: 'closed',
    expected: [],
  },
  {
    name: 'ignored',
    input: {
      'config.yaml': CONFIG,
      'web.yaml': volume('configMap: { name: config, items: [{ key: default.conf, path: x }] }', ignoring(rule)),
    },
    expected: [{ rule, severity: 'error', file: 'web.yaml', line: 12, suppressed: 'we know' }],
  },
];

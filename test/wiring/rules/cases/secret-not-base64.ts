import { RuleCase } from '../../support/case';
import { ignoring, lines, swap } from '../../support/yaml';

const rule = 'secret-not-base64';

/** Line 5 and on: data. */
const secret = (...data: string[]): string =>
  lines('apiVersion: v1', 'kind: Secret', 'metadata: { name: tls }', 'data:', ...data.map((each) => `  ${each}`));

export const CASES: readonly RuleCase[] = [
  {
    name: 'plain text',
    input: secret('password: hunter2'),
    expected: [
      {
        rule,
        severity: 'error',
        line: 5,
        column: 13,
        message: '"password" in data of Secret default/tls is not Base64, which Kubernetes refuses',
      },
    ],
  },
  {
    name: 'a placeholder',
    input: secret('tls.crt: "<REPLACE_ME>"', 'tls.key: bm8='),
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        line: 5,
        message: '"tls.crt" in data of Secret default/tls is not Base64 but a placeholder, which Kubernetes refuses',
      },
    ],
  },
  { name: 'without its padding', input: secret('password: aHVudGVyMg'), expected: [{ rule, severity: 'error', line: 5 }] },
  { name: 'the alphabet of URLs', input: secret('password: a_-_'), expected: [{ rule, severity: 'error', line: 5 }] },
  { name: 'Base64', input: secret('password: aHVudGVyMg==', 'empty: ""'), world: 'closed', expected: [] },
  { name: 'Base64 in a block with line breaks', input: secret('tls.crt: |', '  aHVu', '  dGVyMg=='), expected: [] },
  { name: 'the same in binary notation', input: secret('password: !!binary aHVudGVyMg=='), expected: [] },
  { name: 'plain text in stringData', input: swap(secret('password: hunter2'), '\ndata:', '\nstringData:'), expected: [] },
  { name: 'encrypted by SOPS', input: secret('password: ENC[AES256_GCM,data:abc,iv:abc,tag:abc,type:str]'), expected: [] },
  { name: 'filled in by the Vault plugin of Argo CD', input: secret('password: <path:kv/data/db#password | base64encode>'), expected: [] },
  {
    name: 'the same by its annotation',
    input: swap(secret('password: <password>'), 'name: tls', 'name: tls, annotations: { avp.kubernetes.io/path: kv/data/db }'),
    expected: [],
  },
  ...[
    '$(PASSWORD)',
    '${PASSWORD}',
    '"{{ password }}"',
    'ref+vault://kv/db#/password',
    '"#{password}#"',
    '((password))',
    '"%PASSWORD%"',
  ].map((text): RuleCase => ({ name: `filled in: ${text}`, input: secret(`password: ${text}`), expected: [] })),
  {
    name: 'a SealedSecret is none of these',
    input: lines(
      'apiVersion: bitnami.com/v1alpha1',
      'kind: SealedSecret',
      'metadata: { name: tls }',
      'spec: { encryptedData: { a: AgB.x } }',
    ),
    expected: [],
  },
  {
    name: 'a number',
    input: 'apiVersion: v1\nkind: Secret\nmetadata: { name: a }\ndata:\n  pin: 12345678\n',
    expected: [
      { rule, severity: 'error', line: 5, message: '"pin" in data of Secret default/a is a number and no text, which Kubernetes refuses' },
    ],
  },
  {
    name: 'ignored',
    input: swap(secret('password: hunter2'), 'name: tls', `name: tls, annotations: ${ignoring(rule, 'written by the pipeline')}`),
    expected: [{ rule, severity: 'error', line: 5, suppressed: 'written by the pipeline' }],
  },
];

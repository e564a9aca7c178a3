import { RuleCase } from '../../support/case';
import { ignoring, lines, swap } from '../../support/yaml';

const rule = 'secret-placeholder';

const secret = (...data: string[]): string =>
  lines('apiVersion: v1', 'kind: Secret', 'metadata: { name: db }', 'stringData:', ...data.map((each) => `  ${each}`));

export const CASES: readonly RuleCase[] = [
  {
    name: 'CHANGE_ME',
    input: secret('user: app', 'password: CHANGE_ME'),
    expected: [
      { rule, severity: 'warning', line: 6, column: 13, message: '"password" in stringData of Secret default/db is a placeholder' },
    ],
  },
  {
    name: 'a word that is Base64 itself',
    input: swap(secret('password: changeme'), 'stringData', 'data'),
    world: 'closed',
    expected: [{ rule, severity: 'warning', line: 5 }],
  },
  {
    name: 'Base64 of a placeholder',
    input: swap(secret('password: Y2hhbmdlLW1l'), 'stringData', 'data'),
    expected: [{ rule, severity: 'warning', line: 5 }],
  },
  ...['<your-password>', 'your-api-key', 'REPLACE_ME', 'placeholder', 'todo', 'xxxxxxxx'].map((text): RuleCase => ({
    name: text,
    input: secret(`password: ${text}`),
    expected: [{ rule, severity: 'warning', line: 5 }],
  })),
  { name: 'a value', input: secret('password: tr0ub4dor', 'note: "change it once a year"'), world: 'closed', expected: [] },
  {
    name: 'a configuration that speaks of placeholders',
    input: secret(`text: "${'a line of some length. '.repeat(12)} placeholder"`),
    expected: [],
  },
  { name: 'filled in by another tool', input: secret('a: <path:kv/db#a>', 'b: ${CHANGE_ME}'), expected: [] },
  { name: 'a ConfigMap', input: swap(secret('password: CHANGE_ME'), 'kind: Secret', 'kind: ConfigMap'), expected: [] },
  {
    name: 'ignored',
    input: swap(secret('password: CHANGE_ME'), 'name: db', `name: db, annotations: ${ignoring(rule)}`),
    expected: [{ rule, severity: 'warning', line: 5, suppressed: 'we know' }],
  },
];

import { RuleCase } from '../../support/case';
import { lines } from '../../support/yaml';

const rule = 'last-applied-too-large';

const config = (bytes: number, annotations = '{}'): string =>
  lines('apiVersion: v1', 'kind: ConfigMap', `metadata: { name: big, annotations: ${annotations} }`, 'data:', `  a: ${'x'.repeat(bytes)}`);

export const CASES: readonly RuleCase[] = [
  {
    name: 'above the limit',
    input: config(262_144),
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'warning',
        line: 3,
        column: 19,
        message: 'ConfigMap default/big is 262,241 bytes as JSON, and kubectl apply keeps that in an annotation, which takes 262,144',
      },
    ],
  },
  { name: 'below it', input: config(260_000), world: 'closed', expected: [] },
  {
    name: 'much out of little, by aliases',
    input: lines(
      'apiVersion: v1',
      'kind: ConfigMap',
      'metadata: { name: big }',
      'data:',
      `  a: &a ${'x'.repeat(50_000)}`,
      ...[1, 2, 3, 4, 5].map((index) => `  b${index}: *a`),
    ),
    expected: [{ rule, severity: 'warning', line: 3 }],
  },
  {
    name: 'many objects of one file are not one',
    input: [1, 2, 3].map((index) => config(100_000).replace('name: big', `name: big-${index}`)).join('---\n'),
    expected: [],
  },
  {
    name: 'ignored',
    input: config(262_144, '{ multiport.dev/ignore.last-applied-too-large: "applied with --server-side" }'),
    expected: [{ rule, severity: 'warning', line: 3, suppressed: 'applied with --server-side' }],
  },
];

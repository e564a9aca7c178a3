import { RuleCase } from '../../support/case';
import { gateway, ignoring, streamMap } from '../../support/yaml';

const rule = 'stream-key-out-of-range';

const key = (text: string): { [file: string]: string } =>
  gateway({ 'tcp.yaml': streamMap({ entries: ['"9000": default/web:80', `${text}: default/web:80`] }) });

export const CASES: readonly RuleCase[] = [
  {
    name: '70000',
    input: key('"70000"'),
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        file: 'tcp.yaml',
        line: 6,
        column: 3,
        message:
          'ConfigMap ingress-nginx/tcp-services: the key "70000" is out of range, and nginx takes no configuration any more, HTTP included, until the entry is gone',
      },
    ],
  },
  ...['"0"', '"-5"', '"65536"'].map((text): RuleCase => ({
    name: text,
    input: key(text),
    expected: [{ rule, severity: 'error', file: 'tcp.yaml', line: 6 }],
  })),
  {
    name: 'without a controller',
    input: { 'tcp.yaml': streamMap({ entries: ['"70000": default/web:80'] }) },
    expected: [
      { rule: 'stream-map-not-read', severity: 'info', file: 'tcp.yaml', line: 3, unverified: true },
      { rule, severity: 'error', file: 'tcp.yaml', line: 5 },
    ],
  },
  { name: 'a port', input: gateway(), world: 'closed', expected: [] },
  {
    name: 'ignored',
    input: gateway({ 'tcp.yaml': streamMap({ annotations: ignoring(rule), entries: ['"9000": default/web:80', '"0": default/web:80'] }) }),
    expected: [{ rule, severity: 'error', file: 'tcp.yaml', line: 6, suppressed: 'we know' }],
  },
];

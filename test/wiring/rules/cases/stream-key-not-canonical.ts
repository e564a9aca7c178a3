import { RuleCase } from '../../support/case';
import { gateway, ignoring, streamMap } from '../../support/yaml';

const rule = 'stream-key-not-canonical';

const key = (text: string): { [file: string]: string } => gateway({ 'tcp.yaml': streamMap({ entries: [`${text}: default/web:80`] }) });

export const CASES: readonly RuleCase[] = [
  {
    name: 'a zero before the number',
    input: key('"09000"'),
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'warning',
        file: 'tcp.yaml',
        line: 5,
        column: 3,
        message:
          'ConfigMap ingress-nginx/tcp-services: the key "09000" is read as 9000, and beside a key for the same port it would stop nginx',
      },
    ],
  },
  { name: 'a plus sign', input: key('"+9000"'), expected: [{ rule, severity: 'warning', file: 'tcp.yaml', line: 5 }] },
  {
    name: 'beside its twin it stops nginx',
    input: gateway({ 'tcp.yaml': streamMap({ entries: ['"9000": default/web:80', '"09000": default/web:80'] }) }),
    expected: [{ rule: 'stream-key-duplicate', severity: 'error', file: 'tcp.yaml', line: 6 }],
  },
  { name: 'as it is read', input: key('"9000"'), world: 'closed', expected: [] },
  {
    name: 'ignored',
    input: gateway({ 'tcp.yaml': streamMap({ annotations: ignoring(rule), entries: ['"09000": default/web:80'] }) }),
    expected: [{ rule, severity: 'warning', file: 'tcp.yaml', line: 5, suppressed: 'we know' }],
  },
];

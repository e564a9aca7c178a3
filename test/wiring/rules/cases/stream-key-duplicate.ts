import { RuleCase } from '../../support/case';
import { gateway, ignoring, lines, streamMap } from '../../support/yaml';

const rule = 'stream-key-duplicate';

const keys = (...texts: string[]): { [file: string]: string } =>
  gateway({ 'tcp.yaml': streamMap({ entries: texts.map((text) => `${text}: default/web:80`) }) });

export const CASES: readonly RuleCase[] = [
  {
    name: 'one number in two spellings',
    input: keys('"9000"', '"09000"'),
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        file: 'tcp.yaml',
        line: 6,
        column: 3,
        message:
          'ConfigMap ingress-nginx/tcp-services: the keys "9000" and "09000" are the same port 9000, and nginx takes no configuration any more, HTTP included',
        related: ['tcp.yaml:5'],
      },
    ],
  },
  {
    name: 'one key twice',
    input: keys('"9000"', '"9000"'),
    expected: [
      {
        rule,
        severity: 'error',
        file: 'tcp.yaml',
        line: 6,
        message: 'ConfigMap ingress-nginx/tcp-services has the key "9000" twice, of which only one is kept',
        related: ['tcp.yaml:5'],
      },
    ],
  },
  {
    name: 'with quotes and without',
    input: keys('"9000"', '9000'),
    expected: [{ rule, severity: 'error', file: 'tcp.yaml', line: 6 }],
  },
  {
    name: 'three times is two findings',
    input: keys('"9000"', '"9000"', '"9000"'),
    expected: [
      { rule, severity: 'error', file: 'tcp.yaml', line: 6 },
      { rule, severity: 'error', file: 'tcp.yaml', line: 7 },
    ],
  },
  {
    name: 'in JSON',
    input: {
      ...gateway({ 'tcp.yaml': '' }),
      'tcp.json':
        '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"tcp-services","namespace":"ingress-nginx"},\n"data":{"9000":"default/web:80",\n"9000":"default/web:80"}}',
    },
    expected: [{ rule, severity: 'error', file: 'tcp.json', line: 3, column: 1, related: ['tcp.json:2'] }],
  },
  {
    name: 'two ports',
    input: {
      ...gateway({ 'tcp.yaml': streamMap({ entries: ['"9000": default/web:80', '"900": default/web:80'] }) }),
      'more.yaml': lines(
        'apiVersion: v1',
        'kind: Service',
        'metadata: { name: more, namespace: ingress-nginx }',
        'spec: { selector: { app: ingress }, ports: [{ port: 900 }] }',
      ),
    },
    world: 'closed',
    expected: [],
  },
  {
    name: 'ignored',
    input: gateway({
      'tcp.yaml': streamMap({ annotations: ignoring(rule), entries: ['"9000": default/web:80', '"9000": default/web:80'] }),
    }),
    expected: [{ rule, severity: 'error', file: 'tcp.yaml', line: 6, suppressed: 'we know' }],
  },
];

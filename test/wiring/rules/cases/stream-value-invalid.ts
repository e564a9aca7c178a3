import { RuleCase } from '../../support/case';
import { gateway, ignoring, streamMap } from '../../support/yaml';

const rule = 'stream-value-invalid';

const value = (text: string): { [file: string]: string } => gateway({ 'tcp.yaml': streamMap({ entries: [`"9000": ${text}`] }) });

export const CASES: readonly RuleCase[] = [
  {
    name: 'no port',
    input: value('default/web'),
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        file: 'tcp.yaml',
        line: 5,
        column: 11,
        message: 'ConfigMap ingress-nginx/tcp-services: the value "default/web" has no port, so the controller passes the entry over',
      },
    ],
  },
  {
    name: 'no namespace',
    input: value('web:80'),
    expected: [
      {
        rule,
        severity: 'error',
        file: 'tcp.yaml',
        line: 5,
        message: 'ConfigMap ingress-nginx/tcp-services: the value "web:80" names no Service, so the controller passes the entry over',
      },
    ],
  },
  {
    name: 'a line break behind it',
    input: gateway({ 'tcp.yaml': streamMap({ entries: ['"9000": |', '  default/web:80'] }) }),
    expected: [{ rule, severity: 'error', file: 'tcp.yaml', line: 5, column: 3 }],
  },
  { name: 'a number alone', input: value('80'), expected: [{ rule, severity: 'error', file: 'tcp.yaml', line: 5 }] },
  { name: 'port 0', input: value('default/web:0'), expected: [{ rule, severity: 'error', file: 'tcp.yaml', line: 5 }] },
  {
    name: 'in a block without a line break at its end',
    input: gateway({ 'tcp.yaml': streamMap({ entries: ['"9000": >-', '  default/web:80'] }) }),
    world: 'closed',
    expected: [],
  },
  { name: 'as it should be', input: value("'default/web:80'"), world: 'closed', expected: [] },
  {
    name: 'ignored',
    input: gateway({ 'tcp.yaml': streamMap({ annotations: ignoring(rule), entries: ['"9000": web:80'] }) }),
    expected: [{ rule, severity: 'error', file: 'tcp.yaml', line: 5, suppressed: 'we know' }],
  },
];

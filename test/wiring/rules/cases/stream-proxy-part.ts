import { RuleCase } from '../../support/case';
import { gateway, ignoring, streamMap } from '../../support/yaml';

const rule = 'stream-proxy-part';

const value = (text: string): { [file: string]: string } => gateway({ 'tcp.yaml': streamMap({ entries: [`"9000": ${text}`] }) });

export const CASES: readonly RuleCase[] = [
  {
    name: 'another word',
    input: value('default/web:80:PROXY-V1'),
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'warning',
        file: 'tcp.yaml',
        line: 5,
        column: 11,
        message:
          'ConfigMap ingress-nginx/tcp-services: the value "default/web:80:PROXY-V1" has "PROXY-V1" where only PROXY has a meaning, and works as if it were not there',
      },
    ],
  },
  {
    name: 'a fifth part',
    input: value('default/web:80:PROXY:PROXY:PROXY'),
    expected: [
      {
        rule,
        severity: 'warning',
        file: 'tcp.yaml',
        line: 5,
        message:
          'ConfigMap ingress-nginx/tcp-services: the value "default/web:80:PROXY:PROXY:PROXY" has 5 parts, where four are read, and sends no PROXY header',
      },
    ],
  },
  ...['default/web:80:PROXY', 'default/web:80::PROXY', 'default/web:80:proxy:Proxy', 'default/web:80'].map((text): RuleCase => ({
    name: text,
    input: value(text),
    world: 'closed',
    expected: [],
  })),
  {
    name: 'ignored',
    input: gateway({ 'tcp.yaml': streamMap({ annotations: ignoring(rule), entries: ['"9000": default/web:80:x'] }) }),
    expected: [{ rule, severity: 'warning', file: 'tcp.yaml', line: 5, suppressed: 'we know' }],
  },
];

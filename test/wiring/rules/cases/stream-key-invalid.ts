import { RuleCase } from '../../support/case';
import { gateway, ignoring, streamMap } from '../../support/yaml';

const rule = 'stream-key-invalid';

const key = (text: string): { [file: string]: string } =>
  gateway({ 'tcp.yaml': streamMap({ entries: ['"9000": default/web:80', `${text}: default/web:80`] }) });

export const CASES: readonly RuleCase[] = [
  {
    name: 'a name',
    input: key('http'),
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        file: 'tcp.yaml',
        line: 6,
        column: 3,
        message: 'ConfigMap ingress-nginx/tcp-services: the key "http" is not a port, so the controller passes the entry over',
      },
    ],
  },
  {
    name: 'a range',
    input: key('"9001-9010"'),
    expected: [
      {
        rule,
        severity: 'error',
        file: 'tcp.yaml',
        line: 6,
        message: 'ConfigMap ingress-nginx/tcp-services: the key "9001-9010" is not a port, so the controller passes the entry over',
      },
    ],
  },
  { name: 'a space, which is not cut off', input: key('"9001 "'), expected: [{ rule, severity: 'error', file: 'tcp.yaml', line: 6 }] },
  { name: 'a number in base 60 is a text here', input: key('9001:1'), expected: [{ rule, severity: 'error', file: 'tcp.yaml', line: 6 }] },
  { name: 'a number', input: gateway(), world: 'closed', expected: [] },
  {
    name: 'a map of haproxy-ingress has a grammar of its own',
    input: { 'tcp.yaml': streamMap({ entries: ['"9000": default/web:80:PROXY-V1', 'http: default/web:80'] }) },
    world: 'closed',
    expected: [],
  },
  {
    name: 'ignored',
    input: gateway({ 'tcp.yaml': streamMap({ annotations: ignoring(rule), entries: ['"9000": default/web:80', 'x: default/web:80'] }) }),
    expected: [{ rule, severity: 'error', file: 'tcp.yaml', line: 6, suppressed: 'we know' }],
  },
];

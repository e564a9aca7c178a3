import { RuleCase } from '../../support/case';
import { gateway, ignoring, streamMap } from '../../support/yaml';

const rule = 'stream-key-unquoted';

const keys = (...texts: string[]): { [file: string]: string } =>
  gateway({ 'tcp.yaml': streamMap({ entries: texts.map((text) => `${text}: default/web:80`) }) });

export const CASES: readonly RuleCase[] = [
  {
    name: 'a bare number',
    input: keys('9000'),
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'warning',
        file: 'tcp.yaml',
        line: 5,
        column: 3,
        message:
          'ConfigMap ingress-nginx/tcp-services has the key 9000 without quotes, a number where a string has to be, on which kustomize fails',
        fix: 'write "9000"',
      },
    ],
  },
  {
    name: 'a number with a zero before it is another one',
    input: keys('"9000"', '0100'),
    world: 'closed',
    expected: [
      { rule: 'controller-service-port-missing', severity: 'error', file: 'service.yaml', line: 6 },
      {
        rule,
        severity: 'warning',
        file: 'tcp.yaml',
        line: 6,
        message:
          'ConfigMap ingress-nginx/tcp-services has the key 0100 without quotes, a number where a string has to be, on which kustomize fails; it is read as 64',
      },
    ],
  },
  {
    name: 'several are one finding',
    input: {
      'tcp.yaml': streamMap({
        entries: ['9000: default/web:80', '"9001": default/web:80', '9002: default/web:80', '9003: default/web:80'],
      }),
    },
    expected: [
      { rule: 'stream-map-not-read', severity: 'info', file: 'tcp.yaml', line: 3, unverified: true },
      {
        rule,
        severity: 'warning',
        file: 'tcp.yaml',
        line: 5,
        message:
          'ConfigMap ingress-nginx/tcp-services has the key 9000 without quotes (and 2 more), a number where a string has to be, on which kustomize fails',
        related: ['tcp.yaml:7', 'tcp.yaml:8'],
      },
      ...[5, 6, 7, 8].map(
        (line) => ({ rule: 'stream-service-missing', severity: 'info', file: 'tcp.yaml', line, unverified: true }) as const,
      ),
    ],
  },
  { name: 'single quotes', input: keys("'9000'"), world: 'closed', expected: [] },
  {
    name: 'a ConfigMap that is no map of services',
    input: 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata: { 1: one }\n',
    expected: [],
  },
  {
    name: 'ignored',
    input: gateway({ 'tcp.yaml': streamMap({ annotations: ignoring(rule, 'no kustomize here'), entries: ['9000: default/web:80'] }) }),
    expected: [{ rule, severity: 'warning', file: 'tcp.yaml', line: 5, suppressed: 'no kustomize here' }],
  },
];

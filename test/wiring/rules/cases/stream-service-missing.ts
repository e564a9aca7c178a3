import { RuleCase } from '../../support/case';
import { gateway, ignoring, service, streamMap, workload } from '../../support/yaml';

const rule = 'stream-service-missing';

const to = (value: string): { [file: string]: string } => gateway({ 'tcp.yaml': streamMap({ entries: [`"9000": ${value}`] }) });

export const CASES: readonly RuleCase[] = [
  {
    name: 'a Service that is not there',
    input: to('default/wbe:80'),
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        file: 'tcp.yaml',
        line: 5,
        column: 11,
        message:
          'ConfigMap ingress-nginx/tcp-services: port 9000 leads to Service default/wbe, which is not there, so the controller does not listen on it',
      },
    ],
  },
  {
    name: 'in an open world it may be elsewhere',
    input: to('default/wbe:80'),
    expected: [{ rule, severity: 'info', file: 'tcp.yaml', line: 5, unverified: true }],
  },
  {
    name: 'a Service of this name in another namespace',
    input: to('shop/web:80'),
    world: 'closed',
    expected: [{ rule, severity: 'error', file: 'tcp.yaml', line: 5, fix: 'write default/web', related: ['web-service.yaml:3'] }],
  },
  { name: 'the Service is there', input: to('default/web:80'), world: 'closed', expected: [] },
  { name: 'with both parts of PROXY, in any case', input: to('default/web:80:proxy:Proxy'), world: 'closed', expected: [] },
  {
    name: 'a Service outside of the input',
    input: to('db/mysql:3306'),
    externals: { services: [{ namespace: 'db', name: 'mysql', port: 3306 }] },
    world: 'closed',
    expected: [],
  },
  {
    name: 'a Service that an operator makes',
    input: to('db/mysql:3306'),
    externals: { objects: [{ kind: 'Service', namespace: 'db', name: 'mysql' }] },
    world: 'closed',
    expected: [],
  },
  {
    name: 'a backend of another namespace',
    input: gateway({
      'tcp.yaml': streamMap({ entries: ['"9000": shop/web:80'] }),
      'web-service.yaml': service({ namespace: 'shop' }),
      'web.yaml': workload({ namespace: 'shop' }),
    }),
    world: 'closed',
    expected: [],
  },
  {
    name: 'ignored',
    input: gateway({
      'tcp.yaml': streamMap({ entries: ['"9000": default/wbe:80'], annotations: ignoring(rule, 'comes with the release') }),
    }),
    world: 'closed',
    expected: [{ rule, severity: 'error', file: 'tcp.yaml', line: 5, suppressed: 'comes with the release' }],
  },
];

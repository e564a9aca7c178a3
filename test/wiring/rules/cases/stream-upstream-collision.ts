import { RuleCase } from '../../support/case';
import { controllerService, gateway, ignoring, service, streamMap, workload } from '../../support/yaml';

const rule = 'stream-upstream-collision';

const two = (one: string, other: string, annotations?: string): { [file: string]: string } =>
  gateway({
    'service.yaml': controllerService({ ports: ['{ name: a, port: 9000 }', '{ name: b, port: 9001 }'] }),
    'tcp.yaml': streamMap({ entries: [`"9000": ${one}`, `"9001": ${other}`], ...(annotations === undefined ? {} : { annotations }) }),
    'web-service.yaml': service({ name: 'c', namespace: 'a-b', ports: ['{ name: http, port: 80, targetPort: 8080 }'] }),
    'web.yaml': workload({ namespace: 'a-b' }),
    'other-service.yaml': service({ name: 'b-c', namespace: 'a', ports: ['{ name: http, port: 80, targetPort: 8080 }'] }),
    'other.yaml': workload({ namespace: 'a' }),
  });

export const CASES: readonly RuleCase[] = [
  {
    name: 'namespace and name run together',
    input: two('a-b/c:80', 'a/b-c:80'),
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        file: 'tcp.yaml',
        line: 6,
        column: 11,
        message:
          'ConfigMap ingress-nginx/tcp-services: a/b-c on port 9001 and a-b/c on port 9000 have the same upstream key "tcp-a-b-c-80" in ingress-nginx, so one would get the other\'s connections',
      },
    ],
  },
  { name: 'in an open world, too', input: two('a-b/c:80', 'a/b-c:80'), expected: [{ rule, severity: 'error', file: 'tcp.yaml', line: 6 }] },
  { name: 'one by number and one by name', input: two('a-b/c:80', 'a/b-c:http'), world: 'closed', expected: [] },
  { name: 'two ports that lead to one Service', input: two('a-b/c:80', 'a-b/c:80'), world: 'closed', expected: [] },
  {
    name: 'ignored',
    input: two('a-b/c:80', 'a/b-c:80', ignoring(rule)),
    expected: [{ rule, severity: 'error', file: 'tcp.yaml', line: 6, suppressed: 'we know' }],
  },
];

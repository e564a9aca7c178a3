import { RuleCase } from '../../support/case';
import { container, gateway, ignoring, service, streamMap, workload } from '../../support/yaml';

const rule = 'stream-port-missing';

const to = (value: string, web = service()): { [file: string]: string } =>
  gateway({ 'tcp.yaml': streamMap({ entries: [`"9000": ${value}`] }), 'web-service.yaml': web });
const NAMED = service({ ports: ['{ name: http, port: 80, targetPort: 8080 }'] });

export const CASES: readonly RuleCase[] = [
  {
    name: 'the targetPort in place of the port',
    input: to('default/web:8080'),
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        file: 'tcp.yaml',
        line: 5,
        column: 11,
        message:
          'ConfigMap ingress-nginx/tcp-services: port 9000 leads to port 8080 of Service default/web, which has 80/TCP, so the controller does not listen on it',
        related: ['web-service.yaml:6'],
      },
    ],
  },
  {
    name: 'it is certain in an open world, too',
    input: to('default/web:81'),
    expected: [
      {
        rule,
        severity: 'error',
        file: 'tcp.yaml',
        line: 5,
        message:
          'ConfigMap ingress-nginx/tcp-services: port 9000 leads to port 81 of Service default/web, which has 80/TCP, so the controller does not listen on it',
      },
    ],
  },
  {
    name: 'a name that no port has',
    input: to('default/web:https', NAMED),
    expected: [
      {
        rule,
        severity: 'error',
        file: 'tcp.yaml',
        line: 5,
        message:
          'ConfigMap ingress-nginx/tcp-services: port 9000 leads to port "https" of Service default/web, which has 80/TCP "http", so the controller does not listen on it',
      },
    ],
  },
  {
    name: 'a name, and ports without names',
    input: to('default/web:http'),
    expected: [{ rule, severity: 'error', file: 'tcp.yaml', line: 5 }],
  },
  {
    name: 'a UDP port in the map of TCP',
    input: {
      ...to('default/web:80', service({ ports: ['{ port: 80, protocol: UDP }'] })),
      'web.yaml': workload({ containers: [container('main', '{ containerPort: 80, protocol: UDP }')] }),
    },
    expected: [
      {
        rule,
        severity: 'error',
        file: 'tcp.yaml',
        line: 5,
        message:
          'ConfigMap ingress-nginx/tcp-services: port 9000 leads to port 80 of Service default/web, which has it as UDP, not as TCP, so the controller does not listen on it',
      },
    ],
  },
  {
    name: 'ExternalName without ports',
    input: gateway({
      'web-service.yaml':
        'apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { type: ExternalName, externalName: db.example.org }\n',
    }),
    expected: [{ rule, severity: 'error', file: 'tcp.yaml', line: 5, related: ['web-service.yaml:3'] }],
  },
  {
    name: 'a port that is not declared for an external Service',
    input: to('db/mysql:3307'),
    externals: { services: [{ namespace: 'db', name: 'mysql', port: 3306 }] },
    expected: [
      {
        rule,
        severity: 'error',
        file: 'tcp.yaml',
        line: 5,
        message:
          'ConfigMap ingress-nginx/tcp-services: port 9000 leads to port 3307 of Service db/mysql, which is not among the ports that are declared for it',
      },
    ],
  },
  { name: 'by number', input: to('default/web:80'), world: 'closed', expected: [] },
  { name: 'by name', input: to('default/web:http', NAMED), world: 'closed', expected: [] },
  { name: 'by the number of a port that has a name', input: to('default/web:80', NAMED), world: 'closed', expected: [] },
  {
    name: 'ExternalName with the port',
    input: gateway({
      'web-service.yaml':
        'apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { type: ExternalName, externalName: db.example.org, ports: [{ port: 80 }] }\n',
    }),
    world: 'closed',
    expected: [],
  },
  {
    name: 'headless, with its port',
    input: to('default/web:8080', service({ ports: ['{ port: 8080 }'], more: ['clusterIP: None'] })),
    world: 'closed',
    expected: [],
  },
  {
    name: 'one variant of the Service has the port',
    input: { ...to('default/web:81'), 'prod/web-service.yaml': service({ ports: ['{ port: 81, targetPort: 8080 }'] }) },
    expected: [{ rule: 'object-in-two-files', severity: 'info', file: 'prod/web-service.yaml', line: 3, unverified: true }],
  },
  {
    name: 'an external port by name, of any number',
    input: to('db/mysql:mysql'),
    externals: { services: [{ namespace: 'db', name: 'mysql' }] },
    world: 'closed',
    expected: [],
  },
  {
    name: 'ignored',
    input: gateway({ 'tcp.yaml': streamMap({ entries: ['"9000": default/web:81'], annotations: ignoring(rule) }) }),
    expected: [{ rule, severity: 'error', file: 'tcp.yaml', line: 5, suppressed: 'we know' }],
  },
];

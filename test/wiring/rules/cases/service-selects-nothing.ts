import { RuleCase } from '../../support/case';
import { container, documents, ignoring, job, lines, service, workload } from '../../support/yaml';

const rule = 'service-selects-nothing';

export const CASES: readonly RuleCase[] = [
  {
    name: 'a value that no Pod has',
    input: { 'service.yaml': service({ selector: '{ app: wbe }' }), 'web.yaml': workload() },
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        file: 'service.yaml',
        line: 5,
        column: 15,
        message: 'Service default/web selects {app: wbe}, and no Pod in namespace default has these labels, so it has no endpoints',
      },
    ],
  },
  {
    name: 'in an open world the Pods may be elsewhere',
    input: { 'service.yaml': service({ selector: '{ app: wbe }' }), 'web.yaml': workload() },
    expected: [{ rule, severity: 'info', file: 'service.yaml', line: 5, unverified: true }],
  },
  {
    name: 'a letter too few is told in an open world, too',
    input: {
      'service.yaml': service({ selector: '{ app: front, tier: databse }' }),
      'web.yaml': workload({ labels: '{ app: front, tier: database }' }),
    },
    expected: [{ rule, severity: 'warning', file: 'service.yaml', line: 5, column: 27, related: ['web.yaml:7'] }],
  },
  {
    name: 'another key for the same value',
    input: { 'service.yaml': service({ selector: '{ apps: frontend }' }), 'web.yaml': workload({ labels: '{ app: frontend }' }) },
    expected: [{ rule, severity: 'warning', file: 'service.yaml', line: 5 }],
  },
  {
    name: 'another tier of one app is no slip',
    input: {
      'service.yaml': service({ selector: '{ app: guestbook, tier: frontend }' }),
      'web.yaml': workload({ labels: '{ app: guestbook, tier: backend }' }),
    },
    expected: [{ rule, severity: 'info', file: 'service.yaml', line: 5, unverified: true }],
  },
  {
    name: 'Pods of another namespace',
    input: { 'service.yaml': service({ namespace: 'shop' }), 'web.yaml': workload() },
    world: 'closed',
    expected: [{ rule, severity: 'error', file: 'service.yaml', line: 5 }],
  },
  {
    name: 'each pair is on some Pod, and both are on none',
    input: {
      'service.yaml': service({ selector: '{ app: web, tier: front }' }),
      'back.yaml': workload({ name: 'back', labels: '{ app: web, tier: back }' }),
      'front.yaml': workload({ name: 'front', labels: '{ app: api, tier: front }' }),
    },
    world: 'closed',
    expected: [{ rule, severity: 'error', file: 'service.yaml', line: 5, related: ['back.yaml:7', 'front.yaml:7'] }],
  },
  {
    name: 'labels of the workload, and not of its Pods',
    input: {
      'service.yaml': service({ selector: '{ team: a }' }),
      'web.yaml': workload().replace('metadata: { name: web }', 'metadata: { name: web, labels: { team: a } }'),
    },
    world: 'closed',
    expected: [{ rule, severity: 'error', file: 'service.yaml', line: 5 }],
  },
  {
    name: 'on an item of a List',
    input: lines(
      'apiVersion: v1',
      'kind: List',
      'items:',
      '  - apiVersion: v1',
      '    kind: Service',
      '    metadata: { name: web }',
      '    spec:',
      '      ports: [{ port: 80 }]',
      '      selector:',
      '        app: web',
    ),
    world: 'closed',
    expected: [{ rule, severity: 'error', line: 10, column: 9 }],
  },
  {
    name: 'no selector: somebody else makes the endpoints',
    input: service().replace('  selector: { app: web }\n', ''),
    world: 'closed',
    expected: [],
  },
  {
    name: 'an empty selector',
    input: service({ selector: '{}' }),
    world: 'closed',
    expected: [],
  },
  {
    name: 'ExternalName, whose selector has no meaning',
    input: service({ more: ['type: ExternalName', 'externalName: example.org'] }),
    world: 'closed',
    expected: [],
  },
  {
    name: 'one pair of several labels, namespace "" and default',
    input: documents(service({ namespace: '""' }), workload({ namespace: 'default', labels: '{ app: web, tier: front }' })),
    world: 'closed',
    expected: [],
  },
  {
    name: 'values that YAML takes for numbers and booleans',
    input: documents(service({ selector: '{ version: 1, on: true }' }), workload({ labels: '{ version: "1", on: "true", app: web }' })),
    world: 'closed',
    expected: [],
  },
  ...['DaemonSet', 'StatefulSet', 'ReplicaSet'].map((kind): RuleCase => ({
    name: `the Pods of a ${kind}`,
    input: documents(service(), workload({ kind })),
    world: 'closed',
    expected: [],
  })),
  { name: 'the Pods of a Job', input: documents(service(), job('once', '{ app: web }')), world: 'closed', expected: [] },
  { name: 'the Pods of a CronJob', input: documents(service(), job('often', '{ app: web }', 'CronJob')), world: 'closed', expected: [] },
  {
    name: 'a bare Pod',
    input: documents(
      service(),
      lines(
        'apiVersion: v1',
        'kind: Pod',
        'metadata: { name: web, labels: { app: web } }',
        `spec: { containers: [${container('main', '{ containerPort: 8080 }')}] }`,
      ),
    ),
    world: 'closed',
    expected: [],
  },
  {
    name: 'the Pods of a ReplicationController, whose selector is a plain map',
    input: documents(
      service(),
      workload({ kind: 'ReplicationController' }).replace('apps/v1', 'v1').replace('{ matchLabels: { app: web } }', '{ app: web }'),
    ),
    world: 'closed',
    expected: [],
  },
  {
    name: 'labels from a merge',
    input: lines(
      'apiVersion: apps/v1',
      'kind: Deployment',
      'metadata: { name: web, labels: &labels { app: web, tier: front } }',
      'spec:',
      '  selector: { matchLabels: { app: web } }',
      '  template:',
      '    metadata:',
      '      labels:',
      '        <<: *labels',
      '        version: a',
      '    spec: { containers: [{ name: main, image: web, ports: [{ containerPort: 8080 }] }] }',
      '---',
      'apiVersion: v1',
      'kind: Service',
      'metadata: { name: web }',
      'spec: { selector: { tier: front, version: a }, ports: [{ port: 80, targetPort: 8080 }] }',
    ),
    world: 'closed',
    expected: [],
  },
  {
    name: 'JSON',
    input: {
      'list.json': JSON.stringify({
        apiVersion: 'v1',
        kind: 'ServiceList',
        items: [{ metadata: { name: 'web' }, spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 8080 }] } }],
      }),
      'web.yaml': workload(),
    },
    world: 'closed',
    expected: [],
  },
  {
    name: 'CRLF, comments and empty documents',
    input: ['# two objects', '---', service().trimEnd(), '---', '# nothing', '---', workload().trimEnd(), '...', '']
      .join('\n')
      .replace(/\n/g, '\r\n'),
    world: 'closed',
    expected: [],
  },
  {
    name: 'a Service of Knative is none of these',
    input: lines('apiVersion: serving.knative.dev/v1', 'kind: Service', 'metadata: { name: web }', 'spec: { selector: { app: x } }'),
    world: 'closed',
    expected: [],
  },
  {
    name: 'ignored',
    input: service({ annotations: ignoring(rule, 'an operator makes the Pods') }),
    world: 'closed',
    expected: [{ rule, severity: 'error', line: 5, suppressed: 'an operator makes the Pods' }],
  },
  {
    name: 'ignored by configuration, in one folder',
    input: { 'vendor/web.yaml': service(), 'own/web.yaml': service({ name: 'other' }) },
    world: 'closed',
    exceptions: [{ rule, file: 'vendor/**', reason: 'not ours' }],
    expected: [
      { rule, severity: 'error', file: 'own/web.yaml', line: 5 },
      { rule, severity: 'error', file: 'vendor/web.yaml', line: 5, suppressed: 'not ours' },
    ],
  },
];

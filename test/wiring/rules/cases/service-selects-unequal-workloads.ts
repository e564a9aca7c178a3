import { RuleCase } from '../../support/case';
import { container, controller, controllerService, gateway, ignoring, job, lines, service, workload } from '../../support/yaml';

const rule = 'service-selects-unequal-workloads';

const layanan = (port: number): string =>
  workload({
    kind: 'StatefulSet',
    name: `layanan-${port}`,
    labels: `{ app: layanan, jenis: port-${port} }`,
    containers: [container('main', `{ containerPort: ${port} }`)],
  });

const NAIVE = {
  'service.yaml': service({
    name: 'layanan',
    selector: '{ app: layanan }',
    ports: ['{ name: a, port: 10000 }', '{ name: b, port: 20000 }'],
  }),
  'one.yaml': layanan(10000),
  'two.yaml': layanan(20000),
};

const web = (name: string, port: number): string =>
  workload({ name, labels: `{ app: web, name: ${name} }`, containers: [container('main', `{ containerPort: ${port} }`)] });

export const CASES: readonly RuleCase[] = [
  {
    name: 'the Service of the article: two StatefulSets, a port each',
    input: NAIVE,
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        file: 'service.yaml',
        line: 5,
        message:
          'Service default/layanan selects StatefulSet default/layanan-10000 and StatefulSet default/layanan-20000, which do not all listen on its ports, so connections fail at random: port 10000/TCP fails on StatefulSet default/layanan-20000; port 20000/TCP fails on StatefulSet default/layanan-10000',
        related: ['one.yaml:7', 'two.yaml:7'],
      },
    ],
  },
  { name: 'it is certain in an open world, too', input: NAIVE, expected: [{ rule, severity: 'error', file: 'service.yaml', line: 5 }] },
  {
    name: 'one port of two is served by all',
    input: {
      'service.yaml': service({ ports: ['{ name: http, port: 8080 }', '{ name: metrics, port: 9090 }'] }),
      'one.yaml': workload({
        name: 'one',
        labels: '{ app: web, name: one }',
        containers: [container('main', '{ containerPort: 8080 }', '{ containerPort: 9090 }')],
      }),
      'two.yaml': web('two', 8080),
    },
    expected: [
      {
        rule,
        severity: 'error',
        file: 'service.yaml',
        line: 5,
        message:
          'Service default/web selects Deployment default/one and Deployment default/two, which do not all listen on its ports, so connections fail at random: port 9090/TCP fails on Deployment default/two',
      },
    ],
  },
  {
    name: 'a port that none of them declares may be served by all: another rule remarks on it',
    input: { 'service.yaml': service({ ports: ['{ port: 7000 }'] }), 'one.yaml': web('one', 8080), 'two.yaml': web('two', 9090) },
    world: 'closed',
    expected: [{ rule: 'target-port-undeclared', severity: 'warning', file: 'service.yaml', line: 7 }],
  },
  {
    name: 'the same number under the other protocol',
    input: {
      'service.yaml': service({ ports: ['{ port: 53, protocol: UDP }'] }),
      'one.yaml': workload({
        name: 'one',
        labels: '{ app: web, name: one }',
        containers: [container('main', '{ containerPort: 53, protocol: UDP }')],
      }),
      'two.yaml': web('two', 53),
    },
    expected: [{ rule, severity: 'error', file: 'service.yaml', line: 5 }],
  },
  {
    name: 'a plain init container does not listen while its Pod is ready',
    input: {
      'service.yaml': service(),
      'one.yaml': web('one', 8080),
      'two.yaml': workload({
        name: 'two',
        labels: '{ app: web, name: two }',
        containers: [container('main', '{ containerPort: 9090 }')],
        pod: ['initContainers:', `  - ${container('first', '{ containerPort: 8080 }')}`],
      }),
    },
    expected: [{ rule, severity: 'error', file: 'service.yaml', line: 5 }],
  },
  {
    name: 'a native sidecar listens',
    input: {
      'service.yaml': service(),
      'one.yaml': web('one', 8080),
      'two.yaml': workload({
        name: 'two',
        labels: '{ app: web, name: two }',
        containers: [container('main', '{ containerPort: 9090 }')],
        pod: ['initContainers:', `  - { restartPolicy: Always, ${container('proxy', '{ containerPort: 8080 }').slice(2)}`],
      }),
    },
    expected: [],
  },
  {
    name: 'the second container has the port',
    input: {
      'service.yaml': service(),
      'one.yaml': web('one', 8080),
      'two.yaml': workload({
        name: 'two',
        labels: '{ app: web, name: two }',
        containers: [container('main', '{ containerPort: 9090 }'), container('proxy', '{ containerPort: 8080 }')],
      }),
    },
    expected: [],
  },
  {
    name: 'stable and canary on one port',
    input: { 'service.yaml': service(), 'one.yaml': web('one', 8080), 'two.yaml': web('two', 8080) },
    expected: [],
  },
  {
    name: 'a Service each',
    input: {
      ...NAIVE,
      'service.yaml': service({ name: 'one', selector: '{ app: layanan, jenis: port-10000 }', ports: ['{ port: 10000 }'] }),
      'other.yaml': service({ name: 'two', selector: '{ app: layanan, jenis: port-20000 }', ports: ['{ port: 20000 }'] }),
    },
    world: 'closed',
    expected: [],
  },
  {
    name: 'the other one is in another namespace',
    input: {
      'service.yaml': service(),
      'one.yaml': web('one', 8080),
      'two.yaml': web('two', 9090).replace('name: two }', 'name: two, namespace: b }'),
    },
    expected: [],
  },
  {
    name: 'one workload in two overlays, of which one is applied',
    input: {
      'base/service.yaml': service(),
      'base/web.yaml': workload(),
      'prod/web.yaml': workload({ containers: [container('main', '{ containerPort: 9090 }')] }),
    },
    expected: [{ rule: 'object-in-two-files', severity: 'info', file: 'prod/web.yaml', line: 3, unverified: true }],
  },
  {
    name: 'two environments in folders of their own: perhaps only one of them is applied',
    input: {
      'staging/service.yaml': service(),
      'staging/web.yaml': web('web-staging', 8080),
      'production/web.yaml': web('web-production', 9090),
    },
    expected: [{ rule, severity: 'warning', file: 'staging/service.yaml', line: 5 }],
  },
  {
    name: 'the same folders in a closed world',
    input: {
      'staging/service.yaml': service(),
      'staging/web.yaml': web('web-staging', 8080),
      'production/web.yaml': web('web-production', 9090),
    },
    world: 'closed',
    expected: [{ rule, severity: 'error', file: 'staging/service.yaml', line: 5 }],
  },
  {
    name: 'a Job that declares no port is the matter of another rule',
    input: { 'service.yaml': service(), 'web.yaml': workload(), 'job.yaml': job('migrate', '{ app: web }') },
    expected: [{ rule: 'service-selects-silent-workload', severity: 'warning', file: 'service.yaml', line: 5 }],
  },
  {
    name: 'a headless Service that gives the Pods of two StatefulSets their names',
    input: {
      'service.yaml': service({
        name: 'nodes',
        selector: '{ app: layanan }',
        ports: ['{ name: a, port: 10000 }', '{ name: b, port: 20000 }'],
        more: ['clusterIP: None'],
      }),
      'one.yaml': `${layanan(10000)}  serviceName: nodes\n`,
      'two.yaml': `${layanan(20000)}  serviceName: nodes\n`,
    },
    world: 'closed',
    expected: [],
  },
  {
    name: 'a headless Service of Deployments is resolved to any of their Pods',
    input: { 'service.yaml': service({ more: ['clusterIP: None'] }), 'one.yaml': web('one', 8080), 'two.yaml': web('two', 9090) },
    expected: [{ rule, severity: 'error', file: 'service.yaml', line: 5 }],
  },
  {
    name: 'two controllers behind one address, of which one reads no map',
    input: gateway({
      'service.yaml': controllerService(),
      'second.yaml': controller({ name: 'second', labels: '{ app: ingress, second: yes-it-is }', args: ['--healthz-port=10254'] }),
    }),
    world: 'closed',
    expected: [{ rule, severity: 'error', file: 'service.yaml', line: 5 }],
  },
  {
    name: 'ignored',
    input: {
      ...NAIVE,
      'service.yaml': service({ annotations: ignoring(rule, 'soon split'), selector: '{ app: layanan }', ports: ['{ port: 10000 }'] }),
    },
    expected: [{ rule, severity: 'error', file: 'service.yaml', line: 5, suppressed: 'soon split' }],
  },
  {
    name: 'ignored by configuration, by the name of the object',
    input: NAIVE,
    exceptions: [{ rule, object: 'Service default/lay*', reason: 'a vendor does so' }],
    expected: [{ rule, severity: 'error', file: 'service.yaml', line: 5, suppressed: 'a vendor does so' }],
  },
  {
    name: 'in one file, after comments and with CRLF',
    input: [
      '# both',
      lines(
        ...service({ selector: '{ app: layanan }', ports: ['{ port: 10000 }'] })
          .trimEnd()
          .split('\n'),
      ).trimEnd(),
      '---',
      layanan(10000).trimEnd(),
      '---',
      layanan(20000).trimEnd(),
    ]
      .join('\n')
      .replace(/\n/g, '\r\n'),
    expected: [{ rule, severity: 'error', line: 6, column: 3, related: ['a.yaml:16', 'a.yaml:27'] }],
  },
];

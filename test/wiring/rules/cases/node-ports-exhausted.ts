import { RuleCase } from '../../support/case';
import { container, ignoring, service, ServiceProps, workload } from '../../support/yaml';

const rule = 'node-ports-exhausted';

const nodePorts = { from: 30000, to: 30003 };
const many = (count: number, props: ServiceProps = {}): string =>
  service({
    ports: Array.from({ length: count }, (_, index) => `{ name: p-${index}, port: ${1000 + index}, targetPort: 8080 }`),
    more: ['type: LoadBalancer'],
    ...props,
  });

export const CASES: readonly RuleCase[] = [
  {
    name: 'a port more than there are',
    input: { 'a.yaml': many(5), 'web.yaml': workload() },
    nodePorts,
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        line: 6,
        column: 3,
        message: 'Service default/web brings the nodePorts to 5, and the API server gives the 4 of 30000-30003',
      },
    ],
  },
  {
    name: 'two Services together',
    input: { 'a.yaml': many(3), 'b.yaml': many(2, { name: 'b', more: ['type: NodePort'] }), 'web.yaml': workload() },
    nodePorts,
    expected: [{ rule, severity: 'error', file: 'b.yaml', line: 6 }],
  },
  { name: 'as many as there are', input: { 'a.yaml': many(4), 'web.yaml': workload() }, nodePorts, world: 'closed', expected: [] },
  {
    name: 'the load balancer does without',
    input: { 'a.yaml': many(5, { more: ['type: LoadBalancer', 'allocateLoadBalancerNodePorts: false'] }), 'web.yaml': workload() },
    nodePorts,
    expected: [],
  },
  {
    name: 'TCP and UDP of one number share one',
    input: {
      'a.yaml': service({
        ports: [1, 2, 3, 4].flatMap((port) =>
          ['TCP', 'UDP'].map(
            (protocol) => `{ name: ${protocol.toLowerCase()}-${port}, port: ${port}, targetPort: 8080, protocol: ${protocol} }`,
          ),
        ),
        more: ['type: NodePort'],
      }),
      'web.yaml': workload({ containers: [container('main', '{ containerPort: 8080 }', '{ containerPort: 8080, protocol: UDP }')] }),
    },
    nodePorts,
    expected: [7, 9, 11, 13].map((line) => ({ rule: 'same-port-two-protocols', severity: 'warning' as const, line: line + 1 })),
  },
  { name: 'ClusterIP takes none', input: { 'a.yaml': many(5, { more: [] }), 'web.yaml': workload() }, nodePorts, expected: [] },
  {
    name: 'one Service in two environments',
    input: { 'a/a.yaml': many(3), 'b/a.yaml': many(4), 'web.yaml': workload() },
    nodePorts,
    expected: [{ rule: 'object-in-two-files', severity: 'info', file: 'b/a.yaml', line: 3, unverified: true }],
  },
  {
    name: 'ignored',
    input: { 'a.yaml': many(5, { annotations: ignoring(rule) }), 'web.yaml': workload() },
    nodePorts,
    expected: [{ rule, severity: 'error', line: 6, suppressed: 'we know' }],
  },
];

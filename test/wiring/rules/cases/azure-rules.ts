import { RuleCase } from '../../support/case';
import { ignoring, service, workload } from '../../support/yaml';

const rule = 'azure-rules';

const INTERNAL = 'service.beta.kubernetes.io/azure-load-balancer-internal: "true"';
const ports = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `{ name: p-${index}, port: ${1000 + index}, targetPort: 8080 }`);
const balancer = (name: string, count: number, annotations = INTERNAL): string =>
  service({ name, ports: ports(count), annotations: annotations === '' ? '{}' : `{ ${annotations} }`, more: ['type: LoadBalancer'] });

export const CASES: readonly RuleCase[] = [
  {
    name: '301 ports of one Service',
    input: { 'a.yaml': balancer('a', 301), 'web.yaml': workload() },
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        line: 6,
        column: 3,
        message: 'Service default/a brings the ports on Azure load balancers to 301, and a node has 300 rules at most',
      },
    ],
  },
  {
    name: 'of two Services the one that goes beyond',
    input: { 'a.yaml': balancer('a', 200), 'b.yaml': balancer('b', 101), 'web.yaml': workload() },
    expected: [
      {
        rule,
        severity: 'error',
        file: 'b.yaml',
        line: 6,
        message: 'Service default/b brings the ports on Azure load balancers to 301, and a node has 300 rules at most',
      },
    ],
  },
  { name: '300 ports', input: { 'a.yaml': balancer('a', 300), 'web.yaml': workload() }, world: 'closed', expected: [] },
  { name: 'no sign of Azure', input: { 'a.yaml': balancer('a', 301, ''), 'web.yaml': workload() }, world: 'closed', expected: [] },
  {
    name: 'one Service in two environments',
    input: { 'a/a.yaml': balancer('a', 200), 'b/a.yaml': balancer('a', 201), 'web.yaml': workload() },
    expected: [{ rule: 'object-in-two-files', severity: 'info', file: 'b/a.yaml', line: 3, unverified: true }],
  },
  {
    name: 'ignored',
    input: { 'a.yaml': balancer('a', 301, `${INTERNAL}, ${ignoring(rule).slice(2, -2)}`), 'web.yaml': workload() },
    expected: [{ rule, severity: 'error', line: 6, suppressed: 'we know' }],
  },
];

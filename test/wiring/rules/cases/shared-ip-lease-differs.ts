import { RuleCase } from '../../support/case';
import { ignoring, service, workload } from '../../support/yaml';

const rule = 'shared-ip-lease-differs';

const balancer = (name: string, port: number, annotations: string, namespace = 'default'): string =>
  service({
    name,
    namespace,
    annotations: `{ kube-vip.io/loadbalancerIPs: 192.0.2.10${annotations} }`,
    ports: [`{ port: ${port}, targetPort: 8080 }`],
    more: ['type: LoadBalancer'],
  });
const lease = (name: string): string => `, kube-vip.io/leaseName: ${name}`;
const two = (first: string, second: string, namespace = 'default'): { [file: string]: string } => ({
  'a.yaml': balancer('a', 80, first),
  'b.yaml': balancer('b', 81, second, namespace),
  'web.yaml': workload(),
  ...(namespace === 'default' ? {} : { 'other.yaml': workload({ namespace }) }),
});

export const CASES: readonly RuleCase[] = [
  {
    name: 'one names a lease, and the other gets its own',
    input: two(lease('shared'), ''),
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'warning',
        file: 'b.yaml',
        line: 3,
        message:
          'Service default/b and Service default/a share address 192.0.2.10 of kube-vip under the leases default/kubevip-b and default/shared, so each may get a node of its own for it',
        fix: 'give all Services on the address the same kube-vip.io/leaseName, as namespace/name where they are in several namespaces',
        related: ['a.yaml:3'],
      },
    ],
  },
  { name: 'two leases', input: two(lease('one'), lease('two')), expected: [{ rule, severity: 'warning', file: 'b.yaml', line: 3 }] },
  {
    name: 'one name in two namespaces',
    input: two(lease('shared'), lease('shared'), 'shop'),
    expected: [
      {
        rule,
        severity: 'warning',
        file: 'b.yaml',
        line: 3,
        message:
          'Service shop/b and Service default/a share address 192.0.2.10 of kube-vip under the leases shop/shared and default/shared, so each may get a node of its own for it',
      },
    ],
  },
  {
    name: 'of two environments, of which perhaps one is applied',
    input: { 'a/a.yaml': balancer('a', 80, lease('shared')), 'b/b.yaml': balancer('b', 81, ''), 'web.yaml': workload() },
    expected: [{ rule, severity: 'info', file: 'b/b.yaml', line: 3 }],
  },
  { name: 'one lease', input: two(lease('shared'), lease('shared')), world: 'closed', expected: [] },
  { name: 'one lease with its namespace', input: two(lease('shared'), lease('default/shared'), 'shop'), world: 'closed', expected: [] },
  { name: 'no lease: one node for all', input: two('', ''), world: 'closed', expected: [] },
  {
    name: 'ignored',
    input: two(lease('shared'), `, ${ignoring(rule).slice(2, -2)}`),
    expected: [{ rule, severity: 'warning', file: 'b.yaml', line: 3, suppressed: 'we know' }],
  },
];

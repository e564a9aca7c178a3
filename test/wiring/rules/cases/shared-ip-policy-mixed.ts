import { RuleCase } from '../../support/case';
import { ignoring, service, ServiceProps, workload } from '../../support/yaml';

const rule = 'shared-ip-policy-mixed';

const PINNED = 'metallb.io/loadBalancerIPs: 192.0.2.10, metallb.io/allow-shared-ip: a';
const CILIUM = 'lbipam.cilium.io/ips: 192.0.2.10, lbipam.cilium.io/sharing-key: a';
const PERMIT = 'lbipam.cilium.io/sharing-permit-different-pods';
const balancer = (name: string, port: number, policy: string, props: ServiceProps = {}): string =>
  service({
    name,
    annotations: `{ ${PINNED} }`,
    ports: [`{ port: ${port}, targetPort: 8080 }`],
    more: ['type: LoadBalancer', ...(policy === '' ? [] : [`externalTrafficPolicy: ${policy}`])],
    ...props,
  });
const two = (first: string, second: string): { [file: string]: string } => ({
  'a.yaml': first,
  'b.yaml': second,
  'web.yaml': workload(),
  'api.yaml': workload({ name: 'api', labels: '{ app: api }' }),
});

export const CASES: readonly RuleCase[] = [
  {
    name: 'Local beside Cluster',
    input: two(balancer('a', 80, ''), balancer('b', 81, 'Local')),
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        file: 'b.yaml',
        line: 9,
        column: 26,
        message:
          'Service default/b and Service default/a share address 192.0.2.10 of MetalLB, and have the externalTrafficPolicy Local and Cluster, so one of them stays pending',
        fix: 'give all Services on the address one externalTrafficPolicy',
        related: ['a.yaml:4'],
      },
    ],
  },
  {
    name: 'Local over different Pods',
    input: two(balancer('a', 80, 'Local'), balancer('b', 81, 'Local', { selector: '{ app: api }' })),
    expected: [
      {
        rule,
        severity: 'error',
        file: 'b.yaml',
        line: 5,
        message:
          'Service default/b and Service default/a share address 192.0.2.10 of MetalLB, and with externalTrafficPolicy Local select different Pods, {app: api} in namespace default and {app: web} in namespace default, so one of them stays pending',
        related: ['a.yaml:5'],
      },
    ],
  },
  {
    name: 'Local over Pods of two namespaces, for which MetalLB gives the address',
    input: {
      ...two(balancer('a', 80, 'Local'), balancer('b', 81, 'Local', { namespace: 'shop' })),
      'shop.yaml': workload({ namespace: 'shop' }),
    },
    expected: [
      {
        rule,
        severity: 'error',
        file: 'b.yaml',
        line: 5,
        message:
          'Service shop/b and Service default/a share address 192.0.2.10 of MetalLB, and with externalTrafficPolicy Local select different Pods, {app: web} in namespace shop and {app: web} in namespace default, so one of them is not answered',
      },
    ],
  },
  {
    name: 'Cilium does it alike',
    input: two(
      balancer('a', 80, '', { annotations: '{ lbipam.cilium.io/ips: 192.0.2.10, lbipam.cilium.io/sharing-key: a }' }),
      balancer('b', 81, 'Local', { annotations: '{ lbipam.cilium.io/ips: 192.0.2.10, lbipam.cilium.io/sharing-key: a }' }),
    ),
    expected: [{ rule, severity: 'error', file: 'b.yaml', line: 9 }],
  },
  {
    name: 'Local over different Pods, which both of them permit Cilium',
    input: two(
      balancer('a', 80, 'Local', { annotations: `{ ${CILIUM}, ${PERMIT}: "true" }` }),
      balancer('b', 81, 'Local', { annotations: `{ ${CILIUM}, ${PERMIT}: "1" }`, selector: '{ app: api }' }),
    ),
    world: 'closed',
    expected: [],
  },
  {
    name: 'Local over different Pods, which one of them permits',
    input: two(
      balancer('a', 80, 'Local', { annotations: `{ ${CILIUM}, ${PERMIT}: "true" }` }),
      balancer('b', 81, 'Local', { annotations: `{ ${CILIUM}, ${PERMIT}: "yes" }`, selector: '{ app: api }' }),
    ),
    expected: [{ rule, severity: 'error', file: 'b.yaml', line: 5 }],
  },
  {
    name: 'kube-vip does not mind',
    input: two(
      balancer('a', 80, '', { annotations: '{ kube-vip.io/loadbalancerIPs: 192.0.2.10 }' }),
      balancer('b', 81, 'Local', { annotations: '{ kube-vip.io/loadbalancerIPs: 192.0.2.10 }' }),
    ),
    world: 'closed',
    expected: [],
  },
  { name: 'Local over the same Pods', input: two(balancer('a', 80, 'Local'), balancer('b', 81, 'Local')), world: 'closed', expected: [] },
  {
    name: 'Cluster over different Pods',
    input: two(balancer('a', 80, 'Cluster'), balancer('b', 81, '', { selector: '{ app: api }' })),
    world: 'closed',
    expected: [],
  },
  {
    name: 'of two environments, of which perhaps one is applied',
    input: { 'a/a.yaml': balancer('a', 80, ''), 'b/b.yaml': balancer('b', 81, 'Local'), 'web.yaml': workload() },
    expected: [{ rule, severity: 'warning', file: 'b/b.yaml', line: 9 }],
  },
  {
    name: 'ignored',
    input: two(balancer('a', 80, ''), balancer('b', 81, 'Local', { annotations: `{ ${PINNED}, ${ignoring(rule).slice(2, -2)} }` })),
    expected: [{ rule, severity: 'error', file: 'b.yaml', line: 9, suppressed: 'we know' }],
  },
];

import { RuleCase } from '../../support/case';
import { ignoring, service, ServiceProps, workload } from '../../support/yaml';

const rule = 'shared-ip-key-differs';

const WEB = workload();
const balancer = (name: string, annotations: string, port: number, props: ServiceProps = {}): string =>
  service({
    name,
    annotations: `{ ${annotations} }`,
    ports: [`{ port: ${port}, targetPort: 8080 }`],
    more: ['type: LoadBalancer'],
    ...props,
  });
const METALLB = 'metallb.io/loadBalancerIPs: 192.0.2.10';
const CILIUM = 'lbipam.cilium.io/ips: 192.0.2.10';
const KEY = 'metallb.io/allow-shared-ip';
const two = (first: string, second: string): { [file: string]: string } => ({
  'a.yaml': balancer('a', first, 80),
  'b.yaml': balancer('b', second, 81),
  'web.yaml': WEB,
});

export const CASES: readonly RuleCase[] = [
  {
    name: 'two keys',
    input: two(`${METALLB}, ${KEY}: a`, `${METALLB}, ${KEY}: b`),
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        file: 'b.yaml',
        line: 3,
        message:
          'Service default/b asks for address 192.0.2.10 under the sharing key "b", and Service default/a under "a", so MetalLB gives it to one of them and the other stays pending',
        fix: 'give all Services on the address the same metallb.io/allow-shared-ip, or an address each',
        related: ['a.yaml:3'],
      },
    ],
  },
  {
    name: 'the one without a key, whichever comes first',
    input: two(METALLB, `${METALLB}, ${KEY}: a`),
    expected: [
      {
        rule,
        severity: 'error',
        file: 'a.yaml',
        line: 3,
        message:
          'Service default/a asks for address 192.0.2.10 without metallb.io/allow-shared-ip, and Service default/b asks for it, too, so MetalLB gives it to one of them and the other stays pending',
      },
    ],
  },
  { name: 'none has a key', input: two(METALLB, METALLB), expected: [{ rule, severity: 'error', file: 'b.yaml', line: 3 }] },
  {
    name: 'Cilium',
    input: two(CILIUM, `${CILIUM}, lbipam.cilium.io/sharing-key: a`),
    expected: [
      {
        rule,
        severity: 'error',
        file: 'a.yaml',
        line: 3,
        message:
          'Service default/a asks for address 192.0.2.10 without lbipam.cilium.io/sharing-key, and Service default/b asks for it, too, so Cilium gives it to one of them and the other stays pending',
      },
    ],
  },
  {
    name: 'the address by the field of old',
    input: {
      'a.yaml': balancer('a', `${METALLB}, ${KEY}: a`, 80),
      'b.yaml': balancer('b', '', 81, { more: ['type: LoadBalancer', 'loadBalancerIP: 192.0.2.10'] }),
      'web.yaml': WEB,
    },
    expected: [{ rule, severity: 'error', file: 'b.yaml', line: 9, column: 19 }],
  },
  { name: 'one key', input: two(`${METALLB}, ${KEY}: a`, `${METALLB}, ${KEY}: a`), world: 'closed', expected: [] },
  {
    name: 'one key under its name of old',
    input: two(`${METALLB}, ${KEY}: a`, 'metallb.universe.tf/loadBalancerIPs: 192.0.2.10, metallb.universe.tf/allow-shared-ip: a'),
    world: 'closed',
    expected: [],
  },
  { name: 'two keys for two addresses', input: two(`${METALLB}, ${KEY}: a`, `${METALLB}1, ${KEY}: b`), world: 'closed', expected: [] },
  {
    name: 'kube-vip needs no key',
    input: two('kube-vip.io/loadbalancerIPs: 192.0.2.10', 'kube-vip.io/loadbalancerIPs: 192.0.2.10'),
    world: 'closed',
    expected: [],
  },
  {
    name: 'of two environments, of which perhaps one is applied',
    input: { 'a/a.yaml': balancer('a', METALLB, 80), 'b/b.yaml': balancer('b', METALLB, 81), 'web.yaml': WEB },
    expected: [{ rule, severity: 'warning', file: 'b/b.yaml', line: 3 }],
  },
  {
    name: 'ignored',
    input: two(`${METALLB}, ${KEY}: a`, `${METALLB}, ${ignoring(rule).slice(2, -2)}`),
    expected: [{ rule, severity: 'error', file: 'b.yaml', line: 3, suppressed: 'we know' }],
  },
];

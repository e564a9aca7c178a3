import { RuleCase } from '../../support/case';
import { container, ignoring, service, ServiceProps, workload } from '../../support/yaml';

const rule = 'shared-ip-port-overlap';

const WEB = workload({ containers: [container('main', '{ containerPort: 8080 }', '{ containerPort: 8080, protocol: UDP }')] });
const PINNED = 'metallb.io/loadBalancerIPs: 192.0.2.10, metallb.io/allow-shared-ip: a';
const balancer = (name: string, props: ServiceProps = {}): string =>
  service({ name, annotations: `{ ${PINNED} }`, more: ['type: LoadBalancer'], ...props });
const two = (second: string, first = balancer('a')): { [file: string]: string } => ({ 'a.yaml': first, 'b.yaml': second, 'web.yaml': WEB });
const of = (name: string, annotations: string): string => balancer(name, { annotations: `{ ${annotations} }` });

export const CASES: readonly RuleCase[] = [
  {
    name: 'one port of an address of MetalLB',
    input: two(balancer('b')),
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        file: 'b.yaml',
        line: 7,
        column: 15,
        message: 'Service default/b and Service default/a both ask for port 80/TCP of address 192.0.2.10, and only one of them gets it',
        fix: 'give one of them another port, or another address',
        related: ['a.yaml:7'],
      },
    ],
  },
  {
    name: 'several ports are one finding, at the first of them',
    input: two(
      balancer('b', {
        ports: [
          '{ name: x, port: 79, targetPort: 8080 }',
          '{ name: y, port: 80, targetPort: 8080 }',
          '{ name: z, port: 81, targetPort: 8080 }',
        ],
      }),
      balancer('a', { ports: ['{ name: y, port: 80, targetPort: 8080 }', '{ name: z, port: 81, targetPort: 8080 }'] }),
    ),
    expected: [
      {
        rule,
        severity: 'error',
        file: 'b.yaml',
        line: 8,
        message:
          'Service default/b and Service default/a both ask for the ports 80/TCP, 81/TCP of address 192.0.2.10, and only one of them gets them',
      },
    ],
  },
  {
    name: 'by the field of old, whoever gives the address',
    input: two(
      balancer('b', { annotations: '{}', more: ['type: LoadBalancer', 'loadBalancerIP: 192.0.2.10'] }),
      balancer('a', { annotations: '{}', more: ['type: LoadBalancer', 'loadBalancerIP: 192.0.2.10'] }),
    ),
    expected: [{ rule, severity: 'error', file: 'b.yaml', line: 7 }],
  },
  {
    name: 'a public IP of Azure',
    input: two(of('b', 'service.beta.kubernetes.io/azure-pip-name: games'), of('a', 'service.beta.kubernetes.io/azure-pip-name: games')),
    expected: [
      {
        rule,
        severity: 'error',
        file: 'b.yaml',
        line: 7,
        message: 'Service default/b and Service default/a both ask for port 80/TCP of public IP games, and only one of them gets it',
      },
    ],
  },
  {
    name: 'both addresses of kube-vip are one mistake, however they are written',
    input: two(
      of('b', 'kube-vip.io/loadbalancerIPs: "2001:DB8:0::1, 192.0.2.10"'),
      of('a', 'kube-vip.io/loadbalancerIPs: "192.0.2.10,2001:db8::1"'),
    ),
    expected: [{ rule, severity: 'error', file: 'b.yaml', line: 7 }],
  },
  {
    name: 'the other protocol',
    input: two(balancer('b', { ports: ['{ port: 80, targetPort: 8080, protocol: UDP }'] })),
    world: 'closed',
    expected: [],
  },
  { name: 'another port', input: two(balancer('b', { ports: ['{ port: 81, targetPort: 8080 }'] })), world: 'closed', expected: [] },
  { name: 'another address', input: two(of('b', PINNED.replace('.10', '.11'))), world: 'closed', expected: [] },
  { name: 'no LoadBalancer', input: two(balancer('b', { more: [] })), world: 'closed', expected: [] },
  {
    name: 'of two environments, of which perhaps one is applied',
    input: { 'a/a.yaml': balancer('a'), 'b/b.yaml': balancer('b'), 'web.yaml': WEB },
    expected: [{ rule, severity: 'warning', file: 'b/b.yaml', line: 7 }],
  },
  {
    name: 'one Service in two variants',
    input: {
      'base/a.yaml': balancer('a'),
      'prod/a.yaml': balancer('a', { namespace: 'prod' }),
      'web.yaml': workload({ namespace: 'prod' }),
      'web2.yaml': WEB,
    },
    expected: [],
  },
  {
    name: 'ignored',
    input: two(of('b', `${PINNED}, ${ignoring(rule).slice(2, -2)}`)),
    expected: [{ rule, severity: 'error', file: 'b.yaml', line: 7, suppressed: 'we know' }],
  },
];

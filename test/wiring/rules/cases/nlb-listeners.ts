import { RuleCase } from '../../support/case';
import { container, ignoring, service, workload } from '../../support/yaml';

const rule = 'nlb-listeners';

const NLB = 'service.beta.kubernetes.io/aws-load-balancer-type: external';
const ports = (count: number, more = ''): string[] =>
  Array.from(
    { length: count },
    (_, index) => `{ name: p-${index}${more === '' ? '' : '-u'}, port: ${1000 + index}, targetPort: 8080${more} }`,
  );
const balancer = (list: string[], annotations = NLB, more: string[] = []): { [file: string]: string } => ({
  'a.yaml': service({ ports: list, annotations: annotations === '' ? '{}' : `{ ${annotations} }`, more: ['type: LoadBalancer', ...more] }),
  'web.yaml': workload({ containers: [container('main', '{ containerPort: 8080 }', '{ containerPort: 8080, protocol: UDP }')] }),
});

export const CASES: readonly RuleCase[] = [
  {
    name: '51 ports',
    input: balancer(ports(51)),
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        line: 6,
        column: 3,
        message: 'Service default/web has 51 ports, and an AWS Network Load Balancer has 50 listeners at most',
      },
    ],
  },
  {
    name: 'by its class',
    input: balancer(ports(51), '', ['loadBalancerClass: service.k8s.aws/nlb']),
    expected: [{ rule, severity: 'error', line: 6 }],
  },
  {
    name: 'the old annotation',
    input: balancer(ports(51), 'service.beta.kubernetes.io/aws-load-balancer-type: nlb'),
    expected: [{ rule, severity: 'error', line: 6 }],
  },
  { name: '50 ports', input: balancer(ports(50)), world: 'closed', expected: [] },
  {
    name: 'TCP and UDP of one number in one listener',
    input: balancer(
      [...ports(2), ...ports(2, ', protocol: UDP')].slice(0, 2).concat(ports(49).slice(2)),
      `${NLB}, service.beta.kubernetes.io/aws-load-balancer-enable-tcp-udp-listener: "true"`,
    ),
    expected: [],
  },
  { name: 'another load balancer', input: balancer(ports(51), ''), world: 'closed', expected: [] },
  {
    name: 'ignored',
    input: balancer(ports(51), `${NLB}, ${ignoring(rule).slice(2, -2)}`),
    expected: [{ rule, severity: 'error', line: 6, suppressed: 'we know' }],
  },
];

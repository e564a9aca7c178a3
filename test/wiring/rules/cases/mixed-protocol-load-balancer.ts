import { RuleCase } from '../../support/case';
import { container, ignoring, service, workload } from '../../support/yaml';

const rule = 'mixed-protocol-load-balancer';

const WEB = workload({ containers: [container('main', '{ containerPort: 80 }', '{ containerPort: 53, protocol: UDP }')] });
const balancer = (ports: string[], type = 'LoadBalancer', annotations = '{}'): { [file: string]: string } => ({
  'a.yaml': service({ ports, annotations, more: [`type: ${type}`] }),
  'web.yaml': WEB,
});
const BOTH = ['{ name: http, port: 80 }', '{ name: dns, port: 53, protocol: UDP }'];

export const CASES: readonly RuleCase[] = [
  {
    name: 'TCP and UDP',
    input: balancer(BOTH),
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'warning',
        line: 8,
        column: 40,
        message:
          'Service default/web is a LoadBalancer for TCP and UDP, which not every provider gives: the Service then stays without an address',
      },
    ],
  },
  { name: 'UDP first, TCP unsaid', input: balancer([...BOTH].reverse()), expected: [{ rule, severity: 'warning', line: 8 }] },
  { name: 'TCP alone', input: balancer(BOTH.slice(0, 1)), world: 'closed', expected: [] },
  { name: 'UDP alone', input: balancer(['{ port: 53, protocol: UDP }']), world: 'closed', expected: [] },
  { name: 'inside of the cluster', input: balancer(BOTH, 'ClusterIP'), world: 'closed', expected: [] },
  {
    name: 'ignored',
    input: balancer(BOTH, 'LoadBalancer', ignoring(rule, 'MetalLB does it')),
    expected: [{ rule, severity: 'warning', line: 8, suppressed: 'MetalLB does it' }],
  },
];

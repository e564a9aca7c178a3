import { RuleCase } from '../../support/case';
import { container, ignoring, service, ServiceProps, workload } from '../../support/yaml';

const rule = 'node-port-taken';

const at = (name: string, more: string, props: ServiceProps = {}): string =>
  service({ name, ports: [`{ port: 80, targetPort: 8080, nodePort: 30080${more} }`], more: ['type: NodePort'], ...props });
const WEB = workload({ containers: [container('main', '{ containerPort: 8080 }', '{ containerPort: 8080, protocol: UDP }')] });
const two = (second: string): { [file: string]: string } => ({ 'a.yaml': at('a', ''), 'b.yaml': second, 'web.yaml': WEB });

export const CASES: readonly RuleCase[] = [
  {
    name: 'two Services',
    input: two(at('b', '')),
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        file: 'b.yaml',
        line: 7,
        column: 47,
        message: 'nodePort 30080 is asked for by Service default/a and by Service default/b, and the API server gives it once',
        related: ['a.yaml:7'],
      },
    ],
  },
  {
    name: 'of two namespaces: it is one of the whole cluster',
    input: { ...two(at('b', '', { namespace: 'shop' })), 'shop.yaml': workload({ namespace: 'shop' }) },
    expected: [{ rule, severity: 'error', file: 'b.yaml', line: 7 }],
  },
  {
    name: 'of two environments, of which perhaps one is applied',
    input: { 'a/a.yaml': at('a', ''), 'b/b.yaml': at('b', ''), 'web.yaml': WEB },
    expected: [{ rule, severity: 'warning', file: 'b/b.yaml', line: 7 }],
  },
  {
    name: 'in one Service',
    input: {
      'a.yaml': service({
        ports: ['{ name: a, port: 80, targetPort: 8080, nodePort: 30080 }', '{ name: b, port: 81, targetPort: 8080, nodePort: 30080 }'],
        more: ['type: NodePort'],
      }),
      'web.yaml': WEB,
    },
    expected: [{ rule, severity: 'error', line: 8, related: ['a.yaml:7'] }],
  },
  {
    name: 'TCP of one and UDP of another, which the API server refuses as well',
    input: two(at('b', ', protocol: UDP')),
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        file: 'b.yaml',
        line: 7,
        message:
          'nodePort 30080 is asked for by Service default/a and by Service default/b, and the API server gives it once, whatever the protocol',
      },
    ],
  },
  {
    name: 'TCP and UDP of one Service',
    input: {
      'a.yaml': service({
        ports: [
          '{ name: a, port: 80, targetPort: 8080, nodePort: 30080 }',
          '{ name: b, port: 81, targetPort: 8080, nodePort: 30080, protocol: UDP }',
        ],
        more: ['type: NodePort'],
      }),
      'web.yaml': WEB,
    },
    world: 'closed',
    expected: [],
  },
  { name: 'another number', input: two(at('b', '').replace('30080', '30081')), world: 'closed', expected: [] },
  {
    name: 'one Service in two variants',
    input: { 'base/a.yaml': at('a', ''), 'prod/a.yaml': at('a', '', { more: ['type: LoadBalancer'] }), 'web.yaml': WEB },
    expected: [{ rule: 'object-in-two-files', severity: 'info', file: 'prod/a.yaml', line: 3, unverified: true }],
  },
  {
    name: 'ignored',
    input: two(at('b', '', { annotations: ignoring(rule) })),
    expected: [{ rule, severity: 'error', file: 'b.yaml', line: 7, suppressed: 'we know' }],
  },
];

import { RuleCase } from '../../support/case';
import { container, ignoring, service, workload } from '../../support/yaml';

const rule = 'target-port-protocol';

const dns = (...ports: string[]): string => workload({ containers: [container('dns', ...ports)] });
const UDP = '{ containerPort: 53, protocol: UDP }';

export const CASES: readonly RuleCase[] = [
  {
    name: 'a Service port without protocol for a UDP port',
    input: { 'service.yaml': service({ ports: ['{ port: 53 }'] }), 'dns.yaml': dns(UDP) },
    expected: [
      {
        rule,
        severity: 'warning',
        file: 'service.yaml',
        line: 7,
        column: 15,
        message: 'Service default/web has port 53/TCP, and Deployment default/web declares 53 as UDP only',
        related: ['dns.yaml:10'],
      },
    ],
  },
  {
    name: 'a UDP Service port for a TCP port',
    input: {
      'service.yaml': service({ ports: ['{ port: 5300, targetPort: 53, protocol: UDP }'] }),
      'dns.yaml': dns('{ containerPort: 53 }'),
    },
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'warning',
        file: 'service.yaml',
        line: 7,
        column: 33,
        message: 'Service default/web has port 5300/UDP (targetPort 53), and Deployment default/web declares 53 as TCP only',
      },
    ],
  },
  {
    name: 'both are UDP',
    input: { 'service.yaml': service({ ports: ['{ port: 53, protocol: UDP }'] }), 'dns.yaml': dns(UDP) },
    world: 'closed',
    expected: [],
  },
  {
    name: 'the Pods have both',
    input: { 'service.yaml': service({ ports: ['{ port: 53 }'] }), 'dns.yaml': dns(UDP, '{ containerPort: 53 }') },
    expected: [],
  },
  {
    name: 'the Pods declare nothing',
    input: { 'service.yaml': service({ ports: ['{ port: 53, protocol: UDP }'] }), 'dns.yaml': dns() },
    expected: [],
  },
  {
    name: 'ignored',
    input: { 'service.yaml': service({ annotations: ignoring(rule), ports: ['{ port: 53 }'] }), 'dns.yaml': dns(UDP) },
    expected: [{ rule, severity: 'warning', file: 'service.yaml', line: 7, suppressed: 'we know' }],
  },
];

import { RuleCase } from '../../support/case';
import { container, ignoring, service, workload } from '../../support/yaml';

const rule = 'port-out-of-range';

const one = (port: string, annotations?: string): { [file: string]: string } => ({
  'service.yaml': service({ ports: [port], ...(annotations === undefined ? {} : { annotations }) }),
  'web.yaml': workload(),
});
const main = (port: string): { [file: string]: string } => ({
  'service.yaml': service(),
  'web.yaml': workload({ containers: [container('main', port)] }),
});

export const CASES: readonly RuleCase[] = [
  {
    name: 'port 70000',
    input: one('{ port: 70000, targetPort: 8080 }'),
    expected: [
      {
        rule,
        severity: 'error',
        file: 'service.yaml',
        line: 7,
        column: 15,
        message: 'port 70000 of Service default/web is no port number, which Kubernetes refuses',
      },
    ],
  },
  {
    name: 'targetPort -1',
    input: one('{ port: 80, targetPort: -1 }'),
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        file: 'service.yaml',
        line: 7,
        message: 'targetPort -1 of Service default/web is no port number, which Kubernetes refuses',
      },
    ],
  },
  {
    name: 'port in quotes',
    input: one('{ port: "80", targetPort: 8080 }'),
    expected: [{ rule, severity: 'error', file: 'service.yaml', line: 7, fix: 'write it without quotes, port: 80' }],
  },
  {
    name: 'targetPort in quotes is a name, and no name has digits only',
    input: one('{ port: 80, targetPort: "8080" }'),
    expected: [{ rule, severity: 'error', file: 'service.yaml', line: 7, fix: 'write it without quotes, targetPort: 8080' }],
  },
  {
    name: 'nodePort in quotes',
    input: {
      ...one(''),
      'service.yaml': service({ ports: ['{ port: 80, targetPort: 8080, nodePort: "30080" }'], more: ['type: NodePort'] }),
    },
    expected: [{ rule, severity: 'error', file: 'service.yaml', line: 7 }],
  },
  {
    name: 'containerPort in quotes',
    input: main('{ containerPort: "8080" }'),
    expected: [{ rule, severity: 'error', file: 'web.yaml', line: 10 }],
  },
  { name: 'containerPort 0', input: main('{ containerPort: 0 }'), expected: [{ rule, severity: 'error', file: 'web.yaml', line: 10 }] },
  {
    name: 'hostPort 65536',
    input: main('{ containerPort: 8080, hostPort: 65536 }'),
    expected: [{ rule, severity: 'error', file: 'web.yaml', line: 10 }],
  },
  {
    name: 'the ends of the range',
    input: {
      'service.yaml': service({ ports: ['{ name: a, port: 1 }', '{ name: b, port: 65535 }'] }),
      'web.yaml': workload({ containers: [container('main', '{ containerPort: 1 }', '{ containerPort: 65535 }')] }),
    },
    world: 'closed',
    expected: [],
  },
  {
    name: 'zeros that stand for none',
    input: {
      ...one('{ port: 8080, targetPort: 0, nodePort: 0 }'),
      'web.yaml': workload({ containers: [container('main', '{ containerPort: 8080, hostPort: 0 }')] }),
    },
    expected: [],
  },
  { name: 'what another tool fills in', input: one('{ port: "${PORT}", targetPort: 8080 }'), expected: [] },
  {
    name: 'ignored',
    input: one('{ port: 70000, targetPort: 8080 }', ignoring(rule)),
    expected: [{ rule, severity: 'error', file: 'service.yaml', line: 7, suppressed: 'we know' }],
  },
];

import { RuleCase } from '../../support/case';
import { container, ignoring, service, workload } from '../../support/yaml';

const rule = 'service-port-name';

const ports = (list: string[], annotations = '{}'): { [file: string]: string } => ({
  'a.yaml': service({ ports: list, annotations }),
  'web.yaml': workload(),
});
const named = (name: string): { [file: string]: string } => ports([`{ name: ${name}, port: 80, targetPort: 8080 }`]);
const LONG = 'x'.repeat(64);

export const CASES: readonly RuleCase[] = [
  {
    name: 'several ports, one without a name',
    input: ports(['{ name: http, port: 80, targetPort: 8080 }', '{ port: 81, targetPort: 8080 }']),
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        line: 8,
        message: 'port 81/TCP of Service default/web has no name, which Kubernetes asks for where a Service has several ports',
      },
    ],
  },
  {
    name: 'several ports, none with a name',
    input: ports(['{ port: 80, targetPort: 8080 }', '{ port: 81, targetPort: 8080 }']),
    expected: [{ rule, severity: 'error', line: 7 }],
  },
  {
    name: 'capitals and underscores',
    input: named('A_B'),
    expected: [
      {
        rule,
        severity: 'error',
        line: 7,
        column: 15,
        message:
          '"A_B" is no name for a port of Service default/web: Kubernetes takes 63 or fewer lower-case letters, digits and hyphens, no hyphen first or last',
      },
    ],
  },
  { name: '64 characters', input: named(LONG), expected: [{ rule, severity: 'error', line: 7 }] },
  {
    name: 'a container port of 16 characters',
    input: { 'a.yaml': workload({ containers: [container('main', '{ name: a-very-long-name, containerPort: 80 }')] }) },
    expected: [
      {
        rule,
        severity: 'error',
        line: 10,
        message:
          '"a-very-long-name" is no name for a container port of Deployment default/web: Kubernetes takes 15 or fewer lower-case letters, digits and single hyphens, at least one letter',
      },
    ],
  },
  {
    name: 'a container port of digits',
    input: { 'a.yaml': workload({ containers: [container('main', '{ name: "9000", containerPort: 9000 }')] }) },
    expected: [{ rule, severity: 'error', line: 10 }],
  },
  {
    name: 'a targetPort of 16 characters, whose Pods are elsewhere',
    input: { 'a.yaml': service({ ports: ['{ port: 80, targetPort: a-very-long-name }'] }) },
    expected: [
      { rule: 'service-selects-nothing', severity: 'info', line: 5, unverified: true },
      {
        rule,
        severity: 'error',
        line: 7,
        message:
          '"a-very-long-name" of Service default/web is no name of a container port: Kubernetes takes 15 or fewer lower-case letters, digits and single hyphens, at least one letter',
      },
    ],
  },
  { name: 'one port needs none', input: ports(['{ port: 80, targetPort: 8080 }']), world: 'closed', expected: [] },
  {
    name: 'names of Helm begin with a digit',
    input: {
      'a.yaml': service({ ports: ['{ name: 9000-tcp, port: 80, targetPort: 9000-tcp }'] }),
      'web.yaml': workload({ containers: [container('main', '{ name: 9000-tcp, containerPort: 9000 }')] }),
    },
    world: 'closed',
    expected: [],
  },
  { name: 'a Service port has 63 characters', input: named(LONG.slice(1)), expected: [] },
  { name: 'what another tool fills in', input: named('"${NAME}"'), expected: [] },
  {
    name: 'ignored',
    input: ports(['{ name: A, port: 80, targetPort: 8080 }'], ignoring(rule)),
    expected: [{ rule, severity: 'error', line: 7, suppressed: 'we know' }],
  },
];

import { RuleCase } from '../../support/case';
import { container, ignoring, workload } from '../../support/yaml';

const rule = 'container-port-clash';

const P = '{ containerPort: 8080 }';
const two = (one: string, other: string, annotations?: string): string =>
  workload({ ...(annotations === undefined ? {} : { annotations }), containers: [container('one', one), container('two', other)] });

export const CASES: readonly RuleCase[] = [
  {
    name: 'two containers, one port',
    input: two(P, P),
    expected: [
      {
        rule,
        severity: 'error',
        line: 11,
        message:
          'containers "one" and "two" of Deployment default/web both declare 8080/TCP, and share one address, so the second one to start fails to listen',
        related: ['a.yaml:10'],
      },
    ],
  },
  {
    name: 'a container and a native sidecar',
    input: workload({ pod: ['initContainers:', `  - { restartPolicy: Always, ${container('proxy', P).slice(2)}`] }),
    world: 'closed',
    expected: [{ rule, severity: 'error', line: 12 }],
  },
  {
    name: 'as hostPort, too, is one finding',
    input: two('{ containerPort: 8080, hostPort: 8080 }', '{ containerPort: 8080, hostPort: 8080 }'),
    expected: [{ rule, severity: 'error', line: 11 }],
  },
  { name: 'two ports', input: two(P, '{ containerPort: 8081 }'), world: 'closed', expected: [] },
  { name: 'TCP and UDP', input: two('{ containerPort: 53 }', '{ containerPort: 53, protocol: UDP }'), expected: [] },
  {
    name: 'one container that says it twice, as a manifest of ingress-nginx does',
    input: workload({ containers: [container('one', '{ name: http, containerPort: 80 }', '{ name: https, containerPort: 80 }')] }),
    expected: [],
  },
  {
    name: 'a plain init container is gone before',
    input: workload({ pod: ['initContainers:', `  - ${container('first', P)}`] }),
    expected: [],
  },
  { name: 'two workloads', input: { 'a.yaml': workload(), 'b.yaml': workload({ name: 'other', labels: '{ app: other }' }) }, expected: [] },
  {
    name: 'ignored',
    input: two(P, P, ignoring(rule, 'one listens on ::1')),
    expected: [{ rule, severity: 'error', line: 11, suppressed: 'one listens on ::1' }],
  },
];

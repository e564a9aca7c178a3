import { RuleCase } from '../../support/case';
import { container, ignoring, workload } from '../../support/yaml';

const rule = 'host-port-mismatch';

const onNode = (port: string, hostNetwork: boolean, annotations?: string): string =>
  workload({
    containers: [container('main', port)],
    ...(hostNetwork ? { pod: ['hostNetwork: true'] } : {}),
    ...(annotations === undefined ? {} : { annotations }),
  });

export const CASES: readonly RuleCase[] = [
  {
    name: 'another hostPort',
    input: { 'a.yaml': onNode('{ containerPort: 80, hostPort: 8080 }', true) },
    expected: [
      {
        rule,
        severity: 'error',
        line: 10,
        message: "Deployment default/web is on its node's network, and hostPort 8080 is not its containerPort 80, which Kubernetes refuses",
      },
    ],
  },
  { name: 'the same', input: { 'a.yaml': onNode('{ containerPort: 80, hostPort: 80 }', true) }, world: 'closed', expected: [] },
  { name: 'none', input: { 'a.yaml': onNode('{ containerPort: 80 }', true) }, expected: [] },
  { name: 'in a network of its own', input: { 'a.yaml': onNode('{ containerPort: 80, hostPort: 8080 }', false) }, expected: [] },
  {
    name: 'ignored',
    input: { 'a.yaml': onNode('{ containerPort: 80, hostPort: 8080 }', true, ignoring(rule)) },
    expected: [{ rule, severity: 'error', line: 10, suppressed: 'we know' }],
  },
];

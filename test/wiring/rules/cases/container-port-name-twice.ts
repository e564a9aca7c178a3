import { RuleCase } from '../../support/case';
import { container, ignoring, workload } from '../../support/yaml';

const rule = 'container-port-name-twice';

const TWICE = [container('main', '{ name: web, containerPort: 80 }', '{ name: web, containerPort: 81 }')];

export const CASES: readonly RuleCase[] = [
  {
    name: 'in one container',
    input: { 'a.yaml': workload({ containers: TWICE }) },
    expected: [
      {
        rule,
        severity: 'error',
        line: 10,
        message: 'container "main" of Deployment default/web has two ports named "web", which Kubernetes refuses',
      },
    ],
  },
  {
    name: 'in two containers, which is taken',
    input: {
      'a.yaml': workload({
        containers: [container('main', '{ name: web, containerPort: 80 }'), container('other', '{ name: web, containerPort: 81 }')],
      }),
    },
    expected: [],
  },
  {
    name: 'two names',
    input: { 'a.yaml': workload({ containers: [container('main', '{ name: web, containerPort: 80 }', '{ containerPort: 81 }')] }) },
    world: 'closed',
    expected: [],
  },
  {
    name: 'ignored',
    input: { 'a.yaml': workload({ containers: TWICE, annotations: ignoring(rule) }) },
    expected: [{ rule, severity: 'error', line: 10, suppressed: 'we know' }],
  },
];

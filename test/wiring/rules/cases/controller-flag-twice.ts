import { RuleCase } from '../../support/case';
import { controller, gateway, ignoring } from '../../support/yaml';

const rule = 'controller-flag-twice';

const args = (...list: string[]): { [file: string]: string } => gateway({ 'controller.yaml': controller({ args: list }) });
const MAP = '--tcp-services-configmap=$(POD_NAMESPACE)/tcp-services';

export const CASES: readonly RuleCase[] = [
  {
    name: 'the last one counts',
    input: args('--tcp-services-configmap=a/b', MAP),
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'warning',
        file: 'controller.yaml',
        line: 15,
        column: 15,
        message:
          'container "controller" of Deployment ingress-nginx/controller is given --tcp-services-configmap twice, and only the last one counts',
        related: ['controller.yaml:14'],
      },
    ],
  },
  {
    name: 'in both spellings',
    input: args('--v=2', MAP, '--v', '"3"'),
    expected: [{ rule, severity: 'warning', file: 'controller.yaml', line: 16 }],
  },
  {
    name: 'one of them is the beginning of another',
    input: args('--configmap=$(POD_NAMESPACE)/x', '--configmap-y=z', MAP),
    world: 'closed',
    expected: [],
  },
  { name: 'once', input: args(MAP), world: 'closed', expected: [] },
  {
    name: 'ignored',
    input: gateway({ 'controller.yaml': controller({ args: ['--v=2', '--v=3', MAP], annotations: ignoring(rule) }) }),
    expected: [{ rule, severity: 'warning', file: 'controller.yaml', line: 15, suppressed: 'we know' }],
  },
];

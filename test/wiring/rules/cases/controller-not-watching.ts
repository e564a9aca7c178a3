import { RuleCase } from '../../support/case';
import { controller, gateway, ignoring, streamMap } from '../../support/yaml';

const rule = 'controller-not-watching';

const MAP = '--tcp-services-configmap=$(POD_NAMESPACE)/tcp-services';
const watching = (namespace: string): { [file: string]: string } =>
  gateway({ 'controller.yaml': controller({ args: [MAP, `--watch-namespace=${namespace}`] }) });

export const CASES: readonly RuleCase[] = [
  {
    name: 'its own namespace only',
    input: watching('$(POD_NAMESPACE)'),
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        file: 'tcp.yaml',
        line: 5,
        column: 11,
        message:
          'ConfigMap ingress-nginx/tcp-services: port 9000 leads to namespace default, and Deployment ingress-nginx/controller watches ingress-nginx only',
      },
    ],
  },
  { name: 'another one', input: watching('shop'), expected: [{ rule, severity: 'error', file: 'tcp.yaml', line: 5 }] },
  { name: 'that of the backend', input: watching('default'), world: 'closed', expected: [] },
  { name: 'all', input: watching(''), world: 'closed', expected: [] },
  { name: 'a variable that the input does not tell', input: watching('$(SCOPE)'), expected: [] },
  {
    name: 'ignored',
    input: { ...watching('shop'), 'tcp.yaml': streamMap({ annotations: ignoring(rule) }) },
    expected: [{ rule, severity: 'error', file: 'tcp.yaml', line: 5, suppressed: 'we know' }],
  },
];

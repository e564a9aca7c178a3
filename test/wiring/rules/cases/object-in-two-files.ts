import { RuleCase } from '../../support/case';
import { ignoring, service, workload } from '../../support/yaml';

const rule = 'object-in-two-files';

const OTHER = service({ ports: ['{ port: 81, targetPort: 8080 }'] });
const TWO = { 'base/service.yaml': service(), 'prod/service.yaml': OTHER, 'web.yaml': workload() };

export const CASES: readonly RuleCase[] = [
  {
    name: 'a base and what an environment makes of it',
    input: TWO,
    expected: [
      {
        rule,
        severity: 'info',
        file: 'prod/service.yaml',
        line: 3,
        unverified: true,
        message: 'Service default/web is in two files, and where both are applied, the last one replaces the other',
        related: ['base/service.yaml:3'],
      },
    ],
  },
  {
    name: 'where all is applied, one of them is lost',
    input: TWO,
    world: 'closed',
    expected: [{ rule, severity: 'warning', file: 'prod/service.yaml', line: 3 }],
  },
  { name: 'equal ones', input: { ...TWO, 'prod/service.yaml': service() }, world: 'closed', expected: [] },
  {
    name: 'a patch that a kustomization lists is no object',
    input: {
      ...TWO,
      'prod/kustomization.yaml':
        'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [../base]\npatches: [{ path: service.yaml }]\n',
    },
    world: 'closed',
    expected: [],
  },
  {
    name: 'ignored',
    input: { ...TWO, 'prod/service.yaml': service({ annotations: ignoring(rule) }) },
    world: 'closed',
    expected: [{ rule, severity: 'warning', file: 'prod/service.yaml', line: 3, suppressed: 'we know' }],
  },
];

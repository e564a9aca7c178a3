import { RuleCase } from '../../support/case';
import { container, ignoring, job, service, workload } from '../../support/yaml';

const rule = 'target-port-name-partial';

const web = (name: string, port: string): string =>
  workload({ name, labels: `{ app: web, name: ${name} }`, containers: [container('main', port)] });
const SERVICE = service({ ports: ['{ port: 80, targetPort: http }'] });
const MIXED = {
  'service.yaml': SERVICE,
  'one.yaml': web('one', '{ name: http, containerPort: 8080 }'),
  'two.yaml': web('two', '{ name: web, containerPort: 8080 }'),
};

export const CASES: readonly RuleCase[] = [
  {
    name: 'one of two workloads has the name',
    input: MIXED,
    expected: [
      {
        rule,
        severity: 'warning',
        file: 'service.yaml',
        line: 7,
        column: 31,
        message:
          'Service default/web sends port 80/TCP to the container port "http", which Deployment default/two has not: all connections go to Deployment default/one',
        related: ['two.yaml:10'],
      },
    ],
  },
  {
    name: 'both have the name, for different numbers',
    input: { ...MIXED, 'two.yaml': web('two', '{ name: http, containerPort: 3000 }') },
    world: 'closed',
    expected: [],
  },
  {
    name: 'a Job without the name gets nothing, and has nothing to answer',
    input: { 'service.yaml': SERVICE, 'one.yaml': MIXED['one.yaml'], 'job.yaml': job('once', '{ app: web }') },
    expected: [],
  },
  {
    name: 'a headless Service over the parts of one program: its names are those of Pods',
    input: { ...MIXED, 'service.yaml': service({ ports: ['{ port: 80, targetPort: http }'], more: ['clusterIP: None'] }) },
    expected: [],
  },
  {
    name: 'ignored',
    input: {
      ...MIXED,
      'service.yaml': service({ annotations: ignoring(rule, 'only one serves HTTP'), ports: ['{ port: 80, targetPort: http }'] }),
    },
    world: 'closed',
    expected: [{ rule, severity: 'warning', file: 'service.yaml', line: 7, suppressed: 'only one serves HTTP' }],
  },
];

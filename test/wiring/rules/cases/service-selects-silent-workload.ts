import { RuleCase } from '../../support/case';
import { ignoring, job, service, swap, workload } from '../../support/yaml';

const rule = 'service-selects-silent-workload';

const WEB = { 'service.yaml': service(), 'web.yaml': workload() };
const worker = workload({ name: 'worker', labels: '{ app: web, role: worker }', containers: ['{ name: main, image: worker }'] });

export const CASES: readonly RuleCase[] = [
  {
    name: 'a worker without ports among the web servers',
    input: { ...WEB, 'worker.yaml': worker },
    expected: [
      {
        rule,
        severity: 'warning',
        file: 'service.yaml',
        line: 5,
        column: 3,
        message:
          'Service default/web also selects Deployment default/worker, which declares no port: if it does not listen on 8080, port 80/TCP (targetPort 8080) fails at random while it runs',
        related: ['worker.yaml:7'],
      },
    ],
  },
  {
    name: 'a Job that migrates a database',
    input: { ...WEB, 'job.yaml': job('migrate', '{ app: web }') },
    expected: [
      {
        rule,
        severity: 'warning',
        file: 'service.yaml',
        line: 5,
        message:
          'Service default/web also selects Job default/migrate, which declares no port: if it does not listen on 8080, port 80/TCP (targetPort 8080) fails at random while the Job runs',
        related: ['job.yaml:6'],
      },
    ],
  },
  {
    name: 'the Pods of a CronJob',
    input: { ...WEB, 'job.yaml': job('report', '{ app: web }', 'CronJob') },
    world: 'closed',
    expected: [{ rule, severity: 'warning', file: 'service.yaml', line: 5, related: ['job.yaml:9'] }],
  },
  {
    name: 'two ports are one finding',
    input: {
      ...WEB,
      'service.yaml': service({ ports: ['{ name: a, port: 80, targetPort: 8080 }', '{ name: b, port: 81, targetPort: 8080 }'] }),
      'worker.yaml': worker,
    },
    expected: [{ rule, severity: 'warning', file: 'service.yaml', line: 5 }],
  },
  {
    name: 'a label that only the servers have',
    input: { ...WEB, 'worker.yaml': worker.replaceAll('app: web', 'app: worker') },
    expected: [],
  },
  {
    name: 'nobody declares a port',
    input: { 'service.yaml': service(), 'worker.yaml': worker, 'job.yaml': job('migrate', '{ app: web }') },
    expected: [],
  },
  {
    name: 'a named targetPort leaves out Pods without the name',
    input: {
      'service.yaml': service({ ports: ['{ port: 80, targetPort: http }'] }),
      'web.yaml': swap(workload(), 'containerPort', 'name: http, containerPort'),
      'job.yaml': job('migrate', '{ app: web }'),
    },
    expected: [],
  },
  {
    name: 'a hook of a Helm chart runs when it is asked for',
    input: { ...WEB, 'job.yaml': swap(job('test', '{ app: web }'), 'name: test', 'name: test, annotations: { helm.sh/hook: test }') },
    expected: [],
  },
  {
    name: 'ignored',
    input: { ...WEB, 'service.yaml': service({ annotations: ignoring(rule, 'it listens') }), 'worker.yaml': worker },
    expected: [{ rule, severity: 'warning', file: 'service.yaml', line: 5, suppressed: 'it listens' }],
  },
];

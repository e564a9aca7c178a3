import { RuleCase } from '../../support/case';
import { ignoring, job, lines, swap, workload } from '../../support/yaml';

const rule = 'workload-selector-mismatch';

const mismatch = (kind: string, annotations = '{}'): string => workload({ kind, annotations, selector: '{ app: wbe }' });
const expressions = (text: string): string => swap(workload(), '{ matchLabels: { app: web } }', `{ matchExpressions: [${text}] }`);

export const CASES: readonly RuleCase[] = [
  {
    name: 'a Deployment',
    input: mismatch('Deployment'),
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        line: 7,
        column: 17,
        message:
          'the selector {app: wbe} of Deployment default/web does not match the labels of its own Pods, {app: web}, which Kubernetes refuses',
        related: ['a.yaml:5'],
      },
    ],
  },
  ...['StatefulSet', 'DaemonSet', 'ReplicaSet'].map((kind): RuleCase => ({
    name: kind,
    input: mismatch(kind),
    expected: [{ rule, severity: 'error', line: 7 }],
  })),
  {
    name: 'a ReplicationController',
    input: swap(mismatch('ReplicationController'), '{ matchLabels: { app: wbe } }', '{ app: wbe }').replace('apps/v1', 'v1'),
    expected: [{ rule, severity: 'error', line: 7 }],
  },
  {
    name: 'an expression',
    input: expressions('{ key: app, operator: NotIn, values: [web] }'),
    expected: [
      {
        rule,
        severity: 'error',
        line: 7,
        message:
          'the selector app notin (web) of Deployment default/web does not match the labels of its own Pods, {app: web}, which Kubernetes refuses',
      },
    ],
  },
  {
    name: 'a template without labels',
    input: lines(
      'apiVersion: apps/v1',
      'kind: Deployment',
      'metadata: { name: web }',
      'spec:',
      '  selector: { matchLabels: { app: web } }',
      '  template:',
      '    spec: { containers: [{ name: main, image: main }] }',
    ),
    expected: [{ rule, severity: 'error', line: 6, related: ['a.yaml:5'] }],
  },
  {
    name: 'the template has more labels',
    input: workload({ labels: '{ app: web, version: a }', selector: '{ app: web }' }),
    world: 'closed',
    expected: [],
  },
  {
    name: 'expressions that match',
    input: expressions(
      '{ key: app, operator: In, values: [web, api] }, { key: app, operator: Exists }, { key: x, operator: DoesNotExist }',
    ),
    world: 'closed',
    expected: [],
  },
  { name: 'a Job gets its selector from Kubernetes', input: job('once', '{ app: web }'), world: 'closed', expected: [] },
  {
    name: 'a patch has no containers',
    input: lines(
      'apiVersion: apps/v1',
      'kind: Deployment',
      'metadata: { name: web }',
      'spec: { selector: { matchLabels: { app: web } }, replicas: 3 }',
    ),
    expected: [],
  },
  {
    name: 'ignored',
    input: mismatch('Deployment', ignoring(rule)),
    expected: [{ rule, severity: 'error', line: 7, suppressed: 'we know' }],
  },
];

import { RuleCase } from '../../support/case';
import { documents, ignoring, lines, service, workload } from '../../support/yaml';

const rule = 'object-duplicate';

const TWO = documents(service(), service({ ports: ['{ port: 81, targetPort: 8080 }'] }), workload());

export const CASES: readonly RuleCase[] = [
  {
    name: 'two Services of one name in one file',
    input: TWO,
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'warning',
        line: 11,
        column: 19,
        message: 'Service default/web is there twice, and the one that is applied last replaces the other',
        related: ['a.yaml:3'],
      },
    ],
  },
  {
    name: 'namespace "" and default',
    input: documents(service(), service({ namespace: 'default', ports: ['{ port: 81, targetPort: 8080 }'] }), workload()),
    expected: [{ rule, severity: 'warning', line: 11 }],
  },
  {
    name: 'in a List',
    input: lines(
      'apiVersion: v1',
      'kind: List',
      'items:',
      '  - { apiVersion: v1, kind: ConfigMap, metadata: { name: a }, data: { a: b } }',
      '  - { apiVersion: v1, kind: ConfigMap, metadata: { name: a }, data: { a: c } }',
    ),
    expected: [{ rule, severity: 'warning', line: 5 }],
  },
  { name: 'the same object twice changes nothing', input: documents(service(), service(), workload()), world: 'closed', expected: [] },
  {
    name: 'two namespaces',
    input: lines(
      'kind: ConfigMap',
      'apiVersion: v1',
      'metadata: { name: a, namespace: x }',
      '---',
      'kind: ConfigMap',
      'apiVersion: v1',
      'metadata: { name: a, namespace: y }',
    ),
    world: 'closed',
    expected: [],
  },
  { name: 'a Service and a Deployment of one name', input: documents(service(), workload()), world: 'closed', expected: [] },
  {
    name: 'one kind of two groups',
    input: lines(
      'kind: Service',
      'apiVersion: serving.knative.dev/v1',
      'metadata: { name: web }',
      '---',
      'kind: Service',
      'apiVersion: v1',
      'metadata: { name: web }',
      'spec: { ports: [{ port: 80 }] }',
    ),
    expected: [],
  },
  {
    name: 'names that are made',
    input: lines(
      'kind: Job',
      'apiVersion: batch/v1',
      'metadata: { generateName: a- }',
      '---',
      'kind: Job',
      'apiVersion: batch/v1',
      'metadata: { generateName: b- }',
    ),
    expected: [],
  },
  {
    name: 'ignored',
    input: documents(service(), service({ annotations: ignoring(rule) }), workload()),
    expected: [{ rule, severity: 'warning', line: 11, suppressed: 'we know' }],
  },
];

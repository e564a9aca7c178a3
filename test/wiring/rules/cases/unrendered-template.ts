import { RuleCase } from '../../support/case';
import { service, swap, workload } from '../../support/yaml';

const rule = 'unrendered-template';

const TEMPLATE =
  'apiVersion: v1\nkind: Service\nmetadata:\n  name: {{ include "web.fullname" . }}\n  {{- with .Values.annotations }}\n  annotations: {{ toYaml . }}\n  {{- end }}\n';

export const CASES: readonly RuleCase[] = [
  {
    name: 'a template of Helm',
    input: { 'templates/service.yaml': TEMPLATE },
    world: 'closed',
    expected: [{ rule, severity: 'warning', file: 'templates/service.yaml', line: 5, message: 'this is a template, and is passed over' }],
  },
  {
    name: 'several documents of one file are one finding',
    input: { 'templates/service.yaml': `${TEMPLATE}---\n${TEMPLATE}` },
    expected: [{ rule, severity: 'warning', file: 'templates/service.yaml', line: 5 }],
  },
  {
    name: 'braces in a string are YAML',
    input: { 'service.yaml': swap(service(), 'name: web', 'name: web, annotations: { text: "{{ .Values.x }}" }'), 'web.yaml': workload() },
    world: 'closed',
    expected: [],
  },
  {
    name: 'ignored by configuration',
    input: { 'chart/templates/service.yaml': TEMPLATE },
    exceptions: [{ rule, file: '**/templates/*', reason: 'checked after helm template' }],
    expected: [{ rule, severity: 'warning', file: 'chart/templates/service.yaml', line: 5, suppressed: 'checked after helm template' }],
  },
];

import { RuleCase } from '../../support/case';
import { ignoring, lines, workload } from '../../support/yaml';

const rule = 'service-without-ports';

/** Line 4 the spec. */
const bare = (more: string, annotations = ''): { [file: string]: string } => ({
  'a.yaml': lines('apiVersion: v1', 'kind: Service', `metadata: { name: web${annotations} }`, `spec: { selector: { app: web }${more} }`),
  'web.yaml': workload(),
});

export const CASES: readonly RuleCase[] = [
  {
    name: 'with a cluster IP',
    input: bare(''),
    expected: [
      { rule, severity: 'error', line: 4, message: 'Service default/web has no ports, which Kubernetes refuses unless it is headless' },
    ],
  },
  { name: 'headless', input: bare(', clusterIP: None'), world: 'closed', expected: [] },
  { name: 'a name for something outside', input: bare(', type: ExternalName, externalName: db.example'), expected: [] },
  {
    name: 'ignored',
    input: bare('', `, annotations: ${ignoring(rule)}`),
    expected: [{ rule, severity: 'error', line: 4, suppressed: 'we know' }],
  },
];

import { RuleCase } from '../../support/case';
import { ignoring, service, workload } from '../../support/yaml';

const rule = 'node-port-range';

const at = (nodePort: number, annotations?: string): { [file: string]: string } => ({
  'a.yaml': service({
    ports: [`{ port: 80, targetPort: 8080, nodePort: ${nodePort} }`],
    more: ['type: NodePort'],
    ...(annotations === undefined ? {} : { annotations }),
  }),
  'web.yaml': workload(),
});

export const CASES: readonly RuleCase[] = [
  {
    name: 'below',
    input: at(8080),
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        line: 7,
        column: 47,
        message: 'nodePort 8080 of Service default/web is outside of 30000-32767, which the API server refuses',
      },
    ],
  },
  { name: 'above', input: at(32768), expected: [{ rule, severity: 'error', line: 7 }] },
  {
    name: 'of a ClusterIP Service',
    input: { ...at(30080), 'a.yaml': service({ ports: ['{ port: 80, targetPort: 8080, nodePort: 30080 }'] }) },
    expected: [
      {
        rule,
        severity: 'error',
        line: 7,
        message: 'nodePort 30080 is given for Service default/web of type ClusterIP, which the API server refuses',
      },
    ],
  },
  { name: 'the first', input: at(30000), world: 'closed', expected: [] },
  { name: 'the last', input: at(32767), world: 'closed', expected: [] },
  { name: 'another range', input: at(8080), nodePorts: { from: 1, to: 65535 }, expected: [] },
  { name: 'ignored', input: at(8080, ignoring(rule)), expected: [{ rule, severity: 'error', line: 7, suppressed: 'we know' }] },
];

import { RuleCase } from '../../support/case';
import { controllerService, gateway, ignoring, lines, service, streamMap, workload } from '../../support/yaml';

const rule = 'stream-dictionary-full';

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => 20000 + index);
const ofOne = (count: number, annotations?: string): { [file: string]: string } =>
  gateway({
    'service.yaml': controllerService({ ports: range(count).map((port) => `{ name: p-${port}, port: ${port} }`) }),
    'tcp.yaml': streamMap({
      entries: range(count).map((port) => `"${port}": default/web:${port}`),
      ...(annotations === undefined ? {} : { annotations }),
    }),
    'web-service.yaml': service({ ports: range(count).map((port) => `{ name: p-${port}, port: ${port}, targetPort: 8080 }`) }),
  });
const spread = (count: number): { [file: string]: string } => ({
  ...gateway({
    'service.yaml': controllerService({ ports: range(count).map((port) => `{ name: p-${port}, port: ${port} }`) }),
    'tcp.yaml': streamMap({ entries: range(count).map((port) => `"${port}": default/web-${port}:80`) }),
    'web-service.yaml': range(count)
      .map((port) =>
        lines(
          '---',
          'apiVersion: v1',
          'kind: Service',
          `metadata: { name: web-${port} }`,
          'spec: { selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }] }',
        ),
      )
      .join(''),
    'web.yaml': workload(),
  }),
});

export const CASES: readonly RuleCase[] = [
  {
    name: '330 ports of one Service',
    input: ofOne(330),
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        file: 'tcp.yaml',
        line: 4,
        column: 1,
        message:
          'the backends of 330 ports take 7,574,490 bytes of the 5,085,593 that ingress-nginx has for them, and above that none of its TCP and UDP ports answers and nothing reports it (default/web takes 7,574,490 of them with 330 ports, each of which carries all 330 ports of the Service)',
      },
    ],
  },
  { name: '100 ports of one Service', input: ofOne(100), world: 'closed', expected: [] },
  { name: '330 Services of one port', input: spread(330), world: 'closed', expected: [] },
  {
    name: 'ignored',
    input: ofOne(330, ignoring(rule)),
    expected: [{ rule, severity: 'error', file: 'tcp.yaml', line: 4, suppressed: 'we know' }],
  },
];

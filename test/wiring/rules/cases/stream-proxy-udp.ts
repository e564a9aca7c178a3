import { RuleCase } from '../../support/case';
import { BOTH_MAPS, container, controller, controllerService, gateway, ignoring, service, streamMap, workload } from '../../support/yaml';

const rule = 'stream-proxy-udp';

const value = (text: string, annotations?: string): { [file: string]: string } =>
  gateway({
    'controller.yaml': controller({ args: [BOTH_MAPS[1]] }),
    'tcp.yaml': '',
    'service.yaml': controllerService({ ports: ['{ name: dns, port: 53, protocol: UDP }'], more: ['type: NodePort'] }).replace(
      '  type: LoadBalancer\n',
      '',
    ),
    'udp.yaml': streamMap({ name: 'udp-services', entries: [`"53": ${text}`], ...(annotations === undefined ? {} : { annotations }) }),
    'web-service.yaml': service({ ports: ['{ port: 53, protocol: UDP }'] }),
    'web.yaml': workload({ containers: [container('dns', '{ containerPort: 53, protocol: UDP }')] }),
  });

export const CASES: readonly RuleCase[] = [
  {
    name: 'PROXY for UDP',
    input: value('default/web:53:PROXY'),
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'warning',
        file: 'udp.yaml',
        line: 5,
        column: 9,
        message:
          'ConfigMap ingress-nginx/udp-services: the value "default/web:53:PROXY" asks for the PROXY header, which ingress-nginx ignores for UDP',
      },
    ],
  },
  { name: 'the second part', input: value('default/web:53::PROXY'), expected: [{ rule, severity: 'warning', file: 'udp.yaml', line: 5 }] },
  { name: 'none', input: value('default/web:53'), world: 'closed', expected: [] },
  {
    name: 'PROXY for TCP',
    input: gateway({ 'tcp.yaml': streamMap({ entries: ['"9000": default/web:80:PROXY'] }) }),
    world: 'closed',
    expected: [],
  },
  {
    name: 'ignored',
    input: value('default/web:53:PROXY', ignoring(rule)),
    expected: [{ rule, severity: 'warning', file: 'udp.yaml', line: 5, suppressed: 'we know' }],
  },
];

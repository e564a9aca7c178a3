import { RuleCase } from '../../support/case';
import { BOTH_MAPS, controller, controllerService, gateway, ignoring, lines, streamMap } from '../../support/yaml';

const rule = 'proxy-protocol-maybe-not-read';

const settings = (data: string): string =>
  lines('apiVersion: v1', 'kind: ConfigMap', 'metadata: { name: settings, namespace: ingress-nginx }', `data: ${data}`);
const using = (data: string, value = 'default/web:80', more: { [file: string]: string } = {}): { [file: string]: string } =>
  gateway({
    'controller.yaml': controller({ args: [BOTH_MAPS[0], '--configmap=$(POD_NAMESPACE)/settings'] }),
    'settings.yaml': settings(data),
    'tcp.yaml': streamMap({ entries: [`"9000": ${value}`] }),
    ...more,
  });

export const CASES: readonly RuleCase[] = [
  {
    name: 'HTTP reads the header, TCP does not',
    input: using('{ use-proxy-protocol: "true" }'),
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'warning',
        file: 'tcp.yaml',
        line: 5,
        message:
          'ConfigMap ingress-nginx/tcp-services: HTTP reads the PROXY header here, and port 9000 does not: where the load balancer sends it to every port, the backend gets it as data',
        related: ['settings.yaml:4', 'controller.yaml:3'],
      },
    ],
  },
  {
    name: 'a key that is not as it is read',
    input: using('{ use-proxy-protocol: "true" }', '', { 'tcp.yaml': streamMap({ entries: ['"09000": default/web:80'] }) }),
    expected: [
      { rule: 'stream-key-not-canonical', severity: 'warning', file: 'tcp.yaml', line: 5 },
      { rule, severity: 'warning', file: 'tcp.yaml', line: 5, column: 12 },
    ],
  },
  {
    name: 'where the load balancer says so, it is certain',
    input: using('{ use-proxy-protocol: "true" }', 'default/web:80', {
      'service.yaml': controllerService({ annotations: '{ load-balancer.hetzner.cloud/uses-proxyprotocol: "true" }' }),
    }),
    expected: [{ rule: 'proxy-protocol-not-read', severity: 'error', file: 'tcp.yaml', line: 5 }],
  },
  { name: 'TCP reads it', input: using('{ use-proxy-protocol: "true" }', 'default/web:80:PROXY'), world: 'closed', expected: [] },
  { name: 'HTTP does not read it', input: using('{ use-proxy-protocol: "false" }'), world: 'closed', expected: [] },
  {
    name: 'the load balancer lists the ports to which it sends it',
    input: using('{ use-proxy-protocol: "true" }', 'default/web:80', {
      'service.yaml': controllerService({ annotations: '{ service.beta.kubernetes.io/scw-loadbalancer-proxy-protocol-v2: "80,443" }' }),
    }),
    world: 'closed',
    expected: [],
  },
  { name: 'no settings', input: using('{}'), world: 'closed', expected: [] },
  {
    name: 'ignored',
    input: using('{ use-proxy-protocol: "true" }', '', {
      'tcp.yaml': streamMap({ annotations: ignoring(rule, 'the LB sends it to 443 only') }),
    }),
    expected: [{ rule, severity: 'warning', file: 'tcp.yaml', line: 5, suppressed: 'the LB sends it to 443 only' }],
  },
];

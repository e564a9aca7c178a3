import { RuleCase } from '../../support/case';
import { BOTH_MAPS, container, controller, controllerService, gateway, ignoring, service, streamMap, workload } from '../../support/yaml';

const rule = 'proxy-protocol-not-read';

const DO = '{ service.beta.kubernetes.io/do-loadbalancer-enable-proxy-protocol: "true" }';
const behind = (annotations: string, value = 'default/web:80', more: { [file: string]: string } = {}): { [file: string]: string } =>
  gateway({ 'service.yaml': controllerService({ annotations }), 'tcp.yaml': streamMap({ entries: [`"9000": ${value}`] }), ...more });

export const CASES: readonly RuleCase[] = [
  {
    name: 'DigitalOcean',
    input: behind(DO),
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        file: 'tcp.yaml',
        line: 5,
        column: 11,
        message:
          'ConfigMap ingress-nginx/tcp-services: the load balancer sends the PROXY header to port 9000, which does not read it, so the backend gets the header as data',
        fix: 'write "default/web:80:PROXY"',
        related: ['service.yaml:3'],
      },
    ],
  },
  ...[
    'service.beta.kubernetes.io/aws-load-balancer-proxy-protocol: "*"',
    'service.beta.kubernetes.io/aws-load-balancer-target-group-attributes: preserve_client_ip.enabled=false,proxy_protocol_v2.enabled=true',
    'service.beta.kubernetes.io/scw-loadbalancer-proxy-protocol-v2: "true"',
    'service.beta.kubernetes.io/linode-loadbalancer-default-proxy-protocol: v2',
    'service.beta.kubernetes.io/ovh-loadbalancer-proxy-protocol: v2',
    'service.beta.kubernetes.io/alibaba-cloud-loadbalancer-proxy-protocol: "on"',
    'load-balancer.hetzner.cloud/uses-proxyprotocol: "true"',
    'loadbalancer.openstack.org/proxy-protocol: v2',
  ].map((annotation): RuleCase => ({
    name: annotation,
    input: behind(`{ "${annotation.replace(': ', '": "').replace('""', '"').replace(/"?$/, '"')} }`),
    expected: [{ rule, severity: 'error', file: 'tcp.yaml', line: 5 }],
  })),
  {
    name: 'the part for the backend stays',
    input: behind(DO, 'default/web:80::PROXY'),
    expected: [{ rule, severity: 'error', file: 'tcp.yaml', line: 5, fix: 'write "default/web:80:PROXY:PROXY"' }],
  },
  {
    name: 'UDP cannot read it',
    input: behind(DO, 'default/web:80:PROXY', {
      'controller.yaml': controller({ args: BOTH_MAPS }),
      'service.yaml': controllerService({
        annotations: DO,
        ports: ['{ name: tcp, port: 9000 }', '{ name: udp, port: 53, protocol: UDP }'],
      }),
      'udp.yaml': streamMap({ name: 'udp-services', entries: ['"53": default/dns:53'] }),
      'dns.yaml': service({ name: 'dns', selector: '{ app: dns }', ports: ['{ port: 53, protocol: UDP }'] }),
      'pods.yaml': workload({
        name: 'dns',
        labels: '{ app: dns }',
        containers: [container('dns', '{ containerPort: 53, protocol: UDP }')],
      }),
    }),
    expected: [
      { rule: 'mixed-protocol-load-balancer', severity: 'warning', file: 'service.yaml', line: 9 },
      {
        rule,
        severity: 'error',
        file: 'udp.yaml',
        line: 5,
        message:
          'ConfigMap ingress-nginx/udp-services: the load balancer sends the PROXY header, which ingress-nginx cannot read on UDP port 53',
      },
    ],
  },
  {
    name: 'the load balancer of another cluster, in a folder of its own',
    input: Object.fromEntries([
      ...Object.entries(gateway()).map(([file, text]) => [`staging/${file}`, text]),
      ...Object.entries(behind(DO, 'default/web:80:PROXY')).map(([file, text]) => [`production/${file}`, text]),
    ]) as { [file: string]: string },
    expected: [
      { rule: 'object-in-two-files', severity: 'info', file: 'production/service.yaml', line: 3, unverified: true },
      { rule: 'object-in-two-files', severity: 'info', file: 'production/tcp.yaml', line: 3, unverified: true },
      { rule, severity: 'warning', file: 'staging/tcp.yaml', line: 5 },
    ],
  },
  { name: 'the entry reads it', input: behind(DO, 'default/web:80:PROXY'), world: 'closed', expected: [] },
  { name: 'in small letters, too', input: behind(DO, 'default/web:80:proxy'), world: 'closed', expected: [] },
  {
    name: 'the load balancer does not send it',
    input: behind('{ service.beta.kubernetes.io/do-loadbalancer-enable-proxy-protocol: "false" }'),
    world: 'closed',
    expected: [],
  },
  {
    name: 'no load balancer',
    input: gateway({ 'service.yaml': controllerService({ annotations: DO }).replace('type: LoadBalancer', 'type: NodePort') }),
    world: 'closed',
    expected: [],
  },
  {
    name: 'ignored',
    input: behind(DO, '', { 'tcp.yaml': streamMap({ annotations: ignoring(rule) }) }),
    expected: [{ rule, severity: 'error', file: 'tcp.yaml', line: 5, suppressed: 'we know' }],
  },
];

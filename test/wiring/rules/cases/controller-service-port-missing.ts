import { RuleCase } from '../../support/case';
import { BOTH_MAPS, container, controller, controllerService, gateway, ignoring, service, streamMap, workload } from '../../support/yaml';

const rule = 'controller-service-port-missing';

const WITHOUT = controllerService({ ports: [] });
const UDP_MAP = streamMap({ name: 'udp-services', entries: ['"5353": default/dns:53'] });
const DNS = {
  'dns-service.yaml': service({ name: 'dns', selector: '{ app: dns }', ports: ['{ port: 53, protocol: UDP }'] }),
  'dns.yaml': workload({ name: 'dns', labels: '{ app: dns }', containers: [container('dns', '{ containerPort: 53, protocol: UDP }')] }),
};
const withUdp = (port: string): { [file: string]: string } =>
  gateway({
    ...DNS,
    'controller.yaml': controller({ args: BOTH_MAPS }),
    'service.yaml': controllerService({ ports: ['{ name: tcp-9000, port: 9000 }', port] }),
    'udp.yaml': UDP_MAP,
  });

export const CASES: readonly RuleCase[] = [
  {
    name: "the controller's Service lacks the port",
    input: gateway({ 'service.yaml': WITHOUT }),
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        file: 'service.yaml',
        line: 6,
        column: 3,
        message:
          'ConfigMap ingress-nginx/tcp-services has an entry for port 9000, and Service ingress-nginx/controller has no port that leads to 9000/TCP of Deployment ingress-nginx/controller, so nobody reaches it',
        related: ['tcp.yaml:5'],
      },
    ],
  },
  {
    name: 'it is an error in an open world, too: map, controller and Service are there',
    input: gateway({ 'service.yaml': WITHOUT }),
    expected: [{ rule, severity: 'error', file: 'service.yaml', line: 6 }],
  },
  {
    name: 'a UDP entry, and a Service port without protocol',
    input: withUdp('{ name: dns, port: 5353 }'),
    expected: [
      {
        rule,
        severity: 'error',
        file: 'service.yaml',
        line: 9,
        message:
          'ConfigMap ingress-nginx/udp-services has an entry for port 5353, and Service ingress-nginx/controller has it as TCP, not as UDP, so nobody reaches it',
        related: ['udp.yaml:5'],
      },
    ],
  },
  {
    name: 'the port leads to another number',
    input: gateway({ 'service.yaml': controllerService({ ports: ['{ name: a, port: 9000, targetPort: 9001 }'] }) }),
    expected: [
      {
        rule,
        severity: 'error',
        file: 'service.yaml',
        line: 8,
        message:
          'ConfigMap ingress-nginx/tcp-services has an entry for port 9000, and port 9000 of Service ingress-nginx/controller leads to 9001, not to 9000, on which the controller listens, so nobody reaches it',
      },
    ],
  },
  {
    name: 'no Service leads to the controller',
    input: gateway({ 'service.yaml': '' }),
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        file: 'controller.yaml',
        line: 3,
        message:
          'ConfigMap ingress-nginx/tcp-services has an entry for port 9000, and no Service leads to Deployment ingress-nginx/controller, so nobody reaches it',
        related: ['tcp.yaml:5'],
      },
    ],
  },
  {
    name: 'no Service leads to the controller, in an open world',
    input: gateway({ 'service.yaml': '' }),
    expected: [{ rule, severity: 'info', file: 'controller.yaml', line: 3, unverified: true }],
  },
  {
    name: 'no Service for three entries is one finding',
    input: gateway({
      'service.yaml': '',
      'tcp.yaml': streamMap({ entries: ['"9000": default/web:80', '"9001": default/web:80', '"9002": default/web:80'] }),
    }),
    world: 'closed',
    expected: [{ rule, severity: 'error', file: 'controller.yaml', line: 3, related: ['tcp.yaml:5', 'tcp.yaml:6', 'tcp.yaml:7'] }],
  },
  {
    name: 'a selector that misses the controller is the cause',
    input: gateway({ 'service.yaml': controllerService({ selector: '{ app: ingres }' }) }),
    world: 'closed',
    expected: [{ rule: 'service-selects-nothing', severity: 'error', file: 'service.yaml', line: 5 }],
  },
  {
    name: 'the same in an open world',
    input: gateway({ 'service.yaml': controllerService({ selector: '{ app: ingres }' }) }),
    // A slip is told even there.
    expected: [{ rule: 'service-selects-nothing', severity: 'warning', file: 'service.yaml', line: 5 }],
  },
  { name: 'everything agrees', input: gateway(), world: 'closed', expected: [] },
  {
    name: 'TCP and UDP, each in its map',
    input: withUdp('{ name: dns, port: 5353, protocol: UDP }'),
    world: 'closed',
    expected: [{ rule: 'mixed-protocol-load-balancer', severity: 'warning', file: 'service.yaml', line: 9 }],
  },
  {
    name: 'another public port leads to the key',
    input: gateway({
      'service.yaml': controllerService({ ports: ['{ name: mysql, port: 3306, targetPort: 10000 }'] }),
      'tcp.yaml': streamMap({ entries: ['"10000": default/web:80'] }),
    }),
    world: 'closed',
    expected: [],
  },
  {
    name: 'a named targetPort, as Helm writes it',
    input: gateway({
      'controller.yaml': controller({ ports: '[{ name: http, containerPort: 80 }, { name: 9000-tcp, containerPort: 9000 }]' }),
      'service.yaml': controllerService({ ports: ['{ name: 9000-tcp, port: 9000, targetPort: 9000-tcp }'] }),
    }),
    world: 'closed',
    expected: [],
  },
  {
    name: 'a second Service has the port',
    input: gateway({
      'service.yaml': WITHOUT,
      'tcp-service.yaml': service({
        name: 'tcp',
        namespace: 'ingress-nginx',
        selector: '{ app: ingress }',
        ports: ['{ port: 9000 }'],
        more: ['type: NodePort'],
      }),
    }),
    world: 'closed',
    expected: [],
  },
  {
    name: 'a controller on the network of its node',
    input: gateway({ 'controller.yaml': controller({ pod: ['hostNetwork: true'] }), 'service.yaml': '' }),
    world: 'closed',
    expected: [],
  },
  {
    name: 'a DaemonSet with a hostPort for the port',
    input: gateway({
      'controller.yaml': controller({ kind: 'DaemonSet', ports: '[{ containerPort: 9000, hostPort: 9000 }]' }),
      'service.yaml': '',
    }),
    world: 'closed',
    expected: [],
  },
  {
    name: 'a DaemonSet behind a Service',
    input: gateway({ 'controller.yaml': controller({ kind: 'DaemonSet' }) }),
    world: 'closed',
    expected: [],
  },
  {
    name: 'one number on TCP and UDP, of which UDP has no port',
    input: gateway({
      'controller.yaml': controller({ args: BOTH_MAPS }),
      'udp.yaml': streamMap({ name: 'udp-services', entries: ['"9000": default/dns:53'] }),
      ...DNS,
    }),
    expected: [{ rule, severity: 'error', file: 'service.yaml', line: 6, related: ['udp.yaml:5'] }],
  },
  {
    name: 'the Services of webhook and metrics publish nothing',
    input: gateway({
      'controller.yaml': controller({ args: [...BOTH_MAPS.slice(0, 1), '--validating-webhook=:8443'] }),
      'admission.yaml': service({
        name: 'admission',
        namespace: 'ingress-nginx',
        selector: '{ app: ingress }',
        ports: ['{ port: 443, targetPort: 8443 }'],
      }),
      'metrics.yaml': service({ name: 'metrics', namespace: 'ingress-nginx', selector: '{ app: ingress }', ports: ['{ port: 10254 }'] }),
      'service.yaml': WITHOUT,
    }),
    expected: [{ rule, severity: 'error', file: 'service.yaml', line: 6 }],
  },
  {
    name: 'ignored',
    input: gateway({ 'service.yaml': controllerService({ ports: [], annotations: ignoring(rule, 'patched later') }) }),
    world: 'closed',
    expected: [{ rule, severity: 'error', file: 'service.yaml', line: 6, suppressed: 'patched later' }],
  },
];

import { RuleCase } from '../../support/case';
import { controller, controllerService, gateway, ignoring, lines, streamMap, swap } from '../../support/yaml';

const rule = 'controller-port-not-listening';

const TWO = controllerService({ ports: ['{ name: tcp-9000, port: 9000 }', '{ name: tcp-9001, port: 9001 }'] });
const SETTINGS = (data: string): string =>
  lines('apiVersion: v1', 'kind: ConfigMap', 'metadata: { name: settings, namespace: ingress-nginx }', `data: ${data}`);

export const CASES: readonly RuleCase[] = [
  {
    name: 'a port for which the map has no entry',
    input: gateway({ 'service.yaml': TWO }),
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        file: 'service.yaml',
        line: 9,
        column: 31,
        message:
          'Service ingress-nginx/controller sends port 9001/TCP to Deployment ingress-nginx/controller, which does not listen on 9001/TCP: ConfigMap ingress-nginx/tcp-services has no entry for it',
        related: ['tcp.yaml:4'],
      },
    ],
  },
  {
    name: 'it is certain in an open world, too',
    input: gateway({ 'service.yaml': TWO }),
    expected: [{ rule, severity: 'error', file: 'service.yaml', line: 9 }],
  },
  {
    name: 'its entry has a mistake in the key, which is told there',
    input: gateway({ 'service.yaml': TWO, 'tcp.yaml': streamMap({ entries: ['"9000": default/web:80', '"90001": default/web:80'] }) }),
    world: 'closed',
    expected: [{ rule: 'stream-key-out-of-range', severity: 'error', file: 'tcp.yaml', line: 6 }],
  },
  {
    name: 'its entry has the key of another one',
    input: gateway({ 'service.yaml': TWO, 'tcp.yaml': streamMap({ entries: ['"9000": default/web:80', '"9000": default/web:80'] }) }),
    expected: [{ rule: 'stream-key-duplicate', severity: 'error', file: 'tcp.yaml', line: 6 }],
  },
  {
    name: 'two ports, and one mistaken key',
    input: gateway({ 'service.yaml': TWO, 'tcp.yaml': streamMap({ entries: ['"90001": default/web:80'] }) }),
    expected: [
      { rule, severity: 'error', file: 'service.yaml', line: 8 },
      { rule, severity: 'error', file: 'service.yaml', line: 9 },
      { rule: 'stream-key-out-of-range', severity: 'error', file: 'tcp.yaml', line: 5 },
    ],
  },
  {
    name: 'a controller that reads no map',
    input: { 'controller.yaml': controller({ args: ['--election-id=a'] }), 'service.yaml': controllerService() },
    expected: [
      {
        rule,
        severity: 'error',
        file: 'service.yaml',
        line: 8,
        message:
          'Service ingress-nginx/controller sends port 9000/TCP to Deployment ingress-nginx/controller, which does not listen on 9000/TCP: it reads no map (--tcp-services-configmap)',
      },
    ],
  },
  {
    name: 'an entry that is gone from the map, though the container still declares its port',
    input: gateway({
      'controller.yaml': controller({
        ports: '[{ name: http, containerPort: 80 }, { name: 9000-tcp, containerPort: 9000 }, { name: 9001-tcp, containerPort: 9001 }]',
      }),
      'service.yaml': controllerService({
        ports: ['{ name: 9000-tcp, port: 9000, targetPort: 9000-tcp }', '{ name: 9001-tcp, port: 9001, targetPort: 9001-tcp }'],
      }),
    }),
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        file: 'service.yaml',
        line: 9,
        message:
          'Service ingress-nginx/controller sends port 9001/TCP (targetPort "9001-tcp") to Deployment ingress-nginx/controller, which does not listen on 9001/TCP: ConfigMap ingress-nginx/tcp-services has no entry for it',
      },
    ],
  },
  {
    name: 'the entry is there',
    input: gateway({ 'service.yaml': TWO, 'tcp.yaml': streamMap({ entries: ['"9000": default/web:80', '"9001": default/web:80'] }) }),
    world: 'closed',
    expected: [],
  },
  {
    name: 'the map is not in the input',
    input: { 'controller.yaml': controller(), 'service.yaml': controllerService() },
    expected: [{ rule: 'stream-map-missing', severity: 'info', file: 'controller.yaml', line: 14, unverified: true }],
  },
  {
    name: 'a snippet may open anything',
    input: {
      'controller.yaml': controller({ args: ['--configmap=$(POD_NAMESPACE)/settings'] }),
      'settings.yaml': SETTINGS('{ http-snippet: "server { listen 2443; }" }'),
      'service.yaml': controllerService({ ports: ['{ name: https, port: 443, targetPort: 2443 }'] }),
    },
    world: 'closed',
    expected: [],
  },
  {
    name: 'ports that flags set, and those of webhook and metrics',
    input: {
      'controller.yaml': controller({
        args: ['--http-port=8080', '--https-port', '8443', '--validating-webhook=:9443'],
        ports: '[{ containerPort: 8080 }]',
      }),
      'service.yaml': swap(
        controllerService({
          ports: ['{ name: https, port: 443, targetPort: 8443 }', '{ name: metrics, port: 10254 }', '{ name: hook, port: 9443 }'],
        }),
        'port: 80 ',
        'port: 80, targetPort: 8080 ',
      ),
    },
    world: 'closed',
    expected: [],
  },
  {
    name: 'a sidecar of the controller listens',
    input: gateway({
      'controller.yaml': controller({ containers: ['{ name: exporter, image: exporter, ports: [{ containerPort: 9001 }] }'] }),
      'service.yaml': TWO,
    }),
    world: 'closed',
    expected: [],
  },
  {
    name: 'haproxy-ingress has ports of its own',
    input: gateway({ 'controller.yaml': controller({ image: 'quay.io/jcmoraisjr/haproxy-ingress:v0.14' }), 'service.yaml': TWO }),
    world: 'closed',
    expected: [],
  },
  {
    name: 'HTTP that a flag has moved',
    input: gateway({
      'controller.yaml': controller({ args: ['--tcp-services-configmap=$(POD_NAMESPACE)/tcp-services', '--http-port=8080'] }),
    }),
    expected: [
      {
        rule,
        severity: 'error',
        file: 'service.yaml',
        line: 7,
        fix: 'send it to 8080, where the controller listens by --http-port, or leave out that flag',
      },
    ],
  },
  {
    name: 'another number than that of the entry is one finding, at the Service',
    input: gateway({ 'service.yaml': controllerService({ ports: ['{ name: tcp, port: 9001 }'] }) }),
    expected: [
      {
        rule: 'controller-service-port-missing',
        severity: 'error',
        file: 'service.yaml',
        line: 6,
        related: ['tcp.yaml:5', 'service.yaml:8'],
      },
    ],
  },
  {
    name: 'ignored',
    input: gateway({ 'service.yaml': swap(TWO, 'name: controller', `name: controller, annotations: ${ignoring(rule)}`) }),
    expected: [{ rule, severity: 'error', file: 'service.yaml', line: 9, suppressed: 'we know' }],
  },
];

import { RuleCase } from '../../support/case';
import { BOTH_MAPS, controller, controllerService, gateway, ignoring, lines, service, streamMap, swap, workload } from '../../support/yaml';

const rule = 'stream-map-not-read';

const args = (...list: string[]): { [file: string]: string } => gateway({ 'controller.yaml': controller({ args: list }) });
const BACKEND = { 'web-service.yaml': service(), 'web.yaml': workload() };

export const CASES: readonly RuleCase[] = [
  {
    name: 'the argument is missing',
    input: args('--election-id=a'),
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        file: 'controller.yaml',
        line: 12,
        column: 11,
        message:
          'ConfigMap ingress-nginx/tcp-services is read by nobody: container "controller" of Deployment ingress-nginx/controller is started without --tcp-services-configmap, so none of its ports is open',
        related: ['tcp.yaml:3'],
      },
    ],
  },
  {
    name: 'it is an error in an open world, too',
    input: args('--election-id=a'),
    expected: [{ rule, severity: 'error', file: 'controller.yaml', line: 12 }],
  },
  {
    name: 'the argument names no namespace',
    input: args('--tcp-services-configmap=tcp-services'),
    expected: [
      {
        rule,
        severity: 'error',
        file: 'controller.yaml',
        line: 14,
        message:
          'ConfigMap ingress-nginx/tcp-services is read by nobody: container "controller" of Deployment ingress-nginx/controller is given --tcp-services-configmap=tcp-services, which is no <namespace>/<name>, so none of its ports is open',
      },
    ],
  },
  {
    name: 'the argument names another ConfigMap',
    input: args('--tcp-services-configmap=$(POD_NAMESPACE)/tcp-service'),
    expected: [
      {
        rule,
        severity: 'error',
        file: 'controller.yaml',
        line: 14,
        message:
          'ConfigMap ingress-nginx/tcp-services is read by nobody: container "controller" of Deployment ingress-nginx/controller reads ingress-nginx/tcp-service, which is not there, so none of its ports is open',
        related: ['tcp.yaml:3'],
      },
    ],
  },
  {
    name: 'the argument names another namespace',
    input: args('--tcp-services-configmap=default/tcp-services'),
    world: 'closed',
    expected: [{ rule, severity: 'error', file: 'controller.yaml', line: 14 }],
  },
  {
    name: 'of an argument given twice the last one counts',
    input: args('--tcp-services-configmap=ingress-nginx/tcp-services', '--tcp-services-configmap=ingress-nginx/other'),
    expected: [
      { rule: 'controller-flag-twice', severity: 'warning', file: 'controller.yaml', line: 15 },
      { rule, severity: 'error', file: 'controller.yaml', line: 15 },
    ],
  },
  {
    name: 'the map of UDP has no argument',
    input: gateway({
      'udp.yaml': streamMap({ name: 'udp-services', entries: ['"5353": default/web:80'] }),
      'web-service.yaml': service({
        ports: ['{ port: 80, targetPort: 8080 }', '{ name: u, port: 80, protocol: UDP, targetPort: 8080 }'].map((p, i) =>
          i ? p : p.replace('{', '{ name: t,'),
        ),
      }),
      'web.yaml': workload({
        containers: ['{ name: main, image: main, ports: [{ containerPort: 8080 }, { containerPort: 8080, protocol: UDP }] }'],
      }),
    }),
    expected: [
      { rule, severity: 'error', file: 'controller.yaml', line: 12, related: ['udp.yaml:3'] },
      { rule: 'same-port-two-protocols', severity: 'warning', file: 'web-service.yaml', line: 8 },
    ],
  },
  {
    name: 'no controller is there',
    input: { ...BACKEND, 'tcp.yaml': streamMap() },
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        file: 'tcp.yaml',
        line: 3,
        message: 'ConfigMap ingress-nginx/tcp-services looks like a map of TCP services, and no controller reads it',
      },
    ],
  },
  {
    name: 'no controller is there, in an open world',
    input: { ...BACKEND, 'tcp.yaml': streamMap() },
    expected: [{ rule, severity: 'info', file: 'tcp.yaml', line: 3, unverified: true }],
  },
  {
    name: 'a map by its data, whatever its name',
    input: { ...BACKEND, 'tcp.yaml': streamMap({ name: 'exposed' }) },
    world: 'closed',
    expected: [{ rule, severity: 'error', file: 'tcp.yaml', line: 3 }],
  },
  {
    name: 'the namespace is written by kustomize: perhaps it is the right one',
    input: gateway({
      'controller.yaml': controller({ args: ['--tcp-services-configmap=ingress-nginx/tcp-services'] }),
      'tcp.yaml': swap(streamMap(), ', namespace: ingress-nginx', ''),
    }),
    expected: [{ rule, severity: 'warning', file: 'controller.yaml', line: 14 }],
  },
  {
    name: 'in folders apart it may be the map of another cluster',
    input: {
      'a/controller.yaml': controller({ args: ['--election-id=a'] }),
      'a/service.yaml': controllerService({ ports: [] }),
      'b/tcp.yaml': streamMap(),
      'b/web-service.yaml': service(),
      'b/web.yaml': workload(),
    },
    expected: [{ rule, severity: 'warning', file: 'a/controller.yaml', line: 12 }],
  },
  { name: '$(POD_NAMESPACE)', input: gateway(), world: 'closed', expected: [] },
  { name: 'the namespace written out', input: args('--tcp-services-configmap=ingress-nginx/tcp-services'), world: 'closed', expected: [] },
  {
    name: 'flag and value as two arguments',
    input: args('--tcp-services-configmap', 'ingress-nginx/tcp-services'),
    world: 'closed',
    expected: [],
  },
  {
    name: 'the flags in command',
    input: gateway({ 'controller.yaml': swap(controller(), 'args:', 'command:') }),
    world: 'closed',
    expected: [],
  },
  {
    name: 'a variable of the environment',
    input: gateway({
      'controller.yaml': swap(
        controller({ args: ['--tcp-services-configmap=$(MAP_NAMESPACE)/$(MAP)'] }),
        'ports:',
        'env: [{ name: MAP, value: tcp-services }, { name: MAP_NAMESPACE, valueFrom: { fieldRef: { fieldPath: metadata.namespace } } }]\n          ports:',
      ),
    }),
    world: 'closed',
    expected: [],
  },
  {
    name: 'a variable that the input does not tell',
    input: args('--tcp-services-configmap=$(WHO_KNOWS)/tcp-services'),
    expected: [{ rule, severity: 'info', file: 'tcp.yaml', line: 3, unverified: true }],
  },
  {
    name: 'both maps',
    input: gateway({
      'controller.yaml': controller({ args: BOTH_MAPS }),
      'udp.yaml': lines('apiVersion: v1', 'kind: ConfigMap', 'metadata: { name: udp-services, namespace: ingress-nginx }'),
    }),
    world: 'closed',
    expected: [],
  },
  {
    name: 'a controller outside of the input reads it',
    input: { ...BACKEND, 'tcp.yaml': streamMap() },
    externals: { maps: [{ namespace: 'ingress-nginx', name: 'tcp-services' }] },
    world: 'closed',
    expected: [],
  },
  {
    name: 'a ConfigMap that only has such a name',
    input: lines('apiVersion: v1', 'kind: ConfigMap', 'metadata: { name: tcp-service-config }', 'data: { app.properties: "port=9000" }'),
    world: 'closed',
    expected: [],
  },
  {
    name: 'the map of the other haproxy controller, with its own flag',
    input: gateway({
      'controller.yaml': controller({
        image: 'haproxytech/kubernetes-ingress:3.0',
        args: ['--configmap-tcp-services=ingress-nginx/tcp-services'],
      }),
    }),
    world: 'closed',
    expected: [],
  },
  {
    name: 'haproxy-ingress reads it by the same flag',
    input: gateway({ 'controller.yaml': controller({ image: 'quay.io/jcmoraisjr/haproxy-ingress:v0.14' }) }),
    world: 'closed',
    expected: [],
  },
  {
    name: 'ignored on the map',
    input: { ...BACKEND, 'tcp.yaml': streamMap({ annotations: ignoring(rule, 'read by a controller of another team') }) },
    world: 'closed',
    expected: [{ rule, severity: 'error', file: 'tcp.yaml', line: 3, suppressed: 'read by a controller of another team' }],
  },
];

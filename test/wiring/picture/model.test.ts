import {
  BOTH_MAPS,
  container,
  controller,
  controllerService,
  documents,
  gateway,
  ignoring,
  job,
  lines,
  service,
  streamMap,
  workload,
} from '../support/yaml';
import { draw, DrawingProps, inWords } from './drawing';

interface Case extends DrawingProps {
  readonly name: string;
}

const route = (kind: string, parent: string, backend: string, name = 'route'): string =>
  lines(
    'apiVersion: gateway.networking.k8s.io/v1',
    `kind: ${kind}`,
    `metadata: { name: ${name} }`,
    'spec:',
    `  parentRefs: [${parent}]`,
    `  rules: [{ backendRefs: [${backend}] }]`,
  );

const edge = (...listeners: readonly string[]): string =>
  lines(
    'apiVersion: gateway.networking.k8s.io/v1',
    'kind: Gateway',
    'metadata: { name: edge }',
    'spec:',
    '  gatewayClassName: eg',
    `  listeners: [${listeners.join(', ')}]`,
  );

const listenerSet = (name: string, parent: string, ...listeners: readonly string[]): string =>
  lines(
    'apiVersion: gateway.networking.k8s.io/v1',
    'kind: ListenerSet',
    `metadata: { name: ${name} }`,
    'spec:',
    `  parentRef: { name: ${parent} }`,
    `  listeners: [${listeners.join(', ')}]`,
  );

const TCP = '{ name: tcp, port: 9000, protocol: TCP }';
const WEB = '{ name: web, port: 80 }';
const BALANCED = ['type: LoadBalancer'];

const CASES: readonly Case[] = [
  { name: 'a correct gateway', input: gateway() },
  {
    name: 'a Service that selects two workloads which listen on different ports',
    input: documents(
      service({ ports: ['{ name: a, port: 1 }', '{ name: b, port: 2 }'], more: BALANCED }),
      workload({ name: 'one', labels: '{ app: web, n: one }', containers: [container('main', '{ containerPort: 1 }')] }),
      workload({ name: 'two', labels: '{ app: web, n: two }', containers: [container('main', '{ containerPort: 2 }')] }),
    ),
  },
  {
    name: "an entry without a port of the controller's Service, and a port without an entry",
    input: gateway({ 'service.yaml': controllerService({ ports: ['{ name: x, port: 9001 }'] }) }),
  },
  { name: 'an entry for a controller without a Service', input: gateway({ 'service.yaml': '' }) },
  {
    name: "a port of the controller's Service that leads elsewhere",
    input: gateway({ 'service.yaml': controllerService({ ports: ['{ name: x, port: 9000, targetPort: 9001 }'] }) }),
  },
  { name: 'an entry for a Service that is not there', input: gateway({ 'web-service.yaml': '' }) },
  { name: 'the same in an open world is not certain', input: gateway({ 'web-service.yaml': '' }), closed: false },
  {
    name: 'the same where the configuration says that it exists',
    input: gateway({ 'web-service.yaml': '' }),
    externals: { services: [{ namespace: 'default', name: 'web' }] },
  },
  {
    name: 'an entry for a port that the Service does not have',
    input: gateway({ 'tcp.yaml': streamMap({ entries: ['"9000": default/web:81'] }) }),
  },
  { name: 'an entry for a named port', input: gateway({ 'tcp.yaml': streamMap({ entries: ['"9000": default/web:http'] }) }) },
  {
    name: 'a port that the controller has itself',
    input: gateway({ 'tcp.yaml': streamMap({ entries: ['"9000": default/web:80', '"80": default/web:80'] }) }),
  },
  { name: 'a value that is none', input: gateway({ 'tcp.yaml': streamMap({ entries: ['"9000": default/web'] }) }) },
  {
    name: 'a key that is no number',
    input: gateway({ 'tcp.yaml': streamMap({ entries: ['"9000": default/web:80', 'nine: default/web:80'] }) }),
  },
  { name: 'a map without entries', input: gateway({ 'tcp.yaml': streamMap({ entries: ['{}'] }) }) },
  { name: 'a map that the controller is not told of', input: gateway({ 'controller.yaml': controller({ args: [] }) }) },
  { name: 'a map that is not there', input: gateway({ 'tcp.yaml': '' }) },
  { name: 'a map without a controller', input: documents(streamMap(), service(), workload()) },
  {
    name: 'one number on TCP and on UDP',
    input: gateway({
      'controller.yaml': controller({ args: BOTH_MAPS }),
      'service.yaml': controllerService({ ports: ['{ name: t, port: 9000 }', '{ name: u, port: 9000, protocol: UDP }'] }),
      'udp.yaml': streamMap({ name: 'udp-services', entries: ['"9000": default/web:80'] }),
      'web-service.yaml': service({
        ports: ['{ name: t, port: 80, targetPort: 8080 }', '{ name: u, port: 80, targetPort: 8080, protocol: UDP }'],
      }),
      'web.yaml': workload({ containers: [container('main', '{ containerPort: 8080 }', '{ containerPort: 8080, protocol: UDP }')] }),
    }),
  },
  {
    name: 'a controller on the network of its nodes',
    input: gateway({ 'controller.yaml': controller({ pod: ['hostNetwork: true'] }), 'service.yaml': '' }),
  },
  {
    name: "the controller's webhook is no way in",
    input: gateway({
      'controller.yaml': controller({ args: ['--tcp-services-configmap=$(POD_NAMESPACE)/tcp-services', '--validating-webhook=:8443'] }),
      'webhook.yaml': service({
        name: 'webhook',
        namespace: 'ingress-nginx',
        selector: '{ app: ingress }',
        ports: ['{ port: 443, targetPort: 8443 }'],
      }),
    }),
  },
  { name: 'a Service that selects nothing', input: service({ more: BALANCED }) },
  {
    name: 'a named targetPort that nobody has',
    input: documents(service({ ports: ['{ port: 80, targetPort: http }'], more: BALANCED }), workload()),
  },
  { name: 'a targetPort that nobody declares', input: documents(service({ ports: ['{ port: 80 }'], more: BALANCED }), workload()) },
  {
    name: 'a container that declares nothing may listen',
    input: documents(service({ more: BALANCED }), workload({ containers: [container('main')] })),
  },
  { name: 'a Job among the Pods', input: documents(service({ more: BALANCED }), workload(), job('migrate', '{ app: web }')) },
  {
    name: 'a node port with a number, and one without',
    input: documents(
      service({
        ports: ['{ name: a, port: 80, targetPort: 8080, nodePort: 30080 }', '{ name: b, port: 81, targetPort: 8080 }'],
        more: ['type: NodePort'],
      }),
      workload(),
    ),
  },
  { name: 'external addresses', input: documents(service({ more: ['externalIPs: [192.0.2.1]'] }), workload()) },
  { name: 'a host port', input: workload({ containers: [container('main', '{ containerPort: 8080, hostPort: 80, name: http }')] }) },
  { name: 'a Service that nothing outside reaches is left out', input: documents(service(), workload()) },
  { name: 'unless all are wanted', input: documents(service(), workload()), all: true },
  {
    name: 'what is ignored with a reason is not said',
    input: documents(service({ more: BALANCED, annotations: ignoring('service-selects-nothing') })),
  },
  {
    name: 'a NetworkPolicy that lets nobody in',
    input: documents(
      service({ more: BALANCED }),
      workload(),
      lines(
        'apiVersion: networking.k8s.io/v1',
        'kind: NetworkPolicy',
        'metadata: { name: none }',
        'spec:',
        '  podSelector: {}',
        '  ingress: []',
      ),
    ),
  },
  {
    name: 'what is wrong with an object, and with a port of it',
    input: documents(
      service({ ports: ['{ name: a, port: 80, targetPort: 8080, nodePort: 80 }'], more: BALANCED }),
      workload({ pod: ['volumes: [{ name: v, configMap: { name: gone } }]'] }),
    ),
  },
  { name: 'a route', input: documents(edge(TCP), route('TCPRoute', '{ name: edge, sectionName: tcp }', WEB), service(), workload()) },
  {
    name: 'a route to a listener that is not there',
    input: documents(edge(TCP), route('TCPRoute', '{ name: edge, sectionName: udp }', WEB), service(), workload()),
  },
  {
    name: 'a route to a listener of the other protocol',
    input: documents(
      edge(TCP),
      route('UDPRoute', '{ name: edge, sectionName: tcp }', WEB),
      service({ ports: ['{ port: 80, protocol: UDP }'] }),
      workload({ containers: [container('main', '{ containerPort: 80, protocol: UDP }')] }),
    ),
  },
  { name: 'a route without its Gateway', input: documents(route('TCPRoute', '{ name: edge }', WEB), service(), workload()) },
  {
    name: 'a route to a Service and a port that are not there',
    input: documents(
      edge(TCP),
      route('TCPRoute', '{ name: edge, sectionName: tcp }', '{ name: gone, port: 1 }, { name: web, port: 81 }'),
      service(),
      workload(),
    ),
  },
  { name: 'a Gateway without listeners', input: edge() },
  {
    name: 'routes on ListenerSets, one of which the Gateway of another namespace does not allow',
    input: documents(
      `${edge(TCP)}  allowedListeners: { namespaces: { from: Same } }\n`,
      listenerSet(
        'more',
        'edge',
        '{ name: udp, port: 9000, protocol: UDP }',
        '{ name: tls, port: 443, protocol: TLS, tls: { mode: Passthrough } }',
      ),
      listenerSet('other', 'edge, namespace: far', '{ name: tcp, port: 9001, protocol: TCP }'),
      edge('{ name: x, port: 1, protocol: TCP }').replace('name: edge', 'name: edge, namespace: far'),
      route('UDPRoute', '{ kind: ListenerSet, name: more, sectionName: udp }', '{ name: web, port: 81 }', 'game'),
      route('TLSRoute', '{ kind: ListenerSet, name: more, sectionName: tls }', WEB, 'tls').replace(
        'spec:',
        'spec:\n  hostnames: [a.example]',
      ),
      route('TCPRoute', '{ kind: ListenerSet, name: other, sectionName: tcp }', WEB, 'tcp'),
      service({ ports: ['{ name: a, port: 80, targetPort: 8080 }', '{ name: b, port: 81, targetPort: 8081, protocol: UDP }'] }),
      workload({ containers: [container('main', '{ containerPort: 8080 }', '{ containerPort: 8081, protocol: UDP }')] }),
    ),
  },
];

test.each(CASES.map((each) => [each.name, each] as const))('%s', (_name, props) => {
  expect(inWords(draw(props)).join('\n')).toMatchSnapshot();
});

test('findings are counted, and so are those on objects that are not drawn', () => {
  const secret = lines('apiVersion: v1', 'kind: Secret', 'metadata: { name: s }', 'data: { key: "no base64!" }');
  const { exposures, findings, elsewhere } = draw({ input: documents(service({ more: BALANCED }), secret) });
  expect([exposures, findings, elsewhere]).toEqual([1, { error: 1, warning: 0, info: 0 }, 1]);
});

describe('ranges', () => {
  const ports = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const ranged = (numbers: readonly number[], declared = numbers): string[] =>
    inWords(
      draw({
        input: documents(
          service({ ports: numbers.map((port) => `{ name: p-${port}, port: ${port} }`), more: BALANCED }),
          workload({ containers: [container('main', ...declared.map((port) => `{ containerPort: ${port} }`))] }),
        ),
      }),
    );
  const way = (text: string): string[] => [
    `outside web ${text}/TCP -> service web ${text}/TCP`,
    `service web ${text}/TCP -> pods web ${text}/TCP`,
  ];

  test('consecutive ports that go the same way are one row', () => {
    expect(ranged(ports(30000, 30099))).toEqual(way('30000-30099'));
  });

  test('two stay apart, and a gap parts them', () => {
    expect(ranged([1, 2, 5, 6, 7])).toEqual([...way('1'), ...way('2'), ...way('5-7')]);
  });

  test('what a rule speaks about is no part of a range of what it does not', () => {
    const words = ranged(ports(10, 19), ports(10, 14));
    expect(words.filter((each) => !each.startsWith('outside'))).toEqual([
      'pods web 15-19/TCP (missing)',
      'service web 10-14/TCP -> pods web 10-14/TCP',
      'service web 15-19/TCP -? pods web 15-19/TCP  [warning target-port-undeclared]',
    ]);
  });

  test('ports through a map, under other numbers in the Service', () => {
    const numbers = ports(9000, 9009);
    const words = inWords(
      draw({
        input: gateway({
          'service.yaml': controllerService({ ports: numbers.map((port) => `{ name: p-${port}, port: ${port} }`) }),
          'tcp.yaml': streamMap({ entries: numbers.map((port) => `"${port}": default/web:${port - 8000}`) }),
          'web-service.yaml': service({ ports: numbers.map((port) => `{ name: p-${port}, port: ${port - 8000}, targetPort: ${port} }`) }),
          'web.yaml': workload({ containers: [container('main', ...numbers.map((port) => `{ containerPort: ${port} }`))] }),
        }),
      }),
    );
    expect(words).toContain('rule tcp-services 9000-9009 -> service web 1000-1009/TCP');
    expect(words).toContain('service web 1000-1009/TCP -> pods web 9000-9009/TCP');
  });

  test('ports that meet in one are not put together', () => {
    const input = documents(
      service({ ports: ports(1, 5).map((port) => `{ name: p-${port}, port: ${port}, targetPort: 8080 }`), more: BALANCED }),
      workload(),
    );
    expect(inWords(draw({ input }))).toHaveLength(10);
  });
});

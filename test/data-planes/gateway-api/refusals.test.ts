import { ApiObject, Chart } from 'cdk8s';
import {
  DataPlane,
  ExposeOptions,
  GatewayApi,
  GatewayApiAttachProps,
  GatewayApiProps,
  GatewayImplementation,
  GatewayReference,
  Protocol,
  TcpMultiPortGateway,
} from 'cdk8s-multiport';
import { newChart } from '../../support/manifests';
import { messageOf } from '../../support/message';
import { forClass, gatewayOn, workload } from './support';

const { UDP } = Protocol;
const { ENVOY_GATEWAY, TRAEFIK, AWS_LOAD_BALANCER_CONTROLLER, CONTOUR } = GatewayImplementation;
const many = (count: number, value = 'x'): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`key-${index}`, value]));

describe('forClass refuses', () => {
  test.each<[string, unknown, GatewayApiProps, string]>([
    [
      'no class',
      undefined,
      {},
      'gatewayClassName undefined is not valid: give 253 or fewer lower-case letters, digits, hyphens and dots, each part beginning and ending with a letter or digit',
    ],
    ['props that are none', 'x', 'edge' as never, 'the props "edge" is no object: give one, as { name: \'edge\' }'],
    [
      'a name that no Gateway can have',
      'x',
      { name: 'Edge' },
      'name "Edge" is not a Service name: give 63 or fewer lower-case letters, digits and hyphens, a letter first and no hyphen last',
    ],
    [
      'a namespace that is none',
      'x',
      { namespace: 'a/b' },
      'namespace "a/b" is not valid: give 63 or fewer lower-case letters, digits and hyphens, no hyphen first or last',
    ],
    [
      'an unknown implementation',
      'x',
      { implementation: 'nginx' as never },
      'implementation "nginx" is not known: give "cilium" or "envoy-gateway" or "nginx-gateway-fabric" or "aws-load-balancer-controller" or "traefik" or "istio" or "contour" or "kong"',
    ],
    ['a version of nothing', 'x', { version: '1.9' }, 'version "1.9" is given without an implementation: say whose it is, or leave it out'],
    ['listenerSets that is neither', 'x', { listenerSets: 'yes' as never }, 'listenerSets "yes" is not known: give true or false'],
    [
      'an address that is none',
      'x',
      { addresses: [{ value: '300.1.1.1' }] },
      'addresses[0].value "300.1.1.1" is no IP address: give an IPv4 or IPv6 address, or type: \'Hostname\'',
    ],
    [
      'an address of one link',
      'x',
      { addresses: [{ value: 'fe80::1%eth0' }] },
      'addresses[0].value "fe80::1%eth0" is no IP address: give an IPv4 or IPv6 address, or type: \'Hostname\'',
    ],
    [
      'a host name where only IP addresses can be asked for',
      'x',
      { implementation: ENVOY_GATEWAY, addresses: [{ type: 'Hostname', value: 'edge.example.com' }] },
      'addresses[0] is a host name, and Envoy Gateway 1.9 takes IP addresses only: give an IPv4 or IPv6 address',
    ],
    [
      'a label whose prefix only Kubernetes takes',
      'x',
      { infrastructureLabels: { [`${'a'.repeat(253)}/b`]: 'c' } },
      `infrastructureLabels has the key "${'a'.repeat(253)}/b", whose prefix has 253 characters: a Gateway takes 252 at most`,
    ],
    [
      'an annotation with such a prefix',
      'x',
      { infrastructureAnnotations: { [`${'a'.repeat(253)}/b`]: 'c' } },
      `infrastructureAnnotations has the key "${'a'.repeat(253)}/b", whose prefix has 253 characters: a Gateway takes 252 at most`,
    ],
    [
      'an address twice',
      'x',
      { addresses: [{ value: '192.0.2.1' }, { value: '192.0.2.1' }] },
      'addresses has "192.0.2.1" twice: give it once',
    ],
    [
      '17 addresses',
      'x',
      { addresses: Array.from({ length: 17 }, (_, index) => ({ value: `192.0.2.${index}` })) },
      'addresses has 17 addresses: a Gateway takes 16 at most',
    ],
    ['9 labels', 'x', { infrastructureLabels: many(9) }, 'infrastructureLabels has 9 labels: a Gateway takes 8 at most'],
    [
      '17 annotations',
      'x',
      { infrastructureAnnotations: many(17) },
      'infrastructureAnnotations has 17 annotations: a Gateway takes 16 at most',
    ],
    [
      'an annotation that is too long',
      'x',
      { infrastructureAnnotations: many(1, 'x'.repeat(4097)) },
      'infrastructureAnnotations gives "key-0" a value of 4097 characters: give a string of 4096 or fewer characters',
    ],
    [
      'an annotation that is a number',
      'x',
      { infrastructureAnnotations: { a: 1 as never } },
      'infrastructureAnnotations gives "a" the value 1: give a string of 4096 or fewer characters',
    ],
  ])('%s', (_, className, props, message) => {
    expect(messageOf(() => GatewayApi.forClass(className as string, props))).toBe(message);
  });

  test('16, 8 and 16 are taken', () => {
    const addresses = Array.from({ length: 16 }, (_, index) => ({ value: `192.0.2.${index}` }));
    GatewayApi.forClass('x', { addresses, infrastructureLabels: many(8), infrastructureAnnotations: many(16, 'x'.repeat(4096)) });
    GatewayApi.forClass('x', { infrastructureLabels: { [`${'a'.repeat(252)}/b`]: 'c' } });
  });
});

test('what an implementation lacks is refused at the call, with the version that has it', () => {
  const contour = { implementation: CONTOUR };
  expect([
    messageOf(() => GatewayApi.forClass('x', { ...contour, listenerSets: true })),
    messageOf(() => GatewayApi.forClass('x', { ...contour, addresses: [{ value: '192.0.2.1' }] })),
    messageOf(() => GatewayApi.forClass('x', { implementation: ENVOY_GATEWAY, version: '1.7', listenerSets: true })),
    messageOf(() => forClass({ implementation: TRAEFIK }).expose(1, { name: 'web', port: 80 }, { protocol: UDP })),
    messageOf(() =>
      forClass({ implementation: AWS_LOAD_BALANCER_CONTROLLER }).exposeTls(443, ['a.example.com'], { name: 'web', port: 80 }),
    ),
    messageOf(() => forClass().expose(1, { name: 'web', port: 80 }, { proxyProtocol: { accept: true } })),
  ]).toMatchSnapshot();
});

test.each<[string, GatewayReference, GatewayApiAttachProps, string]>([
  ['no reference', 'shared' as never, {}, "the Gateway \"shared\" is no object: give one, as { namespace: 'edge', name: 'shared' }"],
  [
    'no name',
    {} as never,
    {},
    'name of the Gateway undefined is not valid: give 253 or fewer lower-case letters, digits, hyphens and dots, each part beginning and ending with a letter or digit',
  ],
  [
    'a namespace that is none',
    { namespace: 'A', name: 'x' },
    {},
    'namespace of the Gateway "A" is not valid: give 63 or fewer lower-case letters, digits and hyphens, no hyphen first or last',
  ],
  [
    'a construct, whose namespace would be lost',
    new ApiObject(newChart(), 'shared', {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: { name: 'shared', namespace: 'infra' },
    }),
    {},
    "the Gateway chart/shared is given as a construct: give its namespace and name, as { namespace: 'edge', name: 'shared' }",
  ],
])('attach refuses %s', (_, reference, props, message) => {
  expect(messageOf(() => GatewayApi.attach(reference, props))).toBe(message);
});

describe('expose refuses', () => {
  const web = { name: 'web', port: 80 };
  type Calls = (gateway: TcpMultiPortGateway, chart: Chart) => unknown;

  test.each<[string, GatewayApiProps, Calls, string]>([
    [
      'a Service port whose number is not known',
      {},
      (gateway) => gateway.expose(1, { name: 'web', port: 'http' }),
      'chart/edge: the Gateway API names a Service port by its number, and that of port "http" of default/web is not known here: give the number',
    ],
    [
      '17 backends',
      {},
      (gateway) =>
        gateway.exposeWeighted(
          1,
          Array.from({ length: 17 }, (_, index) => ({ backend: { name: `w${index}`, port: 80 }, weight: 1 })),
        ),
      'chart/edge: 17 backends are given: a route takes 16 at most',
    ],
    [
      'a name that the TLS listener has',
      {},
      (gateway) => {
        gateway.exposeTls(443, ['a.example.com'], web);
        gateway.expose(1, web, { name: 'port-443-tls' });
      },
      'chart/edge: the listener of 1/TCP → default/web:80 would have the name "port-443-tls", which is that of 443/TCP (a.example.com) → default/web:80: give another name',
    ],
    [
      'two ports that are one inside Envoy',
      { implementation: ENVOY_GATEWAY },
      (gateway) => {
        gateway.expose(53, web);
        gateway.expose(10053, web);
      },
      'chart/edge: port 10053/TCP and port 53/TCP are one port inside the proxy of Envoy Gateway 1.9, which adds 10000 to those below 1024: give one of them another external port',
    ],
    [
      'the same, the other way round',
      { implementation: ENVOY_GATEWAY },
      (gateway) => {
        gateway.expose(10053, web, { protocol: UDP });
        gateway.expose(53, web, { protocol: UDP });
      },
      'chart/edge: port 53/UDP and port 10053/UDP are one port inside the proxy of Envoy Gateway 1.9, which adds 10000 to those below 1024: give one of them another external port',
    ],
    [
      'TCP and UDP of an NLB with two backends',
      { implementation: AWS_LOAD_BALANCER_CONTROLLER },
      (gateway) => {
        gateway.expose(53, web);
        gateway.expose(53, { name: 'dns', port: 80 }, { protocol: UDP });
      },
      'chart/edge: AWS Load Balancer Controller 3.5 makes one listener of 53/UDP and 53/TCP, and every target has to serve both, but they lead to default/dns:80 and default/web:80: give one of them another external port',
    ],
    [
      'TCP and UDP of an NLB with one backend more',
      { implementation: AWS_LOAD_BALANCER_CONTROLLER },
      (gateway) => {
        gateway.expose(53, web, { protocol: UDP });
        gateway.exposeWeighted(53, [
          { backend: web, weight: 9 },
          { backend: { name: 'dns', port: 80 }, weight: 1 },
        ]);
      },
      'chart/edge: AWS Load Balancer Controller 3.5 makes one listener of 53/TCP and 53/UDP, and every target has to serve both, but they lead to default/web:80, default/dns:80 and default/web:80: give one of them another external port',
    ],
    [
      'host names of one port with the PROXY header and without',
      { implementation: ENVOY_GATEWAY },
      (gateway) => {
        gateway.exposeTls(443, ['a.example.com'], web, { proxyProtocol: { accept: true } });
        gateway.exposeTls(443, ['b.example.com'], web);
      },
      'chart/edge: 443/TCP (a.example.com) → default/web:80 and 443/TCP (b.example.com) → default/web:80 share listener "port-443-tls", which reads the PROXY header for both or for none: give both the same proxyProtocol.accept',
    ],
    [
      'the 65th listener where there are no ListenerSets',
      { implementation: CONTOUR },
      (gateway) => {
        for (let port = 1; port <= 65; port += 1) {
          gateway.expose(port, web);
        }
      },
      'chart/edge: Contour 1.33 serves 64 listeners at most, since it reads no ListenerSet: no version of Contour does; Cilium 1.20, Envoy Gateway 1.9, NGINX Gateway Fabric 2.7 and Istio 1.31 do',
    ],
  ])('%s', (_, props, calls, message) => {
    const chart = newChart();
    const gateway = forClass(props, chart);
    expect(messageOf(() => calls(gateway, chart))).toBe(message);
  });

  test('a refused call leaves nothing behind', () => {
    const gateway = forClass({ implementation: ENVOY_GATEWAY });
    gateway.expose(10053, web);
    expect(() => gateway.exposeRange(50, 60, { name: 'web' })).toThrow('port 53/TCP and port 10053/TCP');
    expect(gateway.exposures).toHaveLength(1);
    expect(gateway.expose(52, web).port).toBe(52);
  });

  test.each<[string, ExposeOptions, number, number]>([
    ['of two protocols', { protocol: UDP }, 53, 10053],
    ['of an upper port', {}, 1024, 11024],
  ])('but not ports %s', (_, options, first, second) => {
    const gateway = forClass({ implementation: ENVOY_GATEWAY });
    gateway.expose(first, web);
    expect(gateway.expose(second, web, options).port).toBe(second);
  });

  test('nor TCP and UDP of an NLB with one backend', () => {
    const gateway = forClass({ implementation: AWS_LOAD_BALANCER_CONTROLLER });
    gateway.expose(53, web);
    expect(gateway.expose(53, web, { protocol: UDP }).port).toBe(53);
  });

  test('the 51st listener of an NLB', () => {
    const gateway = forClass({ implementation: AWS_LOAD_BALANCER_CONTROLLER });
    gateway.exposeRange(1, 50, { name: 'web' });
    gateway.expose(50, { name: 'web', port: 50 }, { protocol: UDP });
    expect(messageOf(() => gateway.expose(51, web))).toContain('AWS Load Balancer Controller 3.5 has 50 listeners for one address at most');
  });
});

describe('two gateways', () => {
  const web = { name: 'web', port: 80 };

  test('one data plane', () => {
    const chart = newChart();
    const plane = GatewayApi.forClass('x');
    gatewayOn(plane, chart, 'one');
    expect(messageOf(() => gatewayOn(plane, chart, 'two'))).toBe(
      'chart/two: this data plane already serves chart/one: make another one for this gateway',
    );
  });

  test('one name', () => {
    const chart = newChart();
    gatewayOn(GatewayApi.forClass('x', { name: 'edge' }), chart, 'one');
    expect(messageOf(() => gatewayOn(GatewayApi.forClass('y', { name: 'edge' }), chart, 'two'))).toBe(
      'chart/two: Gateway default/edge is written for chart/one already, and one of the two would undo the other: expose on that gateway, or give this data plane another name and namespace',
    );
  });

  test('names of routes that come to the same', () => {
    const chart = newChart();
    gatewayOn(GatewayApi.forClass('x', { name: 'a' }), chart, 'one').expose(1, web, { name: 'b-c' });
    const two = gatewayOn(GatewayApi.forClass('x', { name: 'a-b' }), chart, 'two');
    expect(messageOf(() => two.expose(2, web, { name: 'c' }))).toBe(
      'chart/two: TCPRoute default/a-b-c is written for chart/one already, and one of the two would undo the other: expose on that gateway, or give this data plane another name and namespace',
    );
  });

  test('one listener of a Gateway to which both attach', () => {
    const chart = newChart();
    gatewayOn(GatewayApi.attach({ name: 'shared' }), chart, 'one').expose(1, web);
    const two = gatewayOn(GatewayApi.attach({ name: 'shared' }), chart, 'two');
    expect(messageOf(() => two.expose(1, web))).toBe(
      'chart/two: port 1/TCP of Gateway default/shared is written for chart/one already, and one of the two would undo the other: expose on that gateway, or give this data plane another name and namespace',
    );
    expect(two.expose(1, web, { protocol: UDP }).port).toBe(1);
  });

  test('one name of listener of a Gateway to which both attach, on two ports', () => {
    const chart = newChart();
    gatewayOn(GatewayApi.attach({ name: 'shared' }), chart, 'one').expose(1, web, { name: 'mail' });
    const two = gatewayOn(GatewayApi.attach({ name: 'shared' }), chart, 'two');
    expect(messageOf(() => two.expose(2, web, { name: 'mail' }))).toBe(
      'chart/two: listener "mail" of Gateway default/shared is written for chart/one already, and one of the two would undo the other: expose on that gateway, or give this data plane another name and namespace',
    );
    const three = gatewayOn(GatewayApi.attach({ name: 'shared' }, { listenerSets: true }), chart, 'three');
    expect(three.expose(2, web, { name: 'mail' }).port).toBe(2);
  });

  test('one TLS port of a Gateway to which both attach, where only one policy of it counts', () => {
    const chart = newChart();
    const attach = (): DataPlane => GatewayApi.attach({ name: 'shared' }, { implementation: ENVOY_GATEWAY });
    const accept = { proxyProtocol: { accept: true } };
    gatewayOn(attach(), chart, 'one').exposeTls(443, ['a.example.com'], web, accept);
    const two = gatewayOn(attach(), chart, 'two');
    expect(messageOf(() => two.exposeTls(443, ['b.example.com'], web, accept))).toBe(
      'chart/two: the PROXY header on listener "port-443-tls" of Gateway default/shared is written for chart/one already, and one of the two would undo the other: expose on that gateway, or give this data plane another name and namespace',
    );
  });

  test('policies of one name', () => {
    const [infra, team] = [newChart('infra', 'infra'), newChart('team', 'team')];
    const accept = { proxyProtocol: { accept: true } };
    const plane = { implementation: ENVOY_GATEWAY };
    gatewayOn(GatewayApi.forClass('x', plane), infra).expose(1, web, accept);
    const other = gatewayOn(
      GatewayApi.attach({ namespace: 'infra', name: 'shared' }, plane),
      new Chart(infra.node.root, 'other', { namespace: team.namespace }),
    );
    expect(messageOf(() => other.expose(1, web, accept))).toBe(
      'other/edge: ClientTrafficPolicy infra/edge-port-1 is written for infra/edge already, and one of the two would undo the other: expose on that gateway, or give this data plane another name and namespace',
    );
  });

  test('a prefix that a Gateway of the program has', () => {
    const chart = newChart();
    gatewayOn(GatewayApi.forClass('x', { name: 'edge' }), chart, 'one');
    expect(messageOf(() => gatewayOn(GatewayApi.attach({ name: 'shared' }, { name: 'edge' }), chart, 'two'))).toBe(
      'chart/two: the prefix edge-… in namespace default is written for chart/one already, and one of the two would undo the other: expose on that gateway, or give this data plane another name and namespace',
    );
  });

  test('a chart whose namespace is none', () => {
    expect(messageOf(() => gatewayOn(GatewayApi.forClass('x'), newChart('chart', 'A_b')))).toBe(
      'chart/edge: namespace of the chart "A_b" is not valid: give 63 or fewer lower-case letters, digits and hyphens, no hyphen first or last',
    );
  });

  test('an id that cannot name a Gateway', () => {
    expect(messageOf(() => gatewayOn(GatewayApi.forClass('x'), newChart(), 'Edge'))).toBe(
      'chart/Edge: the id of the gateway, which names the Gateway, "Edge" is not a Service name: give 63 or fewer lower-case letters, digits and hyphens, a letter first and no hyphen last',
    );
  });
});

test('a static address that Envoy Gateway does not answer at is warned of', () => {
  const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  GatewayApi.forClass('x', { implementation: ENVOY_GATEWAY, addresses: [{ value: '192.0.2.1' }] });
  expect(write.mock.calls.map(([text]) => text)).toEqual([
    'warning: Envoy Gateway writes spec.addresses to externalIPs of its Service, and the load balancer gives another address: pin that with infrastructureAnnotations\n',
  ]);
  write.mockRestore();
});

test('the backend of a chart that is refused is not half-exposed', () => {
  const chart = newChart();
  const gateway = forClass({}, chart);
  expect(() => gateway.expose(0, workload(chart, 'web', [{ port: 80 }]))).toThrow();
  expect(gateway.node.validate()).toEqual(['no port is exposed: call expose(port, backend)']);
});

import { ApiObject, App, Chart, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import fc from 'fast-check';
import { BackendSource, ExposeOptions, LabeledStatefulService, Protocol, TcpMultiPortGateway } from 'cdk8s-multiport';
import { find, newChart, synth } from '../support/manifests';
import { messageOf } from '../support/message';
import { TestPlane } from '../support/test-plane';

const { TCP, UDP } = Protocol;

function gatewayIn(chart: Chart, plane = new TestPlane()): TcpMultiPortGateway {
  return new TcpMultiPortGateway(chart, 'gateway', { dataPlane: plane });
}

function table(chart: Chart): Record<string, string> {
  return find(synth(chart), 'ConfigMap', 'table').data as Record<string, string>;
}

function workload(
  chart: Chart,
  id: string,
  ports: { port: number; protocol?: Protocol; name?: string; endPort?: number }[],
): LabeledStatefulService {
  return new LabeledStatefulService(chart, id, { labels: { app: id }, ports, container: { name: 'main', image: 'main' } });
}

describe('backends', () => {
  test('a LabeledStatefulService', () => {
    const chart = newChart();
    expect(gatewayIn(chart).expose(10000, workload(chart, 'web', [{ port: 80 }]))).toMatchObject({
      port: 10000,
      protocol: TCP,
      name: 'port-10000',
      backend: { service: { namespace: 'default', name: 'web' }, port: 80 },
      acceptProxyProtocol: false,
      sendProxyProtocol: false,
    });
  });

  test('a Service of cdk8s-plus-27', () => {
    const chart = newChart();
    const service = new kplus.Service(chart, 'svc', { metadata: { name: 'web', namespace: 'team' }, ports: [{ port: 80, name: 'http' }] });
    expect(gatewayIn(chart).expose(10000, service).backend).toMatchObject({ service: { namespace: 'team', name: 'web' }, port: 80 });
  });

  test('a typed object of cdk8s-plus-27, and a raw one', () => {
    const chart = newChart('chart', 'chart-namespace');
    const typed = new kplus.k8s.KubeService(chart, 'typed', { metadata: { name: 'typed' }, spec: { ports: [{ port: 80 }] } });
    const raw = new ApiObject(chart, 'raw', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'raw', namespace: 'other' },
      spec: { ports: [{ port: 53, protocol: 'UDP' }] },
    });
    const gateway = gatewayIn(chart);
    expect(gateway.expose(1, typed).backend).toMatchObject({ service: { namespace: 'chart-namespace', name: 'typed' }, port: 80 });
    expect(gateway.expose(2, raw, { protocol: UDP }).backend).toMatchObject({ service: { namespace: 'other', name: 'raw' }, port: 53 });
  });

  test('a Service that lives elsewhere', () => {
    const gateway = gatewayIn(newChart());
    expect(gateway.expose(1, { namespace: 'data', name: 'postgres', port: 5432 }).backend).toEqual({
      service: { namespace: 'data', name: 'postgres' },
      port: 5432,
    });
    expect(gateway.expose(2, { name: 'postgres', port: 'metrics' }).backend).toEqual({
      service: { namespace: 'default', name: 'postgres' },
      port: 'metrics',
    });
    expect(gateway.expose(3, { name: 'postgres', endpoints: 7 }, { servicePort: 1 }).backend.service.endpoints).toBe(7);
  });
});

describe('expose refuses', () => {
  const reserved = [
    { port: 80, by: 'the plane itself' },
    { port: 8443, protocol: TCP, by: 'its webhook' },
  ];
  const backends: Record<string, (chart: Chart) => BackendSource> = {
    web: (chart) => workload(chart, 'web', [{ port: 80 }]),
    dns: (chart) => workload(chart, 'dns', [{ port: 53 }, { port: 53, protocol: UDP }, { port: 9153, name: 'metrics' }]),
    game: (chart) => workload(chart, 'game', [{ port: 27015, protocol: UDP }]),
    pod: (chart) => new kplus.k8s.KubePod(chart, 'pod', {}),
    deployment: (chart) => new kplus.Deployment(chart, 'deployment', { containers: [{ image: 'x', portNumber: 80 }] }),
    number: () => 80 as unknown as BackendSource,
    list: () => ['web'] as unknown as BackendSource,
    portless: (chart) => new kplus.Service(chart, 'portless', {}),
    knative: (chart) => new ApiObject(chart, 'knative', { apiVersion: 'serving.knative.dev/v1', kind: 'Service' }),
    wrongBackend: () => ({ backendServices: () => null as never }),
    none: () => undefined as unknown as BackendSource,
    badName: () => ({ name: 'Web', port: 80 }),
    badNamespace: () => ({ namespace: 'a/b', name: 'web', port: 80 }),
    badEndpoints: () => ({ name: 'web', port: 80, endpoints: 0 }),
    quotedPort: () => ({ name: 'web', port: '80' }),
    noPort: () => ({ name: 'web' }),
  };
  const kinds = 'a LabeledStatefulService, a Service of cdk8s-plus-27, or { namespace, name, port } of a Service that lives elsewhere';

  test.each<[number, string, ExposeOptions, string]>([
    [0, 'web', {}, 'external port 0 is not a port: give an integer from 1 to 65535'],
    [65536, 'web', {}, 'external port 65536 is not a port: give an integer from 1 to 65535'],
    [1.5, 'web', {}, 'external port 1.5 is not a port: give an integer from 1 to 65535'],
    ['80' as unknown as number, 'web', {}, 'external port "80" is not a port: give an integer from 1 to 65535'],
    [1, 'web', { protocol: 'SCTP' as Protocol }, 'protocol "SCTP" is not known: give TCP or UDP'],
    [1, 'web', { name: 'A' }, 'name "A" is not valid: give 63 or fewer lower-case letters, digits and hyphens, no hyphen first or last'],
    [80, 'web', {}, 'port 80/TCP is taken by the plane itself: give another external port'],
    [8443, 'web', {}, 'port 8443/TCP is taken by its webhook: give another external port'],
    [1, 'web', { servicePort: 81 }, 'Service default/web has no port 81 (it has 80/TCP): give one of its ports as servicePort'],
    [1, 'web', { protocol: UDP }, 'Service default/web has no UDP port (it has 80/TCP): expose it with protocol: Protocol.TCP'],
    [1, 'dns', {}, 'Service default/dns has several TCP ports (53/TCP "tcp-53", 9153/TCP "metrics"): say which with servicePort'],
    [1, 'game', {}, 'Service default/game has no TCP port (it has 27015/UDP): expose it with protocol: Protocol.UDP'],
    [1, 'game', { servicePort: 27015 }, 'Service default/game has port 27015 as UDP, not TCP: expose it with protocol: Protocol.UDP'],
    [
      1,
      'game',
      { protocol: UDP, proxyProtocol: { accept: true } },
      'test-plane does not read the PROXY header on UDP, only on TCP: leave out proxyProtocol.accept',
    ],
    [
      1,
      'game',
      { protocol: UDP, proxyProtocol: { send: true } },
      'test-plane does not send the PROXY header on UDP, only on TCP: leave out proxyProtocol.send',
    ],
    [1, 'web', null as never, 'options null is no object: give one, as { protocol: Protocol.UDP }'],
    [1, 'web', { proxyProtocol: true as never }, 'proxyProtocol true is no object: give one, as { accept: true }'],
    [1, 'web', { proxyProtocol: { accept: 'no' as never } }, 'proxyProtocol.accept "no" is neither true nor false: give one of them'],
    [
      1,
      'portless',
      {},
      'the backend chart/portless/Resource cannot be rendered (A service must be configured with a port): finish the Service before it is exposed',
    ],
    [1, 'knative', {}, `the backend chart/knative is a Service of serving.knative.dev/v1, not a Service of v1: give ${kinds}`],
    [1, 'wrongBackend', {}, 'what backendServices() returns null is no list: give one, as [{ namespace, name, ports }]'],
    [1, 'pod', {}, `the backend chart/pod is a Pod of v1, not a Service of v1: give ${kinds}`],
    [1, 'deployment', {}, `the backend chart/deployment is a Deployment of apps/v1, not a Service of v1: give ${kinds}`],
    [1, 'number', {}, `the backend 80 is no Service: give ${kinds}`],
    [1, 'list', {}, `the backend ["web"] is no Service: give ${kinds}`],
    [1, 'none', {}, `the backend undefined is no Service: give ${kinds}`],
    [
      1,
      'badName',
      {},
      'name of the backend "Web" is not a Service name: give 63 or fewer lower-case letters, digits and hyphens, a letter first and no hyphen last',
    ],
    [
      1,
      'badNamespace',
      {},
      'namespace of the backend "a/b" is not valid: give 63 or fewer lower-case letters, digits and hyphens, no hyphen first or last',
    ],
    [1, 'badEndpoints', {}, 'endpoints 0 is not a number of Pods: give an integer, 1 or more'],
    [1, 'quotedPort', {}, 'port of the backend "80" is a number in quotes: give 80 without them, or the port\'s name'],
    [1, 'noPort', {}, 'the reference to Service default/web names no port: give its port, by number or by name'],
  ])('%p to %s with %j', (port, backend, options, message) => {
    const chart = newChart();
    const gateway = gatewayIn(chart, new TestPlane({ reservedPorts: reserved }));
    const source = backends[backend](chart);
    expect(messageOf(() => gateway.expose(port, source, options))).toBe(`chart/gateway: ${message}`);
    expect(gateway.exposures).toEqual([]);
  });

  test('a port that is exposed already, with both places', () => {
    const gateway = gatewayIn(newChart());
    gateway.expose(10000, { name: 'one', port: 1 });
    expect(messageOf(() => gateway.expose(10000, { name: 'two', port: 2 }))).toMatch(
      new RegExp(
        '^chart/gateway: port 10000/TCP is exposed twice: 10000/TCP → default/one:1 at \\S+gateway\\.test\\.ts:\\d+:\\d+, ' +
          'and 10000/TCP → default/two:2 at \\S+gateway\\.test\\.ts:\\d+:\\d+: give one of them another port$',
      ),
    );
    expect(() => gateway.expose(10000, { name: 'two', port: 2 }, { protocol: UDP })).not.toThrow();
  });

  test('a name that is given already', () => {
    const gateway = gatewayIn(newChart());
    gateway.expose(1, { name: 'one', port: 1 }, { name: 'port-2' });
    expect(messageOf(() => gateway.expose(2, { name: 'two', port: 2 }))).toBe(
      'chart/gateway: the name "port-2" of 2/TCP → default/two:2 is already that of 1/TCP → default/one:1: give another name',
    );
  });

  test('a protocol, a PROXY header, a number of exposures that the plane does not have', () => {
    const gateway = gatewayIn(newChart(), new TestPlane({ protocols: [TCP], acceptsProxyProtocol: [], maxExposures: 2 }));
    const backend = { name: 'one', port: 1 };
    expect(messageOf(() => gateway.expose(1, backend, { protocol: UDP }))).toBe(
      'chart/gateway: test-plane does not forward UDP: it forwards TCP',
    );
    expect(messageOf(() => gateway.expose(1, backend, { proxyProtocol: { accept: true } }))).toBe(
      'chart/gateway: test-plane does not read the PROXY header on TCP: leave out proxyProtocol.accept',
    );
    const full = 'chart/gateway: test-plane carries 2 exposures at most, and the gateway has them: use a second gateway';
    expect(messageOf(() => gateway.exposeRange(1, 3, { name: 'one' }))).toBe(full);
    gateway.exposeRange(1, 2, { name: 'one' });
    expect(messageOf(() => gateway.expose(3, backend))).toBe(full);
  });

  test('a backend outside of the namespaces that the plane sees', () => {
    const gateway = gatewayIn(newChart(), new TestPlane({ backendNamespaces: ['edge'] }));
    expect(messageOf(() => gateway.expose(1, { namespace: 'data', name: 'db', port: 1 }))).toBe(
      'chart/gateway: test-plane finds backends in namespace edge only, and data/db:1 is not there: move the Service, or widen what the data plane watches',
    );
    expect(() => gateway.expose(1, { namespace: 'edge', name: 'db', port: 1 })).not.toThrow();
  });

  test('servicePort against the port of the reference', () => {
    expect(messageOf(() => gatewayIn(newChart()).expose(1, { name: 'one', port: 1 }, { servicePort: 2 }))).toBe(
      'chart/gateway: servicePort 2 is not the port 1 that the reference names: give one of them',
    );
  });

  test("and the first line of the stack is the caller's", () => {
    const gateway = gatewayIn(newChart());
    for (const call of [() => gateway.expose(0, { name: 'a', port: 1 }), () => gateway.exposeRange(2, 1, { name: 'a' })]) {
      try {
        call();
        throw new Error('nothing was thrown');
      } catch (error) {
        expect(((error as Error).stack ?? '').split('\n')[1]).toContain(__filename);
      }
    }
  });
});

describe('exposeRange', () => {
  test('publishes each port under its own number', () => {
    const chart = newChart();
    const gateway = gatewayIn(chart);
    const made = gateway.exposeRange(50000, 50002, workload(chart, 'rtp', [{ port: 50000, endPort: 50002, protocol: UDP }]), {
      protocol: UDP,
    });
    expect(made.map(({ port, backend, name }) => [port, backend.port, name])).toEqual([
      [50000, 50000, 'port-50000-udp'],
      [50001, 50001, 'port-50001-udp'],
      [50002, 50002, 'port-50002-udp'],
    ]);
  });

  test('finds each port in the Service that has it', () => {
    const chart = newChart();
    const rtp = new LabeledStatefulService(chart, 'rtp', {
      labels: { app: 'rtp' },
      ports: [{ port: 10, endPort: 12 }],
      portsPerService: 2,
      container: { name: 'main', image: 'main' },
    });
    expect(
      gatewayIn(chart)
        .exposeRange(10, 12, rtp)
        .map(({ backend }) => backend.service.name),
    ).toEqual(['rtp', 'rtp', 'rtp-2']);
  });

  test.each<[number, number, string]>([
    [0, 5, 'first port 0 is not a port: give an integer from 1 to 65535'],
    [5, 70000, 'last port 70000 is not a port: give an integer from 1 to 65535'],
    [5, 4, 'the last port 4 comes before the first port 5: give the lower one first'],
    [
      10,
      13,
      'Service default/rtp has no port 13 (it has 10/TCP "tcp-10", 11/TCP "tcp-11", 12/TCP "tcp-12"): give one of its ports as servicePort',
    ],
  ])('refuses %p to %p, and publishes none of them', (from, to, message) => {
    const chart = newChart();
    const gateway = gatewayIn(chart);
    const rtp = workload(chart, 'rtp', [{ port: 10, endPort: 12 }]);
    expect(messageOf(() => gateway.exposeRange(from, to, rtp))).toBe(`chart/gateway: ${message}`);
    expect(gateway.exposures).toEqual([]);
  });

  test('refuses a servicePort, and a name', () => {
    const message =
      'chart/gateway: a range takes no servicePort and no name, each port keeps its own number and gets its own name: leave them out';
    expect(messageOf(() => gatewayIn(newChart()).exposeRange(1, 2, { name: 'a' }, { servicePort: 80 } as never))).toBe(message);
    expect(messageOf(() => gatewayIn(newChart()).exposeRange(1, 2, { name: 'a' }, { name: 'x' } as never))).toBe(message);
  });

  test('refuses a reference that names a port', () => {
    expect(messageOf(() => gatewayIn(newChart()).exposeRange(1, 2, { name: 'a', port: 1 }))).toBe(
      'chart/gateway: the reference names port 1, but each port of a range keeps its own number: leave out port',
    );
  });
});

describe('synth', () => {
  test('a gateway without exposures is refused', () => {
    const chart = newChart();
    gatewayIn(chart);
    expect(messageOf(() => synth(chart))).toContain('[chart/gateway] no port is exposed: call expose(port, backend)');
  });

  test("what the plane finds wrong with the table is reported with the gateway's path", () => {
    const chart = newChart();
    const plane = new TestPlane();
    jest.spyOn(plane, 'validate').mockReturnValue(['too much', 'too dear']);
    gatewayIn(chart, plane).expose(1, { name: 'a', port: 1 });
    expect(messageOf(() => synth(chart))).toBe(
      'Validation failed with the following errors:\n  [chart/gateway] too much\n  [chart/gateway] too dear',
    );
    expect(plane.renders).toBe(0);
  });

  test('the plane renders once for a table, and again after it has grown', () => {
    const app = Testing.app();
    const chart = new Chart(app, 'chart');
    const plane = new TestPlane();
    const gateway = gatewayIn(chart, plane);
    gateway.expose(2, { name: 'a', port: 1 });
    app.synth();
    expect(Object.keys(table(chart))).toEqual(['port-2']);
    expect(plane.renders).toBe(1);
    gateway.expose(1, { name: 'a', port: 1 });
    expect(Object.keys(table(chart)).sort()).toEqual(['port-1', 'port-2']);
    expect(plane.renders).toBe(2);
  });

  test("the user's own constructs under the gateway stay", () => {
    const chart = newChart();
    const gateway = gatewayIn(chart);
    new ApiObject(gateway, 'mine', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'mine' } });
    gateway.expose(1, { name: 'a', port: 1 });
    synth(chart);
    gateway.expose(2, { name: 'a', port: 1 });
    expect(synth(chart).map((object) => object.metadata.name)).toEqual(['mine', 'table']);
  });

  test('the output is the same for every order of calls', () => {
    const row = fc.record({
      port: fc.integer({ min: 1, max: 65535 }),
      protocol: fc.constantFrom(TCP, UDP),
      target: fc.integer({ min: 1, max: 9 }),
    });
    const rows = fc.uniqueArray(row, { minLength: 1, maxLength: 20, selector: ({ port, protocol }) => `${port}/${protocol}` });
    const output = (list: { port: number; protocol: Protocol; target: number }[]): string => {
      const app = new App();
      const chart = new Chart(app, 'chart');
      const gateway = gatewayIn(chart);
      list.forEach(({ port, protocol, target }) => gateway.expose(port, { name: `svc-${target}`, port: target }, { protocol }));
      return app.synthYaml();
    };
    fc.assert(
      fc.property(
        rows.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
        ([list, shuffled]) => output(list) === output(shuffled),
      ),
      { numRuns: 50 },
    );
  });
});

test('a data plane has to be one', () => {
  expect(messageOf(() => new TcpMultiPortGateway(newChart(), 'gateway', undefined as never))).toBe(
    'chart/gateway: dataPlane is no data plane: give one, as IngressNginx.install()',
  );
  expect(messageOf(() => new TcpMultiPortGateway(newChart(), 'gateway', {} as never))).toBe(
    'chart/gateway: dataPlane is no data plane: give one, as IngressNginx.install()',
  );
});

test('exposures are handed out as a copy', () => {
  const gateway = gatewayIn(newChart());
  gateway.expose(1, { name: 'a', port: 1 });
  gateway.exposures.pop();
  expect(gateway.exposures).toHaveLength(1);
});

test('constructs that are in no chart', () => {
  const app = new App();
  const message = 'it is in no chart, and only what is in one is written: give a Chart, or a construct in one, as the scope';
  expect(messageOf(() => new TcpMultiPortGateway(app, 'gateway', { dataPlane: new TestPlane() }))).toBe(`gateway: ${message}`);
  const props = { labels: { app: 'web' }, ports: [{ port: 80 }], container: { name: 'main', image: 'main' } };
  expect(messageOf(() => new LabeledStatefulService(app, 'web', props))).toBe(`web: ${message}`);
  expect(app.node.children).toEqual([]);
});

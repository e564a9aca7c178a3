import { GatewayApi, GatewayImplementation, Protocol } from 'cdk8s-multiport';
import { TcpMultiPortChart } from '../../../charts/tcp-multi-port';
import { Testing } from 'cdk8s';
import { find, newChart, rendered, synth } from '../../support/manifests';
import { forClass, gatewayOn, objectNames, workload } from './support';

const { UDP } = Protocol;
const ENVOY = { implementation: GatewayImplementation.ENVOY_GATEWAY };

test('the chart of the first article', () => {
  const app = Testing.app();
  new TcpMultiPortChart(app, 'chart', { dataPlane: GatewayApi.forClass('envoy') });
  expect(app.synthYaml()).toMatchSnapshot();
});

describe('minimal props', () => {
  const chart = newChart('chart', 'edge');
  const gateway = forClass({}, chart);
  gateway.expose(10000, workload(chart, 'web', [{ port: 80 }]));
  const objects = rendered(gateway);

  test('a Gateway with the id of the gateway, in the namespace of the chart', () => {
    expect(find(objects, 'Gateway', 'edge')).toEqual({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: { name: 'edge', namespace: 'edge' },
      spec: {
        gatewayClassName: 'envoy',
        listeners: [
          {
            name: 'port-10000',
            port: 10000,
            protocol: 'TCP',
            allowedRoutes: { namespaces: { from: 'Same' }, kinds: [{ kind: 'TCPRoute' }] },
          },
        ],
      },
    });
  });

  test('a route to one listener, with one rule', () => {
    expect(find(objects, 'TCPRoute', 'edge-port-10000')).toEqual({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'TCPRoute',
      metadata: { name: 'edge-port-10000', namespace: 'edge' },
      spec: {
        parentRefs: [{ name: 'edge', sectionName: 'port-10000' }],
        rules: [{ backendRefs: [{ name: 'web', port: 80 }] }],
      },
    });
  });

  test('nothing else', () => {
    expect(objectNames(gateway)).toEqual(['Gateway edge/edge', 'TCPRoute edge/edge-port-10000']);
  });
});

test('without a namespace of the chart: default', () => {
  const chart = newChart();
  const gateway = forClass({}, chart);
  gateway.expose(1, workload(chart, 'web', [{ port: 80 }]));
  expect(objectNames(gateway)).toEqual(['Gateway default/edge', 'TCPRoute default/edge-port-1']);
});

test('all props', () => {
  const chart = newChart('chart', 'edge');
  const gateway = gatewayOn(
    GatewayApi.forClass('cilium', {
      implementation: GatewayImplementation.CILIUM,
      version: '1.20',
      name: 'shared',
      namespace: 'infra',
      addresses: [{ value: '192.0.2.7' }, { value: 'edge.example.com', type: 'Hostname' }],
      infrastructureLabels: { team: 'edge' },
      infrastructureAnnotations: { 'example.com/owner': 'edge' },
      listenerSets: true,
    }),
    chart,
  );
  gateway.expose(10000, workload(chart, 'web', [{ port: 80 }]));
  expect(find(rendered(gateway), 'Gateway', 'shared')).toEqual({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name: 'shared', namespace: 'infra' },
    spec: {
      gatewayClassName: 'cilium',
      addresses: [{ value: '192.0.2.7' }, { value: 'edge.example.com', type: 'Hostname' }],
      infrastructure: { labels: { team: 'edge' }, annotations: { 'example.com/owner': 'edge' } },
      allowedListeners: { namespaces: { from: 'Same' } },
      listeners: [expect.objectContaining({ name: 'port-10000' })],
    },
  });
});

test('UDP beside TCP on one number', () => {
  const chart = newChart('chart', 'edge');
  const gateway = forClass({}, chart);
  const dns = workload(chart, 'dns', [{ port: 53 }, { port: 53, protocol: UDP }]);
  gateway.expose(53, dns, { protocol: UDP });
  gateway.expose(53, dns);
  const objects = rendered(gateway);
  expect(
    find(objects, 'Gateway', 'edge').spec.listeners.map(({ name, allowedRoutes }: any) => [name, allowedRoutes.kinds[0].kind]),
  ).toEqual([
    ['port-53', 'TCPRoute'],
    ['port-53-udp', 'UDPRoute'],
  ]);
  expect(find(objects, 'UDPRoute', 'edge-port-53-udp').spec).toEqual({
    parentRefs: [{ name: 'edge', sectionName: 'port-53-udp' }],
    rules: [{ backendRefs: [{ name: 'dns', port: 53 }] }],
  });
});

describe('TLS by host name', () => {
  const chart = newChart('chart', 'edge');
  const gateway = forClass({}, chart);
  gateway.exposeTls(443, ['b.example.com', '*.a.example.com'], workload(chart, 'one', [{ port: 8443 }]));
  gateway.exposeTls(443, ['c.example.com'], workload(chart, 'two', [{ port: 8443 }]));
  const objects = rendered(gateway);

  test('one listener for the port, which passes TLS on', () => {
    expect(find(objects, 'Gateway', 'edge').spec.listeners).toEqual([
      {
        name: 'port-443-tls',
        port: 443,
        protocol: 'TLS',
        tls: { mode: 'Passthrough' },
        allowedRoutes: { namespaces: { from: 'Same' }, kinds: [{ kind: 'TLSRoute' }] },
      },
    ]);
  });

  test('a route for each exposure', () => {
    expect(find(objects, 'TLSRoute', 'edge-port-443-any-a-example-com').spec).toEqual({
      parentRefs: [{ name: 'edge', sectionName: 'port-443-tls' }],
      hostnames: ['*.a.example.com', 'b.example.com'],
      rules: [{ backendRefs: [{ name: 'one', port: 8443 }] }],
    });
    expect(find(objects, 'TLSRoute', 'edge-port-443-c-example-com').spec.hostnames).toEqual(['c.example.com']);
  });
});

test('several backends by weight', () => {
  const chart = newChart('chart', 'edge');
  const gateway = forClass({}, chart);
  const [blue, green] = ['blue', 'green'].map((id) => workload(chart, id, [{ port: 80 }]));
  gateway.exposeWeighted(80, [
    { backend: green, weight: 1 },
    { backend: blue, weight: 9 },
  ]);
  expect(find(rendered(gateway), 'TCPRoute', 'edge-port-80').spec.rules).toEqual([
    {
      backendRefs: [
        { name: 'green', port: 80, weight: 1 },
        { name: 'blue', port: 80, weight: 9 },
      ],
    },
  ]);
});

test('a named Service port becomes its number', () => {
  const chart = newChart('chart', 'edge');
  const gateway = forClass({}, chart);
  gateway.expose(
    1,
    workload(chart, 'dns', [
      { port: 53, name: 'dns' },
      { port: 53, protocol: UDP, name: 'dns-udp' },
    ]),
    { servicePort: 'dns-udp', protocol: UDP },
  );
  expect(find(rendered(gateway), 'UDPRoute', 'edge-port-1-udp').spec.rules).toEqual([{ backendRefs: [{ name: 'dns', port: 53 }] }]);
});

describe('backends in other namespaces', () => {
  const chart = newChart('chart', 'edge');
  const gateway = forClass({}, chart);
  const db = workload(chart, 'db', [{ port: 5432 }, { port: 53, protocol: UDP }], 'data');
  gateway.expose(5432, db, { servicePort: 5432 });
  gateway.expose(53, db, { protocol: UDP });
  gateway.expose(6379, { namespace: 'cache', name: 'redis', port: 6379 });
  gateway.expose(6380, { namespace: 'cache', name: 'redis', port: 6379 });
  const objects = rendered(gateway);

  test('the route names the namespace', () => {
    expect(find(objects, 'TCPRoute', 'edge-port-5432').spec.rules).toEqual([
      { backendRefs: [{ name: 'db', namespace: 'data', port: 5432 }] },
    ]);
  });

  test('a grant for each Service, for the kinds of routes that send to it', () => {
    expect(objects.filter(({ kind }) => kind === 'ReferenceGrant')).toEqual([
      {
        apiVersion: 'gateway.networking.k8s.io/v1beta1',
        kind: 'ReferenceGrant',
        metadata: { name: 'edge.edge.redis', namespace: 'cache' },
        spec: {
          from: [{ group: 'gateway.networking.k8s.io', kind: 'TCPRoute', namespace: 'edge' }],
          to: [{ group: '', kind: 'Service', name: 'redis' }],
        },
      },
      {
        apiVersion: 'gateway.networking.k8s.io/v1beta1',
        kind: 'ReferenceGrant',
        metadata: { name: 'edge.edge.db', namespace: 'data' },
        spec: {
          from: [
            { group: 'gateway.networking.k8s.io', kind: 'TCPRoute', namespace: 'edge' },
            { group: 'gateway.networking.k8s.io', kind: 'UDPRoute', namespace: 'edge' },
          ],
          to: [{ group: '', kind: 'Service', name: 'db' }],
        },
      },
    ]);
  });
});

test('an implementation that reads v1alpha2 gets it', () => {
  const chart = newChart('chart', 'edge');
  const gateway = forClass({ implementation: GatewayImplementation.CONTOUR }, chart);
  gateway.expose(1, workload(chart, 'web', [{ port: 80 }]));
  expect(find(rendered(gateway), 'TCPRoute', 'edge-port-1').apiVersion).toBe('gateway.networking.k8s.io/v1alpha2');
});

describe('PROXY protocol by the policies of Envoy Gateway', () => {
  const chart = newChart('chart', 'edge');
  const gateway = forClass(ENVOY, chart);
  gateway.expose(1, workload(chart, 'web', [{ port: 80 }]), { proxyProtocol: { accept: true, send: true } });
  const objects = rendered(gateway);

  test('read at the listener', () => {
    expect(find(objects, 'ClientTrafficPolicy', 'edge-port-1')).toEqual({
      apiVersion: 'gateway.envoyproxy.io/v1alpha1',
      kind: 'ClientTrafficPolicy',
      metadata: { name: 'edge-port-1', namespace: 'edge' },
      spec: {
        targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'edge', sectionName: 'port-1' }],
        proxyProtocol: {},
      },
    });
  });

  test('read once for all host names of a port', () => {
    const tls = forClass(ENVOY);
    const accept = { proxyProtocol: { accept: true } };
    tls.exposeTls(443, ['a.example.com'], { name: 'a', port: 443 }, accept);
    tls.exposeTls(443, ['b.example.com'], { name: 'b', port: 443 }, accept);
    const policies = rendered(tls).filter(({ kind }) => kind === 'ClientTrafficPolicy');
    expect(policies.map(({ metadata, spec }) => [metadata.name, spec.targetRefs[0].sectionName])).toEqual([
      ['edge-port-443-tls', 'port-443-tls'],
    ]);
  });

  test('read where the listener is, in another namespace', () => {
    const attached = gatewayOn(GatewayApi.attach({ namespace: 'infra', name: 'shared' }, ENVOY));
    attached.expose(1, { name: 'web', port: 80 }, { proxyProtocol: { accept: true } });
    expect(objectNames(attached)).toContain('ClientTrafficPolicy infra/edge-port-1');
    const sets = gatewayOn(GatewayApi.attach({ namespace: 'infra', name: 'shared' }, { ...ENVOY, listenerSets: true }));
    sets.expose(1, { name: 'web', port: 80 }, { proxyProtocol: { accept: true } });
    expect(objectNames(sets)).toContain('ClientTrafficPolicy edge/edge-port-1');
  });

  test('sent by the route', () => {
    expect(find(objects, 'BackendTrafficPolicy', 'edge-port-1').spec).toEqual({
      targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'TCPRoute', name: 'edge-port-1' }],
      proxyProtocol: { version: 'V1' },
    });
  });
});

test('it passes the check of the wiring', () => {
  const chart = newChart('chart', 'edge');
  const gateway = forClass(ENVOY, chart);
  const web = workload(chart, 'web', [{ port: 80 }, { port: 53, protocol: UDP }], 'apps');
  gateway.expose(80, web, { servicePort: 80 });
  gateway.expose(53, web, { protocol: UDP });
  gateway.exposeTls(443, ['a.example.com'], web, { servicePort: 80 });
  expect(synth(chart).map(({ kind }) => kind)).toContain('TLSRoute');
  expect(chart.node.root.node.validate()).toEqual([]);
});

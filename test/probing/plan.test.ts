import * as fc from 'fast-check';
import { planProbes } from '../../lib/probing/plan';
import { Cluster } from '../../lib/probing/cluster';
import { probeKey, publisherText } from '../../lib/probing/probe';
import { WiringGraph } from '../../lib/wiring/graph/wiring-graph';
import {
  condition,
  configMap,
  controller,
  gateway,
  manifests,
  node,
  Plain,
  planOf,
  pod,
  route,
  service,
  slice,
  whole,
} from './support/objects';

/** `80/TCP 192.0.2.1 Service shop/web → targetPort 8080`. */
function texts(declared: readonly Plain[], live: readonly Plain[] = declared): string[] {
  return planOf(declared, live).map((probe) =>
    [
      `${probe.port}/${probe.protocol}`,
      probe.address ?? probe.fault?.cause,
      publisherText(probe),
      `→ ${probe.leadsTo.join(', ') || 'nowhere'}`,
    ].join(' '),
  );
}

const INTERNAL = { type: 'InternalIP', address: '10.0.0.1' };
const EXTERNAL = { type: 'ExternalIP', address: '198.51.100.1' };

describe('load balancers', () => {
  test('each port at each address, UDP as well; a ClusterIP Service has none', () => {
    const ports = [
      { name: 'a', port: 80, targetPort: 8080 },
      { name: 'b', port: 53, targetPort: 'dns', protocol: 'UDP' },
    ];
    const live = [
      service('web', { ports }, { ingress: [{ ip: '192.0.2.1' }, { ip: '2001:db8::1' }] }),
      service('inner', { type: 'ClusterIP' }),
      service('cloud', {}, { ingress: [{ hostname: 'lb.example.com' }] }),
    ];
    expect(texts(live)).toEqual([
      '53/UDP 192.0.2.1 Service shop/web → targetPort dns',
      '53/UDP 2001:db8::1 Service shop/web → targetPort dns',
      '80/TCP lb.example.com Service shop/cloud → targetPort 8080',
      '80/TCP 192.0.2.1 Service shop/web → targetPort 8080',
      '80/TCP 2001:db8::1 Service shop/web → targetPort 8080',
    ]);
  });

  test('externalIPs, of whatever type', () => {
    expect(texts([service('web', { type: 'ClusterIP', externalIPs: ['192.0.2.7', '192.0.2.8'] })])).toEqual([
      '80/TCP 192.0.2.7 Service shop/web externalIP → targetPort 8080',
      '80/TCP 192.0.2.8 Service shop/web externalIP → targetPort 8080',
    ]);
  });

  test('only what is declared, at the address that the cluster has', () => {
    const declared = [service('web', {}, { ingress: null })];
    expect(texts(declared, [...whole('web'), ...whole('other')])).toEqual(['80/TCP 192.0.2.1 Service shop/web → targetPort 8080']);
  });

  test('two Services that share an address are one port each, and one port of one address is one connection', () => {
    const live = [service('a'), service('b', { ports: [{ port: 81 }] }), service('c')];
    expect(texts(live)).toEqual(['80/TCP 192.0.2.1 Service shop/a → targetPort 8080', '81/TCP 192.0.2.1 Service shop/b → targetPort 81']);
  });

  test('ports of SCTP are counted, and no more', () => {
    const live = manifests([service('web', { ports: [{ port: 80, protocol: 'SCTP' }] })]);
    expect(planProbes(new WiringGraph(live), new Cluster(live))).toEqual({ probes: [], others: 1 });
  });
});

describe('nodes', () => {
  const nodePort = (spec: Plain = {}) =>
    whole('web', { type: 'NodePort', ports: [{ port: 80, targetPort: 8080, nodePort: 30080 }], ...spec });

  test.each([
    ['an ExternalIP goes before an InternalIP', [node('node1', [INTERNAL, EXTERNAL])], '198.51.100.1'],
    ['without one the InternalIP', [node('node1', [{ type: 'Hostname', address: 'node1' }, INTERNAL])], '10.0.0.1'],
    ['the first node that is ready', [node('a', [EXTERNAL], 'False'), node('c', [EXTERNAL]), node('b', [INTERNAL])], '10.0.0.1'],
    ['the node of a Pod where nodes are not known', [], '10.0.0.1'],
  ])('%s', (_, nodes, address) => {
    expect(texts([...nodePort(), ...nodes])).toEqual([`30080/TCP ${address} Service shop/web NodePort → targetPort 8080`]);
  });

  test('with externalTrafficPolicy: Local a node that has a Pod', () => {
    const nodes = [node('a', [EXTERNAL]), node('node1', [INTERNAL])];
    expect(texts([...nodePort({ externalTrafficPolicy: 'Local' }), ...nodes])[0]).toMatch(/^30080\/TCP 10\.0\.0\.1 /);
    expect(texts([...nodePort(), ...nodes])[0]).toMatch(/^30080\/TCP 198\.51\.100\.1 /);
  });

  test('a nodePort that the manifest leaves to the cluster', () => {
    const declared = [service('web', { type: 'NodePort' })];
    expect(texts(declared, [...nodePort(), node('a', [INTERNAL])])).toEqual([
      '30080/TCP 10.0.0.1 Service shop/web NodePort → targetPort 8080',
    ]);
  });

  const hostPort = (more: Plain = {}) =>
    pod('turn', {}, { containers: [{ name: 'main', image: 'turn', ports: [{ containerPort: 3478, hostPort: 3479 }] }], ...more });

  test('a hostPort, at the node of one of its Pods, and under the name of what made them', () => {
    const second = hostPort({ name: 'turn-5d7c-y' });
    second.status.hostIP = '10.0.0.2';
    const first = hostPort();
    first.status.conditions = [condition('Ready', 'False')];
    expect(texts([first, second])).toEqual(['3479/TCP 10.0.0.2 Deployment shop/turn hostPort → containerPort 3478']);
  });

  test('what Kubernetes copies into hostPort of a Pod with hostNetwork is meant for outside in an ingress controller only', () => {
    expect(texts([hostPort({ hostNetwork: true })])).toEqual([]);
    const map = configMap('tcp-services', { '5432': 'shop/web:80' });
    expect(texts([...controller(undefined, { ports: [], hostNetwork: true }), map])).toEqual([
      '80/TCP 10.0.0.1 Deployment shop/nginx hostPort → containerPort 80',
      '5432/TCP 10.0.0.1 ConfigMap shop/tcp-services → shop/web:80',
    ]);
  });

  test('a Pod that has ended has no port', () => {
    const ended = hostPort();
    ended.status.phase = 'Succeeded';
    expect(texts([ended])).toEqual([]);
  });
});

describe('ingress-nginx', () => {
  const map = configMap('tcp-services', { '5432': 'shop/web:80' });

  test('a port of its Service leads where the map says', () => {
    expect(texts([...controller(), map])).toEqual([
      '80/TCP 192.0.2.1 Service shop/nginx → targetPort http',
      '5432/TCP 192.0.2.1 Service shop/nginx → shop/web:80',
    ]);
  });

  test('a map alone: the port of the Service of the controller that reads it', () => {
    expect(texts([map], [...controller(), map])).toEqual(['5432/TCP 192.0.2.1 Service shop/nginx → shop/web:80']);
  });
});

describe('Gateways', () => {
  const listeners = [
    { name: 'postgres', port: 5432, protocol: 'TCP' },
    { name: 'dns', port: 53, protocol: 'UDP' },
    { name: 'web', port: 443, protocol: 'HTTPS' },
    { name: 'own', port: 1, protocol: 'example.com/own' },
  ];

  test('each listener at each address', () => {
    const live = [gateway({ listeners, addresses: [{ value: '192.0.2.9' }, { value: 'lb.example.com' }] }), route()];
    expect(texts(live)).toEqual([
      '53/UDP 192.0.2.9 Gateway shop/edge listener "dns" → nowhere',
      '53/UDP lb.example.com Gateway shop/edge listener "dns" → nowhere',
      '443/TCP 192.0.2.9 Gateway shop/edge listener "web" → nowhere',
      '443/TCP lb.example.com Gateway shop/edge listener "web" → nowhere',
      '5432/TCP 192.0.2.9 Gateway shop/edge listener "postgres" → shop/web:80',
      '5432/TCP lb.example.com Gateway shop/edge listener "postgres" → shop/web:80',
    ]);
  });

  test('a ListenerSet has the addresses of its Gateway', () => {
    const set = gateway({
      kind: 'ListenerSet',
      name: 'more',
      spec: { parentRef: { name: 'edge' } },
      listeners: [{ name: 'mqtt', port: 1883, protocol: 'TCP' }],
      addresses: undefined,
    });
    expect(texts([set], [set, gateway()])).toEqual(['1883/TCP 192.0.2.9 ListenerSet shop/more listener "mqtt" → nowhere']);
  });

  test.each([
    ['the standard', { 'gateway.networking.k8s.io/gateway-name': 'edge' }],
    ['Envoy Gateway', { 'gateway.envoyproxy.io/owning-gateway-name': 'edge', 'gateway.envoyproxy.io/owning-gateway-namespace': 'shop' }],
  ])('the Service made for one is no port of its own, by the label of %s', (_, labels) => {
    const made = service('edge-envoy', { ports: [{ port: 5432 }] }, { labels, ingress: null });
    expect(texts([gateway(), made])).toEqual(['5432/TCP 192.0.2.9 Gateway shop/edge listener "postgres" → nowhere']);
  });

  test('nor is one that has the address of the Gateway, as far as the listeners go', () => {
    const proxy = service('traefik', { ports: [{ port: 5432 }, { port: 80 }] }, { ingress: [{ ip: '192.0.2.9' }] });
    expect(texts([proxy, gateway()])).toEqual([
      '80/TCP 192.0.2.9 Service shop/traefik → targetPort 80',
      '5432/TCP 192.0.2.9 Gateway shop/edge listener "postgres" → nowhere',
    ]);
  });
});

test('every port of an address is probed once, in the same order for every order of objects', () => {
  const port = fc.record({ port: fc.integer({ min: 1, max: 12 }), protocol: fc.constantFrom('TCP', 'UDP') });
  const some = fc.record({
    name: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    type: fc.constantFrom('LoadBalancer', 'NodePort', 'ClusterIP'),
    ports: fc.uniqueArray(port, { minLength: 1, maxLength: 6, selector: (each) => `${each.port}/${each.protocol}` }),
    ips: fc.uniqueArray(fc.constantFrom('192.0.2.1', '192.0.2.2', '192.0.2.3'), { maxLength: 3 }),
  });
  const objects = fc.uniqueArray(some, { maxLength: 5, selector: ({ name }) => name });
  fc.assert(
    fc.property(objects, (all) => {
      const live = all.flatMap(({ name, type, ports, ips }) => {
        const numbered = ports.map((each, index) => ({ ...each, nodePort: 30000 + name.charCodeAt(0) * 10 + index }));
        return [service(name, { type, ports: numbered }, { ingress: ips.map((ip) => ({ ip })) }), pod(name), slice(name, [pod(name)])];
      });
      live.push(node('node1', [INTERNAL]));
      const keys = planOf(live).map(probeKey);
      expect(new Set(keys).size).toBe(keys.length);
      const wanted = all.flatMap(({ name, type, ports, ips }) =>
        type === 'LoadBalancer'
          ? ports.flatMap((each) =>
              ips.length > 0
                ? ips.map((ip) => `${ip} ${each.port}/${each.protocol}`)
                : [`Service shop/${name}  ${each.port}/${each.protocol}`],
            )
          : type === 'NodePort'
            ? ports.map((each, index) => `10.0.0.1 ${30000 + name.charCodeAt(0) * 10 + index}/${each.protocol}`)
            : [],
      );
      expect([...keys].sort()).toEqual([...new Set(wanted)].sort());
      expect(planOf([...live].reverse()).map(({ port: number, protocol }) => `${number}/${protocol}`)).toEqual(
        planOf(live).map(({ port: number, protocol }) => `${number}/${protocol}`),
      );
    }),
  );
});

test("a Gateway of another API is none, and stands in nobody's place", () => {
  const istio = { ...gateway(), apiVersion: 'networking.istio.io/v1' };
  expect(texts([gateway(), istio])).toEqual(['5432/TCP 192.0.2.9 Gateway shop/edge listener "postgres" → nowhere']);
  expect(texts([istio])).toEqual([]);
});

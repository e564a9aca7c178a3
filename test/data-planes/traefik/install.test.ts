import { Testing } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import fc from 'fast-check';
import { Protocol, TcpMultiPortGateway, Traefik, TraefikInstallProps } from 'cdk8s-multiport';
import { TcpMultiPortChart } from '../../../charts/tcp-multi-port';
import { find, Manifest, newChart, rendered } from '../../support/manifests';
import { messageOf } from '../../support/message';

function gatewayOn(props: TraefikInstallProps = {}): TcpMultiPortGateway {
  return new TcpMultiPortGateway(newChart(), 'gateway', { dataPlane: Traefik.install(props) });
}

const web = { name: 'web', port: 80 };
const cache = { namespace: 'cache', name: 'redis', port: 6379 };

function containerOf(
  objects: readonly Manifest[],
  name = 'traefik',
): { args: string[]; ports: { containerPort: number }[] } & Record<string, unknown> {
  return find(objects, 'Deployment', name).spec.template.spec.containers[0];
}

function routesOf(objects: readonly Manifest[]): Manifest[] {
  return objects.filter(({ kind }) => kind.startsWith('IngressRoute'));
}

test('the first article', () => {
  const app = Testing.app();
  new TcpMultiPortChart(app, 'chart', { dataPlane: Traefik.install() });
  expect(app.synthYaml()).toMatchSnapshot();
});

test('the least that there can be', () => {
  const gateway = gatewayOn();
  gateway.expose(10000, web);
  const objects = rendered(gateway);
  expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? '-'}/${metadata.name}`)).toEqual([
    'Namespace -/traefik',
    'ServiceAccount traefik/traefik',
    'ClusterRole -/traefik',
    'RoleBinding default/traefik',
    'Deployment traefik/traefik',
    'Service traefik/traefik',
    'IngressRouteTCP default/traefik-port-10000',
  ]);
  expect(containerOf(objects).args).toEqual([
    '--global.checkNewVersion=false',
    '--entryPoints.traefik.address=:8080/tcp',
    '--ping=true',
    '--providers.kubernetescrd=true',
    '--providers.kubernetescrd.ingressClass=traefik',
    '--providers.kubernetescrd.namespaces=default',
    '--providers.kubernetescrd.disableClusterScopeResources=true',
    '--entryPoints.port-10000.address=:10000/tcp',
  ]);
  expect(routesOf(objects).map(({ spec }) => spec as unknown)).toEqual([
    {
      entryPoints: ['port-10000'],
      ingressClassName: 'traefik',
      routes: [{ match: 'HostSNI(`*`)', services: [{ name: 'web', port: 80 }] }],
    },
  ]);
});

test('all the props', () => {
  const gateway = gatewayOn({
    name: 'games',
    namespace: 'edge',
    image: 'mirror.example/traefik:v3.7.9',
    replicas: 2,
    resources: { requests: { cpu: k8s.Quantity.fromString('100m') } },
    args: ['--log.level=DEBUG', '--entryPoints.port-10000.transport.respondingTimeouts.idleTimeout=0'],
    proxyProtocolTrustedIps: ['10.0.0.0/8', '2001:db8::1'],
    proxyProtocolVersion: 1,
    graceSeconds: 300,
    udpSeconds: 60,
    service: { annotations: { 'example.com/lb': 'yes' }, externalTrafficPolicy: 'Cluster', allocateLoadBalancerNodePorts: false },
    deploymentOverrides: { spec: { minReadySeconds: 5 } },
    serviceOverrides: { spec: { loadBalancerIP: '203.0.113.7' } },
  });
  gateway.expose(10000, web, { proxyProtocol: { accept: true, send: true } });
  gateway.expose(443, cache, { protocol: Protocol.UDP });
  const objects = rendered(gateway);
  expect(objects).toMatchSnapshot();
  const { spec } = find(objects, 'Deployment', 'games');
  expect([spec.replicas, spec.minReadySeconds, spec.template.spec.terminationGracePeriodSeconds]).toEqual([2, 5, 320]);
  expect(containerOf(objects, 'games').args.slice(7)).toEqual([
    '--entryPoints.port-443-udp.address=:10443/udp',
    '--entryPoints.port-443-udp.transport.lifeCycle.graceTimeOut=300',
    '--entryPoints.port-443-udp.udp.timeout=60',
    '--entryPoints.port-10000.address=:10000/tcp',
    '--entryPoints.port-10000.proxyProtocol.trustedIPs=10.0.0.0/8,2001:db8::1',
    '--entryPoints.port-10000.transport.lifeCycle.graceTimeOut=300',
    '--log.level=DEBUG',
    '--entryPoints.port-10000.transport.respondingTimeouts.idleTimeout=0',
  ]);
  expect(find(objects, 'ServersTransportTCP', 'games-proxy-protocol')).toMatchObject({
    metadata: { namespace: 'default' },
    spec: { proxyProtocol: { version: 1 } },
  });
});

test('it may read where its backends are, and nowhere else', () => {
  const gateway = gatewayOn();
  gateway.expose(6379, cache);
  gateway.expose(10000, web);
  const objects = rendered(gateway);
  expect(objects.filter(({ kind }) => kind === 'RoleBinding').map(({ metadata }) => metadata.namespace)).toEqual(['cache', 'default']);
  expect(objects.filter(({ kind }) => kind === 'ClusterRoleBinding')).toEqual([]);
  expect(containerOf(objects).args).toContain('--providers.kubernetescrd.namespaces=cache,default');
});

test('a low port, and the port of ping, are others inside of the container', () => {
  const gateway = gatewayOn();
  gateway.expose(25, web);
  gateway.expose(8080, web);
  const objects = rendered(gateway);
  expect(find(objects, 'Service', 'traefik').spec.ports).toEqual([
    { name: 'port-25', port: 25, protocol: 'TCP', targetPort: 10025 },
    { name: 'port-8080', port: 8080, protocol: 'TCP', targetPort: 18080 },
  ]);
  expect(containerOf(objects).ports.map(({ containerPort }) => containerPort)).toEqual([8080, 10025, 18080]);
});

test('a Service port is named where it has a name, since a number may be of both protocols', () => {
  const chart = newChart();
  const gateway = new TcpMultiPortGateway(chart, 'gateway', { dataPlane: Traefik.install() });
  const dns = {
    backendServices: () => [
      {
        namespace: 'dns',
        name: 'coredns',
        ports: [
          { port: 53, protocol: Protocol.UDP, name: 'dns' },
          { port: 53, protocol: Protocol.TCP, name: 'dns-tcp' },
        ],
      },
    ],
  };
  gateway.expose(53, dns, { servicePort: 53 });
  gateway.expose(53, dns, { servicePort: 53, protocol: Protocol.UDP });
  const [tcp, udp] = routesOf(rendered(gateway)).map(({ spec }) => spec as unknown);
  expect(tcp).toMatchObject({ entryPoints: ['port-53'], routes: [{ services: [{ name: 'coredns', port: 'dns-tcp' }] }] });
  expect(udp).toMatchObject({ entryPoints: ['port-53-udp'], routes: [{ services: [{ name: 'coredns', port: 'dns' }] }] });
});

test('host names share an entryPoint, and have a route each', () => {
  const gateway = gatewayOn();
  gateway.exposeTls(443, ['b.example.com', 'a.example.com'], web);
  gateway.exposeTls(443, ['*.example.com', 'example.org'], cache, { name: 'rest' });
  const objects = rendered(gateway);
  expect(find(objects, 'Service', 'traefik').spec.ports).toEqual([{ name: 'port-443', port: 443, protocol: 'TCP', targetPort: 10443 }]);
  const services = [{ name: 'redis', port: 6379 }];
  expect(routesOf(objects).map(({ metadata, spec }) => [metadata, spec as unknown])).toEqual([
    [
      { name: 'traefik-rest', namespace: 'cache' },
      {
        entryPoints: ['port-443'],
        ingressClassName: 'traefik',
        routes: [
          { match: 'HostSNI(`example.org`)', services },
          { match: 'HostSNIRegexp(`^.+\\.example\\.com$`)', priority: 2, services },
        ],
        tls: { passthrough: true },
      },
    ],
    [
      { name: 'traefik-port-443-a-example-com', namespace: 'default' },
      {
        entryPoints: ['port-443'],
        ingressClassName: 'traefik',
        routes: [{ match: 'HostSNI(`a.example.com`) || HostSNI(`b.example.com`)', services: [{ name: 'web', port: 80 }] }],
        tls: { passthrough: true },
      },
    ],
  ]);
});

test('weights; a backend of another namespace is allowed where there is one', () => {
  const gateway = gatewayOn();
  gateway.exposeWeighted(9000, [
    { backend: web, weight: 3 },
    { backend: { name: 'green', port: 80 }, weight: 0 },
  ]);
  expect(containerOf(rendered(gateway)).args.filter((arg) => arg.includes('allowCrossNamespace'))).toEqual([]);
  gateway.exposeWeighted(
    53,
    [
      { backend: web, weight: 1 },
      { backend: cache, weight: 1 },
    ],
    { protocol: Protocol.UDP },
  );
  const objects = rendered(gateway);
  expect(containerOf(objects).args).toContain('--providers.kubernetescrd.allowCrossNamespace=true');
  expect(routesOf(objects).map(({ spec }) => spec.routes[0].services as unknown)).toEqual([
    [
      { name: 'web', port: 80, weight: 1 },
      { name: 'redis', namespace: 'cache', port: 6379, weight: 1 },
    ],
    [
      { name: 'web', port: 80, weight: 3 },
      { name: 'green', port: 80, weight: 0 },
    ],
  ]);
});

test.each<[string, (gateway: TcpMultiPortGateway) => unknown, string]>([
  [
    'the entryPoint of ping',
    (gateway) => gateway.expose(10000, web, { name: 'traefik' }),
    'the name "traefik" is that of an entryPoint that Traefik has already: give another name',
  ],
  [
    'PROXY from anybody',
    (gateway) => gateway.expose(10000, web, { proxyProtocol: { accept: true } }),
    'Traefik does not read the PROXY header on TCP: for TCP give the data plane proxyProtocolTrustedIps, the addresses that send it, or leave out proxyProtocol.accept',
  ],
  [
    'PROXY to UDP',
    (gateway) => gateway.expose(53, web, { protocol: Protocol.UDP, proxyProtocol: { send: true } }),
    'Traefik does not send the PROXY header on UDP, only on TCP: leave out proxyProtocol.send',
  ],
  [
    'the name of an entryPoint for host names',
    (gateway) => (gateway.exposeTls(443, ['a.example'], web), gateway.expose(10000, web, { name: 'port-443' })),
    'the name "port-443" of 10000/TCP → default/web:80 is that of the entryPoint for the host names on port 443/TCP: give another name',
  ],
  [
    'the same, the other way round',
    (gateway) => (gateway.expose(10000, web, { name: 'port-443' }), gateway.exposeTls(443, ['a.example'], web)),
    'the name "port-443" of 10000/TCP → default/web:80 is that of the entryPoint for the host names on port 443/TCP: give another name',
  ],
  [
    'backends that Traefik mixes up',
    (gateway) =>
      gateway.exposeWeighted(80, [
        { backend: web, weight: 1 },
        { backend: { ...web, namespace: 'b' }, weight: 1 },
      ]),
    'the backends default/web:80 and b/web:80 are one to Traefik, which tells them apart by Service and port (web-80) without the namespace: give one of the Services another name',
  ],
  [
    'routes that Traefik mixes up',
    (gateway) => (
      gateway.expose(1, { ...web, namespace: 'a' }, { name: 'traefik-x' }),
      gateway.expose(2, { ...web, namespace: 'a-traefik' }, { name: 'x' })
    ),
    'the routes of 2/TCP → a-traefik/web:80 and 1/TCP → a/web:80 are one to Traefik, which joins namespace and name with a hyphen: give one of them another name',
  ],
])('refused: %s', (_name, body, message) => {
  expect(messageOf(() => body(gatewayOn()))).toBe(`chart/gateway: ${message}`);
});

test('PROXY is read from the addresses that are trusted, on TCP', () => {
  const gateway = gatewayOn({ proxyProtocolTrustedIps: ['10.0.0.1'] });
  expect(messageOf(() => gateway.expose(53, web, { protocol: Protocol.UDP, proxyProtocol: { accept: true } }))).toBe(
    'chart/gateway: Traefik does not read the PROXY header on UDP, only on TCP: leave out proxyProtocol.accept',
  );
  gateway.exposeTls(443, ['a.example'], web, { proxyProtocol: { accept: true } });
  expect(messageOf(() => gateway.exposeTls(443, ['b.example'], web))).toBe(
    'chart/gateway: 443/TCP (a.example) → default/web:80 and 443/TCP (b.example) → default/web:80 share entryPoint "port-443", which reads the PROXY header for both or for none: give both the same proxyProtocol.accept',
  );
});

test('a refused call leaves nothing behind', () => {
  const gateway = gatewayOn();
  expect(() => gateway.expose(10000, web, { name: 'traefik' })).toThrow();
  expect(() =>
    gateway.exposeWeighted(80, [
      { backend: web, weight: 1 },
      { backend: { ...web, namespace: 'b' }, weight: 1 },
    ]),
  ).toThrow();
  gateway.expose(80, web);
  expect(routesOf(rendered(gateway)).map(({ metadata }) => metadata.name)).toEqual(['traefik-port-80']);
});

test('a port for which the container has no room', () => {
  const gateway = gatewayOn();
  [8080, 18080, 28080, 38080, 48080, 58080].forEach((port) => gateway.expose(port, web));
  expect(gateway.node.validate()).toEqual([
    "no port of Traefik's container is free for port 8080/TCP, which it cannot open under its own number: of the ports 10,000, 20,000 … above it leave one unexposed",
  ]);
});

test('one gateway for each Traefik', () => {
  const chart = newChart();
  new TcpMultiPortGateway(chart, 'one', { dataPlane: Traefik.install() });
  expect(messageOf(() => new TcpMultiPortGateway(chart, 'two', { dataPlane: Traefik.install() }))).toBe(
    'chart/two: Namespace traefik is written for chart/one already, and one of the two would undo the other: expose on that gateway, or give this data plane another name and namespace',
  );
  new TcpMultiPortGateway(chart, 'two', { dataPlane: Traefik.install({ name: 'other' }) });
});

test.each<[unknown, string]>([
  [null, `the props null is no object: give one, as { namespace: 'traefik' }`],
  [
    { name: 'A' },
    'name "A" is not a Service name: give 63 or fewer lower-case letters, digits and hyphens, a letter first and no hyphen last',
  ],
  [{ namespace: 'a.b' }, 'namespace "a.b" is not valid: give 63 or fewer lower-case letters, digits and hyphens, no hyphen first or last'],
  [{ image: '' }, 'image "" is no image: give its name, with tag or digest'],
  [{ replicas: -1 }, 'replicas -1 is not a number of Pods: give an integer, 0 or more'],
  [{ graceSeconds: 1.5 }, 'graceSeconds 1.5 is not a number of seconds: give an integer, 0 or more'],
  [{ udpSeconds: 0 }, 'udpSeconds 0 is not a number of seconds: give an integer, 1 or more'],
  [{ proxyProtocolVersion: 3 }, 'proxyProtocolVersion 3 is not known: give 1 or 2'],
  [{ proxyProtocolTrustedIps: [] }, 'proxyProtocolTrustedIps is empty: give the addresses that send the PROXY header, or leave it out'],
  [
    { proxyProtocolTrustedIps: ['10.0.0.1', '10.0.0.0/33'] },
    'proxyProtocolTrustedIps[1] "10.0.0.0/33" is no IP address or network: give one, as "10.0.0.7" or "10.0.0.0/8"',
  ],
  [
    { proxyProtocolTrustedIps: ['lb'] },
    'proxyProtocolTrustedIps[0] "lb" is no IP address or network: give one, as "10.0.0.7" or "10.0.0.0/8"',
  ],
  [{ args: ['log.level=DEBUG'] }, 'args has "log.level=DEBUG", which is no flag: give it as --flag=value'],
  [{ args: ['--ping=false'] }, 'args has --ping, which is set already, and which other objects depend on: leave it out'],
  [
    { args: ['--entrypoints.port-1.address=:1'] },
    'args has --entrypoints.port-1.address, which is set already, and which other objects depend on: leave it out',
  ],
  [
    { service: { type: 'ClusterIP', externalTrafficPolicy: 'Local' } },
    'service.externalTrafficPolicy is given for the type ClusterIP, which nothing outside reaches: leave it out',
  ],
  [{ serviceOverrides: { spec: { ports: [] } } }, 'serviceOverrides sets spec.ports, which the gateway needs as it is: use expose'],
  [
    { deploymentOverrides: { metadata: { name: 'x' } } },
    'deploymentOverrides sets metadata.name, which the gateway needs as it is: use name',
  ],
])('refused: %j', (props, message) => {
  expect(messageOf(() => Traefik.install(props as TraefikInstallProps))).toBe(message);
});

test('amounts that would be lost', () => {
  const gateway = gatewayOn({ resources: { limits: { memory: '1Gi' as unknown as k8s.Quantity } } });
  gateway.expose(1, web);
  expect(messageOf(() => rendered(gateway))).toBe(
    'resources.limits.memory would be left out, since cdk8s-plus-27 does not know the field or takes an object there: give amounts as k8s.Quantity.fromString(…)',
  );
});

const calls = fc.uniqueArray(
  fc.record({
    port: fc.oneof(fc.integer({ min: 1, max: 65535 }), fc.constantFrom(25, 443, 8080, 10443)),
    protocol: fc.constantFrom(Protocol.TCP, Protocol.UDP),
    namespace: fc.constantFrom('default', 'a', 'b'),
    hosts: fc.option(fc.uniqueArray(fc.constantFrom('a.example', 'b.example', '*.example'), { minLength: 1 }), { nil: undefined }),
  }),
  { selector: ({ port, protocol }) => `${port}/${protocol}`, minLength: 1, maxLength: 20 },
);

test('every port has one entryPoint and one Service port, and the order of calls changes nothing', () => {
  fc.assert(
    fc.property(calls, (table) => {
      const objectsOf = (order: typeof table): Manifest[] => {
        const gateway = gatewayOn();
        for (const { port, protocol, namespace, hosts } of order) {
          const backend = { namespace, name: 'web', port: 80 };
          if (hosts !== undefined && protocol === Protocol.TCP) {
            hosts.forEach((host) => gateway.exposeTls(port, [host], backend));
          } else {
            gateway.expose(port, backend, { protocol });
          }
        }
        return rendered(gateway);
      };
      const objects = objectsOf(table);
      expect(objectsOf([...table].reverse())).toEqual(objects);
      const opened = containerOf(objects).args.flatMap((arg) => {
        const [, name, address] = /^--entryPoints\.([^.]+)\.address=:(\d+\/\w+)$/.exec(arg) ?? [];
        return name === undefined || name === 'traefik' ? [] : [[name, address.toUpperCase()] as const];
      });
      const ports = find(objects, 'Service', 'traefik').spec.ports as {
        name: string;
        port: number;
        protocol: string;
        targetPort: number;
      }[];
      expect(opened).toEqual(ports.map(({ name, targetPort, protocol }) => [name, `${targetPort}/${protocol}`]));
      expect(ports.map(({ port, protocol }) => `${port}/${protocol}`).sort()).toEqual(
        table.map(({ port, protocol }) => `${port}/${protocol}`).sort(),
      );
      for (const list of [opened.map(([name]) => name), opened.map(([, address]) => address), ports.map(({ name }) => name)]) {
        expect(new Set(list).size).toBe(list.length);
      }
      const routes = routesOf(objects);
      expect(new Set(routes.map(({ metadata }) => metadata.name)).size).toBe(routes.length);
      expect([...new Set(routes.flatMap(({ spec }) => spec.entryPoints as string[]))].sort()).toEqual(opened.map(([name]) => name).sort());
    }),
    { numRuns: 40 },
  );
});

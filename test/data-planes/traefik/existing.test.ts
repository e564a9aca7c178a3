import { mkdtempSync, readdirSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { parse } from 'yaml';
import { ExistingTraefik, ExistingTraefikProps, Protocol, TcpMultiPortGateway, Traefik } from 'cdk8s-multiport';
import { Manifest, newChart, synth } from '../../support/manifests';
import { messageOf } from '../../support/message';

function gatewayOn(props: ExistingTraefikProps = {}): { plane: ExistingTraefik; gateway: TcpMultiPortGateway; objects: () => Manifest[] } {
  const chart = newChart();
  const plane = Traefik.existing(props);
  return { plane, gateway: new TcpMultiPortGateway(chart, 'gateway', { dataPlane: plane }), objects: () => synth(chart) };
}

const web = { name: 'web', port: 80 };

test('the chart gets the routes, and nothing else', () => {
  const { gateway, objects } = gatewayOn();
  gateway.expose(10000, web);
  gateway.expose(53, { namespace: 'dns', name: 'dns', port: 53 }, { protocol: Protocol.UDP });
  expect(objects()).toEqual([
    {
      apiVersion: 'traefik.io/v1alpha1',
      kind: 'IngressRouteUDP',
      metadata: { name: 'traefik-port-53-udp', namespace: 'dns' },
      spec: { entryPoints: ['port-53-udp'], routes: [{ services: [{ name: 'dns', port: 53 }] }] },
    },
    {
      apiVersion: 'traefik.io/v1alpha1',
      kind: 'IngressRouteTCP',
      metadata: { name: 'traefik-port-10000', namespace: 'default' },
      spec: { entryPoints: ['port-10000'], routes: [{ match: 'HostSNI(`*`)', services: [{ name: 'web', port: 80 }] }] },
    },
  ]);
});

test('the class is on every route', () => {
  const { gateway, objects } = gatewayOn({ ingressClass: 'edge', controller: 'edge' });
  gateway.expose(10000, web);
  expect(objects()).toMatchObject([{ metadata: { name: 'edge-port-10000' }, spec: { ingressClassName: 'edge' } }]);
});

test('what Traefik has to be started with', () => {
  const { plane, gateway } = gatewayOn({ namespace: 'edge', service: 'lb', proxyProtocolTrustedIps: ['10.0.0.0/8'], graceSeconds: 60 });
  gateway.expose(8000, web, { proxyProtocol: { accept: true } });
  gateway.expose(53, { name: 'dns', port: 53 });
  gateway.expose(53, { name: 'dns', port: 53 }, { protocol: Protocol.UDP });
  expect(plane.arguments()).toEqual([
    '--entryPoints.port-53.address=:10053/tcp',
    '--entryPoints.port-53.transport.lifeCycle.graceTimeOut=60',
    '--entryPoints.port-53-udp.address=:10053/udp',
    '--entryPoints.port-53-udp.transport.lifeCycle.graceTimeOut=60',
    '--entryPoints.port-8000.address=:18000/tcp',
    '--entryPoints.port-8000.proxyProtocol.trustedIPs=10.0.0.0/8',
    '--entryPoints.port-8000.transport.lifeCycle.graceTimeOut=60',
  ]);
  expect(plane.helmValues()).toMatchSnapshot();
  const transport = { lifeCycle: { graceTimeOut: 60 } };
  expect(parse(plane.helmValues())).toEqual({
    ports: {
      'port-53': { port: 10053, expose: { default: true }, exposedPort: 53, protocol: 'TCP', transport },
      'port-53-udp': { port: 10053, expose: { default: true }, exposedPort: 53, protocol: 'UDP', transport },
      'port-8000': {
        port: 18000,
        expose: { default: true },
        exposedPort: 8000,
        protocol: 'TCP',
        proxyProtocol: { trustedIPs: ['10.0.0.0/8'] },
        transport,
      },
    },
  });
  expect(plane.patches()).toMatchSnapshot();
  const [ports, both, args] = plane.patches().map(({ content }) => parse(content) as unknown);
  expect(ports).toEqual({ spec: { ports: [{ name: 'port-8000', port: 8000, protocol: 'TCP', targetPort: 18000 }] } });
  expect(both).toEqual([
    { op: 'add', path: '/spec/ports/-', value: { name: 'port-53', port: 53, protocol: 'TCP', targetPort: 10053 } },
    { op: 'add', path: '/spec/ports/-', value: { name: 'port-53-udp', port: 53, protocol: 'UDP', targetPort: 10053 } },
  ]);
  expect(args).toEqual([
    { op: 'test', path: '/spec/template/spec/containers/0/name', value: 'traefik' },
    ...plane.arguments().map((value) => ({ op: 'add', path: '/spec/template/spec/containers/0/args/-', value })),
  ]);
});

test('host names on 443 come in by the entryPoint that is there, and need nothing new', () => {
  const { plane, gateway, objects } = gatewayOn();
  gateway.exposeTls(443, ['db.example.com'], web);
  expect(objects()).toMatchObject([{ spec: { entryPoints: ['websecure'], tls: { passthrough: true } } }]);
  expect([plane.arguments(), plane.patches(), parse(plane.helmValues())]).toEqual([[], [], { ports: {} }]);
});

test('the patches are written where they are asked for; one that is needed no more goes away', () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'traefik-')), 'patches');
  const first = gatewayOn();
  first.gateway.expose(53, web);
  first.gateway.expose(53, web, { protocol: Protocol.UDP });
  first.plane.writePatches(folder);
  expect(readdirSync(folder).sort()).toEqual(['traefik-args.yaml', 'traefik-ports-of-both-protocols.yaml']);
  const second = gatewayOn();
  second.gateway.expose(53, web);
  expect(second.plane.writePatches(folder)).toEqual([join(folder, 'traefik-ports.yaml'), join(folder, 'traefik-args.yaml')]);
  expect(readdirSync(folder).sort()).toEqual(['traefik-args.yaml', 'traefik-ports.yaml']);
});

test('a Traefik of which is said what it may', () => {
  const { gateway, objects } = gatewayOn({
    entryPoints: [{ name: 'admin', port: 9000 }],
    allowCrossNamespace: true,
    namespaces: ['default', 'b'],
  });
  gateway.exposeWeighted(443, [
    { backend: web, weight: 1 },
    { backend: { namespace: 'b', name: 'green', port: 80 }, weight: 1 },
  ]);
  expect(objects()).toMatchObject([
    { spec: { entryPoints: ['port-443'], routes: [{ services: [{ name: 'web' }, { namespace: 'b', name: 'green' }] }] } },
  ]);
});

test.each<[string, ExistingTraefikProps, (gateway: TcpMultiPortGateway) => unknown, string]>([
  [
    'the port of web',
    {},
    (gateway) => gateway.expose(80, web),
    'port 80/TCP is taken by entryPoint "web" of Traefik, which tells connections apart by host name: give another external port, or the host names of TLS connections with exposeTls',
  ],
  [
    'the name of an entryPoint of the Helm chart',
    {},
    (gateway) => gateway.expose(9000, web, { name: 'metrics' }),
    'the name "metrics" is that of an entryPoint that Traefik has already: give another name',
  ],
  [
    'a name that the Helm chart would cut',
    {},
    (gateway) => gateway.expose(9000, web, { name: 'postgres-of-the-shop' }),
    'name "postgres-of-the-shop" is not a port name: give 15 or fewer lower-case letters, digits and single hyphens, at least one letter, no hyphen first or last',
  ],
  [
    'PROXY on an entryPoint of somebody else',
    { proxyProtocolTrustedIps: ['10.0.0.1'] },
    (gateway) => gateway.exposeTls(443, ['a.example'], web, { proxyProtocol: { accept: true } }),
    'entryPoint "websecure" of Traefik is set up without this gateway, and so is whether it reads the PROXY header: leave out proxyProtocol.accept',
  ],
  [
    'backends in two namespaces',
    {},
    (gateway) =>
      gateway.exposeWeighted(9000, [
        { backend: web, weight: 1 },
        { backend: { namespace: 'b', name: 'green', port: 80 }, weight: 1 },
      ]),
    'the backends default/web:80 and b/green:80 are in two namespaces, and Traefik lets a route look into its own only: give Services of one namespace, or start Traefik with --providers.kubernetescrd.allowCrossNamespace=true and say allowCrossNamespace: true',
  ],
  [
    'a namespace that it does not read',
    { namespaces: ['a'] },
    (gateway) => gateway.expose(9000, web),
    'Traefik finds backends in namespace a only, and default/web:80 is not there: move the Service, or widen what the data plane watches',
  ],
])('refused: %s', (_name, props, body, message) => {
  expect(messageOf(() => body(gatewayOn(props).gateway))).toBe(`chart/gateway: ${message}`);
});

test('there is nothing to say before a port is exposed', () => {
  const { plane } = gatewayOn();
  const message = 'chart/gateway: Traefik needs nothing yet: expose ports first, then ask what it has to be started with';
  expect(messageOf(() => plane.arguments())).toBe(message);
  expect(messageOf(() => plane.helmValues())).toBe(message);
  expect(messageOf(() => plane.patches())).toBe(message);
  expect(messageOf(() => plane.writePatches('/nowhere'))).toBe(message);
});

test('one gateway for each Traefik', () => {
  const chart = newChart();
  new TcpMultiPortGateway(chart, 'one', { dataPlane: Traefik.existing() });
  expect(messageOf(() => new TcpMultiPortGateway(chart, 'two', { dataPlane: Traefik.existing() }))).toBe(
    'chart/two: Deployment traefik/traefik is written for chart/one already, and one of the two would undo the other: expose on that gateway, or give this data plane another name and namespace',
  );
});

test.each<[unknown, string]>([
  ['traefik', `the props "traefik" is no object: give one, as { namespace: 'traefik' }`],
  [{ controllerKind: 'StatefulSet' }, 'controllerKind "StatefulSet" is not known: give "Deployment" or "DaemonSet"'],
  [{ allowCrossNamespace: 'yes' }, 'allowCrossNamespace "yes" is not known: give true or false'],
  [{ namespaces: 'a' }, `namespaces "a" is no list: give one, as ['default']`],
  [
    { entryPoints: [{ name: 'a.b', port: 1 }] },
    'entryPoints[0].name "a.b" is no name of an entryPoint: give one without dots, spaces and =',
  ],
  [{ entryPoints: [{ name: 'a', port: 0 }] }, 'entryPoints[0].port 0 is not a port: give an integer from 1 to 65535'],
  [{ entryPoints: ['web'] }, `entryPoints[0] "web" is no object: give one, as { name: 'web', port: 8000, exposedPort: 80 }`],
])('refused: %j', (props, message) => {
  expect(messageOf(() => Traefik.existing(props as ExistingTraefikProps))).toBe(message);
});

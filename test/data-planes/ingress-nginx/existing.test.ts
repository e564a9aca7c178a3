import { spawnSync } from 'child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { parse } from 'yaml';
import { Chart } from 'cdk8s';
import {
  ExistingIngressNginx,
  ExistingIngressNginxProps,
  IngressNginx,
  LabeledStatefulService,
  Protocol,
  TcpMultiPortGateway,
} from 'cdk8s-multiport';
import { Manifest, newChart, synth } from '../../support/manifests';
import { messageOf } from '../../support/message';

function gatewayOn(props: ExistingIngressNginxProps = {}): {
  plane: ExistingIngressNginx;
  gateway: TcpMultiPortGateway;
  objects: () => Manifest[];
} {
  const chart = newChart();
  const plane = IngressNginx.existing(props);
  return { plane, gateway: new TcpMultiPortGateway(chart, 'gateway', { dataPlane: plane }), objects: () => synth(chart) };
}

const web = { name: 'web', port: 80 };

test('the chart gets the maps, and nothing else', () => {
  const { gateway, objects } = gatewayOn();
  gateway.expose(10000, web);
  gateway.expose(53, { name: 'dns', port: 53 }, { protocol: Protocol.UDP });
  expect(objects()).toEqual([
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'tcp-services', namespace: 'ingress-nginx' },
      data: { '10000': 'default/web:80' },
    },
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'udp-services', namespace: 'ingress-nginx' },
      data: { '53': 'default/dns:53' },
    },
  ]);
});

test('the patches', () => {
  const { plane, gateway } = gatewayOn({
    namespace: 'edge',
    controllerKind: 'DaemonSet',
    controller: 'nginx',
    service: 'nginx-lb',
    tcpConfigMap: 'streams',
  });
  gateway.expose(10000, web);
  gateway.expose(53, { name: 'dns', port: 53 });
  gateway.expose(53, { name: 'dns', port: 53 }, { protocol: Protocol.UDP });
  expect(plane.patches()).toMatchSnapshot();
  const [ports, both, args] = plane.patches().map(({ content }) => parse(content) as unknown);
  expect(ports).toEqual({ spec: { ports: [{ name: 'port-10000', port: 10000, protocol: 'TCP', targetPort: 10000 }] } });
  expect(both).toEqual([
    { op: 'add', path: '/spec/ports/-', value: { name: 'port-53', port: 53, protocol: 'TCP', targetPort: 53 } },
    { op: 'add', path: '/spec/ports/-', value: { name: 'port-53-udp', port: 53, protocol: 'UDP', targetPort: 53 } },
  ]);
  expect(args).toEqual([
    { op: 'test', path: '/spec/template/spec/containers/0/name', value: 'controller' },
    { op: 'add', path: '/spec/template/spec/containers/0/args/-', value: '--tcp-services-configmap=edge/streams' },
    { op: 'add', path: '/spec/template/spec/containers/0/args/-', value: '--udp-services-configmap=edge/udp-services' },
  ]);
});

test('the patches are written where they are asked for, and only then', () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'existing-')), 'patches');
  const { plane, gateway, objects } = gatewayOn();
  gateway.expose(10000, web);
  objects();
  expect(existsSync(folder)).toBe(false);
  expect(plane.writePatches(folder)).toEqual([
    join(folder, 'ingress-nginx-controller-ports.yaml'),
    join(folder, 'ingress-nginx-controller-args.yaml'),
  ]);
  expect(
    readdirSync(folder)
      .map((name) => readFileSync(join(folder, name), 'utf8'))
      .sort(),
  ).toEqual(
    plane
      .patches()
      .map(({ content }) => content)
      .sort(),
  );
});

test('a patch that the table needs no more goes away', () => {
  const folder = mkdtempSync(join(tmpdir(), 'existing-'));
  const both = gatewayOn();
  both.gateway.expose(53, { name: 'dns', port: 53 });
  both.gateway.expose(53, { name: 'dns', port: 53 }, { protocol: Protocol.UDP });
  both.plane.writePatches(folder);
  expect(readdirSync(folder)).toEqual(['ingress-nginx-controller-args.yaml', 'ingress-nginx-controller-ports-of-both-protocols.yaml']);
  const one = gatewayOn();
  one.gateway.expose(53, { name: 'dns', port: 53 });
  one.plane.writePatches(folder);
  expect(readdirSync(folder)).toEqual(['ingress-nginx-controller-args.yaml', 'ingress-nginx-controller-ports.yaml']);
});

test.each<[ExistingIngressNginxProps, string]>([
  [{ namespace: 'a.b' }, 'namespace "a.b" is not valid: give 63 or fewer'],
  [{ controllerKind: 'Job' as 'Deployment' }, 'controllerKind "Job" is not known: give "Deployment" or "DaemonSet"'],
  [{ controller: '' }, 'controller "" is not valid: give 253 or fewer'],
  [{ container: 'A' }, 'container "A" is not valid: give 63 or fewer'],
  [{ service: '1' }, 'service "1" is not a Service name: give 63 or fewer'],
  [{ tcpConfigMap: 'a/b' }, 'tcpConfigMap "a/b" is not valid: give 253 or fewer'],
  [{ udpConfigMap: 'a/b' }, 'udpConfigMap "a/b" is not valid: give 253 or fewer'],
  [
    { udpConfigMap: 'tcp-services' },
    'TCP and UDP have one map, ingress-nginx/tcp-services, which cannot hold one number for both: give them two',
  ],
  [{ args: '--v=2' as never }, `args "--v=2" is no list: give one, as ['--http-port=8080']`],
  [null as never, "the props null is no object: give one, as { namespace: 'ingress-nginx' }"],
])('refuses %j', (props, message) => {
  expect(messageOf(() => IngressNginx.existing(props))).toContain(message);
});

test('refuses patches before there is an exposure', () => {
  expect(messageOf(() => gatewayOn().plane.patches())).toBe(
    'chart/gateway: there is nothing to patch: expose ports first, then ask for the patches',
  );
  expect(messageOf(() => IngressNginx.existing().patches())).toBe(
    'there is nothing to patch: expose ports first, then ask for the patches',
  );
});

test('the command that looks for the arguments finds them', () => {
  const { plane, gateway } = gatewayOn();
  gateway.expose(10000, web);
  const text = plane
    .patches()
    .map(({ content }) => content)
    .join('');
  const [, grep] = /\| (grep .*)/.exec(text) ?? [];
  const look = (args: string[]): string => spawnSync('sh', ['-c', grep], { input: JSON.stringify(args), encoding: 'utf8' }).stdout;
  expect(look(['/nginx-ingress-controller', '--tcp-services-configmap=a/b', '--v=2'])).toBe('--tcp-services-configmap=a/b\n');
  expect(look(['/nginx-ingress-controller', '--v=2'])).toBe('');
});

test('HTTP stays on the Service where the controller has it elsewhere', () => {
  const { gateway } = gatewayOn({ args: ['--http-port=8080'] });
  expect(messageOf(() => gateway.expose(80, web))).toContain("port 80/TCP is taken by HTTP on the controller's Service");
});

test('two gateways on one controller would undo each other', () => {
  const chart = newChart();
  new TcpMultiPortGateway(chart, 'one', { dataPlane: IngressNginx.existing() });
  expect(messageOf(() => new TcpMultiPortGateway(chart, 'two', { dataPlane: IngressNginx.existing() }))).toContain(
    'ConfigMap ingress-nginx/tcp-services is written for chart/one already',
  );
});

test('the ports that the controller keeps are those of its arguments', () => {
  expect(messageOf(() => gatewayOn().gateway.expose(8443, web))).toContain('port 8443/TCP is taken by the admission webhook');
  const { gateway } = gatewayOn({ args: ['--validating-webhook=', '--status-port=11246'] });
  expect(() => gateway.expose(8443, web)).not.toThrow();
  expect(() => gateway.expose(10246, web)).not.toThrow();
  expect(messageOf(() => gateway.expose(11246, web))).toContain('port 11246/TCP is taken by ingress-nginx itself for its status page');
});

test('the maps may have any names: the check at synth knows which protocol each is for', () => {
  const { gateway } = gatewayOn({ tcpConfigMap: 'udp-later', udpConfigMap: 'datagrams' });
  gateway.expose(53, { name: 'dns', port: 53 }, { protocol: Protocol.UDP });
  gateway.expose(8080, web);
  const game = new LabeledStatefulService(gateway.node.scope as Chart, 'game', {
    labels: { app: 'game' },
    ports: [{ port: 27015, protocol: Protocol.UDP }],
    container: { name: 'game', image: 'game' },
  });
  gateway.expose(27015, game, { protocol: Protocol.UDP });
  expect(gateway.node.root.node.findAll().flatMap((construct) => construct.node.validate())).toEqual([]);
});

import { Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { IngressNginx, IngressNginxInstallProps, Protocol, TcpMultiPortGateway } from 'cdk8s-multiport';
import { loadManifest } from '../../../lib/objects/load-manifest';
import { find, Manifest, newChart, synth } from '../../support/manifests';
import { messageOf } from '../../support/message';
import { describeUpstream, upstreamManifests } from '../../support/upstream';

jest.spyOn(process.stderr, 'write').mockReturnValue(true);

function installed(props: IngressNginxInstallProps, expose: (gateway: TcpMultiPortGateway) => void, namespace?: string): Manifest[] {
  const chart: Chart = newChart('chart', namespace);
  const gateway = new TcpMultiPortGateway(chart, 'gateway', { dataPlane: IngressNginx.install(props) });
  expose(gateway);
  return synth(chart);
}

const tcp = (gateway: TcpMultiPortGateway): unknown => gateway.expose(10000, { name: 'web', port: 80 });
const both = (gateway: TcpMultiPortGateway): unknown => [
  tcp(gateway),
  gateway.expose(53, { name: 'dns', port: 53 }, { protocol: Protocol.UDP }),
];
const container = (objects: Manifest[], name = 'ingress-nginx-controller'): Record<string, any> =>
  find(objects, 'Deployment', name).spec.template.spec.containers[0] as Record<string, any>;
const args = (objects: Manifest[], name?: string): string[] => container(objects, name).args as string[];
const ports = (objects: Manifest[], name = 'ingress-nginx-controller'): unknown => find(objects, 'Service', name).spec.ports;

describeUpstream("upstream's cloud manifest", () => {
  const manifests = upstreamManifests().filter(({ provider }) => provider === 'cloud');

  test.each(manifests)('$version: document by document', ({ version, path }) => {
    const upstream = loadManifest(path) as Manifest[];
    const ours = installed({ version }, tcp, 'chart-namespace').filter(({ metadata }) => metadata.name !== 'tcp-services');
    // Added: the article's argument and Service port.
    const upstreamContainer = container(upstream);
    upstreamContainer.args.push('--tcp-services-configmap=$(POD_NAMESPACE)/tcp-services');
    find(upstream, 'Service', 'ingress-nginx-controller').spec.ports.push({
      name: 'port-10000',
      port: 10000,
      protocol: 'TCP',
      targetPort: 10000,
    });
    // Different on purpose: a Job that stays when it is done is not run again by each apply.
    upstream.filter(({ kind }) => kind === 'Job').forEach((job) => delete job.spec.ttlSecondsAfterFinished);
    // The same: `data: null` and no data.
    upstream.filter(({ data }) => data === null).forEach((object) => delete object.data);
    expect(ours).toEqual(upstream);
  });
});

describe('profile full', () => {
  test('both maps, both arguments, a port each', () => {
    const objects = installed({}, both);
    expect(find(objects, 'ConfigMap', 'tcp-services')).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'tcp-services', namespace: 'ingress-nginx' },
      data: { '10000': 'default/web:80' },
    });
    expect(find(objects, 'ConfigMap', 'udp-services').data).toEqual({ '53': 'default/dns:53' });
    expect(args(objects).slice(-2)).toEqual([
      '--tcp-services-configmap=$(POD_NAMESPACE)/tcp-services',
      '--udp-services-configmap=$(POD_NAMESPACE)/udp-services',
    ]);
    expect(ports(objects)).toEqual([
      { appProtocol: 'http', name: 'http', port: 80, protocol: 'TCP', targetPort: 'http' },
      { appProtocol: 'https', name: 'https', port: 443, protocol: 'TCP', targetPort: 'https' },
      { name: 'port-53-udp', port: 53, protocol: 'UDP', targetPort: 53 },
      { name: 'port-10000', port: 10000, protocol: 'TCP', targetPort: 10000 },
    ]);
  });

  test('a map without entries is not there, nor its argument', () => {
    const objects = installed({}, tcp);
    expect(objects.filter(({ metadata }) => metadata.name === 'udp-services')).toEqual([]);
    expect(args(objects).filter((arg) => arg.includes('udp'))).toEqual([]);
  });

  test('PROXY, named Service ports and namespaces reach the map', () => {
    const objects = installed({}, (gateway) => {
      gateway.expose(1, { namespace: 'mail', name: 'smtp', port: 'smtp' }, { proxyProtocol: { accept: true, send: true } });
      gateway.expose(2, { namespace: 'mail', name: 'imap', port: 143 }, { proxyProtocol: { send: true } });
      gateway.expose(3, { namespace: 'mail', name: 'pop', port: 110 }, { proxyProtocol: { accept: true } });
    });
    expect(find(objects, 'ConfigMap', 'tcp-services').data).toEqual({
      '1': 'mail/smtp:smtp:PROXY:PROXY',
      '2': 'mail/imap:143::PROXY',
      '3': 'mail/pop:110:PROXY',
    });
  });

  test('adding an exposure changes the map and the Service, and nothing else', () => {
    const before = installed({}, both);
    const after = installed({}, (gateway) => [both(gateway), gateway.expose(20000, { name: 'web', port: 80 })]);
    const changed = after.filter((object, index) => JSON.stringify(object) !== JSON.stringify(before[index]));
    expect(after).toHaveLength(before.length);
    expect(changed.map(({ kind, metadata }) => `${kind} ${metadata.name}`).sort()).toEqual([
      'ConfigMap tcp-services',
      'Service ingress-nginx-controller',
    ]);
  });

  test('options of controller and Service', () => {
    const objects = installed(
      {
        namespace: 'edge',
        image: 'registry.example/controller-chroot:1',
        replicas: 2,
        resources: { limits: { memory: k8s.Quantity.fromString('1Gi') } },
        args: ['--http-port=8080', '--v=2'],
        service: { type: 'NodePort', annotations: { pool: 'public' }, externalTrafficPolicy: 'Cluster' },
        deploymentOverrides: { spec: { template: { spec: { priorityClassName: 'edge' } } } },
        serviceOverrides: { spec: { loadBalancerClass: 'x' } },
      },
      tcp,
    );
    const deployment = find(objects, 'Deployment', 'ingress-nginx-controller');
    expect(deployment.metadata.namespace).toBe('edge');
    expect(deployment.spec.replicas).toBe(2);
    expect(deployment.spec.template.spec.priorityClassName).toBe('edge');
    expect(container(objects).image).toBe('registry.example/controller-chroot:1');
    expect(container(objects).resources).toEqual({ limits: { memory: '1Gi' } });
    expect(container(objects).ports[0]).toEqual({ name: 'http', containerPort: 8080, protocol: 'TCP' });
    expect(args(objects).slice(-3)).toEqual(['--http-port=8080', '--v=2', '--tcp-services-configmap=$(POD_NAMESPACE)/tcp-services']);
    const service = find(objects, 'Service', 'ingress-nginx-controller');
    expect(service.metadata.annotations).toEqual({ pool: 'public' });
    expect(service.spec).toMatchObject({ type: 'NodePort', externalTrafficPolicy: 'Cluster', loadBalancerClass: 'x' });
    expect(
      new Set(objects.filter(({ kind }) => !/Cluster|Class|Webhook|Namespace/.test(kind)).map(({ metadata }) => metadata.namespace)),
    ).toEqual(new Set(['edge']));
  });

  test('a name of its own lets it stand beside another one', () => {
    const objects = installed({ name: 'edge' }, tcp);
    const clusterWide = objects
      .filter(({ metadata }) => metadata.namespace === undefined)
      .map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    expect(clusterWide).toEqual([
      'Namespace edge',
      'ClusterRole edge',
      'ClusterRole edge-admission',
      'ClusterRoleBinding edge',
      'ClusterRoleBinding edge-admission',
      'IngressClass edge',
      'ValidatingWebhookConfiguration edge-admission',
    ]);
    expect(args(objects, 'edge-controller')).toEqual(
      expect.arrayContaining(['--controller-class=k8s.io/edge', '--ingress-class=edge', '--election-id=edge-leader']),
    );
    expect(find(objects, 'IngressClass', 'edge').spec.controller).toBe('k8s.io/edge');
    expect(JSON.stringify(find(objects, 'Role', 'edge').rules)).toContain('edge-leader');
  });
});

describe('profile l4', () => {
  const l4 = (props: IngressNginxInstallProps, expose = tcp): Manifest[] => installed({ profile: 'l4', ...props }, expose);

  test('a controller class of its own, no Ingress, no webhook, no Jobs', () => {
    const objects = l4({});
    expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      'Namespace ingress-nginx-l4',
      'ServiceAccount ingress-nginx-l4',
      'Role ingress-nginx-l4',
      'ClusterRole ingress-nginx-l4',
      'RoleBinding ingress-nginx-l4',
      'ClusterRoleBinding ingress-nginx-l4',
      'ConfigMap ingress-nginx-l4-controller',
      'ConfigMap tcp-services',
      'ConfigMap udp-services',
      'Service ingress-nginx-l4-controller',
      'Deployment ingress-nginx-l4-controller',
    ]);
    expect(args(objects, 'ingress-nginx-l4-controller')).toEqual([
      '/nginx-ingress-controller',
      '--publish-service=$(POD_NAMESPACE)/ingress-nginx-l4-controller',
      '--election-id=ingress-nginx-l4-leader',
      '--controller-class=k8s.io/ingress-nginx-l4',
      '--ingress-class=ingress-nginx-l4',
      '--configmap=$(POD_NAMESPACE)/ingress-nginx-l4-controller',
      '--tcp-services-configmap=$(POD_NAMESPACE)/tcp-services',
      '--udp-services-configmap=$(POD_NAMESPACE)/udp-services',
    ]);
    expect(ports(objects, 'ingress-nginx-l4-controller')).toEqual([
      { name: 'port-10000', port: 10000, protocol: 'TCP', targetPort: 10000 },
    ]);
    const pod = find(objects, 'Deployment', 'ingress-nginx-l4-controller').spec.template.spec as Record<string, any>;
    expect([pod.volumes, pod.containers[0].volumeMounts, pod.containers[0].ports, pod.enableServiceLinks]).toEqual([
      undefined,
      undefined,
      undefined,
      false,
    ]);
  });

  test('port 8443 is free, and a flag frees 80', () => {
    expect(() => l4({}, (gateway) => gateway.expose(8443, { name: 'web', port: 80 }))).not.toThrow();
    expect(() => l4({ args: ['--http-port=8080'] }, (gateway) => gateway.expose(80, { name: 'web', port: 80 }))).not.toThrow();
  });

  test('not even the first UDP port restarts the controller', () => {
    const deployment = (objects: Manifest[]): Manifest => find(objects, 'Deployment', 'ingress-nginx-l4-controller');
    expect(deployment(l4({}, tcp))).toEqual(deployment(l4({}, both)));
  });
});

describe('refuses', () => {
  test.each<[IngressNginxInstallProps, string]>([
    [
      { version: '1.9.0' },
      'version "1.9.0" of ingress-nginx is not in the catalogue: give 1.15.1 or 1.3.1, or use IngressNginx.fromManifest with the deploy.yaml of that version',
    ],
    [null as never, "the props null is no object: give one, as { profile: 'l4' }"],
    [{ args: '--v=2' as never }, `args "--v=2" is no list: give one, as ['--v=2']`],
    [{ args: [null as never] }, 'args has null, which is no flag: give it as --flag=value'],
    [
      { args: ['--validating-webhook=:9443'] },
      'args has --validating-webhook, which is set already, and which other objects depend on: leave it out',
    ],
    [{ args: ['--election-id=mine'] }, 'args has --election-id, which is set already, and which other objects depend on: leave it out'],
    [{ args: ['--http-port=abc'] }, 'args gives --http-port the value "abc", which is no port: give an integer from 1 to 65535'],
    [{ args: ['--healthz-port='] }, 'args gives --healthz-port the value "", which is no port: give an integer from 1 to 65535'],
    [{ replicas: -1 }, 'replicas -1 is not a number of Pods: give an integer, 0 or more'],
    [{ image: '' }, 'image "" is no image: give its name, with tag or digest'],
    [
      { service: { type: 'ExternalName' as never } },
      'service.type "ExternalName" is not known: give "LoadBalancer" or "NodePort" or "ClusterIP"',
    ],
    [
      { service: { type: 'ClusterIP', externalTrafficPolicy: 'Local' } },
      'service.externalTrafficPolicy is given for the type ClusterIP, which nothing outside reaches: leave it out',
    ],
    [
      { service: { type: 'NodePort', allocateLoadBalancerNodePorts: false } },
      'service.allocateLoadBalancerNodePorts is given for the type NodePort, and is for LoadBalancer only: leave it out',
    ],
    [
      { deploymentOverrides: { spec: { template: { spec: { containers: [] } } } } },
      'deploymentOverrides sets spec.template.spec.containers, which the gateway needs as it is: use args, image and resources',
    ],
    [{ serviceOverrides: { metadata: { name: 'x' } } }, 'serviceOverrides sets metadata.name, which the gateway needs as it is: use name'],
    [{ serviceOverrides: { spec: null } }, 'serviceOverrides sets spec, which the gateway needs as it is: give a map there'],
    [{ profile: 'l7' as 'l4' }, 'profile "l7" is not known: give "full" or "l4"'],
    [
      { name: 'Edge' },
      'name "Edge" is not a Service name: give 42 or fewer lower-case letters, digits and hyphens, a letter first and no hyphen last',
    ],
    [
      { namespace: 'a.b' },
      'namespace "a.b" is not valid: give 63 or fewer lower-case letters, digits and hyphens, no hyphen first or last',
    ],
    [{ args: ['http-port=8080'] }, 'args has "http-port=8080", which is no flag: give it as --flag=value'],
    [
      { args: ['--tcp-services-configmap=a/b'] },
      'args has --tcp-services-configmap, which is set already, and which other objects depend on: leave it out',
    ],
    [
      { args: ['--watch-namespace=other'] },
      'the controller watches namespace other only, and would not see the map ingress-nginx/tcp-services: ' +
        'leave out --watch-namespace, or run the controller in the namespace that it watches',
    ],
    [{ serviceOverrides: { spec: { ports: [] } } }, 'serviceOverrides sets spec.ports, which the gateway needs as it is: use expose'],
  ])('%j', (props, message) => {
    expect(messageOf(() => IngressNginx.install(props))).toBe(message);
  });

  test.each([80, 443, 442, 8181, 8443, 10245, 10246, 10247, 10254])('port %p', (port) => {
    expect(messageOf(() => installed({}, (gateway) => gateway.expose(port, { name: 'web', port: 80 })))).toMatch(
      new RegExp(`^chart/gateway: port ${port}/TCP is taken by .*ingress-nginx.* \\(--[a-z-]+\\): give another external port$`),
    );
  });

  test('port 80 even where nginx listens elsewhere: the Service has it', () => {
    expect(messageOf(() => installed({ args: ['--http-port=8080'] }, (gateway) => gateway.expose(80, { name: 'web', port: 80 })))).toBe(
      "chart/gateway: port 80/TCP is taken by HTTP on the controller's Service: give another external port",
    );
  });

  test('a backend that the controller does not see', () => {
    const args = ['--watch-namespace=$(POD_NAMESPACE)'];
    expect(messageOf(() => installed({ args }, tcp))).toBe(
      'chart/gateway: ingress-nginx finds backends in namespace ingress-nginx only, and default/web:80 is not there: ' +
        'move the Service, or widen what the data plane watches',
    );
    expect(() => installed({ args, namespace: 'default' }, tcp)).not.toThrow();
  });

  test('the name of a port that the Service has anyway', () => {
    expect(messageOf(() => installed({}, (gateway) => gateway.expose(1, { name: 'web', port: 80 }, { name: 'http' })))).toBe(
      'chart/gateway: the name "http" is that of another port of the controller\'s Service: give another name',
    );
  });

  test('two Services that nginx cannot tell apart', () => {
    const expose = (gateway: TcpMultiPortGateway): void => {
      gateway.expose(1, { namespace: 'a-b', name: 'c', port: 80 });
      gateway.expose(2, { namespace: 'a', name: 'b-c', port: 80 });
    };
    expect(messageOf(() => installed({}, expose))).toBe(
      'chart/gateway: a/b-c on port 2 and a-b/c on port 1 have the same upstream key "tcp-a-b-c-80" in ingress-nginx, so one would get ' +
        "the other's connections: rename a Service, or name the Service port of one by name and that of the other by number",
    );
  });

  test("a table that does not fit into the controller's memory", () => {
    expect(messageOf(() => installed({}, (gateway) => gateway.exposeRange(20000, 20299, { name: 'rtp' })))).toMatch(
      /\n {2}\[chart\/gateway\] the backends of 300 ports take .* bytes of the .* that ingress-nginx has for them, .*: spread the ports of default\/rtp over several Services/,
    );
  });

  test.each<[string, IngressNginxInstallProps, IngressNginxInstallProps, string]>([
    ['the same controller twice', {}, {}, 'Namespace ingress-nginx'],
    [
      'two controllers in one namespace',
      { profile: 'l4', name: 'a', namespace: 'edge' },
      { profile: 'l4', name: 'b', namespace: 'edge' },
      'Namespace edge',
    ],
    ['two controllers of one name', { name: 'edge', namespace: 'a' }, { name: 'edge', namespace: 'b' }, 'ClusterRole edge'],
  ])('%s', (_case, one, two, object) => {
    const chart = newChart();
    new TcpMultiPortGateway(chart, 'one', { dataPlane: IngressNginx.install(one) });
    expect(messageOf(() => new TcpMultiPortGateway(chart, 'two', { dataPlane: IngressNginx.install(two) }))).toBe(
      `chart/two: ${object} is written for chart/one already, and one of the two would undo the other: ` +
        'expose on that gateway, or give this data plane another name and namespace',
    );
    chart.node.tryRemoveChild('one');
    expect(() => new TcpMultiPortGateway(chart, 'two', { dataPlane: IngressNginx.install(two) })).not.toThrow();
  });

  test('not two controllers of two names', () => {
    const chart = newChart();
    new TcpMultiPortGateway(chart, 'one', { dataPlane: IngressNginx.install() });
    expect(() => new TcpMultiPortGateway(chart, 'two', { dataPlane: IngressNginx.install({ profile: 'l4' }) })).not.toThrow();
  });

  test('a second gateway on the same controller', () => {
    const chart = newChart();
    const dataPlane = IngressNginx.install();
    new TcpMultiPortGateway(chart, 'one', { dataPlane });
    expect(messageOf(() => new TcpMultiPortGateway(chart, 'two', { dataPlane }))).toBe(
      'chart/two: this data plane already serves chart/one: make another one for this gateway',
    );
  });
});

import { mkdtempSync, readFileSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Yaml } from 'cdk8s';
import { IngressNginx, IngressNginxManifestProps, Protocol, TcpMultiPortGateway } from 'cdk8s-multiport';
import { loadManifest } from '../../../lib/objects/load-manifest';
import { find, Manifest, newChart, rendered, synth } from '../../support/manifests';
import { messageOf } from '../../support/message';
import { describeUpstream, upstreamManifests } from '../../support/upstream';

const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
beforeEach(() => stderr.mockClear());

const FIXTURE = join(__dirname, '..', '..', 'fixtures', 'controller.yaml');
const folder = mkdtempSync(join(tmpdir(), 'patched-'));
let files = 0;

/** A file with the fixture's text, changed. */
function changed(change: (text: string) => string): string {
  files += 1;
  const path = join(folder, `${files}.yaml`);
  writeFileSync(path, change(readFileSync(FIXTURE, 'utf8')));
  return path;
}

function save(objects: Manifest[]): string {
  files += 1;
  const path = join(folder, `${files}.yaml`);
  writeFileSync(path, Yaml.stringify(...objects));
  return path;
}

function patched(path: string, expose: (gateway: TcpMultiPortGateway) => unknown, props?: IngressNginxManifestProps): Manifest[] {
  const chart = newChart('chart', 'chart-namespace');
  const gateway = new TcpMultiPortGateway(chart, 'gateway', { dataPlane: IngressNginx.fromManifest(path, props) });
  expose(gateway);
  return path.startsWith(folder) || path === FIXTURE ? rendered(gateway) : synth(chart);
}

const web = { name: 'web', port: 80 };
const article = (gateway: TcpMultiPortGateway): void => {
  gateway.expose(10000, { name: 'layanan-xyz-port-10000', port: 10000 });
  gateway.expose(20000, { name: 'layanan-xyz-port-20000', port: 20000 });
};
const mixed = (gateway: TcpMultiPortGateway): void => {
  article(gateway);
  gateway.expose(53, { namespace: 'dns', name: 'dns', port: 53 }, { protocol: Protocol.UDP });
};

/** null and absent mean the same to the API server. */
const withoutNull = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_key, each: unknown) => (each === null ? undefined : each)));

describeUpstream("upstream's manifests", () => {
  test.each(upstreamManifests())('$version $provider', ({ path, provider }) => {
    const before = loadManifest(path) as Manifest[];
    const after = patched(path, mixed);
    const name = 'ingress-nginx-controller';

    const service = find(after, 'Service', name);
    expect(service.spec.ports.slice(-3)).toEqual([
      { name: 'port-53-udp', port: 53, protocol: 'UDP', targetPort: 53 },
      { name: 'port-10000', port: 10000, protocol: 'TCP', targetPort: 10000 },
      { name: 'port-20000', port: 20000, protocol: 'TCP', targetPort: 20000 },
    ]);
    service.spec.ports.splice(-3);

    const container = find(after, 'Deployment', name).spec.template.spec.containers[0];
    expect(container.args.splice(-2)).toEqual([
      '--tcp-services-configmap=$(POD_NAMESPACE)/tcp-services',
      '--udp-services-configmap=$(POD_NAMESPACE)/udp-services',
    ]);
    if (provider === 'kind') {
      expect(container.ports.splice(-3)).toEqual([
        { containerPort: 53, hostPort: 53, protocol: 'UDP' },
        { containerPort: 10000, hostPort: 10000, protocol: 'TCP' },
        { containerPort: 20000, hostPort: 20000, protocol: 'TCP' },
      ]);
    }
    expect(find(after, 'ConfigMap', 'tcp-services')).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'tcp-services', namespace: 'ingress-nginx' },
      data: { '10000': 'default/layanan-xyz-port-10000:10000', '20000': 'default/layanan-xyz-port-20000:20000' },
    });
    expect(find(after, 'ConfigMap', 'udp-services').data).toEqual({ '53': 'dns/dns:53' });
    expect(after.slice(0, -2)).toEqual(withoutNull(before));
  });

  test.each(upstreamManifests())('$version $provider: patching its own output changes nothing', ({ path }) => {
    const once = patched(path, mixed);
    expect(patched(save(once), mixed)).toEqual(once);
  });
});

describe('a manifest that has some of it already', () => {
  const expose = (gateway: TcpMultiPortGateway): void => {
    gateway.expose(10000, web);
    gateway.expose(20000, web);
    gateway.expose(30000, web);
  };
  const objects = patched(FIXTURE, expose);
  const containers = find(objects, 'DaemonSet', 'ingress-nginx-controller').spec.template.spec.containers as Record<string, any>[];

  test('the argument stands once, in the right container, and names the map that it named', () => {
    expect(containers[1].args).toEqual([
      '/nginx-ingress-controller',
      '--http-port=8080',
      '--tcp-services-configmap=$(POD_NAMESPACE)/streams',
    ]);
    expect(containers[0]).toEqual({ name: 'sidecar', image: 'sidecar', args: ['--tcp-services-configmap=not/this'] });
  });

  test('the map keeps its other lines', () => {
    expect(find(objects, 'ConfigMap', 'streams').data).toEqual({
      '10000': 'default/web:80',
      '20000': 'default/web:80',
      '30000': 'default/web:80',
      '31000': 'default/other:80',
    });
  });

  test('a port of the Service that leads to the same number stays as it is', () => {
    expect(find(objects, 'Service', 'ingress-nginx-controller').spec.ports).toEqual([
      { name: 'secure', port: 8883, targetPort: 'mqtts' },
      { name: 'own', port: 20000, targetPort: 20000 },
      { name: 'named', port: 30000, targetPort: '30000-tcp' },
      { name: 'other-place', port: 40000, targetPort: 40001 },
      { name: 'port-10000', port: 10000, protocol: 'TCP', targetPort: 10000 },
    ]);
    expect(find(objects, 'Service', 'metrics').spec.ports).toEqual([{ port: 10254 }]);
  });

  test('on a manifest with host ports, the container ports get theirs', () => {
    expect(containers[1].ports).toEqual([
      { name: 'http', containerPort: 8080, hostPort: 80 },
      { name: 'mqtts', containerPort: 1883 },
      { name: '30000-tcp', containerPort: 30000, hostPort: 30000 },
      { containerPort: 10000, hostPort: 10000, protocol: 'TCP' },
      { containerPort: 20000, hostPort: 20000, protocol: 'TCP' },
    ]);
  });

  test('objects keep their own namespaces, and get none from the chart', () => {
    expect(objects.map(({ metadata }) => metadata.namespace)).toEqual([undefined, 'edge', 'edge', 'edge', 'edge', 'edge']);
  });

  test('patching its own output changes nothing', () => {
    expect(patched(save(objects), expose)).toEqual(objects);
  });

  test('with hostNetwork no host port is needed', () => {
    const path = changed((text) => text.replace('    spec:\n      containers:', '    spec:\n      hostNetwork: true\n      containers:'));
    const pod = find(patched(path, expose), 'DaemonSet', 'ingress-nginx-controller').spec.template.spec as Record<string, any>;
    expect(pod.containers[1].ports).toHaveLength(3);
  });

  test('without POD_NAMESPACE in the container the namespace is written out', () => {
    const path = changed((text) =>
      text.replace(/ +- --tcp-services-configmap\n +- .*\n/, '').replace(/ +- --tcp-services-configmap=\$.*\n/, ''),
    );
    const after = patched(path, (gateway) => gateway.expose(10000, web));
    expect(find(after, 'DaemonSet', 'ingress-nginx-controller').spec.template.spec.containers[1].args).toContain(
      '--tcp-services-configmap=edge/tcp-services',
    );
    expect(find(after, 'ConfigMap', 'tcp-services')).toMatchObject({
      metadata: { namespace: 'edge' },
      data: { '10000': 'default/web:80' },
    });
  });
});

describe('other names', () => {
  test('are given', () => {
    const path = changed((text) => text.replace(/ingress-nginx-controller/g, 'edge').replace('name: controller', 'name: nginx'));
    const objects = patched(path, (gateway) => gateway.expose(10000, web), { controller: 'edge', service: 'edge', container: 'nginx' });
    expect(find(objects, 'Service', 'edge').spec.ports).toHaveLength(5);
  });
});

/** Lines of the fixture's controller container. */
const argsOf = (objects: Manifest[]): unknown => {
  const { containers } = find(objects, 'DaemonSet', 'ingress-nginx-controller').spec.template.spec;
  const { command, args } = containers[1];
  return command === undefined ? args : [command, args];
};
const noFlags = (text: string): string =>
  text.replace(/ +- --tcp-services-configmap\n +- .*\n/, '').replace(/ +- --tcp-services-configmap=\$.*\n/, '');
const expose10000 = (gateway: TcpMultiPortGateway): unknown => gateway.expose(10000, web);

describe('the arguments', () => {
  test('of two words name the map that they named', () => {
    const path = changed((text) =>
      text.replace(/ +- --tcp-services-configmap=\$.*\n/, '').replace('- $(POD_NAMESPACE)/streams', '- other/streams'),
    );
    const objects = patched(path, expose10000);
    expect(argsOf(objects)).toEqual(['/nginx-ingress-controller', '--tcp-services-configmap=other/streams', '--http-port=8080']);
    expect(objects.slice(-1)).toMatchObject([{ metadata: { name: 'streams', namespace: 'other' }, data: { '10000': 'default/web:80' } }]);
  });

  test('are written behind the program where there were none', () => {
    const path = changed((text) => text.replace(/ {10}args:\n {12}- \/nginx[^]*?streams\n(?= {10}ports)/, ''));
    expect(argsOf(patched(path, expose10000))).toEqual(['/nginx-ingress-controller', '--tcp-services-configmap=edge/tcp-services']);
  });

  test('are read and mended in command, too', () => {
    const path = changed((text) =>
      noFlags(text).replace('          args:\n            - /nginx', '          command:\n            - /nginx'),
    );
    expect(argsOf(patched(path, expose10000))).toEqual([
      ['/nginx-ingress-controller', '--http-port=8080'],
      ['--tcp-services-configmap=edge/tcp-services'],
    ]);
    const flagged = changed((text) =>
      text
        .replace('          args:\n            - /nginx', '          command:\n            - /nginx')
        .replace(/ +- --tcp-services-configmap\n +- .*\n/, ''),
    );
    expect(argsOf(patched(flagged, expose10000))).toEqual([
      ['/nginx-ingress-controller', '--http-port=8080', '--tcp-services-configmap=$(POD_NAMESPACE)/streams'],
      undefined,
    ]);
    expect(messageOf(() => patched(flagged, (gateway) => gateway.expose(8080, web)))).toContain(
      '8080/TCP is taken by ingress-nginx itself',
    );
  });

  test('that are empty are as if not given', () => {
    const path = changed((text) => noFlags(text).replace('--http-port=8080', '--tcp-services-configmap='));
    expect(argsOf(patched(path, expose10000))).toEqual(['/nginx-ingress-controller', '--tcp-services-configmap=edge/tcp-services']);
  });
});

describe('what is there already', () => {
  test('a container port and a Service port of the number, the map in another file', () => {
    const path = changed((text) => text.slice(0, text.indexOf('---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: streams')));
    const objects = patched(path, (gateway) => gateway.expose(30000, web));
    expect(find(objects, 'Service', 'ingress-nginx-controller').spec.ports).toHaveLength(4);
    expect(find(objects, 'ConfigMap', 'streams').data).toEqual({ '30000': 'default/web:80' });
  });

  test('a line that says the same in another spelling stays, and is said once', () => {
    const path = changed((text) => text.replace('30000: default/web:80', '30000: default/web:80:proxy'));
    const objects = patched(path, (gateway) => gateway.expose(30000, web, { proxyProtocol: { accept: true } }));
    expect(find(objects, 'ConfigMap', 'streams').data['30000']).toBe('default/web:80:PROXY');
  });

  test('a Service port without a name gets one when it is not alone any more', () => {
    const path = changed((text) =>
      text.replace(/ports:\n {8}- name: secure[^]*?targetPort: 40001\n/, 'ports:\n        - port: 80\n          targetPort: http\n'),
    );
    expect(find(patched(path, expose10000), 'Service', 'ingress-nginx-controller').spec.ports).toEqual([
      { name: 'port-80', port: 80, targetPort: 'http' },
      { name: 'port-10000', port: 10000, protocol: 'TCP', targetPort: 10000 },
    ]);
  });

  test('objects of all sorts keep their names, namespaces and order', () => {
    const extra = [
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'b-c', namespace: 'a' } },
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c', namespace: 'a-b' } },
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c-2', namespace: 'a-b' } },
      { apiVersion: 'batch/v1', kind: 'Job', metadata: { generateName: 'once-' } },
      { apiVersion: 'serving.knative.dev/v1', kind: 'Service', metadata: { name: 'ingress-nginx-controller', namespace: 'edge' } },
    ];
    const path = changed((text) => `${text}---\n${Yaml.stringify(...extra)}`);
    expect(patched(path, (gateway) => gateway.expose(20000, web)).slice(-5)).toEqual(extra);
  });

  test('a manifest that leaves the namespace to kubectl', () => {
    const path = changed((text) => noFlags(text.replace(/ +namespace: edge\n/g, '')));
    const objects = patched(path, expose10000);
    expect(objects.map(({ metadata }) => metadata.namespace)).toEqual(objects.map(() => undefined));
    expect(find(objects, 'ConfigMap', 'tcp-services').data).toEqual({ '10000': 'default/web:80' });
  });

  test('two controllers of one name, told apart by their namespaces', () => {
    const path = changed((text) => `${text}---\n${text.replace(/edge/g, 'other')}`);
    const objects = patched(path, expose10000, { namespace: 'other' });
    const ports = objects.filter(({ kind, metadata }) => kind === 'Service' && metadata.name === 'ingress-nginx-controller');
    expect(ports.map(({ metadata, spec }) => [metadata.namespace, spec.ports.length])).toEqual([
      ['edge', 4],
      ['other', 5],
    ]);
  });
});

describe('refuses', () => {
  test.each<[string, (text: string) => string, string]>([
    [
      'no controller',
      (text) => text.replace('kind: DaemonSet', 'kind: Job'),
      'looked for one Deployment or DaemonSet named "ingress-nginx-controller", found 0 (there is none): name it with controller',
    ],
    [
      'a controller of another name',
      (text) => text.replace('kind: DaemonSet\nmetadata:\n  name: ingress-nginx-controller', 'kind: DaemonSet\nmetadata:\n  name: nginx'),
      'looked for one Deployment or DaemonSet named "ingress-nginx-controller", found 0 (there is DaemonSet edge/nginx): name it with controller',
    ],
    [
      'two controllers',
      (text) => `${text}---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: ingress-nginx-controller}\n`,
      'looked for one Deployment or DaemonSet named "ingress-nginx-controller", found 2 ' +
        '(there are DaemonSet edge/ingress-nginx-controller, Deployment default/ingress-nginx-controller): name it with controller and namespace',
    ],
    [
      'no Service',
      (text) => text.replace('    metadata:\n      name: ingress-nginx-controller', '    metadata:\n      name: nginx'),
      'looked for one Service named "ingress-nginx-controller", found 0 (there are Service edge/metrics, Service edge/nginx): name it with service',
    ],
    [
      'no container',
      (text) => text.replace('- name: controller', '- name: nginx'),
      'looked for one container "controller" in DaemonSet edge/ingress-nginx-controller, found 0 (there are "sidecar", "nginx"): name it with container',
    ],
    [
      'two namespaces',
      (text) =>
        text.replace(
          '      name: ingress-nginx-controller\n      namespace: edge',
          '      name: ingress-nginx-controller\n      namespace: b',
        ),
      'DaemonSet edge/ingress-nginx-controller and Service b/ingress-nginx-controller are in two namespaces: name the Service with service',
    ],
    [
      'an argument that names no map',
      (text) => text.replace('=$(POD_NAMESPACE)/streams', '=streams'),
      '--tcp-services-configmap is "streams": it has to be <namespace>/<name> of a ConfigMap',
    ],
    [
      'a line in the map that stops nginx',
      (text) => text.replace('"31000"', '"70000"'),
      'ConfigMap edge/streams: the key "70000" is out of range: give a port from 1 to 65535',
    ],
  ])('%s', (_case, change, message) => {
    const path = changed(change);
    expect(messageOf(() => IngressNginx.fromManifest(path))).toBe(`${path}: ${message}`);
  });

  test('a file that is not there', () => {
    expect(messageOf(() => IngressNginx.fromManifest('deploy.yaml'))).toBe(
      'the manifest "deploy.yaml" cannot be read (ENOENT): give the path or URL of a YAML file',
    );
  });

  test.each<[number, string]>([
    [8080, 'port 8080/TCP is taken by ingress-nginx itself for HTTP (--http-port): give another external port'],
    [1883, `port 1883/TCP is taken by the container port "mqtts" of ${FIXTURE}: give another external port`],
    [8883, `port 8883/TCP is taken by the port "secure" of the controller's Service in ${FIXTURE}: give another external port`],
    [40000, `port 40000/TCP is taken by the port "other-place" of the controller's Service in ${FIXTURE}: give another external port`],
    [
      31000,
      `port 31000/TCP leads to "default/other:80" already in ${FIXTURE}, not to "default/web:80": take that line out of the manifest, or give another external port`,
    ],
  ])('port %p', (port, message) => {
    expect(messageOf(() => patched(FIXTURE, (gateway) => gateway.expose(port, web)))).toBe(`chart/gateway: ${message}`);
  });

  test('a key that is the port in another spelling', () => {
    const path = changed((text) => text.replace('"31000"', '"031000"'));
    expect(messageOf(() => patched(path, (gateway) => gateway.expose(31000, { name: 'other', port: 80 })))).toBe(
      `chart/gateway: port 31000/TCP has the key "031000" already in ${path}, and a second one would stop nginx: write "31000" there`,
    );
  });

  test('a host port that leads elsewhere', () => {
    expect(messageOf(() => patched(FIXTURE, (gateway) => gateway.expose(80, web)))).toBe(
      `chart/gateway: port 80/TCP is taken by the host port of container port "http" of ${FIXTURE}: give another external port`,
    );
  });

  test('a port on which the settings have nginx listen', () => {
    const path = changed((text) =>
      text
        .replace(
          'data: null',
          'data: {http-snippet: "server { listen 2443; listen [::]:2444 ssl; }", stream-snippet: "listen 127.0.0.1:2445;"}',
        )
        .replace('--http-port=8080', '--configmap=edge/settings'),
    );
    for (const port of [2443, 2444, 2445]) {
      expect(messageOf(() => patched(path, (gateway) => gateway.expose(port, web)))).toBe(
        `chart/gateway: port ${port}/TCP is taken by a "listen" in a snippet of the settings in ${path}: give another external port`,
      );
    }
  });

  test('one map for both protocols', () => {
    const path = changed((text) => text.replace('--http-port=8080', '--udp-services-configmap=edge/streams'));
    expect(messageOf(() => IngressNginx.fromManifest(path))).toBe(
      'TCP and UDP have one map, edge/streams, which cannot hold one number for both: give them two',
    );
  });

  test('a table that does not fit with what the map holds already', () => {
    const lines = Array.from({ length: 200 }, (_, index) => `  ${41000 + index}: default/rtp:${41000 + index}`).join('\n');
    const path = changed((text) => text.replace('  20000: default/web:80', lines));
    expect(messageOf(() => patched(path, (gateway) => gateway.exposeRange(20001, 20200, { name: 'rtp' })))).toContain(
      'the backends of 402 ports take',
    );
  });

  test('a name that another port of the Service has', () => {
    expect(messageOf(() => patched(FIXTURE, (gateway) => gateway.expose(1, web, { name: 'secure' })))).toBe(
      `chart/gateway: the name "secure" is that of port 8883/TCP of the controller's Service in ${FIXTURE}: give another name`,
    );
  });

  test('a backend that nginx cannot tell from one that is in the map', () => {
    const path = changed((text) => text.replace('default/other:80', 'a-b/c:80'));
    expect(messageOf(() => patched(path, (gateway) => gateway.expose(1, { namespace: 'a', name: 'b-c', port: 80 })))).toContain(
      'have the same upstream key "tcp-a-b-c-80" in ingress-nginx',
    );
  });
});

describe('warns', () => {
  test('of a NetworkPolicy that keeps new ports out', () => {
    const policy = (podSelector: object, ingress: unknown[]): string =>
      Yaml.stringify({
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: 'only-http', namespace: 'edge' },
        spec: { podSelector, policyTypes: ['Ingress'], ingress },
      });
    const closed = changed((text) => `${text}---\n${policy({}, [{ ports: [{ port: 80 }] }])}`);
    patched(closed, expose10000);
    expect(stderr.mock.calls).toEqual([
      [
        `warning: ${closed}: NetworkPolicy edge/only-http lets only the ports that it names reach the controller: add the exposed ones to it\n`,
      ],
    ]);
    stderr.mockClear();
    patched(
      changed((text) => `${text}---\n${policy({}, [{}])}`),
      expose10000,
    );
    patched(
      changed((text) => `${text}---\n${policy({ matchLabels: { app: 'other' } }, [{ ports: [{ port: 80 }] }])}`),
      expose10000,
    );
    expect(stderr.mock.calls).toEqual([]);
  });

  test('of a line in the map that does nothing', () => {
    const path = changed((text) => text.replace('default/other:80', 'other:80'));
    IngressNginx.fromManifest(path);
    expect(stderr.mock.calls).toEqual([
      [
        `warning: ${path}: ConfigMap edge/streams: the value "other:80" names no Service: write <namespace>/<Service>:<port>, as in "default/web:80"\n`,
      ],
    ]);
  });

  test('where the load balancer sends the PROXY header and a port does not read it', () => {
    const path = changed((text) =>
      text.replace('data: null', 'data: {use-proxy-protocol: "true"}').replace('--http-port=8080', '--configmap=$(POD_NAMESPACE)/settings'),
    );
    patched(path, (gateway) => {
      gateway.expose(1, web);
      gateway.expose(2, web, { proxyProtocol: { accept: true } });
    });
    expect(stderr.mock.calls).toEqual([
      [
        `warning: ${path} sets use-proxy-protocol, so its load balancer sends the PROXY header: 1/TCP would hand it to the backend as data: ` +
          'expose TCP with proxyProtocol: { accept: true }; UDP cannot work behind it\n',
      ],
    ]);
  });
});

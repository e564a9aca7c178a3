import { mkdtempSync, readFileSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, App, Chart, JsonPatch, Testing } from 'cdk8s';
import { Deployment, k8s, Service } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { IngressNginx, LabeledStatefulService, Protocol, TcpMultiPortGateway, WiringCheck, WiringValidation } from 'cdk8s-multiport';
import { messageOf } from '../support/message';

let said: string[];
beforeEach(() => {
  said = [];
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => (said.push(String(text)), true));
});

/** The article's mistake: one Service over both StatefulSets. */
function naiveService(chart: Chart): ApiObject {
  return new k8s.KubeService(chart, 'naive', {
    metadata: { name: 'layanan-xyz', namespace: 'default' },
    spec: {
      type: 'LoadBalancer',
      selector: { app: 'layanan-xyz' },
      ports: [
        { name: 'port-10000', port: 10000 },
        { name: 'port-20000', port: 20000 },
      ],
    },
  });
}

function layanan(scope: Construct, port: number): LabeledStatefulService {
  return new LabeledStatefulService(scope, `layanan-${port}`, {
    labels: { app: 'layanan-xyz', jenis: `port-${port}` },
    ports: [{ port }],
    container: { name: 'alpine', image: 'alpine' },
  });
}

function articleWithNaiveService(): { app: App; chart: Chart; naive: ApiObject } {
  const app = Testing.app();
  const chart = new Chart(app, 'article', { namespace: 'default' });
  const gateway = new TcpMultiPortGateway(chart, 'gateway', { dataPlane: IngressNginx.install() });
  gateway.expose(10000, layanan(chart, 10000));
  gateway.expose(20000, layanan(chart, 20000));
  return { app, chart, naive: naiveService(chart) };
}

const NAIVE_MESSAGE =
  'Validation failed with the following errors:\n' +
  '  [article/naive] article/naive: Service default/layanan-xyz selects StatefulSet default/layanan-10000 and StatefulSet ' +
  'default/layanan-20000, which do not all listen on its ports, so connections fail at random: port 10000/TCP fails on StatefulSet ' +
  'default/layanan-20000; port 20000/TCP fails on StatefulSet default/layanan-10000: add a label to the selector {app: layanan-xyz} that ' +
  'only the Pods behind these ports have, and make a Service for each of the others (service-selects-unequal-workloads, see ' +
  'article/layanan-10000/StatefulSet, article/layanan-20000/StatefulSet)';

test("the article's naive Service does not synthesize beside a gateway, and the constructs are named", () => {
  const { app, chart } = articleWithNaiveService();
  expect(messageOf(() => app.synth())).toBe(NAIVE_MESSAGE);
  expect(messageOf(() => Testing.synth(chart))).toBe(NAIVE_MESSAGE);
});

test('what is mended synthesizes at once, and what is broken again does not', () => {
  const { app, naive } = articleWithNaiveService();
  expect(messageOf(() => app.synth())).toBe(NAIVE_MESSAGE);
  naive.addJsonPatch(JsonPatch.add('/spec/selector/jenis', 'port-10000'), JsonPatch.remove('/spec/ports/1'));
  expect(() => app.synthYaml()).not.toThrow();
  new ApiObject(app.charts[0], 'lost', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'lost' },
    spec: { selector: { a: 'b' }, ports: [{ port: 1 }] },
  });
  expect(messageOf(() => app.synthYaml())).toContain('[article/lost] article/lost: Service default/lost selects {a: b}, and no Pod');
});

test('an error in what a gateway renders is reported by the gateway', () => {
  const app = Testing.app();
  const chart = new Chart(app, 'chart');
  const gateway = new TcpMultiPortGateway(chart, 'gateway', { dataPlane: IngressNginx.install() });
  gateway.expose(10000, new Service(chart, 'web', { metadata: { name: 'web', namespace: 'a' }, ports: [{ port: 80 }] }));
  const other = new ApiObject(chart, 'more', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'more', namespace: 'ingress-nginx' },
    spec: { selector: { 'app.kubernetes.io/component': 'controller' }, ports: [{ port: 4000 }] },
  });
  expect(messageOf(() => app.synthYaml())).toBe(
    'Validation failed with the following errors:\n' +
      '  [chart/more] chart/more: Service ingress-nginx/more sends port 4000/TCP to Deployment ingress-nginx/ingress-nginx-controller, which does ' +
      'not listen on 4000/TCP: ConfigMap ingress-nginx/tcp-services has no entry for it: add "4000": <namespace>/<Service>:<port> to the map, ' +
      'or take the port away (controller-port-not-listening, see chart/gateway/Objects/ConfigMap-tcp-services)',
  );
  other.addJsonPatch(JsonPatch.replace('/spec/ports/0/port', 10000));
  expect(() => app.synthYaml()).not.toThrow();
});

test('a program without a gateway asks for it by one line', () => {
  const build = (checked: boolean): App => {
    const app = Testing.app();
    const chart = new Chart(app, 'shop', { disableResourceNameHashes: true });
    const make = (name: string, port: number): Deployment =>
      new Deployment(chart, name, { containers: [{ image: 'web', ports: [{ number: port }] }], podMetadata: { labels: { app: 'shop' } } });
    make('a', 1000);
    make('b', 2000);
    const service = new Service(chart, 'front', { ports: [{ port: 1000 }] });
    service.selectLabel('app', 'shop');
    if (checked) {
      WiringCheck.of(app);
    }
    return app;
  };
  expect(() => build(false).synthYaml()).not.toThrow();
  expect(messageOf(() => build(true).synthYaml())).toContain('(service-selects-unequal-workloads, see shop/a/Resource, shop/b/Resource)');
});

test('warnings go to standard error, once for all charts', () => {
  const app = Testing.app();
  for (const id of ['one', 'two', 'three']) {
    new Chart(app, id);
  }
  const chart = new Chart(app, 'games', { namespace: 'games' });
  const gateway = new TcpMultiPortGateway(chart, 'gateway', { dataPlane: IngressNginx.install({ profile: 'l4' }) });
  gateway.expose(27015, { namespace: 'games', name: 'arena', port: 27015 }, { protocol: Protocol.UDP });
  gateway.expose(27016, { namespace: 'games', name: 'arena-admin', port: 80 });
  app.synth();
  expect(said).toEqual([
    'warning: games/gateway/Objects/Service-ingress-nginx-l4-controller: Service ingress-nginx-l4/ingress-nginx-l4-controller is a LoadBalancer ' +
      'for UDP and TCP, which not every provider gives: the Service then stays without an address: see that the provider does it, or make a ' +
      'Service for each protocol and give both one address (mixed-protocol-load-balancer)\n',
  ]);
});

test('one synth verifies once, however many charts there are', () => {
  const app = Testing.app();
  for (let index = 0; index < 10; index += 1) {
    new Chart(app, `chart-${index}`);
  }
  let rendered = 0;
  const counting = new ApiObject(app.charts[0], 'counted', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'counted' } });
  const toJson = counting.toJson.bind(counting);
  counting.toJson = () => ((rendered += 1), toJson());
  WiringCheck.of(app);
  app.synth();
  // Once for the check, and once for what is written.
  expect(rendered).toBe(2);
});

test('what somebody else makes is said to exist', () => {
  const build = (exists: boolean): App => {
    const app = Testing.app();
    const chart = new Chart(app, 'chart');
    new k8s.KubePod(chart, 'pod', {
      metadata: { name: 'pod' },
      spec: { containers: [{ name: 'main', image: 'web' }], volumes: [{ name: 'tls', secret: { secretName: 'tls' } }] },
    });
    WiringCheck.of(chart);
    if (exists) {
      WiringCheck.of(chart).exists('Secret', 'default', 'tls');
    }
    return app;
  };
  expect(messageOf(() => build(false).synthYaml())).toBe(
    'Validation failed with the following errors:\n' +
      '  [chart/pod] chart/pod: Pod default/pod needs Secret default/tls, which is not there, so its Pods do not start: make it in namespace default, ' +
      'or say with external.objects in multiport.yaml who does (volume-source-missing)',
  );
  expect(() => build(true).synthYaml()).not.toThrow();
});

test.each([
  ['secret', 'default', 'tls', 'kind "secret" is no kind: give it as a manifest has it, "Secret"'],
  ['Secret', '', 'tls', 'a Secret lives in a namespace: give it'],
  ['Namespace', 'default', 'tls', 'a Namespace lives in no namespace: give ""'],
  [
    'Secret',
    'Default',
    'tls',
    'namespace "Default" is not valid: give 63 or fewer lower-case letters, digits and hyphens, no hyphen first or last',
  ],
])('exists(%j, %j, %j) is refused', (kind, namespace, name, message) => {
  expect(messageOf(() => WiringCheck.of(Testing.app()).exists(kind, namespace, name))).toBe(message);
});

test.each([
  [{ closedWorld: 'no' }, 'closedWorld "no" is neither true nor false: give one of them'],
  [{ closed: true }, 'WiringValidation has no property "closed": give closedWorld, or none'],
])('the plugin refuses the properties %j', (props, message) => {
  expect(messageOf(() => new WiringValidation(props as object))).toBe(message);
});

test('an annotation with a reason lets an object be', () => {
  const { app, naive } = articleWithNaiveService();
  naive.metadata.addAnnotation('multiport.dev/ignore.service-selects-unequal-workloads', 'shown to the class as what not to do');
  expect(() => app.synthYaml()).not.toThrow();
});

test('a gateway that cannot be rendered is all that is reported', () => {
  const { app, chart } = articleWithNaiveService();
  new TcpMultiPortGateway(chart, 'empty', { dataPlane: IngressNginx.install({ profile: 'l4' }) });
  expect(messageOf(() => app.synthYaml())).toBe(
    'Validation failed with the following errors:\n  [article/empty] no port is exposed: call expose(port, backend)',
  );
});

test('a gateway that was removed does not silence the check', () => {
  const { app, chart } = articleWithNaiveService();
  new TcpMultiPortGateway(chart, 'empty', { dataPlane: IngressNginx.install({ profile: 'l4' }) });
  chart.node.tryRemoveChild('empty');
  expect(messageOf(() => app.synthYaml())).toBe(NAIVE_MESSAGE);
});

test('what is wrong in a manifest of somebody else is a warning', () => {
  const folder = mkdtempSync(join(tmpdir(), 'foreign-'));
  const path = join(folder, 'deploy.yaml');
  const metrics =
    'apiVersion: v1\nkind: Service\nmetadata: { name: metrics, namespace: edge }\nspec: { selector: { app: nginx }, ports: [{ port: 10254, targetPort: metrics }] }\n';
  const manifest = readFileSync(join(__dirname, '..', 'fixtures', 'small-controller.yaml'), 'utf8');
  writeFileSync(path, `${manifest}---\n${metrics}`);
  const app = Testing.app();
  const chart = new Chart(app, 'chart');
  const gateway = new TcpMultiPortGateway(chart, 'gateway', { dataPlane: IngressNginx.fromManifest(path) });
  gateway.expose(10000, { name: 'web', port: 80 });
  expect(() => app.synthYaml()).not.toThrow();
  expect(said.filter((text) => text.includes('metrics'))).toEqual([expect.stringContaining('service-selects-nothing')]);
});

describe('multiport.yaml of the current folder', () => {
  const cwd = process.cwd();
  const inFolderWith = (config: string): void => {
    const folder = mkdtempSync(join(tmpdir(), 'config-'));
    writeFileSync(join(folder, 'multiport.yaml'), config);
    process.chdir(folder);
  };
  afterEach(() => process.chdir(cwd));

  test('says what exists beside the program, and what is ignored', () => {
    const { app, chart } = articleWithNaiveService();
    new ApiObject(chart, 'pod', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'pod' },
      spec: { containers: [{ name: 'main', image: 'web', envFrom: [{ secretRef: { name: 'tls' } }] }] },
    });
    inFolderWith(
      'external: { objects: [Secret default/tls] }\n' +
        'ignore: [{ rule: service-selects-unequal-workloads, object: Service default/layanan-xyz, reason: shown to the class }]\n',
    );
    expect(() => app.synthYaml()).not.toThrow();
  });

  test('stops the synth where it is wrong, with its line', () => {
    const { app } = articleWithNaiveService();
    inFolderWith('external:\n  secrets: []\n');
    expect(messageOf(() => app.synthYaml())).toBe(
      'Validation failed with the following errors:\n  [] multiport.yaml:2: unknown key "secrets": give one of services, objects, maps',
    );
  });
});

import { Protocol } from 'cdk8s-multiport';
import { messageOf } from '../support/message';
import { controller, join, map, published, row, service, table, told } from './inputs';
import { migrationIn, rowsOf } from './support';

const { UDP } = Protocol;

describe('which maps', () => {
  const db = service('db', '{ ports: [{ port: 80 }] }');
  const other = controller({ name: 'second', flags: ['--tcp-services-configmap=ingress-nginx/second'] });

  test('those that the controller reads, whatever they are called; the others are told', () => {
    const text = join(
      controller({ flags: ['--tcp-services-configmap=ingress-nginx/open'] }),
      published('[{ port: 1 }]'),
      map('"1": default/db:80', 'open'),
      map('"2": default/db:80'),
      db,
    );
    expect(table(text)).toEqual([row(1, 'default/db:80')]);
    expect(told(text)).toBe(
      'in.yaml:24:1  note  ConfigMap ingress-nginx/tcp-services, 1 entry\n' +
        '  no controller of the input reads it, so nothing answers on its ports today\n' +
        '  fix: --map ingress-nginx/tcp-services migrates it\n' +
        '\n1 exposure carried over, nothing left behind, 1 note\n',
    );
    expect(table(text, { map: 'ingress-nginx/tcp-services' })).toEqual([row(2, 'default/db:80')]);
  });

  test('two controllers are two addresses', () => {
    const text = join(controller(), other, map('"1": default/db:80'), map('"2": default/db:80', 'second'), db);
    expect(messageOf(() => table(text))).toBe(
      'the input holds the maps of 2 addresses (Deployment ingress-nginx/ingress-nginx: ingress-nginx/tcp-services; Deployment ingress-nginx/second: ' +
        'ingress-nginx/second), and a Gateway is one: give --map <namespace>/<name> of a map of one of them, or the files of one only',
    );
    expect(table(text, { map: 'ingress-nginx/second' })).toEqual([row(2, 'default/db:80')]);
    expect(messageOf(() => table(text, { map: 'ingress-nginx/third' }))).toBe(
      '--map "ingress-nginx/third" is no map of the input: give ingress-nginx/tcp-services or ingress-nginx/second',
    );
  });

  test('two controllers that read one map are one table', () => {
    const text = join(controller(), controller({ name: 'ingress-nginx-b', kind: 'DaemonSet' }), map('"1": default/db:80'), db);
    expect(table(text)).toEqual([row(1, 'default/db:80')]);
  });

  test('maps alone: one namespace is one address, unless a protocol has two maps there', () => {
    const one = map('"1": default/db:80');
    expect(table(join(one, map('"1": default/dns:53', 'udp-services'), db))).toEqual([
      row(1, 'default/db:80'),
      row(1, 'default/dns:53', UDP),
    ]);
    expect(messageOf(() => table(join(one, map('"1": default/db:80', 'tcp-services', 'other'))))).toBe(
      'the input holds the maps of 2 addresses (namespace ingress-nginx: ingress-nginx/tcp-services; namespace other: other/tcp-services), ' +
        'and a Gateway is one: give --map <namespace>/<name> of a map of one of them, or the files of one only',
    );
    expect(messageOf(() => table(join(one, map('"1": default/db:80', 'tcp-services-b'))))).toMatch(
      /^the input holds the maps of 2 addresses \(ConfigMap /,
    );
  });

  test('one map in two files', () => {
    const text = map('"1": default/db:80');
    expect(messageOf(() => migrationIn({ 'dev/maps.yaml': text, 'prod/maps.yaml': text }))).toBe(
      'ConfigMap ingress-nginx/tcp-services is in the input twice, at dev/maps.yaml:3:19 and prod/maps.yaml:3:19: give the files of one environment',
    );
  });

  test('none', () => {
    expect(messageOf(() => table(db))).toBe(
      'the input holds no map of TCP or UDP services: give the ConfigMaps that the controller reads by --tcp-services-configmap and ' +
        '--udp-services-configmap, or Helm values with tcp or udp',
    );
    expect(messageOf(() => table(controller()))).toBe(
      'Deployment ingress-nginx/ingress-nginx reads ConfigMap ingress-nginx/tcp-services, and the input holds no map: give its file, too',
    );
    expect(messageOf(() => table(join(map('{}').replace('data:\n  {}', 'data: {}'), db)))).toBe(
      'ConfigMap ingress-nginx/tcp-services has no entry: there is nothing to migrate',
    );
    expect(messageOf(() => table(join(controller(), map('{}').replace('data:\n  {}', 'data: {}'))))).toBe(
      'ConfigMap ingress-nginx/tcp-services has no entry: there is nothing to migrate',
    );
  });

  test('one of two maps is not in the input', () => {
    const both = controller({
      flags: ['--tcp-services-configmap=ingress-nginx/tcp-services', '--udp-services-configmap=ingress-nginx/udp-services'],
    });
    expect(told(join(both, published('[{ port: 1 }]'), map('"1": default/db:80'), db))).toContain(
      'left behind  the map of UDP\n  Deployment ingress-nginx/ingress-nginx reads ConfigMap ingress-nginx/udp-services, which is not in the input\n  fix: give its file, too\n',
    );
    expect(told(join(both, published('[{ port: 1 }]'), map('"1": default/db:80'), db), { closed: true })).toBe(
      '1 exposure carried over, nothing left behind\n',
    );
  });

  test('a map that a kustomization changes', () => {
    const patch = map('"2": default/db:80');
    const files = {
      'maps.yaml': map('"1": default/db:80'),
      'patch.yaml': patch,
      'kustomization.yaml':
        'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [maps.yaml]\npatches: [{ path: patch.yaml }]\n',
    };
    const { exposures, left } = migrationIn(files);
    expect(rowsOf(exposures)).toEqual([row(1, 'default/db:80')]);
    expect(left.filter(({ noticed }) => noticed)).toMatchObject([
      {
        what: 'ConfigMap ingress-nginx/tcp-services',
        reason: 'a kustomization of the input changes it before it is applied, and that is not done here',
        fix: 'kustomize build . | multiport migrate -',
      },
    ]);
  });

  describe('a map that a kustomization makes', () => {
    const files = (generators: string) => ({
      'maps.yaml': map('"1": default/db:80'),
      'db.yaml': db,
      'kustomization.yaml': `resources: [maps.yaml, db.yaml]\nconfigMapGenerator:\n${generators}\n`,
    });
    const what = (generators: string) =>
      migrationIn(files(generators))
        .left.filter(({ noticed }) => noticed)
        .map((item) => [item.what, item.reason, item.fix]);
    const reason = 'a kustomization makes it when it is built, and that is not done here';

    test.each([
      ['by its name', '- { name: udp-services, envs: [udp.env] }', 'udp-services'],
      ['by its entries', '- { name: games, literals: ["27015=games/arena:27015"] }', 'games'],
    ])('%s', (_, generators, name) => {
      expect(what(generators)).toEqual([
        [`ConfigMap "${name}" of a configMapGenerator`, reason, 'kustomize build . | multiport migrate -'],
      ]);
    });

    test('others are none', () => {
      expect(what('- { name: app, literals: ["URL=a/b:80", "80=80"] }')).toEqual([]);
    });

    test('and no other map', () => {
      const generators = 'configMapGenerator: [{ name: tcp-services, literals: ["1=default/db:80"] }]\n';
      expect(messageOf(() => migrationIn({ 'kustomization.yaml': generators, 'db.yaml': db }))).toBe(
        'the input holds no map, but ConfigMap "tcp-services" of a configMapGenerator at kustomization.yaml:1:30, which a kustomization makes when it is built: kustomize build . | multiport migrate -',
      );
    });
  });

  test('maps and settings that get their namespace when they are applied', () => {
    const flags = ['--tcp-services-configmap=ingress-nginx/tcp-services', '--configmap=ingress-nginx/settings', '--http-port=8080'];
    const settings = map('proxy-stream-timeout: 5s', 'settings').replace(', namespace: ingress-nginx', '');
    const maps = map('"1": default/db:80\n"8080": default/db:80').replace(', namespace: ingress-nginx', '');
    const text = join(controller({ flags }), published('[{ port: 1 }]'), maps, settings, db);
    expect(table(text)).toEqual([row(1, 'default/db:80')]);
    expect(migrationIn({ 'in.yaml': text }).left.map(({ what, reason }) => [what, reason])).toEqual([
      ['8080/TCP → "default/db:80"', 'port 8080 is taken by ingress-nginx itself for HTTP (--http-port), and is passed over today'],
      ['proxy-stream-timeout of ConfigMap ingress-nginx/settings: "5s"', 'the implementation sets how long a connection may idle'],
    ]);
    expect(table(text, { map: 'ingress-nginx/tcp-services' })).toHaveLength(1);
  });

  test('a map of haproxy-ingress', () => {
    const haproxy = controller().replace('registry.k8s.io/ingress-nginx/controller:v1.15.1', 'quay.io/jcmoraisjr/haproxy-ingress:v0.14.0');
    expect(told(join(haproxy, map('"1": default/db:80'), db))).toContain(
      'left behind  1/TCP → "default/db:80"\n  haproxy-ingress reads this map, whose values have a grammar of their own\n  fix: expose it in the program\n',
    );
  });

  test('a document that cannot be parsed could hold anything, a template is passed over', () => {
    const text = join(map('"1": default/db:80'), db, 'kind: [\n', 'kind: {{ .Values.kind }}\n');
    expect(told(text)).toMatch(
      /^in\.yaml:\d+:\d+ {2}left behind {2}a document\n {2}it cannot be parsed, and could hold anything: .+\n\nin\.yaml:\d+:\d+ {2}note {2}a template\n {2}it is passed over\n {2}fix: render it first: helm template \. \| multiport migrate -\n\n1 exposure carried over, 1 left behind, 1 note\n$/,
    );
  });
});

describe('Helm values', () => {
  const values = (text: string) => `controller:\n  admissionWebhooks: { enabled: false }\n${text}`;

  test('of the chart itself, and of a chart that has it as a part', () => {
    const text = 'tcp:\n  5432: data/pg:5432\n  "8443": web/admin:443\nudp:\n  53: dns/coredns:53\nportNamePrefix: x\n';
    const rows = [row(53, 'dns/coredns:53', UDP), row(5432, 'data/pg:5432'), row(8443, 'web/admin:443')];
    expect(table(values(text))).toEqual(rows);
    expect(table(`other: 1\nmy-ingress:\n${values(text).replace(/^(?=.)/gm, '  ')}`)).toEqual(rows);
  });

  test('ports that the values move are free, and others taken', () => {
    const text = 'tcp: { 8080: a/b:1, 10254: a/b:2, 8443: a/b:3 }\ncontroller: { extraArgs: { http-port: 8080, healthz-port: 10255 } }\n';
    expect(table(text)).toEqual([row(10254, 'a/b:2')]);
    expect(told(text)).toContain(
      '8080/TCP → "a/b:1"\n  port 8080 is taken by ingress-nginx itself for HTTP (--http-port), and is passed over today\n',
    );
  });

  test('with the Services that they name', () => {
    expect(
      rowsOf(
        migrationIn({ 'values.yaml': 'tcp: { 5432: default/db:pg }\n', 'db.yaml': service('db', '{ ports: [{ name: pg, port: 1 }] }') })
          .exposures,
      ),
    ).toEqual([row(5432, 'default/db:1')]);
  });

  test('settings of the controller and of its Service', () => {
    const text = `tcp: { 5432: default/db:80 }
controller:
  config: { proxy-stream-timeout: 30s, use-gzip: "true" }
  service:
    annotations: { service.beta.kubernetes.io/aws-load-balancer-internal: "true" }
    loadBalancerSourceRanges: [10.0.0.0/8]
    internal: { enabled: true }
`;
    expect(told(join(text, service('db', '{ ports: [{ port: 80 }] }')))).toBe(
      'in.yaml:3:13  left behind  proxy-stream-timeout of controller.config: "30s"\n' +
        '  the implementation sets how long a connection may idle\n' +
        '  fix: set the like of it in a policy of the implementation, where it is needed\n' +
        '\nin.yaml:5:20  left behind  annotation service.beta.kubernetes.io/aws-load-balancer-internal of controller.service: "true"\n' +
        '  the Gateway gets a load balancer of its own, without it\n' +
        '  fix: give it to the data plane as an annotation of its infrastructure, where the new load balancer needs it\n' +
        '\nin.yaml:6:5  left behind  loadBalancerSourceRanges of controller.service: ["10.0.0.0/8"]\n' +
        '  the address of the Gateway is open to everybody\n' +
        '  fix: hold the new load balancer to the same ranges, by an annotation of the cloud or a policy of the implementation\n' +
        '\nin.yaml:7:5  left behind  controller.service.internal\n' +
        '  the controller has a second Service with an address of its own, and a Gateway is one address\n' +
        '  fix: make a second Gateway for it\n' +
        '\n1 exposure carried over, 4 left behind\n',
    );
  });

  test.each([
    ['{ hostNetwork: true }', ['controller.hostNetwork']],
    ['{ hostPort: { enabled: true } }', ['controller.hostPort']],
    ['{ hostNetwork: false, hostPort: { enabled: false } }', []],
  ])('a controller on its nodes: %s', (text, what) => {
    const { left } = migrationIn({ 'values.yaml': `tcp: { 5432: a/b:1 }\ncontroller: ${text}\n` });
    expect(left.filter(({ noticed }) => noticed).map((item) => item.what)).toEqual(what);
  });

  describe('in the objects of tools that install charts', () => {
    const kinds: readonly (readonly [string, string, string])[] = [
      ['helm.toolkit.fluxcd.io/v2', 'HelmRelease', 'spec: { values: { tcp: { 5432: a/b:1, 80: a/b:2 } } }'],
      ['helm.cattle.io/v1', 'HelmChartConfig', 'spec:\n  valuesContent: |\n    tcp:\n      5432: a/b:1\n      80: a/b:2'],
      ['helm.cattle.io/v1', 'HelmChart', 'spec:\n  valuesContent: |\n    tcp:\n      5432: a/b:1\n      80: a/b:2'],
      [
        'argoproj.io/v1alpha1',
        'Application',
        'spec: { source: { helm: { values: "tcp: { 1: a/b:1 }", valuesObject: { tcp: { 5432: a/b:1, 80: a/b:2 } } } } }',
      ],
      ['argoproj.io/v1alpha1', 'Application', 'spec: { sources: [{ helm: { values: "nginx: { tcp: { 5432: a/b:1, 80: a/b:2 } }" } }] }'],
      ['kustomize.config.k8s.io/v1beta1', 'Kustomization', 'helmCharts: [{ valuesInline: { tcp: { 5432: a/b:1, 80: a/b:2 } } }]'],
    ];

    test.each(kinds)('%s %s', (apiVersion, kind, rest) => {
      const { exposures, left } = migrationIn({
        'in.yaml': `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: nginx, namespace: infra }\n${rest}\n`,
      });
      expect(rowsOf(exposures)).toEqual([row(5432, 'a/b:1')]);
      expect(left.filter(({ noticed }) => noticed).map((item) => item.what)).toEqual(['80/TCP → "a/b:2"']);
    });

    test('which of two', () => {
      const release = (name: string) =>
        `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: ${name}, namespace: infra }\nspec: { values: { tcp: { 1: a/b:1 } } }\n`;
      expect(messageOf(() => table(join(release('one'), release('two'))))).toBe(
        'the input holds the maps of 2 addresses (HelmRelease infra/one spec.values: spec.values.tcp; HelmRelease infra/two spec.values: spec.values.tcp), ' +
          'and a Gateway is one: give the files of one only',
      );
    });
  });

  test.each(['scope: { enabled: true, namespace: shop }', 'extraArgs: { watch-namespace: shop }'])('a controller with %s', (scope) => {
    const { exposures, left } = migrationIn({ 'values.yaml': `tcp: { 1: shop/db:1, 2: a/b:2 }\ncontroller: { ${scope} }\n` });
    expect(rowsOf(exposures)).toEqual([row(1, 'shop/db:1')]);
    expect(left.filter(({ noticed }) => noticed).map(({ what, reason }) => [what, reason])).toEqual([
      ['2/TCP → "a/b:2"', 'the controller watches namespace shop only, so nothing answers on this port today'],
    ]);
  });

  test.each(['tcp: { enabled: true }\n', 'tcp: 5\n', 'tcp: {}\n', 'service: { tcp: { port: 80 } }\n'])('%j is of another chart', (text) => {
    expect(messageOf(() => table(join(text, service('db', '{ ports: [{ port: 80 }] }'))))).toMatch(/^the input holds no map /);
  });
});

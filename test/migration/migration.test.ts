import { Protocol } from 'cdk8s-multiport';
import { inOrder, leftBehindText } from '../../lib/migration/left-behind';
import { messageOf } from '../support/message';
import { migrationIn, Row, rowsOf } from './support';

const { TCP, UDP } = Protocol;

const map = (entries: string, name = 'tcp-services', namespace = 'ingress-nginx') => `apiVersion: v1
kind: ConfigMap
metadata: { name: ${name}, namespace: ${namespace} }
data:
${entries.replace(/^/gm, '  ')}
`;
const service = (name: string, spec: string, namespace = 'default') =>
  `apiVersion: v1\nkind: Service\nmetadata: { name: ${name}, namespace: ${namespace} }\nspec: ${spec}\n`;
const controller = ({
  name = 'ingress-nginx',
  flags = ['--tcp-services-configmap=ingress-nginx/tcp-services'],
  pod = '',
  kind = 'Deployment',
} = {}) => `apiVersion: apps/v1
kind: ${kind}
metadata: { name: ${name}, namespace: ingress-nginx }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec: { ${pod} containers: [{ name: controller, image: 'registry.k8s.io/ingress-nginx/controller:v1.15.1', args: ${JSON.stringify(flags)} }] }
`;
const published = (ports: string, more = '') =>
  service('ingress-nginx', `{ type: LoadBalancer, ${more} selector: { app: ingress-nginx }, ports: ${ports} }`, 'ingress-nginx');
const join = (...objects: string[]): string => objects.join('---\n');

/** What is told of one file, without the last line, and without what every input of maps alone has. */
function told(text: string, options = {}): string {
  const { exposures, left } = migrationIn({ 'in.yaml': text }, options);
  return leftBehindText(inOrder(left.filter(({ what }) => what !== 'the controller')), exposures.length);
}

function table(text: string, options = {}): Row[] {
  return rowsOf(migrationIn({ 'in.yaml': text }, options).exposures);
}

const row = (port: number, text: string, protocol = TCP, name?: string): Row => {
  const [, namespace, backend, number] = /^(.+)\/(.+):(\d+)$/.exec(text) as RegExpExecArray;
  return { port, protocol, namespace, service: backend, servicePort: Number(number), ...(name === undefined ? {} : { name }) };
};

describe('which Service port is meant', () => {
  const db = (spec: string) => service('db', spec);

  test.each([
    ['by number', '"5432": default/db:5432', '{ ports: [{ port: 5432 }] }'],
    ['by name', '"5432": default/db:pg', '{ ports: [{ port: 5432, name: pg }] }'],
    [
      'the name of the protocol of the map',
      '"5432": default/db:pg',
      '{ ports: [{ port: 1, name: pg, protocol: UDP }, { port: 5432, name: pg }] }',
    ],
  ])('%s', (_, entries, spec) => {
    expect(table(join(map(entries), db(spec)))).toEqual([row(5432, 'default/db:5432')]);
  });

  test.each([
    [
      'a name, without the Service',
      '"1": default/db:pg',
      [],
      'in.yaml:5:3  left behind  1/TCP → "default/db:pg"\n' +
        '  Service default/db is not in the input, so the number of its port "pg" is not known, and a route needs the number\n' +
        "  fix: give the Service's file, too, or write the number in the map\n",
    ],
    [
      'another number',
      '"1": default/db:80',
      ['{ ports: [{ port: 5432, targetPort: 80, name: pg }] }'],
      'in.yaml:5:3  left behind  1/TCP → "default/db:80"\n' +
        '  Service default/db has no port 80 (it has 5432/TCP "pg"), so nothing answers on this port today\n' +
        '  fix: name a port of the Service, or take the entry away\n',
    ],
    [
      'the other protocol',
      '"1": default/db:80',
      ['{ ports: [{ port: 80, protocol: UDP }] }'],
      'in.yaml:5:3  left behind  1/TCP → "default/db:80"\n' +
        '  Service default/db has port 80 as UDP, not TCP, so nothing answers on this port today\n' +
        '  fix: move the entry to the map of UDP, or take it away\n',
    ],
    [
      'ExternalName',
      '"1": default/db:80',
      ['{ type: ExternalName, externalName: db.example.com, ports: [{ port: 80 }] }'],
      'in.yaml:5:3  left behind  1/TCP → "default/db:80"\n' +
        '  Service default/db is of type ExternalName, and routes of the Gateway API lead to no host name (CVE-2021-25740)\n' +
        '  fix: give the host a Service without a selector and an EndpointSlice with its address, or leave this port with ingress-nginx\n',
    ],
    [
      'two environments',
      '"1": default/db:pg',
      ['{ ports: [{ port: 80, name: pg }] }', '{ ports: [{ port: 81, name: pg }] }'],
      'in.yaml:5:3  left behind  1/TCP → "default/db:pg"\n' +
        '  Service default/db is in the input 2 times, with port "pg" as 80 and 81\n' +
        '  fix: give the files of one environment\n',
    ],
  ])('%s', (_, entries, specs, text) => {
    expect(told(join(map(entries), ...specs.map(db)))).toBe(`${text}\n0 exposures carried over, 1 left behind\n`);
  });

  test('a Service that is not there: unverified in an open world, left behind in a closed one', () => {
    const text = map('"1": default/db:80\n"2": default/db:81');
    expect(told(text)).toBe(
      'in.yaml:4:1  note  Service default/db\n' +
        '  it is not in the input, so nobody has seen whether it has the ports, or is of type ExternalName\n' +
        '  fix: give the files of the Services, too\n' +
        '\n2 exposures carried over, nothing left behind, 1 note\n',
    );
    expect(told(text, { closed: true })).toBe(
      [1, 2]
        .map(
          (line) =>
            `in.yaml:${line + 4}:3  left behind  ${line}/TCP → "default/db:${line + 79}"\n` +
            '  there is no Service default/db, so nothing answers on this port today\n' +
            '  fix: make the Service, or take the entry away\n\n',
        )
        .join('') + '0 exposures carried over, 2 left behind\n',
    );
  });
});

describe('keys and values', () => {
  test.each([
    [
      '"70000": default/db:80',
      '70000/TCP → "default/db:80"\n  the key "70000" is out of range, which stops nginx\n  fix: give a port from 1 to 65535\n',
    ],
    [
      'http: default/db:80',
      '"http"/TCP → "default/db:80"\n  the key "http" is not a port, and is passed over today\n  fix: give an integer from 1 to 65535\n',
    ],
    [
      '"80": default/db:80',
      '80/TCP → "default/db:80"\n  port 80 is taken by ingress-nginx itself for HTTP (--http-port), and is passed over today\n  fix: give another external port\n',
    ],
    [
      '"1": db:80',
      '1/TCP → "db:80"\n  the value "db:80" names no Service, and is passed over today\n  fix: write <namespace>/<Service>:<port>, as in "default/web:80"\n',
    ],
    [
      '"1": "{{ .Release.Namespace }}/db:80"',
      '1/TCP → "{{ .Release.Namespace }}/db:80"\n  the value is a template of Helm\n  fix: render it first: helm template … | multiport migrate -\n',
    ],
  ])('%s', (entries, text) => {
    expect(told(map(entries))).toBe(`in.yaml:5:3  left behind  ${text}\n0 exposures carried over, 1 left behind\n`);
  });

  test('two keys of one port: the one that is written as a number is carried over', () => {
    expect(told(join(map('"09000": default/db:81\n"9000": default/db:80'), service('db', '{ ports: [{ port: 80 }, { port: 81 }] }')))).toBe(
      'in.yaml:5:3  left behind  09000/TCP → "default/db:81"\n' +
        '  the keys "9000" and "09000" are the same port 9000, which stops nginx\n' +
        '  fix: leave one out\n' +
        '\n1 exposure carried over, 1 left behind\n',
    );
  });

  test('a key twice in one YAML map: the last one is carried over, as Kubernetes does', () => {
    const text = join(map('"9000": default/db:80\n"9000": default/db:81'), service('db', '{ ports: [{ port: 80 }, { port: 81 }] }'));
    expect(table(text)).toEqual([row(9000, 'default/db:81')]);
    expect(told(text)).toBe(
      'in.yaml:5:3  note  the first "9000" of TCP\n' +
        '  the key is there twice, and Kubernetes keeps the last one\n' +
        '  fix: take one of them away\n' +
        '\n1 exposure carried over, nothing left behind, 1 note\n',
    );
  });

  test.each([
    ['"09000": default/db:80', TCP, 'the key "09000" is read as 9000\n  fix: write "9000"\n'],
    [
      '"9000": default/db:80:FOO',
      TCP,
      'the value "default/db:80:FOO" has "FOO" where only PROXY has a meaning, and works as if it were not there\n  fix: leave it out\n',
    ],
    [
      '"9000": default/db:80:PROXY',
      UDP,
      'the value "default/db:80:PROXY" asks for the PROXY header, which ingress-nginx ignores for UDP\n  fix: leave it out\n',
    ],
  ])('%s works today, and is carried over as it works', (entries, protocol, text) => {
    const objects = join(
      map(entries, `${protocol.toLowerCase()}-services`),
      service('db', `{ ports: [{ port: 80, protocol: ${protocol} }] }`),
    );
    const [key, value] = JSON.parse(`[${entries.replace(': ', ', "')}"]`) as [string, string];
    expect(table(objects)).toEqual([row(9000, 'default/db:80', protocol)]);
    expect(told(objects)).toBe(
      `in.yaml:5:3  note  ${key}/${protocol} → "${value}"\n  ${text}\n1 exposure carried over, nothing left behind, 1 note\n`,
    );
  });

  test('two Services that nginx mixes up are two again', () => {
    const text = join(
      map('"1": a/b-c:80\n"2": a-b/c:80'),
      service('b-c', '{ ports: [{ port: 80 }] }', 'a'),
      service('c', '{ ports: [{ port: 80 }] }', 'a-b'),
    );
    expect(table(text)).toEqual([row(1, 'a/b-c:80'), row(2, 'a-b/c:80')]);
    expect(told(text)).toMatch(
      /^in\.yaml:6:3 {2}note {2}2\/TCP → "a-b\/c:80"\n.*so one would get the other's connections; a Gateway keeps them apart\n/,
    );
  });
});

describe('the port that clients connect to', () => {
  const db = service('db', '{ ports: [{ port: 80 }, { port: 81 }, { port: 82 }] }');
  const entries = map('"10000": default/db:80\n"10001": default/db:81');
  const named = controller({ flags: ['--tcp-services-configmap=ingress-nginx/tcp-services'] }).replace(
    'args: [',
    'ports: [{ name: db-port, containerPort: 10000 }], args: [',
  );

  test.each([
    [
      'the key, where the Service has it',
      published('[{ port: 10000 }, { port: 10001 }]'),
      [row(10000, 'default/db:80'), row(10001, 'default/db:81')],
    ],
    [
      "the Service's own port",
      published('[{ name: pg, port: 5432, targetPort: 10000 }, { name: b, port: 10001 }]'),
      [row(5432, 'default/db:80', TCP, 'pg'), row(10001, 'default/db:81', TCP, 'b')],
    ],
    [
      'both, where two lead to one key',
      published(
        '[{ name: port-1, port: 1, targetPort: 10000 }, { name: port-2, port: 2, targetPort: 10000 }, { name: x-10001, port: 10001 }]',
      ),
      [row(1, 'default/db:80'), row(2, 'default/db:80'), row(10001, 'default/db:81')],
    ],
    [
      'the key behind nodePorts, whatever the Service has for the inside',
      service(
        'ingress-nginx',
        '{ type: NodePort, selector: { app: ingress-nginx }, ports: [{ name: pg, port: 5432, targetPort: 10000 }, { name: b, port: 10001 }] }',
        'ingress-nginx',
      ),
      [row(10000, 'default/db:80'), row(10001, 'default/db:81')],
    ],
  ])('%s', (_, publisher, rows) => {
    expect(table(join(controller(), publisher, entries, db))).toEqual(rows);
  });

  test('through the name of a container port', () => {
    const publisher = published('[{ name: pg, port: 5432, targetPort: db-port }, { name: b, port: 10001 }]');
    expect(table(join(named, publisher, entries, db))).toEqual([
      row(5432, 'default/db:80', TCP, 'pg'),
      row(10001, 'default/db:81', TCP, 'b'),
    ]);
  });

  test('on the node', () => {
    expect(table(join(controller({ pod: 'hostNetwork: true,' }), entries, db), { closed: true })).toEqual([
      row(10000, 'default/db:80'),
      row(10001, 'default/db:81'),
    ]);
  });

  test('none: the port is not opened to the world by the way', () => {
    expect(told(join(controller(), published('[{ port: 10000 }]'), entries, db))).toBe(
      'in.yaml:20:3  left behind  10001/TCP → "default/db:81"\n' +
        "  no port of the controller's Service leads to 10001/TCP, so no client reaches it today\n" +
        '  fix: add the port to the Service and run this again, or expose it in the program, if it is wanted\n' +
        '\n1 exposure carried over, 1 left behind\n',
    );
  });

  test('the controller without its Service: unverified', () => {
    expect(told(join(controller(), entries, db))).toBe(
      'in.yaml:3:19  note  the Service of Deployment ingress-nginx/ingress-nginx\n' +
        '  it is not in the input, so the keys are taken for the ports of clients\n' +
        '  fix: give its file, too\n' +
        '\n2 exposures carried over, nothing left behind, 1 note\n',
    );
    expect(told(join(controller(), entries, db), { closed: true })).toMatch(/\n0 exposures carried over, 2 left behind\n$/);
  });

  test('two entries that clients reach on one port', () => {
    const other = service(
      'second',
      '{ type: LoadBalancer, selector: { app: ingress-nginx }, ports: [{ port: 10000, targetPort: 10001 }] }',
      'ingress-nginx',
    );
    expect(told(join(controller(), published('[{ port: 10000 }]'), other, entries, db))).toContain(
      'left behind  10001/TCP → "default/db:81"\n' +
        '  clients reach it on port 10000/TCP, on which 10000/TCP → "default/db:80" is, too, and a Gateway has each port once\n' +
        '  fix: give one of them another port, or make a Gateway for each address\n',
    );
  });

  test('a namespace that the controller does not watch', () => {
    const watching = controller({ flags: ['--tcp-services-configmap=ingress-nginx/tcp-services', '--watch-namespace=ingress-nginx'] });
    expect(told(join(watching, published('[{ port: 10000 }]'), map('"10000": default/db:80'), db))).toContain(
      '  the controller watches namespace ingress-nginx only, so nothing answers on this port today\n  fix: expose it in the program, if it is wanted\n',
    );
  });
});

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

  test.each(['tcp: { enabled: true }\n', 'tcp: 5\n', 'tcp: {}\n', 'service: { tcp: { port: 80 } }\n'])('%j is of another chart', (text) => {
    expect(messageOf(() => table(join(text, service('db', '{ ports: [{ port: 80 }] }'))))).toMatch(/^the input holds no map /);
  });
});

describe('what the controller and its Service have beside the maps', () => {
  const db = service('db', '{ ports: [{ port: 80 }] }');
  const settings = map(
    'proxy-stream-responses: "1"\nlog-format-stream: x\nuse-gzip: "true"\nstream-snippet: |\n  server { listen 7; }',
    'settings',
  );
  const reading = controller({
    flags: ['--tcp-services-configmap=ingress-nginx/tcp-services', '--configmap=ingress-nginx/settings', '--validating-webhook=:8443'],
  });
  const whole = (spec: string, annotations = '{}') =>
    join(
      reading,
      published('[{ port: 1 }, { port: 443 }]', spec).replace(
        'namespace: ingress-nginx }',
        `namespace: ingress-nginx, annotations: ${annotations} }`,
      ),
      map('"1": default/db:80'),
      db,
    );

  test.each([
    ['', [], 0],
    ['loadBalancerIP: 1.2.3.4,', ['loadBalancerIP of Service ingress-nginx/ingress-nginx: 1.2.3.4'], 1],
    ['externalIPs: [1.2.3.4],', ['externalIPs of Service ingress-nginx/ingress-nginx: ["1.2.3.4"]'], 1],
    ['loadBalancerClass: x/y,', ['loadBalancerClass of Service ingress-nginx/ingress-nginx: x/y'], 1],
    ['loadBalancerSourceRanges: [],', [], 0],
    ['externalTrafficPolicy: Local,', ['externalTrafficPolicy of Service ingress-nginx/ingress-nginx: Local'], 0],
    ['externalTrafficPolicy: Cluster,', [], 0],
    ['ipFamilyPolicy: SingleStack, ipFamilies: [IPv4],', [], 0],
    ['ipFamilyPolicy: PreferDualStack,', ['ipFamilyPolicy of Service ingress-nginx/ingress-nginx: PreferDualStack'], 1],
    ['ipFamilies: [IPv6],', ['ipFamilies of Service ingress-nginx/ingress-nginx: ["IPv6"]'], 1],
  ])('%s', (spec, what, noticed) => {
    const { left } = migrationIn({ 'in.yaml': whole(spec) });
    const own = left.filter((item) => !item.what.startsWith('443/TCP'));
    expect([own.map((item) => item.what), own.filter((item) => item.noticed).length]).toEqual([what, noticed]);
  });

  test('annotations, but those of tools; addresses are told apart', () => {
    const { left } = migrationIn({
      'in.yaml': whole(
        '',
        '{ kubectl.kubernetes.io/last-applied-configuration: "{}", metallb.io/loadBalancerIPs: 1.2.3.4, cloud/internal: "true" }',
      ),
    });
    expect(left.filter(({ noticed }) => noticed).map(({ what, reason }) => [what, reason])).toEqual([
      [
        'annotation metallb.io/loadBalancerIPs of Service ingress-nginx/ingress-nginx: "1.2.3.4"',
        'an address is on one load balancer at a time',
      ],
      [
        'annotation cloud/internal of Service ingress-nginx/ingress-nginx: "true"',
        'the Gateway gets a load balancer of its own, without it',
      ],
    ]);
  });

  test('HTTP, and settings of the streams', () => {
    const { left } = migrationIn({ 'in.yaml': join(whole(''), settings) });
    expect(left.map(({ what, noticed }) => [what, noticed])).toEqual([
      ['443/TCP of Service ingress-nginx/ingress-nginx', false],
      ['proxy-stream-responses of ConfigMap ingress-nginx/settings: "1"', true],
      ['stream-snippet of ConfigMap ingress-nginx/settings: "server { listen 7; }\\n"', true],
      ['log-format-stream of ConfigMap ingress-nginx/settings: "x"', false],
    ]);
  });

  test('a second address, nodePorts, flags that name no map', () => {
    const second = service('internal', '{ type: LoadBalancer, selector: { app: ingress-nginx }, ports: [{ port: 1 }] }', 'ingress-nginx');
    expect(migrationIn({ 'in.yaml': join(whole(''), second) }).left.map(({ what }) => what)).toContain(
      'the address of Service ingress-nginx/internal',
    );
    const nodes = whole('').replace('type: LoadBalancer', 'type: NodePort');
    expect(migrationIn({ 'in.yaml': nodes }).left.map(({ what }) => what)).toContain(
      'type of Service ingress-nginx/ingress-nginx: NodePort',
    );
    const flags = (udp: string) =>
      join(
        controller({ flags: ['--tcp-services-configmap=ingress-nginx/tcp-services', udp] }),
        published('[{ port: 1 }]'),
        map('"1": default/db:80'),
        db,
      );
    expect(migrationIn({ 'in.yaml': flags('--udp-services-configmap=udp') }).left).toMatchObject([
      { what: 'the map of UDP', reason: 'the flag names "udp", so Deployment ingress-nginx/ingress-nginx reads no map', noticed: false },
    ]);
    expect(migrationIn({ 'in.yaml': flags('--udp-services-configmap=$(MAP)') }).left).toMatchObject([
      {
        what: 'the map of UDP',
        reason: 'its name is in a variable of Deployment ingress-nginx/ingress-nginx that the input does not tell',
        noticed: true,
      },
    ]);
  });

  test('nodes: with hostNetwork, and with a hostPort for each key, whose nodePorts nobody uses', () => {
    const flags = ['--tcp-services-configmap=ingress-nginx/tcp-services'];
    const network = join(controller({ flags, pod: 'hostNetwork: true,' }), map('"1": default/db:80'), db);
    const ports = controller({ flags }).replace('args: [', 'ports: [{ containerPort: 1, hostPort: 1 }], args: [');
    const kind = join(ports, published('[{ port: 1 }]').replace('LoadBalancer', 'NodePort'), map('"1": default/db:80'), db);
    for (const text of [network, kind]) {
      expect(migrationIn({ 'in.yaml': text }).left.filter(({ noticed }) => noticed)).toMatchObject([
        {
          what: 'the nodes of Deployment ingress-nginx/ingress-nginx',
          reason: 'clients reach it at the addresses of its nodes, and the Gateway has an address of its own',
          fix: 'tell the clients the new address',
        },
      ]);
    }
  });

  describe('policies', () => {
    const policy = (spec: string, namespace = 'default') =>
      `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: strict, namespace: ${namespace} }\nspec: ${spec}\n`;
    const selecting = service('db', '{ selector: { app: db }, ports: [{ port: 80 }] }');
    const from = 'ingress: [{ from: [{ namespaceSelector: { matchLabels: { name: ingress-nginx } } }] }]';
    const policies = (text: string) =>
      migrationIn({ 'in.yaml': join(map('"1": default/db:80'), selecting, text) }).left.filter(({ what }) =>
        what.startsWith('NetworkPolicy'),
      );

    test('one that lets in ingress-nginx', () => {
      expect(policies(policy(`{ podSelector: { matchLabels: { app: db } }, ${from} }`))).toMatchObject([
        {
          what: 'NetworkPolicy default/strict',
          reason:
            'it says who may connect to the Pods of Service default/db, and the proxy of the Gateway is somebody else than ingress-nginx',
          fix: 'let the Pods of that proxy in, too, before clients come',
          noticed: true,
        },
      ]);
    });

    test('one that takes in every Pod, and lets in nobody', () => {
      expect(policies(policy('{ podSelector: {}, policyTypes: [Ingress] }'))).toHaveLength(1);
    });

    test('the labels of the Pods count, where they are known', () => {
      const pods = (labels: string) =>
        `apiVersion: apps/v1\nkind: StatefulSet\nmetadata: { name: db, namespace: default }\nspec: { template: { metadata: { labels: ${labels} } } }\n`;
      const text = policy(`{ podSelector: { matchLabels: { tier: data } }, ${from} }`);
      expect(policies(join(text, pods('{ app: db, tier: data }')))).toHaveLength(1);
      expect(policies(join(text, pods('{ app: db }')))).toEqual([]);
    });

    test.each([
      ['of other Pods', policy(`{ podSelector: { matchLabels: { app: web } }, ${from} }`)],
      ['of another namespace', policy(`{ podSelector: {}, ${from} }`, 'other')],
      ['about egress', policy('{ podSelector: {}, policyTypes: [Egress], egress: [] }')],
      ['that lets in everybody', policy('{ podSelector: {}, ingress: [{}] }')],
      ['that lets in every namespace', policy('{ podSelector: {}, ingress: [{ from: [{ namespaceSelector: {} }] }] }')],
      ['that lets in every address', policy('{ podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 0.0.0.0/0 } }] }] }')],
    ])('one %s is none of our business', (_, text) => {
      expect(policies(text)).toEqual([]);
    });
  });
});

import { Protocol } from 'cdk8s-multiport';
import { controller, join, map, published, row, service, table, told } from './inputs';

const { TCP, UDP } = Protocol;

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

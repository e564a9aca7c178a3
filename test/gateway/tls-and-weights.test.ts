import { ExposeTlsOptions, ExposeWeightedOptions, Protocol, TcpMultiPortGateway, WeightedBackendSource } from 'cdk8s-multiport';
import { newChart } from '../support/manifests';
import { messageOf } from '../support/message';
import { TestPlane } from '../support/test-plane';

const { TCP, UDP } = Protocol;
const WEB = { name: 'web', port: 80 };

function gateway(capability: ConstructorParameters<typeof TestPlane>[0] = { tlsHostnames: true, weights: [TCP] }): TcpMultiPortGateway {
  return new TcpMultiPortGateway(newChart(), 'gateway', { dataPlane: new TestPlane(capability) });
}

describe('exposeTls', () => {
  test('takes host names, sorted and each once', () => {
    expect(gateway().exposeTls(443, ['b.example.com', '*.a.example.com', 'b.example.com'], WEB)).toEqual({
      port: 443,
      protocol: TCP,
      name: 'port-443-any-a-example-com',
      hostnames: ['*.a.example.com', 'b.example.com'],
      backend: { service: { namespace: 'default', name: 'web' }, port: 80 },
      acceptProxyProtocol: false,
      sendProxyProtocol: false,
    });
  });

  test('several host names on one port, in the order of the names', () => {
    const table = gateway();
    table.exposeTls(443, ['b.example.com'], WEB);
    table.exposeTls(443, ['a.example.com'], WEB, { name: 'first', servicePort: 80, proxyProtocol: { send: true } });
    table.expose(443, WEB, { protocol: UDP });
    expect(table.exposures.map(({ name }) => name)).toEqual(['first', 'port-443-b-example-com', 'port-443-udp']);
  });

  const hostname = (text: string): string =>
    `hostnames[0] ${text} is no host name: give a DNS name in lower-case letters, as "db.example.com", or "*.example.com" for every name below it`;
  test.each<[string, number, string[], ExposeTlsOptions, string]>([
    ['port 0', 0, ['a'], {}, 'external port 0 is not a port: give an integer from 1 to 65535'],
    ['no list', 1, 'a.example.com' as never, {}, 'hostnames "a.example.com" is no list: give one, as [\'db.example.com\']'],
    ['no name', 1, [], {}, 'hostnames has 0 names: give 1 to 1024'],
    ['1,025 names', 1, Array.from({ length: 1025 }, (_, index) => `h${index}`), {}, 'hostnames has 1025 names: give 1 to 1024'],
    ['capitals', 1, ['A.example.com'], {}, hostname('"A.example.com"')],
    ['an IP address', 1, ['192.0.2.1'], {}, hostname('"192.0.2.1"')],
    ['a wildcard in the middle', 1, ['a.*.com'], {}, hostname('"a.*.com"')],
    ['a wildcard alone', 1, ['*'], {}, hostname('"*"')],
    ['an empty label', 1, ['a..b'], {}, hostname('"a..b"')],
    ['a number', 1, [1 as never], {}, hostname('1')],
    ['a protocol', 1, ['a'], { protocol: UDP } as never, 'exposeTls takes no protocol, TLS is TCP: leave it out'],
    ['options that are none', 1, ['a'], 'x' as never, 'options "x" is no object: give one, as { protocol: Protocol.UDP }'],
    [
      'a name that gets too long',
      1,
      [`${'a'.repeat(60)}.example.com`],
      {},
      `the name "port-1-${'a'.repeat(60)}-example-com", made of port and host name, has more than 63 characters: give a name`,
    ],
  ])('refuses %s', (_, port, hostnames, options, message) => {
    const table = gateway();
    expect(messageOf(() => table.exposeTls(port, hostnames, WEB, options))).toBe(`chart/gateway: ${message}`);
    expect(table.exposures).toEqual([]);
  });

  test('refuses what the port has already', () => {
    const table = gateway();
    table.exposeTls(443, ['a.example.com', 'b.example.com'], WEB);
    table.expose(444, WEB);
    const message = (body: () => unknown): string => messageOf(body).replace(/at \S+:\d+:\d+/g, 'at here');
    expect(message(() => table.exposeTls(443, ['b.example.com', 'c.example.com'], { name: 'api', port: 1 }))).toBe(
      'chart/gateway: host name "b.example.com" on port 443/TCP is exposed twice: 443/TCP (a.example.com, b.example.com) → default/web:80 at here, ' +
        'and 443/TCP (b.example.com, c.example.com) → default/api:1 at here: leave it out of one of them',
    );
    expect(message(() => table.expose(443, WEB))).toBe(
      'chart/gateway: port 443/TCP is exposed twice: 443/TCP (a.example.com, b.example.com) → default/web:80 at here, ' +
        'and 443/TCP → default/web:80 at here: give one of them another port',
    );
    expect(message(() => table.exposeTls(444, ['a.example.com'], WEB))).toBe(
      'chart/gateway: port 444/TCP is exposed twice: 444/TCP → default/web:80 at here, and 444/TCP (a.example.com) → default/web:80 at here: give one of them another port',
    );
  });

  test('refuses a plane that cannot', () => {
    expect(messageOf(() => gateway({}).exposeTls(443, ['a'], WEB))).toBe(
      'chart/gateway: test-plane does not tell TLS connections apart by host name: use expose, which passes every connection of the port to one backend',
    );
    expect(messageOf(() => gateway({ remedies: { tlsHostnames: 'another one does' } }).exposeTls(443, ['a'], WEB))).toBe(
      'chart/gateway: test-plane does not tell TLS connections apart by host name: another one does',
    );
  });
});

describe('exposeWeighted', () => {
  const [blue, green] = ['blue', 'green'].map((name) => ({ name, port: 80 }));

  test('takes backends in the order in which they are given', () => {
    expect(
      gateway().exposeWeighted(1, [
        { backend: green, weight: 0 },
        { backend: blue, weight: 1_000_000, servicePort: 80 },
      ]),
    ).toMatchObject({
      name: 'port-1',
      backend: { service: { name: 'green' } },
      weightedBackends: [
        { backend: { service: { name: 'green' }, port: 80 }, weight: 0 },
        { backend: { service: { name: 'blue' }, port: 80 }, weight: 1_000_000 },
      ],
    });
  });

  test.each<[string, WeightedBackendSource[], ExposeWeightedOptions, string]>([
    [
      'no list',
      blue as never,
      {},
      'backends {"name":"blue","port":80} is no list: give one, as [{ backend: blue, weight: 9 }, { backend: green, weight: 1 }]',
    ],
    ['no backend', [], {}, 'backends is empty: give at least one'],
    ['what is no object', [1 as never], {}, 'backends[0] 1 is no object: give one, as { backend: blue, weight: 9 }'],
    ['no weight', [{ backend: blue } as never], {}, 'backends[0].weight undefined is no weight: give an integer from 0 to 1000000'],
    ['weight -1', [{ backend: blue, weight: -1 }], {}, 'backends[0].weight -1 is no weight: give an integer from 0 to 1000000'],
    [
      'weight 1000001',
      [{ backend: blue, weight: 1_000_001 }],
      {},
      'backends[0].weight 1000001 is no weight: give an integer from 0 to 1000000',
    ],
    ['weight 0.5', [{ backend: blue, weight: 0.5 }], {}, 'backends[0].weight 0.5 is no weight: give an integer from 0 to 1000000'],
    [
      'weights that are all 0',
      [{ backend: blue, weight: 0 }],
      {},
      'every weight is 0, so no connection would have a backend: give one a weight of 1 or more',
    ],
    [
      'a backend twice',
      [
        { backend: blue, weight: 1 },
        { backend: { ...blue }, weight: 2 },
      ],
      {},
      'backends has default/blue:80 twice: give it once, with the sum of the weights',
    ],
    [
      'servicePort for all',
      [{ backend: blue, weight: 1 }],
      { servicePort: 80 } as never,
      'each of several backends has its own servicePort: give it there',
    ],
    [
      'another protocol than the plane divides',
      [{ backend: blue, weight: 1 }],
      { protocol: UDP },
      'test-plane does not divide UDP connections by weight, only on TCP: use expose with one backend',
    ],
  ])('refuses %s', (_, backends, options, message) => {
    const table = gateway();
    expect(messageOf(() => table.exposeWeighted(1, backends, options))).toBe(`chart/gateway: ${message}`);
    expect(table.exposures).toEqual([]);
  });

  test('refuses a backend where the plane does not look', () => {
    const table = gateway({ weights: [TCP], backendNamespaces: ['default'] });
    const away = { namespace: 'other', name: 'web', port: 80 };
    expect(
      messageOf(() =>
        table.exposeWeighted(1, [
          { backend: blue, weight: 1 },
          { backend: away, weight: 1 },
        ]),
      ),
    ).toBe(
      'chart/gateway: test-plane finds backends in namespace default only, and other/web:80 is not there: move the Service, or widen what the data plane watches',
    );
  });
});

test.each<[string, ConstructorParameters<typeof TestPlane>[0], (table: TcpMultiPortGateway) => unknown, string]>([
  [
    'TCP',
    { protocols: [UDP], remedies: { tcp: 'another one does' } },
    (table) => table.expose(1, WEB),
    'does not forward TCP: another one does',
  ],
  [
    'UDP',
    { protocols: [TCP], remedies: { udp: 'another one does' } },
    (table) => table.expose(1, WEB, { protocol: UDP }),
    'does not forward UDP: another one does',
  ],
  [
    'weights',
    { remedies: { weights: 'another one does' } },
    (table) => table.exposeWeighted(1, [{ backend: WEB, weight: 1 }]),
    'does not divide TCP connections by weight: another one does',
  ],
  [
    'PROXY in',
    { acceptsProxyProtocol: [], remedies: { acceptsProxyProtocol: 'another one does' } },
    (table) => table.expose(1, WEB, { proxyProtocol: { accept: true } }),
    'does not read the PROXY header on TCP: another one does',
  ],
  [
    'PROXY out',
    { sendsProxyProtocol: [], remedies: { sendsProxyProtocol: 'another one does' } },
    (table) => table.expose(1, WEB, { proxyProtocol: { send: true } }),
    'does not send the PROXY header on TCP: another one does',
  ],
  [
    'the number',
    { maxExposures: 0, remedies: { maxExposures: 'another one does' } },
    (table) => table.expose(1, WEB),
    'carries 0 exposures at most, and the gateway has them: another one does',
  ],
])('the remedy of a plane: %s', (_, capability, call, message) => {
  expect(messageOf(() => call(gateway(capability)))).toBe(`chart/gateway: test-plane ${message}`);
});

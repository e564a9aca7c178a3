import fc from 'fast-check';
import { isPortName } from '../../lib/model/names';
import { Protocol } from '../../lib/model/port';
import { expandPorts, LabeledPort } from '../../lib/workload/service-ports';
import { messageOf } from '../support/message';

const names = (ports: LabeledPort[]): (string | undefined)[] => expandPorts(ports).map((port) => port.serviceName);

test('one port needs no name', () => {
  expect(expandPorts([{ port: 80 }])).toEqual([{ containerPort: 80, servicePort: 80, protocol: Protocol.TCP, name: undefined }]);
  expect(names([{ port: 80, name: 'http' }])).toEqual(['http']);
});

test('several ports get names, beside those that are given', () => {
  expect(names([{ port: 53 }, { port: 53, protocol: Protocol.UDP }, { port: 9153, name: 'metrics' }])).toEqual([
    'tcp-53',
    'udp-53',
    'metrics',
  ]);
});

test('a given name is never given twice', () => {
  expect(names([{ port: 80 }, { port: 81, name: 'tcp-80' }])).toEqual(['tcp-80-2', 'tcp-80']);
});

test('a block keeps the numbers of its ports', () => {
  const ports = expandPorts([{ port: 50000, endPort: 50002, protocol: Protocol.UDP }]);
  expect(ports.map((port) => [port.containerPort, port.servicePort, port.serviceName])).toEqual([
    [50000, 50000, 'udp-50000'],
    [50001, 50001, 'udp-50001'],
    [50002, 50002, 'udp-50002'],
  ]);
});

test.each<[string, LabeledPort[], string]>([
  ['no port', [], 'ports is empty: give at least one port, since a Service must have one'],
  ['no list', undefined as unknown as LabeledPort[], 'ports undefined is no list: give one, as [{ port: 80 }]'],
  ['a bad port', [{ port: 0 }], 'port 0 is not a port: give an integer from 1 to 65535'],
  ['a bad Service port', [{ port: 80, servicePort: 70000 }], 'servicePort 70000 is not a port: give an integer from 1 to 65535'],
  ['a bad end', [{ port: 80, endPort: 1.5 }], 'endPort 1.5 is not a port: give an integer from 1 to 65535'],
  ['a bad protocol', [{ port: 80, protocol: 'SCTP' as Protocol }], 'protocol "SCTP" is not known: give TCP or UDP'],
  [
    'a bad name',
    [{ port: 80, name: 'this-is-too-long' }],
    expect.stringMatching(/^name "this-is-too-long" is not a port name: /) as string,
  ],
  [
    'an end before the start',
    [{ port: 80, endPort: 79 }],
    'endPort 79 comes before port 80: give the first port as port and the last as endPort',
  ],
  [
    'a name for a block',
    [{ port: 80, endPort: 81, name: 'http' }],
    'the block 80–81 has a name or a servicePort: leave them out, each port keeps its own number',
  ],
  [
    'one Service port twice',
    [{ port: 8080, servicePort: 80 }, { port: 80 }],
    'ports gives port 80/TCP of the Service twice: leave one out, or give one of them another',
  ],
  [
    'one name twice',
    [
      { port: 80, name: 'web' },
      { port: 81, name: 'web' },
    ],
    'ports gives the name "web" twice: leave one out, or give one of them another',
  ],
])('refuses %s', (_case, ports, message) => {
  expect(messageOf(() => expandPorts(ports))).toEqual(message);
});

test('names are valid and unique for whatever ports', () => {
  const port = fc.record(
    {
      port: fc.integer({ min: 1, max: 65535 }),
      protocol: fc.constantFrom(Protocol.TCP, Protocol.UDP),
      name: fc.constantFrom('http', 'tcp-80', 'udp-80', 'tcp-80-2', 'tcp-65535'),
    },
    { requiredKeys: ['port'] },
  );
  const distinct = fc
    .uniqueArray(port, { minLength: 2, maxLength: 20, selector: (each) => `${each.port}/${each.protocol ?? Protocol.TCP}` })
    .filter((ports) => new Set(ports.map((each) => each.name ?? each)).size === ports.length);
  fc.assert(
    fc.property(distinct, (ports) => {
      const given = names(ports);
      expect(given.every(isPortName)).toBe(true);
      expect(new Set(given).size).toBe(ports.length);
    }),
  );
});

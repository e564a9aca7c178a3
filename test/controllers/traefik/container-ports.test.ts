import fc from 'fast-check';
import { containerPorts, portKey, PortKey } from '../../../lib/controllers/traefik/container-ports';
import { Protocol } from '../../../lib';

const tcp = (port: number): PortKey => ({ port, protocol: Protocol.TCP });
const udp = (port: number): PortKey => ({ port, protocol: Protocol.UDP });

test.each<[string, PortKey[], PortKey[], [string, number | undefined][]]>([
  [
    '1024 and more keep their number',
    [tcp(1024), udp(65535)],
    [],
    [
      ['1024/TCP', 1024],
      ['65535/UDP', 65535],
    ],
  ],
  [
    'below they are moved',
    [tcp(1), tcp(1023), udp(53)],
    [],
    [
      ['1/TCP', 10001],
      ['53/UDP', 10053],
      ['1023/TCP', 11023],
    ],
  ],
  [
    'to the next number that is free',
    [tcp(443), tcp(10443), tcp(20443)],
    [],
    [
      ['10443/TCP', 10443],
      ['20443/TCP', 20443],
      ['443/TCP', 30443],
    ],
  ],
  [
    'each protocol has its own numbers',
    [tcp(53), udp(53), udp(10053)],
    [],
    [
      ['10053/UDP', 10053],
      ['53/TCP', 10053],
      ['53/UDP', 20053],
    ],
  ],
  [
    'what Traefik has itself is moved, too',
    [tcp(8080), udp(8080)],
    [tcp(8080)],
    [
      ['8080/UDP', 8080],
      ['8080/TCP', 18080],
    ],
  ],
  [
    'there is no number above 65535',
    [tcp(8080), tcp(18080), tcp(28080), tcp(38080), tcp(48080), tcp(58080)],
    [tcp(8080)],
    [
      ['18080/TCP', 18080],
      ['28080/TCP', 28080],
      ['38080/TCP', 38080],
      ['48080/TCP', 48080],
      ['58080/TCP', 58080],
      ['8080/TCP', undefined],
    ],
  ],
])('%s', (_name, external, taken, expected) => {
  expect([...containerPorts(external, taken)]).toEqual(expected);
});

const ports = fc.uniqueArray(
  fc.record({
    port: fc.oneof(
      fc.integer({ min: 1, max: 65535 }),
      fc.integer({ min: 0, max: 6 }).map((step) => 443 + step * 10_000),
    ),
    protocol: fc.constantFrom(Protocol.TCP, Protocol.UDP),
  }),
  { selector: portKey, maxLength: 40 },
);

test('every port has one of its own, none that is taken or needs a privilege, in any order', () => {
  fc.assert(
    fc.property(ports, fc.uniqueArray(fc.constantFrom(tcp(8080), tcp(9100), udp(10443)), { selector: portKey }), (external, taken) => {
      const found = containerPorts(external, taken);
      expect([...found.keys()].sort()).toEqual(external.map(portKey).sort());
      const inside = external.flatMap((each) => {
        const port = found.get(portKey(each));
        return port === undefined ? [] : [portKey({ ...each, port })];
      });
      expect(new Set([...inside, ...taken.map(portKey)]).size).toBe(inside.length + taken.length);
      inside.forEach((each) => expect(Number(each.split('/')[0])).toBeGreaterThanOrEqual(1024));
      expect(new Map(containerPorts([...external].reverse(), taken))).toEqual(new Map(found));
    }),
  );
});

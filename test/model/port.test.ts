import { assertPort, assertProtocol, comparePorts, display, portText, Protocol } from '../../lib/model/port';
import { messageOf } from '../support/message';

describe('assertPort', () => {
  test.each([1, 80, 65535])('takes %p', (port) => {
    expect(() => assertPort(port, 'port')).not.toThrow();
  });

  test.each([
    [0, '0'],
    [65536, '65536'],
    [-1, '-1'],
    [80.5, '80.5'],
    [NaN, 'NaN'],
    [Infinity, 'Infinity'],
    ['80', '"80"'],
    [undefined, 'undefined'],
    [null, 'null'],
  ])('refuses %p', (port, shown) => {
    expect(messageOf(() => assertPort(port, 'external port'))).toBe(
      `external port ${shown} is not a port: give an integer from 1 to 65535`,
    );
  });
});

test.each(['SCTP', 'tcp', 6, undefined])('refuses the protocol %p', (protocol) => {
  expect(messageOf(() => assertProtocol(protocol, 'protocol'))).toMatch(/^protocol .* is not known: give TCP or UDP$/);
});

test('sorts by number, TCP before UDP', () => {
  const ports = [
    { port: 53, protocol: Protocol.UDP },
    { port: 443, protocol: Protocol.TCP },
    { port: 53, protocol: Protocol.TCP },
  ];
  expect(ports.sort(comparePorts).map(({ port, protocol }) => portText(port, protocol))).toEqual(['53/TCP', '53/UDP', '443/TCP']);
});

describe('display', () => {
  const loop: { self?: unknown } = {};
  loop.self = loop;
  class Thing {
    public readonly self = this;
  }
  test.each<[unknown, string]>([
    ['80', '"80"'],
    [80, '80'],
    [80n, '80n'],
    [{ a: 1 }, '{"a":1}'],
    [loop, '[Object]'],
    [new Thing(), '[Thing]'],
    [{ big: 1n }, '[Object]'],
    [{ toJSON: () => undefined }, '[Object]'],
    [Object.assign(Object.create(null), { big: 1n }), '[Object]'],
  ])('%#', (value, text) => {
    expect(display(value)).toBe(text);
  });
});

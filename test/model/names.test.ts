import { assertDnsLabel, assertObjectName, assertPortName, assertServiceName } from '../../lib/model/names';
import { messageOf } from '../support/message';

const long = (length: number): string => 'a'.repeat(length);

test.each(['a', 'web', 'web-1', long(63)])('Service name %p', (name) => {
  expect(() => assertServiceName(name, 'name')).not.toThrow();
});

test.each(['', 'Web', '1web', 'web-', '-web', 'web.a', 'web_a', long(64), 5])('no Service name: %p', (name) => {
  expect(messageOf(() => assertServiceName(name, 'name'))).toMatch(/^name .* is not a Service name: give 63 or fewer lower-case letters, /);
});

test('a Service name can be held shorter', () => {
  expect(() => assertServiceName(long(52), 'name', 52)).not.toThrow();
  expect(messageOf(() => assertServiceName(long(53), 'name', 52))).toBe(
    `name "${long(53)}" is not a Service name: give 52 or fewer lower-case letters, digits and hyphens, a letter first and no hyphen last`,
  );
});

test.each(['a', '1', '0-9', long(63)])('DNS label %p', (name) => {
  expect(() => assertDnsLabel(name, 'namespace')).not.toThrow();
});

test.each(['', 'A', 'a.b', 'a-', long(64)])('no DNS label: %p', (name) => {
  expect(messageOf(() => assertDnsLabel(name, 'namespace'))).toMatch(/^namespace .* is not valid: give 63 or fewer/);
});

test.each(['a', 'a.b', '1.2-3', long(253)])('object name %p', (name) => {
  expect(() => assertObjectName(name, 'name')).not.toThrow();
});

test.each(['', 'a..b', '.a', 'A', long(254)])('no object name: %p', (name) => {
  expect(messageOf(() => assertObjectName(name, 'name'))).toMatch(/^name .* is not valid: give 253 or fewer/);
});

test.each(['http', 'a', '80-a', 'x-1', long(15)])('port name %p', (name) => {
  expect(() => assertPortName(name, 'name')).not.toThrow();
});

test.each(['', '80', '8-0', 'a--b', 'Http', '-a', 'a-', long(16)])('no port name: %p', (name) => {
  expect(messageOf(() => assertPortName(name, 'name'))).toMatch(/^name .* is not a port name: give 15 or fewer/);
});

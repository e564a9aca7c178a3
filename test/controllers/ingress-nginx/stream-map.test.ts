import fc from 'fast-check';
import { reservedPorts } from '../../../lib/controllers/ingress-nginx/reserved-ports';
import {
  parseStreamMap,
  renderStreamMap,
  StreamEntry,
  StreamProblemEffect,
  upstreamKey,
} from '../../../lib/controllers/ingress-nginx/stream-map';
import { Protocol } from '../../../lib/model/port';

const { TCP, UDP } = Protocol;
const { SKIPPED, STOPS_NGINX, MISREAD } = StreamProblemEffect;
const reserved = reservedPorts(['--validating-webhook=:8443']);

const plain = { namespace: 'default', service: 'web', servicePort: 80, acceptProxyProtocol: false, sendProxyProtocol: false };

test.each<[string, Partial<StreamEntry>]>([
  ['default/web:80', {}],
  ['default/web:http', { servicePort: 'http' }],
  ['default/web:80:PROXY', { acceptProxyProtocol: true }],
  ['default/web:80::PROXY', { sendProxyProtocol: true }],
  ['default/web:80:PROXY:PROXY', { acceptProxyProtocol: true, sendProxyProtocol: true }],
])('%s is read and written', (value, entry) => {
  const expected = { port: 9000, ...plain, ...entry };
  expect(parseStreamMap({ '9000': value }, TCP, reserved)).toEqual({ entries: [expected], problems: [] });
  expect(renderStreamMap([expected])).toEqual({ '9000': value });
});

test('PROXY is read in any case', () => {
  expect(parseStreamMap({ '9000': 'default/web:80:proxy:Proxy' }, TCP).entries).toEqual([
    { port: 9000, ...plain, acceptProxyProtocol: true, sendProxyProtocol: true },
  ]);
});

const form = 'write <namespace>/<Service>:<port>, as in "default/web:80"';

test.each<[string, string, Protocol, StreamProblemEffect, boolean, string]>([
  ['http', 'default/web:80', TCP, SKIPPED, false, 'the key "http" is not a port: give an integer from 1 to 65535'],
  [' 80', 'default/web:80', TCP, SKIPPED, false, 'the key " 80" is not a port: give an integer from 1 to 65535'],
  [
    '80',
    'default/web:80',
    TCP,
    SKIPPED,
    false,
    'port 80 is taken by ingress-nginx itself for HTTP (--http-port): give another external port',
  ],
  [
    '0443',
    'default/web:80',
    UDP,
    SKIPPED,
    false,
    'port 443 is taken by ingress-nginx itself for HTTPS (--https-port): give another external port',
  ],
  [
    '8443',
    'default/web:80',
    TCP,
    STOPS_NGINX,
    false,
    'port 8443 is taken by the admission webhook of ingress-nginx (--validating-webhook): give another external port',
  ],
  ['70000', 'default/web:80', TCP, STOPS_NGINX, false, 'the key "70000" is out of range: give a port from 1 to 65535'],
  ['0', 'default/web:80', TCP, STOPS_NGINX, false, 'the key "0" is out of range: give a port from 1 to 65535'],
  ['-5', 'default/web:80', TCP, STOPS_NGINX, false, 'the key "-5" is out of range: give a port from 1 to 65535'],
  ['09000', 'default/web:80', TCP, MISREAD, true, 'the key "09000" is read as 9000: write "9000"'],
  ['+9000', 'default/web:80', TCP, MISREAD, true, 'the key "+9000" is read as 9000: write "9000"'],
  ['9000', 'default/web', TCP, SKIPPED, false, `the value "default/web" has no port: ${form}`],
  ['9000', 'web:80', TCP, SKIPPED, false, `the value "web:80" names no Service: ${form}`],
  ['9000', 'a/b/c:80', TCP, SKIPPED, false, `the value "a/b/c:80" names no Service: ${form}`],
  ['9000', '/web:80', TCP, SKIPPED, false, `the value "/web:80" names no Service: ${form}`],
  ['9000', 'default/web:', TCP, SKIPPED, false, `the Service port "" in "default/web:" is neither a number nor a port name: ${form}`],
  [
    '9000',
    'default/web:80 ',
    TCP,
    SKIPPED,
    false,
    `the Service port "80 " in "default/web:80 " is neither a number nor a port name: ${form}`,
  ],
  ['9000', 'default/web:0', TCP, SKIPPED, false, `the Service port "0" in "default/web:0" is neither a number nor a port name: ${form}`],
  [
    '9000',
    'default/web:80:FOO',
    TCP,
    MISREAD,
    true,
    'the value "default/web:80:FOO" has "FOO" where only PROXY has a meaning, and works as if it were not there: leave it out',
  ],
  [
    '9000',
    'default/web:80:PROXY:PROXY:x',
    TCP,
    MISREAD,
    true,
    'the value "default/web:80:PROXY:PROXY:x" has 5 parts, where four are read, and sends no PROXY header: give four at most',
  ],
  [
    '9000',
    'default/web:80:PROXY',
    UDP,
    MISREAD,
    true,
    'the value "default/web:80:PROXY" asks for the PROXY header, which ingress-nginx ignores for UDP: leave it out',
  ],
])('%j: %j in a %s map: %s', (key, value, protocol, effect, works, message) => {
  const { entries, problems } = parseStreamMap({ [key]: value }, protocol, reserved);
  expect(problems).toEqual([{ key, kind: expect.any(String), effect, message }]);
  expect(entries).toHaveLength(works ? 1 : 0);
});

test('a key beyond 64 bits is no port for the controller, and works no harm', () => {
  expect(parseStreamMap({ '99999999999999999999': 'default/web:80' }, TCP).problems.map(({ effect }) => effect)).toEqual([SKIPPED]);
});

test('five parts read the header, but do not send it; UDP does neither', () => {
  expect(parseStreamMap({ '9000': 'default/web:80:PROXY:PROXY:x' }, TCP).entries).toEqual([
    { port: 9000, ...plain, acceptProxyProtocol: true },
  ]);
  expect(parseStreamMap({ '9000': 'default/web:80:PROXY:PROXY' }, UDP).entries).toEqual([{ port: 9000, ...plain }]);
});

test('two keys that are one port stop nginx', () => {
  const { problems } = parseStreamMap({ '9000': 'default/web:80', '09000': 'default/web:80' }, TCP);
  expect(problems.map(({ effect, message }) => [effect, message])).toEqual([
    [MISREAD, 'the key "09000" is read as 9000: write "9000"'],
    [STOPS_NGINX, 'the keys "9000" and "09000" are the same port 9000: leave one out'],
  ]);
});

test('two Services with one upstream key mix up their traffic', () => {
  const { problems } = parseStreamMap({ '1': 'a-b/c:80', '2': 'a/b-c:80', '3': 'a/b-c:80' }, TCP);
  expect(problems).toEqual([
    {
      key: '2',
      kind: 'upstream-collision',
      effect: MISREAD,
      message:
        'a/b-c on port 2 and a-b/c on port 1 have the same upstream key "tcp-a-b-c-80" in ingress-nginx, so one would get the ' +
        "other's connections: rename a Service, or name the Service port of one by name and that of the other by number",
    },
  ]);
});

test('the upstream key has protocol, namespace, Service and the port as it is written', () => {
  expect(upstreamKey({ port: 1, ...plain, servicePort: 'http' }, UDP)).toBe('udp-default-web-http');
});

test('what is rendered is read back, without a problem, in the order of the ports', () => {
  const label = fc.stringMatching(/^[a-z]([-a-z0-9]{0,8}[a-z0-9])?$/);
  const entry = (tcp: boolean): fc.Arbitrary<StreamEntry> =>
    fc.record({
      port: fc.integer({ min: 1, max: 65535 }),
      namespace: fc.constantFrom('a', 'a-b', 'ns'),
      service: label,
      servicePort: fc.oneof(fc.integer({ min: 1, max: 65535 }), label),
      acceptProxyProtocol: tcp ? fc.boolean() : fc.constant(false),
      sendProxyProtocol: tcp ? fc.boolean() : fc.constant(false),
    });
  const table = fc.boolean().chain((tcp) =>
    fc.record({
      protocol: fc.constant(tcp ? TCP : UDP),
      entries: fc
        .uniqueArray(entry(tcp), { selector: ({ port }) => port })
        .filter(
          (entries) =>
            new Set(entries.map((each) => upstreamKey(each, TCP))).size ===
            new Set(entries.map((each) => `${each.namespace}/${each.service}:${each.servicePort}`)).size,
        ),
    }),
  );
  fc.assert(
    fc.property(table, ({ protocol, entries }) => {
      const data = renderStreamMap(entries);
      expect(Object.keys(data).every((key) => /^[1-9]\d*$/.test(key))).toBe(true);
      expect(parseStreamMap(data, protocol)).toEqual({ entries: [...entries].sort((a, b) => a.port - b.port), problems: [] });
    }),
  );
});

test('no text crashes the reader', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.string()), (data) => {
      const { entries, problems } = parseStreamMap(data, TCP, reserved);
      expect(entries.length + problems.length).toBeGreaterThanOrEqual(Object.keys(data).length);
    }),
  );
});

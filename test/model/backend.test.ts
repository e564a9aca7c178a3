import { Backend, BackendService, PortIndex } from '../../lib/model/backend';
import { Protocol } from '../../lib/model/port';
import { messageOf } from '../support/message';

const { TCP, UDP } = Protocol;
const pickPort = (services: BackendService[], protocol: Protocol, wanted?: number | string): Backend =>
  new PortIndex(services).pick(protocol, wanted);
const web: BackendService = { namespace: 'default', name: 'web', ports: [{ port: 80, protocol: TCP }] };
const dns: BackendService = {
  namespace: 'dns',
  name: 'coredns',
  ports: [
    { port: 53, protocol: UDP, name: 'dns' },
    { port: 53, protocol: TCP, name: 'dns-tcp' },
    { port: 9153, protocol: TCP, name: 'metrics' },
  ],
};
const udpOnly: BackendService = { namespace: 'games', name: 'arena', ports: [{ port: 27015, protocol: UDP }] };
const elsewhere: BackendService = { namespace: 'other', name: 'db' };
const empty: BackendService = { namespace: 'default', name: 'empty', ports: [] };

test.each<[string, BackendService[], Protocol, number | string | undefined, number | string]>([
  ['the only port', [web], TCP, undefined, 80],
  ['the only port of the protocol', [dns], UDP, undefined, 53],
  ['by number', [dns], TCP, 53, 53],
  ['by name', [dns], TCP, 'metrics', 'metrics'],
  ['in the second Service', [web, udpOnly], UDP, undefined, 27015],
  ['unknown ports, by number', [elsewhere], TCP, 5432, 5432],
  ['unknown ports, by name', [elsewhere], UDP, 'dns', 'dns'],
])('picks %s', (_case, services, protocol, wanted, port) => {
  expect(pickPort(services, protocol, wanted).port).toBe(port);
});

test.each<[string, BackendService[], Protocol, number | string | undefined, string]>([
  [
    'several',
    [dns],
    TCP,
    undefined,
    'Service dns/coredns has several TCP ports (53/TCP "dns-tcp", 9153/TCP "metrics"): say which with servicePort',
  ],
  [
    'other protocol',
    [udpOnly],
    TCP,
    undefined,
    'Service games/arena has no TCP port (it has 27015/UDP): expose it with protocol: Protocol.UDP',
  ],
  [
    'the port under the other protocol',
    [web],
    UDP,
    80,
    'Service default/web has port 80 as TCP, not UDP: expose it with protocol: Protocol.TCP',
  ],
  [
    'the name under the other protocol',
    [dns],
    TCP,
    'dns',
    'Service dns/coredns has port "dns" as UDP, not TCP: expose it with protocol: Protocol.UDP',
  ],
  ['no such number', [web], TCP, 81, 'Service default/web has no port 81 (it has 80/TCP): give one of its ports as servicePort'],
  ['no such name', [web], TCP, 'http', 'Service default/web has no port "http" (it has 80/TCP): give one of its ports as servicePort'],
  ['no port at all', [empty], TCP, undefined, 'Service default/empty has no port: give it a TCP port'],
  [
    'a reference without port',
    [elsewhere],
    TCP,
    undefined,
    'the reference to Service other/db names no port: give its port, by number or by name',
  ],
])('refuses %s', (_case, services, protocol, wanted, message) => {
  expect(messageOf(() => pickPort(services, protocol, wanted))).toBe(message);
});

test('a protocol that nobody forwards is said to be that', () => {
  const sctp = { namespace: 'a', name: 'b', ports: [{ port: 1, protocol: 'SCTP' as Protocol }] };
  expect(messageOf(() => pickPort([sctp], TCP))).toBe('Service a/b has no TCP port (it has 1/SCTP): give the Service a TCP port');
});

test('a number that one Service has twice, and one that two Services have', () => {
  expect(messageOf(() => pickPort([web, { ...web, name: 'web-2' }], TCP, 80))).toBe(
    'the backend (default/web, default/web-2) has several TCP ports (80/TCP, 80/TCP) for 80: give the name of one as servicePort',
  );
});

test('a long list of ports is cut', () => {
  const ports = Array.from({ length: 8 }, (_, index) => ({ port: 1000 + index, protocol: TCP }));
  expect(messageOf(() => pickPort([{ ...web, ports }], TCP, 1))).toBe(
    'Service default/web has no port 1 (it has 1000/TCP, 1001/TCP, 1002/TCP, 1003/TCP, 1004/TCP and 3 more): give one of its ports as servicePort',
  );
});

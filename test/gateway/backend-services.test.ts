import { BackendPort, BackendService, TcpMultiPortGateway } from 'cdk8s-multiport';
import { newChart } from '../support/manifests';
import { messageOf } from '../support/message';
import { TestPlane } from '../support/test-plane';

function expose(services: unknown): unknown {
  const gateway = new TcpMultiPortGateway(newChart(), 'gateway', { dataPlane: new TestPlane() });
  return gateway.expose(1, { backendServices: () => services as BackendService[] });
}

const web = { namespace: 'default', name: 'web', ports: [{ port: 80, protocol: 'TCP' }] };
const port = (fields: object): object => ({ ...web, ports: [{ ...web.ports[0], ...fields }] as BackendPort[] });
const label = 'is not valid: give 63 or fewer lower-case letters, digits and hyphens, no hyphen first or last';

test('a backend of one’s own', () => {
  const services = [{ ...port({ name: 'http', targetPort: 'http' }), endpoints: 2, selector: { app: 'web' } }];
  expect(expose(services)).toMatchObject({ backend: { service: services[0], port: 80 } });
});

test.each<[string, unknown, string]>([
  ['nothing', undefined, 'what backendServices() returns undefined is no list: give one, as [{ namespace, name, ports }]'],
  ['no object', [null], 'backendServices()[0] null is no object: give one, as { namespace, name, ports }'],
  ['no namespace', [{ name: 'web' }], `backendServices()[0].namespace undefined ${label}`],
  [
    'a name that is none',
    [{ ...web, name: 'Web' }],
    'backendServices()[0].name "Web" is not a Service name: give 63 or fewer lower-case letters, digits and hyphens, a letter first and no hyphen last',
  ],
  [
    'ports that are no list',
    [{ ...web, ports: 80 }],
    "backendServices()[0].ports 80 is no list: give one, as [{ port: 80, protocol: 'TCP' }]",
  ],
  [
    'a port that is no object',
    [{ ...web, ports: [80] }],
    "backendServices()[0].ports[0] 80 is no object: give one, as { port: 80, protocol: 'TCP' }",
  ],
  ['port 0', [port({ port: 0 })], 'backendServices()[0].ports[0].port 0 is not a port: give an integer from 1 to 65535'],
  [
    'no protocol',
    [port({ protocol: undefined })],
    'backendServices()[0].ports[0].protocol undefined is not known: give "TCP" or "UDP" or "SCTP"',
  ],
  ['a port name that is none', [port({ name: 'A' })], `backendServices()[0].ports[0].name "A" ${label}`],
  ['targetPort 0', [port({ targetPort: 0 })], 'backendServices()[0].ports[0].targetPort 0 is not a port: give an integer from 1 to 65535'],
  [
    'a targetPort that no container port can have as its name',
    [port({ targetPort: 'a-very-long-name' })],
    'backendServices()[0].ports[0].targetPort "a-very-long-name" is not a port name: give 15 or fewer lower-case letters, digits and single hyphens, at least one letter, no hyphen first or last',
  ],
  ['no endpoints', [{ ...web, endpoints: 0 }], 'backendServices()[0].endpoints 0 is not a number of Pods: give an integer, 1 or more'],
  [
    'a selector that is none',
    [{ ...web, selector: 'web' }],
    `backendServices()[0].selector "web" is no object: give one, as { app: 'web' }`,
  ],
  [
    'a selector with a number',
    [{ ...web, selector: { app: 1 } }],
    "backendServices()[0].selector gives \"app\" the value 1, which is no label value: give a string of 63 or fewer letters, digits, '-', '_' and '.', a letter or digit first and last, or an empty one",
  ],
])('refuses %s', (_, services, message) => {
  expect(messageOf(() => expose(services))).toBe(`chart/gateway: ${message}`);
});

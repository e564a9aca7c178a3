import { reservedPorts } from '../../../lib/controllers/ingress-nginx/reserved-ports';

const numbers = (args: string[], image?: string): string[] =>
  reservedPorts(args, image).map(({ port, protocol }) => (protocol === undefined ? String(port) : `${port}/${protocol}`));

const OWN = ['80', '443', '442', '10254', '8181', '10245', '10246', '10247'];

test('the controller keeps eight ports for itself, on both protocols', () => {
  expect(numbers([])).toEqual(OWN);
});

test('its webhook takes a TCP port, where it has one', () => {
  expect(numbers(['--validating-webhook=:8443'])).toEqual([...OWN, '8443/TCP']);
  expect(numbers(['--validating-webhook=0.0.0.0:9443'])).toEqual([...OWN, '9443/TCP']);
  expect(numbers(['--validating-webhook='])).toEqual(OWN);
});

test.each([
  ['--http-port', '80'],
  ['--https-port', '443'],
  ['--ssl-passthrough-proxy-port', '442'],
  ['--healthz-port', '10254'],
  ['--default-server-port', '8181'],
  ['--profiler-port', '10245'],
  ['--status-port', '10246'],
  ['--stream-port', '10247'],
])('%s moves %s', (flag, port) => {
  expect(numbers([`${flag}=1234`])).toEqual(OWN.map((each) => (each === port ? '1234' : each)));
});

test('the chroot image logs through a UDP port', () => {
  const image = 'registry.k8s.io/ingress-nginx/controller-chroot:v1.15.1';
  expect(numbers([], image)).toEqual([...OWN, '11514/UDP']);
  expect(numbers(['--internal-logger-address=127.0.0.1:1514'], image)).toEqual([...OWN, '1514/UDP']);
});

test('who has a port is said so that it can be mended', () => {
  expect(reservedPorts(['--validating-webhook=:8443']).map(({ by }) => by)).toEqual([
    'ingress-nginx itself for HTTP (--http-port)',
    'ingress-nginx itself for HTTPS (--https-port)',
    'ingress-nginx itself for its TLS passthrough proxy (--ssl-passthrough-proxy-port)',
    'ingress-nginx itself for its health check and metrics (--healthz-port)',
    'ingress-nginx itself for its default server (--default-server-port)',
    'ingress-nginx itself for its profiler (--profiler-port)',
    'ingress-nginx itself for its status page (--status-port)',
    'ingress-nginx itself for its stream configuration (--stream-port)',
    'the admission webhook of ingress-nginx (--validating-webhook)',
  ]);
});

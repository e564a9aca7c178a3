import { Serving, servingOf } from '../../../lib/wiring/graph/serving';
import { DEFAULT_OPTIONS, GraphOptions, WiringGraph } from '../../../lib/wiring/graph/wiring-graph';
import { readInput } from '../../../lib/wiring/read';

const controller = (args: string, image = 'registry.k8s.io/ingress-nginx/controller:v1.15.1', ports = ''): string =>
  `apiVersion: apps/v1
kind: Deployment
metadata: { name: pods, namespace: edge }
spec:
  selector: { matchLabels: { app: pods } }
  template:
    metadata: { labels: { app: pods } }
    spec: { containers: [{ name: controller, image: ${image}, args: [/nginx-ingress-controller, ${args}], ports: [${ports}] }] }
`;
const plain = (ports: string): string => controller('', 'web', ports).replace('/nginx-ingress-controller', '--serve');
const map = (name: string, key: string): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name}, namespace: edge }\ndata: { "${key}": shop/web:80 }\n`;
const settings = (key: string): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings, namespace: edge }\ndata: { ${key}: "x" }\n`;
const service = (port: string): string =>
  `apiVersion: v1\nkind: Service\nmetadata: { name: front, namespace: edge }\nspec: { selector: { app: pods }, ports: [{ ${port} }] }\n`;

function serving(port: string, objects: readonly string[], options: Partial<GraphOptions> = {}): Serving {
  const text = [service(port), ...objects].join('---\n');
  const { manifests } = readInput([{ file: 'a.yaml', text }], { namespace: 'default' });
  const graph = new WiringGraph(manifests, { ...DEFAULT_OPTIONS, ...options });
  return servingOf(graph, graph.services[0].ports[0], graph.workloads[0]);
}

const TCP = '--tcp-services-configmap=edge/tcp';
const UDP = '--udp-services-configmap=edge/udp';
const HAPROXY = 'quay.io/jcmoraisjr/haproxy-ingress:v0.14.6';

test.each<[string, string, string[], Serving]>([
  ['a declared number', 'port: 80', [plain('{ containerPort: 80 }')], 'served'],
  ['under the other protocol', 'port: 80, protocol: UDP', [plain('{ containerPort: 80 }')], 'not-served'],
  ['another number', 'port: 80', [plain('{ containerPort: 81 }')], 'not-served'],
  ['nothing is declared', 'port: 80', [plain('')], 'unknown'],
  ['a name that nothing declares', 'port: 80, targetPort: web', [plain('')], 'not-served'],
  ['a declared name', 'port: 80, targetPort: web', [plain('{ name: web, containerPort: 8080 }')], 'served'],
  ['HTTP of the controller', 'port: 80', [controller('')], 'served'],
  ['HTTP, moved by its flag', 'port: 80', [controller('--http-port=8080')], 'not-served'],
  ['the webhook, which is TCP', 'port: 8443', [controller('--validating-webhook=:8443')], 'served'],
  ['the number of the webhook on UDP', 'port: 8443, protocol: UDP', [controller('--validating-webhook=:8443')], 'not-served'],
  ['no map', 'port: 9000', [controller('')], 'not-served'],
  ['a key of its map', 'port: 9000', [controller(TCP), map('tcp', '9000')], 'served'],
  [
    'a key of the map of TCP on UDP',
    'port: 9000, protocol: UDP',
    [controller(`${TCP}, ${UDP}`), map('tcp', '9000'), map('udp', '53')],
    'not-served',
  ],
  ['a key of the map of UDP', 'port: 9000, protocol: UDP', [controller(`${TCP}, ${UDP}`), map('tcp', '1'), map('udp', '9000')], 'served'],
  ['a key of a map that it does not read', 'port: 9000', [controller(TCP), map('tcp', '1'), map('other', '9000')], 'not-served'],
  ['a map that is not in the input', 'port: 9000', [controller(TCP)], 'unknown'],
  ['a map by a variable', 'port: 9000', [controller('--tcp-services-configmap=$(MAP)')], 'unknown'],
  ['a snippet may listen', 'port: 9000', [controller('--configmap=edge/settings'), settings('stream-snippet')], 'unknown'],
  ['no snippet', 'port: 9000', [controller('--configmap=edge/settings'), settings('use-gzip')], 'not-served'],
  [
    'a port that the controller declares and its map lacks',
    'port: 9000',
    [controller(TCP, undefined, '{ containerPort: 9000 }'), map('tcp', '1')],
    'not-served',
  ],
  [
    'the same of an image without a version',
    'port: 9000',
    [controller(TCP, 'own/controller', '{ containerPort: 9000 }'), map('tcp', '1')],
    'served',
  ],
  [
    'haproxy-ingress, which opens others',
    'port: 9000',
    [controller(TCP, HAPROXY).replace('/nginx-ingress-controller, ', ''), map('tcp', '1')],
    'unknown',
  ],
])('%s', (_name, port, objects, expected) => {
  expect(serving(port, objects)).toBe(expected);
});

test('a map that is missing in a closed world opens nothing, unless somebody makes it', () => {
  const options = { closed: true };
  expect(serving('port: 9000', [controller(TCP)], options)).toBe('not-served');
  const objects = [{ kind: 'ConfigMap', namespace: 'edge', name: 'tcp' }];
  expect(serving('port: 9000', [controller(TCP)], { ...options, externals: { ...DEFAULT_OPTIONS.externals, objects } })).toBe('unknown');
});

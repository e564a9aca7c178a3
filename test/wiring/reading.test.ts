import { DEFAULT_OPTIONS } from '../../lib/wiring/graph/wiring-graph';
import { regionOf } from '../../lib/wiring/places';
import { readInput } from '../../lib/wiring/read';
import { verify } from '../../lib/wiring/verify';
import { isSlip } from '../../lib/wiring/near';

const read = (files: Readonly<Record<string, string>>) =>
  readInput(
    Object.entries(files).map(([file, text]) => ({ file, text, named: true })),
    { namespace: 'default' },
  );

/** Rule and line of every finding in a closed world. */
function closed(files: Readonly<Record<string, string>>): string[] {
  const { manifests, unreadable } = read(files);
  const { findings } = verify(manifests, { ...DEFAULT_OPTIONS, closed: true, unreadable });
  return findings.map(({ rule, place, severity }) => `${severity} ${rule} ${regionOf(place)?.line}`);
}

const pods = (kind: string, apiVersion: string, name: string, port: number, more = '', metadata = ''): string =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: ${name}${metadata} }\nspec:\n  ${more}selector: { matchLabels: { app: web } }\n` +
  `  template:\n    metadata: { labels: { app: web } }\n    spec: { containers: [{ name: main, image: main, ports: [{ name: web, containerPort: ${port} }] }] }\n`;
const service = (selector = '{ app: web }', port = '8080'): string =>
  `apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec:\n  selector: ${selector}\n  ports: [{ port: 80, targetPort: ${port} }]\n`;
const all = (...objects: string[]): { [file: string]: string } => ({ 'all.yaml': objects.join('---\n') });

test('JSON objects one after the other are read as kubectl reads them, with their lines', () => {
  const json =
    '{"apiVersion":"v1","kind":"Service","metadata":{"name":"a{"},\n"spec":{"ports":[{"port":70000}]}}\n\n{"apiVersion":"v1","kind":"Service","metadata":{"name":"b"},\n"spec":{"ports":[{"port":0}]}}\n';
  expect(closed({ 'a.json': json })).toEqual(['error port-out-of-range 2', 'error port-out-of-range 5']);
});

test('aliases that come to too much are refused, and do not hang', () => {
  const bomb = [
    'a: &a0 [x, x, x, x, x, x, x, x, x, x]',
    ...Array.from({ length: 9 }, (_, index) => `b${index}: &a${index + 1} [${`*a${index}, `.repeat(10)}]`),
  ];
  const { unreadable } = read({ 'a.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: bomb }\n${bomb.join('\n')}\n` });
  expect(unreadable.map(({ reason }) => reason)).toEqual(['its aliases come to more than 1,000,000 values']);
});

test('an alias within its own anchor is refused as well', () => {
  expect(read({ 'a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: &m { name: a, labels: *m }\n' }).unreadable).toHaveLength(1);
});

test('a definition of kinds that is written too strangely is passed over: wiring does not need it', () => {
  const { unreadable, manifests } = read({
    'crd.yaml': 'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: a\n b: [c}\n',
  });
  expect([unreadable, manifests.map(({ kind }) => kind)]).toEqual([[], ['CustomResourceDefinition']]);
});

test('a kustomization puts the files that it lists into its namespace, and makes what its generators say', () => {
  const kustomization =
    'namespace: games\nresources: [pods.yaml, service.yaml]\nconfigMapGenerator: [{ name: conf }]\nsecretGenerator: [{ name: creds }]\n';
  const mounting = pods('Deployment', 'apps/v1', 'web', 8080).replace(
    'image: main,',
    'image: main, envFrom: [{ configMapRef: { name: conf } }, { secretRef: { name: creds } }],',
  );
  const files = { 'k/kustomization.yaml': kustomization, 'k/pods.yaml': mounting, 'k/service.yaml': service() };
  expect(closed(files)).toEqual([]);
  expect(read(files).manifests.map(({ kind, namespace }) => `${kind} ${namespace}`)).toContain('Service games');
  expect(closed({ ...files, 'k/kustomization.yaml': kustomization.replace('conf', 'other') })).toEqual(['error volume-source-missing 8']);
});

describe('a dump of a cluster', () => {
  const owner = ', ownerReferences: [{ apiVersion: apps/v1, kind: Deployment, name: web, uid: "1" }]';
  const web = pods('Deployment', 'apps/v1', 'web', 8080);

  test('the ReplicaSets of a Deployment, old ones with another port among them, are not told', () => {
    expect(closed(all(service(), web, pods('ReplicaSet', 'apps/v1', 'web-old', 7070, '', owner)))).toEqual([]);
    expect(closed(all(service(), web, pods('ReplicaSet', 'apps/v1', 'other', 7070)))).toEqual([
      'error service-selects-unequal-workloads 5',
    ]);
  });

  test('what is scaled to none, or at its end, gets no connection', () => {
    expect(closed(all(service(), web, pods('Deployment', 'apps/v1', 'green', 7070, 'replicas: 0\n  ')))).toEqual([]);
    const ended =
      'apiVersion: v1\nkind: Pod\nmetadata: { name: once, labels: { app: web } }\nspec: { containers: [{ name: a, image: a, ports: [{ containerPort: 1 }] }] }\n';
    expect(closed(all(service(), web, `${ended}status: { phase: Succeeded }\n`))).toEqual([]);
    expect(closed(all(service(), web, ended))).toEqual(['error service-selects-unequal-workloads 5']);
  });
});

test.each<[string, string, string, string[]]>([
  ['the Pod of a StatefulSet', '{ statefulset.kubernetes.io/pod-name: db-0 }', pods('StatefulSet', 'apps/v1', 'db', 8080), []],
  [
    'the Pod of another one',
    '{ statefulset.kubernetes.io/pod-name: dbs-0 }',
    pods('StatefulSet', 'apps/v1', 'db', 8080),
    ['error service-selects-nothing 5'],
  ],
  ['a label of its own, too', '{ app: web, apps.kubernetes.io/pod-index: "0" }', pods('StatefulSet', 'apps/v1', 'db', 8080), []],
  [
    'a Deployment has no such Pods',
    '{ app: web, apps.kubernetes.io/pod-index: "0" }',
    pods('Deployment', 'apps/v1', 'db', 8080),
    ['error service-selects-nothing 5'],
  ],
  ['Pods of a Job', '{ job-name: j }', pods('Job', 'batch/v1', 'j', 8080), []],
])('labels that Kubernetes gives: %s', (_name, selector, workload, expected) => {
  expect(closed(all(service(selector), workload))).toEqual(expected);
});

test('kinds of others that make Pods from a template are workloads', () => {
  const rollout = pods('Rollout', 'argoproj.io/v1alpha1', 'web', 8080);
  expect(closed(all(service(), rollout))).toEqual([]);
  expect(closed(all(service('{ app: web }', 'htttp'), rollout))).toEqual(['error target-port-name-missing 6']);
});

test.each([
  ['databse', 'database', true],
  ['ingres', 'ingress', true],
  ['fornt', 'front', true],
  ['web1', 'web2', false],
  ['ingressgateway', 'egressgateway', false],
  ['frontend', 'backend', false],
  ['db', 'dc', false],
  ['same', 'same', false],
])('%s for %s is a slip: %s', (one, other, expected) => {
  expect(isSlip(one, other)).toBe(expected);
});

import { readInput } from '../../lib/wiring/read';
import { findingsOf, shown } from './support/case';
import { controller, controllerService, gateway, lines, service, swap, workload } from './support/yaml';

const found = (input: { [file: string]: string }): string[] =>
  findingsOf({ input })
    .map(shown)
    .map(({ rule, severity, file }) => `${severity} ${rule} ${file}`);

const NAKED = {
  ...gateway({ 'controller.yaml': controller({ args: ['--election-id=a'] }), 'service.yaml': controllerService({ ports: [] }) }),
};
const ARGS = lines(
  'apiVersion: apps/v1',
  'kind: Deployment',
  'metadata: { name: controller, namespace: ingress-nginx }',
  'spec: { template: { spec: { containers: [{ name: controller, args: [--tcp-services-configmap=ingress-nginx/tcp-services] }] } } }',
);
const kustomization = (...more: string[]): string => lines('apiVersion: kustomize.config.k8s.io/v1beta1', 'kind: Kustomization', ...more);

test('without a patch the missing argument is an error', () => {
  expect(found(NAKED)).toEqual(['error stream-map-not-read controller.yaml']);
});

test.each([
  ['patches by file', kustomization('patches:', '  - path: args.yaml'), { 'args.yaml': ARGS }],
  ['patchesStrategicMerge', kustomization('patchesStrategicMerge: [args.yaml]'), { 'args.yaml': ARGS }],
  ['without apiVersion and kind', lines('patchesStrategicMerge: [./args.yaml]'), { 'args.yaml': ARGS }],
  [
    'a patch in place',
    kustomization(
      'patches:',
      '  - patch: |-',
      ...ARGS.trimEnd()
        .split('\n')
        .map((line) => `      ${line}`),
    ),
    {},
  ],
  [
    'operations in place',
    kustomization(
      'patches:',
      '  - target: { kind: Deployment, name: contr.* }',
      '    patch: |-',
      '      - op: add',
      '        path: /spec/template/spec/containers/0/args/-',
      '        value: --x',
    ),
    {},
  ],
  [
    'operations in a file',
    kustomization('patchesJson6902:', '  - target: { kind: Deployment, name: controller }', '    path: ops.json'),
    { 'ops.json': '[]' },
  ],
])('%s: what a patch may mend is a warning', (_name, text, more) => {
  expect(found({ ...NAKED, ...more, 'kustomization.yaml': text })).toEqual(['warning stream-map-not-read controller.yaml']);
});

test('a patch of another object, or of the image only, mends nothing', () => {
  const other = { 'args.yaml': swap(ARGS, 'name: controller', 'name: another') };
  expect(found({ ...NAKED, ...other, 'kustomization.yaml': kustomization('patches: [{ path: args.yaml }]') })).toEqual([
    'error stream-map-not-read controller.yaml',
  ]);
  const image = { 'image.yaml': swap(ARGS, 'args: [--tcp-services-configmap=ingress-nginx/tcp-services]', 'image: x') };
  expect(found({ ...NAKED, ...image, 'kustomization.yaml': kustomization('patches: [{ path: image.yaml }]') })).toEqual([
    'error stream-map-not-read controller.yaml',
  ]);
});

test('a base with an overlay: the patch is no object, and its base is whole', () => {
  const input = {
    'base/kustomization.yaml': kustomization('resources: [web.yaml, service.yaml]'),
    'base/web.yaml': workload(),
    'base/service.yaml': service(),
    'overlays/prod/kustomization.yaml': kustomization(
      'resources: [../../base]',
      'patches: [{ path: replicas.yaml }, { path: ../../shared/ports.yaml }]',
    ),
    'overlays/prod/replicas.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: { replicas: 3 }\n',
    'shared/ports.yaml': 'apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { ports: [{ port: 443 }, { port: 80 }] }\n',
  };
  expect(found(input)).toEqual([]);
  const files = Object.entries(input).map(([file, text]) => ({ file, text }));
  expect(readInput(files, { namespace: 'default' }).patches).toEqual(['overlays/prod/replicas.yaml', 'shared/ports.yaml']);
});

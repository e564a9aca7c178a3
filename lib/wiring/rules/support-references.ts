import { isPlainObject, listAt, mapAt, PlainObject, textsAt } from '../../model/plain';
import { flagValue } from '../../controllers/ingress-nginx/controller-args';
import { keyOf } from '../graph/keys';
import { WiringGraph } from '../graph/wiring-graph';
import { Workload } from '../graph/workload';
import { indexedAt, textAt } from '../manifest';
import { Path } from '../yaml/layout';

/** A ConfigMap or Secret that a Pod cannot start without. */
export interface PodReference {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name: string;
  readonly namespace: string;
  /** A key that must be there, too. */
  readonly key?: string;
  /** Where its name stands. */
  readonly path: Path;
  /** Where the key stands. */
  readonly keyPath?: Path;
}

/** Every reference of a workload's volumes and environment that is not optional. */
export function podReferences(workload: Workload): PodReference[] {
  const spec: Path = [...workload.templatePath, 'spec'];
  const volumes = indexedAt(workload.podSpec, 'volumes').flatMap(({ item, index }) => {
    const path = [...spec, 'volumes', index];
    return [
      ...source(workload, 'ConfigMap', item.configMap, 'name', [...path, 'configMap']),
      ...source(workload, 'Secret', item.secret, 'secretName', [...path, 'secret']),
      ...indexedAt(mapAt(item, 'projected'), 'sources').flatMap(({ item: each, index: at }) => [
        ...source(workload, 'ConfigMap', each.configMap, 'name', [...path, 'projected', 'sources', at, 'configMap']),
        ...source(workload, 'Secret', each.secret, 'name', [...path, 'projected', 'sources', at, 'secret']),
      ]),
    ];
  });
  const environment = ['containers', 'initContainers'].flatMap((list) =>
    indexedAt(workload.podSpec, list).flatMap(({ item, index }) => environmentOf(workload, item, [...spec, list, index])),
  );
  return [...volumes, ...environment];
}

function source(workload: Workload, kind: PodReference['kind'], value: unknown, nameField: string, path: Path): PodReference[] {
  if (!isPlainObject(value) || value.optional === true) {
    return [];
  }
  const name = textAt(value, nameField);
  if (name === undefined) {
    return [];
  }
  const whole: PodReference = { kind, name, namespace: workload.namespace, path: [...path, nameField] };
  const items = indexedAt(value, 'items').flatMap(({ item, index }) => {
    const key = textAt(item, 'key');
    return key === undefined ? [] : [{ ...whole, key, keyPath: [...path, 'items', index, 'key'] }];
  });
  return items.length > 0 ? items : [whole];
}

function environmentOf(workload: Workload, container: PlainObject, path: Path): PodReference[] {
  const kinds = [
    ['ConfigMap', 'configMapKeyRef', 'configMapRef'],
    ['Secret', 'secretKeyRef', 'secretRef'],
  ] as const;
  return kinds.flatMap(([kind, keyRef, ref]) => [
    ...indexedAt(container, 'env').flatMap(({ item, index }) => {
      const from = mapAt(mapAt(item, 'valueFrom'), keyRef);
      const place = [...path, 'env', index, 'valueFrom', keyRef];
      const key = textAt(from, 'key');
      return source(workload, kind, from, 'name', place).map((each) =>
        key === undefined ? each : { ...each, key, keyPath: [...place, 'key'] },
      );
    }),
    ...indexedAt(container, 'envFrom').flatMap(({ item, index }) =>
      source(workload, kind, item[ref], 'name', [...path, 'envFrom', index, ref]),
    ),
  ]);
}

/** Objects that something in the input will make: Secrets of certificates, of sealed and external Secrets, of the admission Jobs. */
export function madeObjects(graph: WiringGraph): ReadonlySet<string> {
  const made = new Set<string>();
  const secret = (namespace: string, name: string | undefined): void =>
    void (name !== undefined && made.add(keyOf('Secret', namespace, name)));
  for (const { object, namespace } of graph.ofKind('Certificate')) {
    secret(namespace, textAt(mapAt(object, 'spec'), 'secretName'));
  }
  for (const kind of ['SealedSecret', 'OnePasswordItem', 'SopsSecret', 'VaultSecret']) {
    graph.ofKind(kind).forEach(({ namespace, name }) => secret(namespace, name));
  }
  for (const kind of ['VaultStaticSecret', 'VaultDynamicSecret', 'VaultPKISecret', 'HCPVaultSecretsApp']) {
    for (const { object, namespace } of graph.ofKind(kind)) {
      secret(namespace, textAt(mapAt(mapAt(object, 'spec'), 'destination'), 'name'));
    }
  }
  for (const { object, namespace } of graph.ofKind('Kustomization')) {
    const here = textAt(object, 'namespace') ?? namespace;
    listAt(object, 'secretGenerator').forEach((each) => secret(textAt(each, 'namespace') ?? here, textAt(each, 'name')));
    listAt(object, 'configMapGenerator').forEach((each) =>
      made.add(keyOf('ConfigMap', textAt(each, 'namespace') ?? here, textAt(each, 'name') ?? '')),
    );
  }
  for (const { object, namespace } of graph.ofKind('SecretProviderClass')) {
    listAt(mapAt(object, 'spec'), 'secretObjects').forEach((each) => secret(namespace, textAt(each, 'secretName')));
  }
  for (const { object, namespace, name } of graph.ofKind('ExternalSecret')) {
    secret(namespace, textAt(mapAt(mapAt(object, 'spec'), 'target'), 'name') ?? name);
  }
  for (const { object, namespace } of graph.ofKind('Ingress')) {
    const annotations = Object.keys(mapAt(mapAt(object, 'metadata'), 'annotations'));
    if (annotations.some((key) => key.startsWith('cert-manager.io/'))) {
      listAt(mapAt(object, 'spec'), 'tls').forEach((tls) => secret(namespace, textAt(tls, 'secretName')));
    }
  }
  for (const workload of graph.workloads.filter(({ ends }) => ends)) {
    for (const container of listAt(workload.podSpec, 'containers')) {
      const start = [...textsAt(container, 'command'), ...textsAt(container, 'args')];
      if (start.includes('create')) {
        secret(workload.namespace, flagValue(start, '--secret-name'));
      }
    }
  }
  return made;
}

/** In every namespace, by Kubernetes itself. */
export const ALWAYS_THERE: ReadonlySet<string> = new Set(['ConfigMap kube-root-ca.crt']);

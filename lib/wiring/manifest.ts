import { isPlainObject, mapAt, PlainObject } from '../model/plain';
import { SourceDocument } from './yaml/documents';
import { Path } from './yaml/layout';

/** Where a manifest comes from: a document of a file, or a construct. */
export type Origin =
  | { readonly kind: 'file'; readonly file: string; readonly document: SourceDocument }
  | { readonly kind: 'construct'; readonly path: string };

/** One plain Kubernetes object, with where it came from. */
export interface Manifest {
  readonly object: PlainObject;
  readonly kind: string;
  /** `spec.group` of its apiVersion; "" for the core group. */
  readonly group: string;
  readonly version: string;
  /** `default` where the object names none. */
  readonly namespace: string;
  readonly name: string;
  readonly origin: Origin;
  /** Where it stands in its document: below `items` of a List, else at the top. */
  readonly prefix: Path;
  /** A kustomization of the input changes it: it is not applied as it stands here. @default false */
  readonly patched?: boolean;
}

/** Kinds that live in no namespace, as far as the rules look at them. */
const CLUSTER_WIDE = new Set([
  'Namespace',
  'Node',
  'ClusterRole',
  'ClusterRoleBinding',
  'CustomResourceDefinition',
  'GatewayClass',
  'IngressClass',
  'PersistentVolume',
  'PriorityClass',
  'StorageClass',
  'ValidatingWebhookConfiguration',
  'MutatingWebhookConfiguration',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
]);

export function isClusterWide(kind: string): boolean {
  return CLUSTER_WIDE.has(kind);
}

export interface ManifestOptions {
  /** Namespace of objects that name none. */
  readonly namespace: string;
}

/** The objects of one value: a List is unpacked, and what is no Kubernetes object gives none. */
export function manifestsOf(value: unknown, origin: Origin, options: ManifestOptions, prefix: Path = []): Manifest[] {
  if (!isPlainObject(value) || typeof value.kind !== 'string' || typeof value.apiVersion !== 'string') {
    return [];
  }
  if (value.kind.endsWith('List') && Array.isArray(value.items)) {
    return value.items.flatMap((item: unknown, index) => manifestsOf(typed(item, value), origin, options, [...prefix, 'items', index]));
  }
  const metadata = mapAt(value, 'metadata');
  const [group, version] = value.apiVersion.includes('/') ? value.apiVersion.split('/', 2) : ['', value.apiVersion];
  const namespace = textAt(metadata, 'namespace') ?? options.namespace;
  return [
    {
      object: value,
      kind: value.kind,
      group,
      version,
      namespace: isClusterWide(value.kind) ? '' : namespace,
      name: textAt(metadata, 'name') ?? '',
      origin,
      prefix,
    },
  ];
}

/** Items of a `ServiceList` may leave out what the list says already. */
function typed(item: unknown, list: PlainObject): unknown {
  if (!isPlainObject(item) || typeof item.kind === 'string' || list.kind === 'List') {
    return item;
  }
  return { apiVersion: list.apiVersion, kind: String(list.kind).slice(0, -'List'.length), ...item };
}

/** `Service default/web`. */
export function objectText(manifest: { readonly kind: string; readonly namespace: string; readonly name: string }): string {
  const name = manifest.name === '' ? '(without a name)' : manifest.name;
  return `${manifest.kind} ${manifest.namespace === '' ? name : `${manifest.namespace}/${name}`}`;
}

/** A text at a key; a number or boolean where a text was meant, too. */
export function textAt(object: PlainObject, key: string): string | undefined {
  const value = object[key];
  if (typeof value === 'string') {
    return value === '' ? undefined : value;
  }
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** A map of texts at a key, as labels are. */
export function textsMapAt(object: PlainObject, key: string): { readonly [key: string]: string } {
  return Object.fromEntries(
    Object.entries(mapAt(object, key)).map(([name, value]) => [name, typeof value === 'string' ? value : String(value)]),
  );
}

/** The maps of a list with their index, so that a place can be named. */
export function indexedAt(object: PlainObject, key: string): { readonly item: PlainObject; readonly index: number }[] {
  const value = object[key];
  const found: { readonly item: PlainObject; readonly index: number }[] = [];
  if (Array.isArray(value)) {
    value.forEach((item: unknown, index) => {
      if (isPlainObject(item)) {
        found.push({ item, index });
      }
    });
  }
  return found;
}

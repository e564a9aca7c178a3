import { isPlainObject, listAt, mapAt, PlainObject, textsAt } from '../model/plain';
import { append } from './graph/keys';
import { Manifest, manifestsOf, textAt } from './manifest';
import { parseDocument, splitDocuments } from './yaml/documents';

/** A kustomization of the input, and where it lies. */
export interface Kustomization {
  readonly file: string;
  readonly object: PlainObject;
}

/** The kustomization of a document, or undefined where it is none. By its file's name it is one even without a kind. */
export function kustomizationOf(file: string, value: unknown): Kustomization | undefined {
  if (!isPlainObject(value)) {
    return undefined;
  }
  const said = typeof value.apiVersion === 'string' && value.apiVersion.startsWith('kustomize.config.k8s.io/');
  const named = value.kind === undefined && /(^|\/)(kustomization\.ya?ml|Kustomization)$/.test(file);
  return said || named ? { file, object: { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', ...value } } : undefined;
}

/** The namespaces that kustomizations give to the files that they list; none to a file that two of them put into different ones. */
export function namespacesOf(kustomizations: readonly Kustomization[]): Map<string, string> {
  const found = new Map<string, Set<string>>();
  for (const { file, object } of kustomizations) {
    for (const path of textsAt(object, 'resources').map((each) => joinPath(folderOf(file), each))) {
      found.set(path, (found.get(path) ?? new Set()).add(textAt(object, 'namespace') ?? ''));
    }
  }
  return new Map([...found].flatMap(([path, names]) => (names.size === 1 && !names.has('') ? [[path, [...names][0]] as const] : [])));
}

/** What kustomizations change. */
export interface Patches {
  /** Files of the input that are patches: parts of objects, which are nothing by themselves. */
  readonly files: ReadonlySet<string>;
  /** Whether one of them changes this object, which then is not applied as it stands in its file. */
  changes(manifest: Manifest): boolean;
}

interface Target {
  /** @default - any kind */
  readonly kind?: string;
  /** A regular expression for the whole name. @default - any name */
  readonly name?: string;
}

/** The patches that kustomizations list, by file or in place. */
export function patchesOf(kustomizations: readonly Kustomization[], manifests: readonly Manifest[]): Patches {
  const byFile = new Map<string, Manifest[]>();
  for (const manifest of manifests) {
    if (manifest.origin.kind === 'file') {
      append(byFile, manifest.origin.file, manifest);
    }
  }
  const files = new Set<string>();
  const targets: Target[] = [];
  for (const { file, object } of kustomizations) {
    for (const { text, target } of listedIn(object)) {
      const path = joinPath(folderOf(file), text);
      const inFile = text.includes('\n') ? undefined : byFile.get(path);
      const parts = inFile ?? objectsIn(text);
      if (inFile) {
        files.add(path);
      }
      // A patch in a file that holds no object is a list of operations, and may do anything.
      const touches =
        parts.length > 0 ? parts.some((part) => WIRING.test(JSON.stringify(part.object))) : !text.includes('\n') || WIRING.test(text);
      if (touches) {
        targets.push(...(target ? [target] : parts));
      }
    }
    targets.push(
      ...listAt(object, 'replacements').flatMap((each) => listAt(each, 'targets').map((target) => targetOf(mapAt(target, 'select')))),
    );
    targets.push(...generatedInto(object));
  }
  return { files, changes: (manifest) => targets.some((target) => fits(target, manifest)) };
}

/** Fields that wiring depends on; most patches change images and replicas only. */
const WIRING =
  /\b(ports|containerPort|args|command|labels|matchLabels|selector|data|stringData|annotations|serviceName|hostNetwork|listeners|parentRefs)\b/;

interface Listed {
  /** The patch itself, or the path of its file. */
  readonly text: string;
  /** @default - what the patch itself names */
  readonly target?: Target;
}

function listedIn(object: PlainObject): Listed[] {
  const patches = [...listAt(object, 'patches'), ...listAt(object, 'patchesJson6902')].flatMap(({ path, patch, target }) =>
    [path, patch].flatMap((text) =>
      typeof text === 'string' ? [{ text, ...(isPlainObject(target) ? { target: targetOf(target) } : {}) }] : [],
    ),
  );
  return [...textsAt(object, 'patchesStrategicMerge').map((text) => ({ text })), ...patches];
}

/** Generators may add to an object that is there. */
function generatedInto(object: PlainObject): Target[] {
  return [
    ['configMapGenerator', 'ConfigMap'],
    ['secretGenerator', 'Secret'],
  ].flatMap(([field, kind]) =>
    listAt(object, field).flatMap((each) => (typeof each.behavior === 'string' ? [{ kind, name: textAt(each, 'name') }] : [])),
  );
}

function objectsIn(text: string): Manifest[] {
  if (!text.includes('\n')) {
    return [];
  }
  return splitDocuments(text).flatMap((document) => {
    const parsed = parseDocument(document);
    return 'error' in parsed ? [] : manifestsOf(parsed.value, { kind: 'file', file: '', document }, { namespace: 'default' });
  });
}

function targetOf(target: PlainObject): Target {
  return { kind: textAt(target, 'kind'), name: textAt(target, 'name') };
}

function fits({ kind, name }: Target, manifest: Manifest): boolean {
  if (kind !== undefined && kind !== manifest.kind) {
    return false;
  }
  try {
    return name === undefined || name === manifest.name || new RegExp(`^(?:${name})$`).test(manifest.name);
  } catch {
    return false;
  }
}

/** The folder of a file, with its slash; "" for a file beside us. */
export function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf('/') + 1);
}

function joinPath(folder: string, path: string): string {
  const parts: string[] = [];
  for (const part of (folder + path).split('/')) {
    if (part === '..' && parts.length > 0 && parts[parts.length - 1] !== '..') {
      parts.pop();
    } else if (part !== '.') {
      parts.push(part);
    }
  }
  return parts.join('/');
}

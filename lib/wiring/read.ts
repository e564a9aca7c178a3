import { Unreadable } from './finding';
import { Kustomization, kustomizationOf, namespacesOf, patchesOf } from './kustomize';
import { isClusterWide, Manifest, ManifestOptions, manifestsOf } from './manifest';
import { parseDocuments, SourceDocument } from './yaml/documents';

/** A file, or what came on standard input. */
export interface SourceText {
  /** Its path, as it stands in messages. */
  readonly file: string;
  readonly text: string;
  /** Somebody named this file itself, and not just a folder: then it has to be one of Kubernetes. @default false */
  readonly named?: boolean;
}

/** A document that is no Kubernetes object, as the values of a Helm chart. */
export interface OtherDocument {
  readonly file: string;
  readonly document: SourceDocument;
  readonly value: unknown;
}

export interface ReadOptions extends ManifestOptions {
  /** Is told of each document that is no Kubernetes object. @default - they are passed over */
  readonly onOther?: (other: OtherDocument) => void;
  /** What tells a document that is no Kubernetes object and must be read nevertheless: where it cannot be parsed, that is told. @default - none must */
  readonly needed?: RegExp;
}

/** What a set of files holds. */
export interface Input {
  readonly manifests: readonly Manifest[];
  readonly unreadable: readonly Unreadable[];
  /** Documents that are no Kubernetes objects, and are passed over. */
  readonly others: number;
  /** Files that a kustomization lists as patches: parts of objects, which are nothing by themselves. */
  readonly patches: readonly string[];
}

const LOOKS_LIKE_KUBERNETES = /^[ \t"'{]*(apiVersion|kind)["']?[ \t]*:/m;
/** Of no matter for wiring, and often written in a way that is read only by what made it. */
const DEFINITION = /^kind: *['"]?CustomResourceDefinition/m;
const UNREAD_DEFINITION = { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition' };
const TEMPLATE = /\{\{-?\s*[.$a-z(/"`]/i;

/** Reads files: YAML with several documents, JSON, Lists. A document that cannot be parsed leaves the others whole; a template is told once for each file. */
export function readInput(sources: Iterable<SourceText>, options: ReadOptions): Input {
  const manifests: Manifest[] = [];
  const kustomizations: Kustomization[] = [];
  const unreadable: Unreadable[] = [];
  let others = 0;
  for (const source of sources) {
    let templates = 0;
    for (const parsed of parseDocuments(source.text.replace(/^\uFEFF/, ''))) {
      const { document } = parsed;
      if ('error' in parsed) {
        if (DEFINITION.test(document.text)) {
          manifests.push(...manifestsOf(UNREAD_DEFINITION, { kind: 'file', file: source.file, document }, options));
        } else if (source.named === true || LOOKS_LIKE_KUBERNETES.test(document.text) || options.needed?.test(document.text) === true) {
          const template = TEMPLATE.test(document.text);
          templates += template ? 1 : 0;
          if (!template || templates === 1) {
            unreadable.push({ ...parsed.error, file: source.file, sourceLine: lineOf(document, parsed.error.line), template });
          }
        } else {
          others += 1;
        }
        continue;
      }
      const kustomization = kustomizationOf(source.file, parsed.value);
      kustomizations.push(...(kustomization ? [kustomization] : []));
      const found = manifestsOf(kustomization?.object ?? parsed.value, { kind: 'file', file: source.file, document }, options);
      manifests.push(...found);
      if (found.length === 0) {
        others += 1;
        options.onOther?.({ file: source.file, document, value: parsed.value });
      }
    }
  }
  const namespaces = namespacesOf(kustomizations);
  const patches = patchesOf(kustomizations, manifests);
  return {
    manifests: manifests
      .filter(({ origin }) => origin.kind !== 'file' || !patches.files.has(origin.file))
      .map((manifest) => inNamespace(manifest, namespaces))
      .map((manifest) => (patches.changes(manifest) ? { ...manifest, patched: true } : manifest)),
    unreadable,
    others,
    patches: [...patches.files].sort(),
  };
}

/** An object of a file to which a kustomization gives a namespace. */
function inNamespace(manifest: Manifest, namespaces: ReadonlyMap<string, string>): Manifest {
  const namespace = manifest.origin.kind === 'file' ? namespaces.get(manifest.origin.file) : undefined;
  return namespace === undefined || isClusterWide(manifest.kind) ? manifest : { ...manifest, namespace };
}

function lineOf(document: SourceDocument, line: number): string | undefined {
  return document.text.split('\n')[line - document.line]?.replace(/\r$/, '');
}

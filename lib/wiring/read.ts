import { isPlainObject, listAt, mapAt, textsAt } from '../model/plain';
import { Unreadable } from './finding';
import { Manifest, ManifestOptions, manifestsOf } from './manifest';
import { parseDocument, SourceDocument, splitDocuments } from './yaml/documents';

/** A file, or what came on standard input. */
export interface SourceText {
  /** Its path, as it stands in messages. */
  readonly file: string;
  readonly text: string;
  /** Somebody named this file itself, and not just a folder: then it has to be one of Kubernetes. @default false */
  readonly named?: boolean;
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
const TEMPLATE = /\{\{-?\s*[.$a-z(/"`]/i;

/** Reads files: YAML with several documents, JSON, Lists. A document that cannot be parsed leaves the others whole; a template is told once for each file. */
export function readInput(sources: Iterable<SourceText>, options: ManifestOptions): Input {
  const manifests: Manifest[] = [];
  const unreadable: Unreadable[] = [];
  let others = 0;
  for (const source of sources) {
    let templates = 0;
    for (const document of splitDocuments(source.text.replace(/^\uFEFF/, ''))) {
      const parsed = parseDocument(document);
      if ('error' in parsed) {
        if (source.named === true || LOOKS_LIKE_KUBERNETES.test(document.text)) {
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
      const found = manifestsOf(parsed.value, { kind: 'file', file: source.file, document }, options);
      manifests.push(...found);
      others += found.length === 0 ? 1 : 0;
    }
  }
  const patches = patchFiles(manifests);
  return {
    manifests: manifests.filter(({ origin }) => origin.kind !== 'file' || !patches.has(origin.file)),
    unreadable,
    others,
    patches: [...patches].sort(),
  };
}

function lineOf(document: SourceDocument, line: number): string | undefined {
  return document.text.split('\n')[line - document.line]?.replace(/\r$/, '');
}

/** The files that kustomizations of the input list as patches. */
function patchFiles(manifests: readonly Manifest[]): Set<string> {
  const read = new Set(manifests.flatMap(({ origin }) => (origin.kind === 'file' ? [origin.file] : [])));
  const patches = manifests
    .filter(({ group }) => group === 'kustomize.config.k8s.io')
    .flatMap(({ origin, object }) => {
      const folder = origin.kind === 'file' ? folderOf(origin.file) : '';
      const listed = [
        ...textsAt(object, 'patchesStrategicMerge'),
        ...listAt(object, 'patches').map(({ path }) => path),
        ...listAt(object, 'patchesJson6902').map(({ path }) => path),
        ...(isPlainObject(object.replacements) ? [mapAt(object, 'replacements').path] : []),
      ];
      return listed.filter((path) => typeof path === 'string' && !path.includes('\n')).map((path) => joinPath(folder, path as string));
    });
  return new Set(patches.filter((path) => read.has(path)));
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

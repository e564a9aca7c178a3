import { readFileSync } from 'fs';
import { Refusal } from '../lib/model/refusal';
import { Input, OtherDocument, readInput, SourceText } from '../lib/wiring/read';
import { unreadable } from './failures';
import { filesOf, InputFile, STDIN } from './files';
import { progressOf } from './progress';

/** What was read, and from how many files. */
export interface ReadFiles {
  readonly input: Input;
  readonly files: number;
}

export interface ReadSettings {
  /** Namespace of objects that name none. */
  readonly namespace: string;
  /** Configuration file, which is no input. @default - none */
  readonly config?: string;
  /** Whether a bar may be shown. */
  readonly progress: boolean;
  /** Takes a document that is no Kubernetes object, and says whether it is of use. @default - none is */
  readonly takesOther?: (other: OtherDocument) => boolean;
  /** What tells such a document where it cannot be parsed. @default - nothing */
  readonly needed?: RegExp;
  /** What an input has to hold, where it is not only Kubernetes objects. @default - Kubernetes objects */
  readonly holding?: string;
}

/** Reads what the paths of a command stand for; none stands for the current folder. What cannot be read, or holds nothing, is refused. */
export async function readPaths(
  paths: readonly string[],
  { namespace, config, progress: wanted, takesOther, needed, holding = 'Kubernetes objects' }: ReadSettings,
): Promise<ReadFiles> {
  const given = paths.length === 0 ? ['.'] : paths;
  const files = await filesOf(given, config);
  const stdin = files.some(({ file }) => file === STDIN) ? await readStdin() : '';
  const progress = await progressOf(files, wanted, process.stderr);
  try {
    const useful: string[] = [];
    const onOther = (other: OtherDocument): void => {
      if (takesOther?.(other) === true) {
        useful.push(other.file);
      }
    };
    const input = readInput(texts(files, stdin, progress.step), { namespace, onOther, needed });
    refuseEmpty(given, files, input, useful, holding);
    return { input, files: files.length };
  } finally {
    progress.stop();
  }
}

/** One file at a time, so that no two texts have to be held before they are parsed. */
function* texts(files: readonly InputFile[], stdin: string, step: () => void): Generator<SourceText> {
  for (const { file, named } of files) {
    yield { file, named, text: file === STDIN ? stdin : readText(file) };
    step();
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw unreadable(file, error);
  }
}

async function readStdin(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) {
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/**
 * Whoever names a folder in which there is nothing to check has named the wrong one. Files that were named may be none of Kubernetes
 * as long as there is another one: a shell makes many names of one pattern.
 */
function refuseEmpty(
  paths: readonly string[],
  files: readonly InputFile[],
  { manifests, unreadable: broken, patches }: Input,
  useful: readonly string[],
  holding: string,
): void {
  const full = new Set([
    ...useful,
    ...manifests.flatMap(({ origin }) => (origin.kind === 'file' ? [origin.file] : [])),
    ...broken.map(({ file }) => file),
    ...patches,
  ]);
  const fruitful = new Set(files.filter(({ file }) => full.has(file)).flatMap(({ foundBy }) => foundBy));
  const named = new Set(files.filter((file) => file.named).flatMap(({ foundBy }) => foundBy));
  const empty = paths.find((path) => !fruitful.has(path) && (full.size === 0 || path === '-' || !named.has(path)));
  if (empty !== undefined) {
    const what = empty === '-' ? 'standard input' : empty === '.' ? 'the current folder' : empty;
    throw new Refusal(`${what} holds no ${holding}: give a file or a folder that does`);
  }
}

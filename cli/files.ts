import { readdirSync, realpathSync, Stats, statSync } from 'fs';
import { join, relative, resolve, sep } from 'path';
import { Refusal } from '../lib/model/refusal';
import { isMissing, unreadable } from './failures';

/** A file that is to be read. */
export interface InputFile {
  /** Its path as it stands in messages: from the current folder, with forward slashes; `<stdin>` for standard input. */
  readonly file: string;
  /** Somebody named this very file. */
  readonly named: boolean;
  /** The folders and patterns that it was found by, as they were written. */
  readonly foundBy: readonly string[];
}

export const STDIN = '<stdin>';
const MANIFEST = /\.(ya?ml|json)$/i;

/**
 * The files that paths stand for, each one once and in the order of their names, whatever the order of the paths. Folders stand for
 * the YAML and JSON files below them, without `node_modules` and what begins with a dot.
 */
export async function filesOf(paths: readonly string[], config: string | undefined): Promise<InputFile[]> {
  const found: Found[] = [];
  for (const path of paths) {
    found.push(...(await findAll(path)));
  }
  const skipped = config === undefined ? undefined : realpathOf(config);
  found.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
  const files = new Map<string, InputFile>();
  for (const { real, file, named, foundBy } of found) {
    const known = files.get(real);
    if (named || real !== skipped) {
      files.set(real, { file: known?.file ?? file, named: named || known?.named === true, foundBy: [...(known?.foundBy ?? []), foundBy] });
    }
  }
  return [...files.values()];
}

interface Found {
  /** What tells two ways to one file. */
  readonly real: string;
  readonly file: string;
  readonly named: boolean;
  readonly foundBy: string;
}

async function findAll(path: string): Promise<Found[]> {
  if (path === '-') {
    return [{ real: STDIN, file: STDIN, named: true, foundBy: path }];
  }
  const stats = statOf(path);
  if (stats) {
    return findAt(path, stats, path);
  }
  const { glob, isDynamicPattern } = await import('tinyglobby');
  if (!isDynamicPattern(path)) {
    throw new Refusal(`"${path}" does not exist: give a file, a folder, a pattern in quotes, or - for standard input`);
  }
  const matches = await glob(path, { onlyFiles: false, expandDirectories: false, ignore: ['**/node_modules/**'] });
  if (matches.length === 0) {
    throw new Refusal(`"${path}" matches no file: give a file, a folder, a pattern in quotes, or - for standard input`);
  }
  return matches.flatMap((match) => {
    const each = statOf(match);
    return each ? findAt(match, each, path).map((found) => ({ ...found, named: false })) : [];
  });
}

function findAt(path: string, stats: Stats, foundBy: string): Found[] {
  const real = realpathOf(path);
  if (!stats.isDirectory()) {
    return [{ real, file: shown(path), named: true, foundBy }];
  }
  return [...walk(resolve(path), real, [])].map(({ path: file, real: realFile }) => ({
    real: realFile,
    file: shown(file),
    named: false,
    foundBy,
  }));
}

interface Walked {
  readonly path: string;
  readonly real: string;
}

function* walk(folder: string, real: string, above: readonly string[]): Generator<Walked> {
  for (const entry of entriesOf(folder)) {
    const path = join(folder, entry.name);
    if (entry.name.startsWith('.') || entry.name === 'node_modules') {
      continue;
    }
    const linked = entry.isSymbolicLink();
    const stats = linked ? statOf(path) : entry;
    // A link that leads nowhere is worth a word only where a manifest was meant.
    if (!stats && MANIFEST.test(entry.name)) {
      process.stderr.write(`"${shown(path)}" is a link to a file that does not exist, and is passed over\n`);
    }
    const own = linked && stats ? realpathOf(path) : join(real, entry.name);
    if (stats?.isDirectory() && own !== real && !above.includes(own)) {
      yield* walk(path, own, [...above, real]);
    } else if (stats?.isFile() && MANIFEST.test(entry.name)) {
      yield { path, real: own };
    }
  }
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    throw unreadable(shown(folder), error);
  }
}

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch (error) {
    if (isMissing(error)) {
      return undefined;
    }
    throw unreadable(shown(path), error);
  }
}

/** The path behind all links; that of a pipe is its own. */
function realpathOf(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return resolve(path);
  }
}

/** A path from the current folder, with forward slashes. */
export function shown(path: string): string {
  return relative(process.cwd(), resolve(path)).split(sep).join('/') || '.';
}

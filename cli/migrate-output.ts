import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'fs';
import { join } from 'path';
import { Refusal } from '../lib/model/refusal';
import { isMissing, reasonOf, unreadable } from './failures';

/** A file that is to be written. */
export interface OutputFile {
  readonly name: string;
  readonly text: string;
}

/** Writes files into a folder, all of them or none. Files that say something else are kept, unless that is forced. */
export function writeFiles(folder: string, files: readonly OutputFile[], force: boolean): void {
  const different = files.filter(({ name, text }) => ![undefined, text].includes(textOf(join(folder, name))));
  if (different.length > 0 && !force) {
    const paths = different.map(({ name }) => `"${join(folder, name)}"`);
    throw new Refusal(
      `${paths.join(' and ')} ${paths.length === 1 ? 'is' : 'are'} there and ${paths.length === 1 ? 'says' : 'say'} something else: ` +
        'give --force to write over, or another folder as --output',
    );
  }
  const drafts = files.map(({ name, text }) => ({ draft: join(folder, `.${name}.${process.pid}`), file: join(folder, name), text }));
  try {
    mkdirSync(folder, { recursive: true });
    drafts.forEach(({ draft, text }) => writeFileSync(draft, text));
    drafts.forEach(({ draft, file }) => renameSync(draft, file));
  } catch (error) {
    drafts.filter(({ draft }) => existsSync(draft)).forEach(({ draft }) => rmSync(draft));
    throw new Refusal(`--output "${folder}" cannot be written: ${reasonOf(error)}`);
  }
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (isMissing(error)) {
      return undefined;
    }
    throw unreadable(file, error);
  }
}

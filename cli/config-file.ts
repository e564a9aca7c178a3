import { existsSync, readFileSync } from 'fs';
import { dirname, join, resolve, sep } from 'path';
import type { Config } from '../lib/wiring/config/parse-config';
import { Refusal } from '../lib/model/refusal';
import { isMissing, unreadable } from './failures';
import { shown } from './files';
import { CONFIG_FILE, NO_CONFIG, parseConfig } from '../lib/wiring/config/parse-config';

/** A configuration, and the file it is from. */
export interface ReadConfig {
  readonly config: Config;
  /** @default - there is none */
  readonly file?: string;
}

/** Reads the configuration that was named, else the one of the current folder, else the nearest one above the paths that were given. */
export function readConfig(named: string | undefined, paths: readonly string[]): ReadConfig {
  const file = named ?? (existsSync(CONFIG_FILE) ? CONFIG_FILE : aboveAll(paths));
  if (file === undefined) {
    return { config: NO_CONFIG };
  }
  const parsed = parseConfig(readText(file), shown(file));
  if ('errors' in parsed) {
    throw new Refusal(parsed.errors.join('\n'));
  }
  return { config: parsed.config, file };
}

/** The configuration in the nearest folder that holds all paths; patterns and standard input are of the current folder. */
function aboveAll(paths: readonly string[]): string | undefined {
  const folders = paths.filter((path) => path !== '-' && existsSync(path)).map((path) => resolve(path));
  for (let folder = folders[0]; folder !== undefined && folder !== dirname(folder); folder = dirname(folder)) {
    const file = join(folder, CONFIG_FILE);
    if (folders.every((each) => each === folder || each.startsWith(folder + sep)) && existsSync(file)) {
      return file;
    }
  }
  return undefined;
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw isMissing(error) ? new Refusal(`--config "${file}" does not exist: give a file such as ${CONFIG_FILE}`) : unreadable(file, error);
  }
}

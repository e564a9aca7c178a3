import { existsSync, readFileSync } from 'fs';
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

/** Reads the configuration that was named, or the one of the current folder, where there is one. */
export function readConfig(named: string | undefined): ReadConfig {
  if (named === undefined && !existsSync(CONFIG_FILE)) {
    return { config: NO_CONFIG };
  }
  const file = named ?? CONFIG_FILE;
  const parsed = parseConfig(readText(file), shown(file));
  if ('errors' in parsed) {
    throw new Refusal(parsed.errors.join('\n'));
  }
  return { config: parsed.config, file };
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw isMissing(error) ? new Refusal(`--config "${file}" does not exist: give a file such as ${CONFIG_FILE}`) : unreadable(file, error);
  }
}

import { existsSync, readFileSync } from 'fs';
import { Config, CONFIG_FILE, NO_CONFIG, parseConfig } from '../wiring/config/parse-config';

export interface ReadConfig {
  readonly config: Config;
  /** What is wrong with the file, one sentence each, with its line. */
  readonly problems: readonly string[];
}

/** `multiport.yaml` of the folder in which the program runs, where there is one. */
export function readConfig(): ReadConfig {
  if (!existsSync(CONFIG_FILE)) {
    return { config: NO_CONFIG, problems: [] };
  }
  const parsed = parseConfig(readFileSync(CONFIG_FILE, 'utf8'), CONFIG_FILE);
  return 'errors' in parsed ? { config: NO_CONFIG, problems: parsed.errors } : { config: parsed.config, problems: [] };
}

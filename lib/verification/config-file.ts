import { DEFAULT_OPTIONS, GraphOptions } from '../wiring/graph/wiring-graph';
import { Exception } from '../wiring/suppression';

export interface ReadConfig {
  readonly options: GraphOptions & { readonly exceptions: readonly Exception[]; readonly namespace?: string };
  /** What is wrong with the file, one sentence each. */
  readonly problems: string[];
}

/** `multiport.yaml` of the folder in which the program runs. */
export function readConfig(): ReadConfig {
  return { options: { ...DEFAULT_OPTIONS, exceptions: [] }, problems: [] };
}

import { mkdirSync, writeFileSync } from 'fs';
import { dirname, extname } from 'path';
import { assertDnsLabel } from '../lib/model/names';
import { display } from '../lib/model/port';
import { Refusal } from '../lib/model/refusal';
import { PROBE_FORMATS, ProbeFormat } from '../lib/probing/report';
import { reasonOf } from './failures';
import { oneOf } from './settings';

/** The options of `multiport probe` as they are written. */
export interface ProbeOptions {
  readonly context?: string;
  readonly namespace?: string;
  readonly timeout: string;
  readonly cluster: boolean;
  readonly format: string;
  readonly output?: readonly string[];
  readonly config?: string;
  readonly color: boolean;
  readonly progress: boolean;
}

/** A file that a report is written to. */
export interface ProbeOutput {
  readonly format: ProbeFormat;
  readonly file: string;
}

/** The same, understood. */
export interface ProbeSettings {
  /** @default - the current one */
  readonly context?: string;
  /** @default - all, or what the configuration says */
  readonly namespace?: string;
  readonly seconds: number;
  readonly format: ProbeFormat;
  readonly outputs: readonly ProbeOutput[];
}

/** Reads the options; the first one that is wrong is refused. */
export function probeSettingsOf(paths: readonly string[], options: ProbeOptions): ProbeSettings {
  const { context, namespace, cluster } = options;
  if (!cluster && paths.length === 0) {
    throw new Refusal('--no-cluster takes what it knows from paths: give files, a folder, or - for standard input');
  }
  if (!cluster && context !== undefined) {
    throw new Refusal(`--context ${display(context)} names a cluster, and --no-cluster asks none: leave one of them out`);
  }
  if (namespace !== undefined) {
    assertDnsLabel(namespace, '--namespace');
  }
  return {
    ...(context === undefined ? {} : { context }),
    ...(namespace === undefined ? {} : { namespace }),
    seconds: secondsOf(options.timeout),
    format: oneOf('--format', options.format, PROBE_FORMATS),
    outputs: (options.output ?? []).map(outputOf),
  };
}

const LONGEST = 300;

function secondsOf(text: string): number {
  const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
  if (!(seconds > 0 && seconds <= LONGEST)) {
    throw new Refusal(`--timeout ${display(text)} is not a time: give seconds, more than 0 and at most ${LONGEST}`);
  }
  return seconds;
}

const EXTENSIONS: Readonly<Record<string, ProbeFormat>> = { '.txt': 'text', '.json': 'json', '.xml': 'junit' };

/** `junit=report.xml`, or a file whose name tells the format. */
function outputOf(text: string): ProbeOutput {
  const at = text.indexOf('=');
  const named = PROBE_FORMATS.find((each) => each === text.slice(0, Math.max(at, 0)));
  const format = named ?? EXTENSIONS[extname(text).toLowerCase()];
  const file = named === undefined ? text : text.slice(at + 1);
  if (format === undefined || file === '') {
    throw new Refusal(
      `--output ${display(text)} has no format: give <format>=<file> with one of ${PROBE_FORMATS.join(', ')}, or a file that ends in ` +
        Object.keys(EXTENSIONS).join(', '),
    );
  }
  return { format, file };
}

export function writeReport(file: string, text: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  } catch (error) {
    throw new Refusal(`--output ${display(file)} cannot be written: ${reasonOf(error)}`);
  }
}

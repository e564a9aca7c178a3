import { extname } from 'path';
import { assertDnsLabel } from '../lib/model/names';
import { Refusal } from '../lib/model/refusal';
import { externalServiceOf, SERVICE_FORM } from '../lib/wiring/config/references';
import { nearestOf } from '../lib/wiring/near';
import { Severity, SEVERITIES } from '../lib/wiring/finding';
import { ExternalService } from '../lib/wiring/graph/externals';
import { Format, FORMATS } from '../lib/wiring/report';

/** The options of `multiport check` as they are written. */
export interface CheckOptions {
  readonly format: string;
  readonly output?: readonly string[];
  readonly failOn: string;
  readonly show: string;
  readonly closedWorld?: true;
  readonly externalService?: readonly string[];
  readonly namespace?: string;
  readonly config?: string;
  readonly color: boolean;
  readonly progress: boolean;
}

/** A file that a report is written to. */
export interface Output {
  readonly format: Format;
  readonly file: string;
}

/** The same, understood. */
export interface CheckSettings {
  readonly format: Format;
  readonly outputs: readonly Output[];
  readonly failOn: Severity;
  readonly show: Severity;
  /** @default - what the configuration says */
  readonly closed?: true;
  readonly services: readonly ExternalService[];
  /** @default - what the configuration says */
  readonly namespace?: string;
  /** @default - `multiport.yaml`, where there is one */
  readonly config?: string;
}

/** Reads the options; the first one that is wrong is refused. */
export function settingsOf(options: CheckOptions): CheckSettings {
  return {
    format: oneOf('--format', options.format, FORMATS),
    outputs: (options.output ?? []).map(outputOf),
    failOn: oneOf('--fail-on', options.failOn, SEVERITIES),
    show: oneOf('--show', options.show, SEVERITIES),
    closed: options.closedWorld,
    services: (options.externalService ?? []).map(serviceOf),
    namespace: namespaceOf(options.namespace),
    config: options.config,
  };
}

/** One of the texts that an option takes. */
export function oneOf<T extends string>(option: string, text: string, allowed: readonly T[]): T {
  const found = allowed.find((each) => each === text);
  if (!found) {
    const near = nearestOf(text, allowed);
    throw new Refusal(
      `${option} "${text}" is not known: give ${allowed.join(', ')}${near.length > 0 ? ` (did you mean ${near[0]}?)` : ''}`,
    );
  }
  return found;
}

const EXTENSIONS: Readonly<Record<string, Format>> = { '.txt': 'text', '.json': 'json', '.sarif': 'sarif', '.xml': 'junit' };

/** `sarif=report.json`, or a file whose name tells the format. */
function outputOf(text: string): Output {
  const at = text.indexOf('=');
  const format = FORMATS.find((each) => each === text.slice(0, Math.max(at, 0)));
  const output =
    format === undefined ? { format: EXTENSIONS[extname(text).toLowerCase()], file: text } : { format, file: text.slice(at + 1) };
  if (output.format === undefined || output.file === '') {
    throw new Refusal(
      `--output "${text}" has no format: give <format>=<file> with one of ${FORMATS.join(', ')}, or a file that ends in ` +
        Object.keys(EXTENSIONS).join(', '),
    );
  }
  return output;
}

function serviceOf(text: string): ExternalService {
  const service = externalServiceOf(text);
  if (!service) {
    throw new Refusal(`--external-service "${text}" is not valid: give ${SERVICE_FORM}`);
  }
  return service;
}

function namespaceOf(text: string | undefined): string | undefined {
  if (text !== undefined) {
    assertDnsLabel(text, '--namespace');
  }
  return text;
}

import { mkdirSync, writeFileSync } from 'fs';
import { dirname, extname } from 'path';
import { Refusal } from '../lib/model/refusal';
import { nearestOf } from '../lib/wiring/near';
import { verifyOptionsOf } from '../lib/wiring/config/parse-config';
import { Unreadable } from '../lib/wiring/finding';
import { mermaidOf } from '../lib/wiring/picture/mermaid';
import { pictureOf } from '../lib/wiring/picture/model';
import { Picture } from '../lib/wiring/picture/picture';
import { svgOf } from '../lib/wiring/picture/svg';
import { verify } from '../lib/wiring/verify';
import { readConfig } from './config-file';
import { reasonOf } from './failures';
import { readPaths } from './read-files';
import { CheckSettings, settingsOf } from './settings';

/** The options of `multiport graph` as they are written. */
export interface GraphOptions {
  readonly format?: string;
  readonly output?: string;
  readonly all?: true;
  readonly closedWorld?: true;
  /** @default - none */
  readonly externalService?: readonly string[];
  readonly namespace?: string;
  readonly config?: string;
  readonly progress: boolean;
}

type Drawer = (picture: Picture) => string;

const DRAWERS: Readonly<Record<string, Drawer>> = { svg: svgOf, mermaid: mermaidOf };
const FORMATS = Object.keys(DRAWERS);
const EXTENSIONS: Readonly<Record<string, Drawer>> = { '.svg': svgOf, '.mmd': mermaidOf, '.mermaid': mermaidOf };

/** Draws what the paths hold. */
export async function graph(paths: readonly string[], options: GraphOptions): Promise<void> {
  const draw = drawerOf(options);
  const settings = commonSettings(options);
  const { config, file } = readConfig(settings.config, paths);
  const namespace = settings.namespace ?? config.namespace ?? 'default';
  const { input } = await readPaths(paths, { namespace, config: file, progress: options.progress });
  const { manifests, unreadable } = input;
  unreadable.forEach((each) => process.stderr.write(`${unreadableText(each)}\n`));
  const verdict = verify(manifests, { ...verifyOptionsOf(config, settings), unreadable });
  const text = draw(pictureOf(verdict, { all: options.all === true }));
  if (options.output === undefined) {
    process.stdout.write(text);
  } else {
    write(options.output, text);
  }
}

/** What `multiport check` takes, too. */
function commonSettings({ closedWorld, externalService = [], namespace, config, progress }: GraphOptions): CheckSettings {
  return settingsOf({
    format: 'text',
    output: [],
    failOn: 'error',
    show: 'warning',
    closedWorld,
    externalService,
    namespace,
    config,
    color: false,
    progress,
  });
}

function drawerOf({ format, output }: GraphOptions): Drawer {
  if (format !== undefined) {
    if (!FORMATS.includes(format)) {
      const [near] = nearestOf(format, FORMATS);
      throw new Refusal(
        `--format "${format}" is not known: give ${FORMATS.join(', ')}${near === undefined ? '' : ` (did you mean ${near}?)`}`,
      );
    }
    return DRAWERS[format];
  }
  const drawer = output === undefined ? svgOf : EXTENSIONS[extname(output).toLowerCase()];
  if (drawer === undefined) {
    throw new Refusal(
      `--output "${output}" does not tell what to draw: give --format ${FORMATS.join(' or ')}, or a file that ends in ${Object.keys(EXTENSIONS).join(', ')}`,
    );
  }
  return drawer;
}

function unreadableText({ file, line, reason, template }: Unreadable): string {
  return template
    ? `${file}:${line}: this is a template, and is not drawn: render it first`
    : `${file}:${line}: this cannot be parsed, and is not drawn: ${reason}`;
}

function write(file: string, text: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  } catch (error) {
    throw new Refusal(`--output "${file}" cannot be written: ${reasonOf(error)}`);
  }
}

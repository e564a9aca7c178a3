import { existsSync, mkdirSync, writeFileSync } from 'fs';
import { dirname } from 'path';
import { Command } from 'commander';
import { Refusal } from '../lib/model/refusal';
import { verifyOptionsOf } from '../lib/wiring/config/parse-config';
import { FORMATS, REPORTERS } from '../lib/wiring/report';
import { fails } from '../lib/wiring/report/counts';
import { ReportInput } from '../lib/wiring/report/report';
import { verify } from '../lib/wiring/verify';
import { readConfig } from './config-file';
import { reasonOf } from './failures';
import { packageVersion, pageOf } from './package-files';
import { readPaths } from './read-files';
import { CheckOptions, CheckSettings, Output, settingsOf } from './settings';

/** The rule about documents that cannot be parsed. */
const UNREADABLE = 'unreadable';

/** Exit statuses, the same in every format. A mistake of the user is a `Refusal`, and 2. */
export const CLEAN = 0;
const FINDINGS = 1;
export const MISUSE = 2;

/** Adds `multiport check`; `done` gets its exit status. */
export function addCheck(program: Command, done: (status: number) => void): void {
  program
    .command('check')
    .description('finds Services, ports, routes and ingress-nginx maps that lead nowhere, in any Kubernetes YAML or JSON')
    .argument('[paths...]', 'files, folders, patterns in quotes, - for standard input; the current folder where none is given')
    .option('--format <format>', `what is printed: ${FORMATS.join(', ')}`, 'text')
    .option('-o, --output <format=file>', 'writes a report to a file, too; may be given several times', append)
    .option('--fail-on <severity>', 'the least severe findings that make the exit status 1: error, warning, info', 'error')
    .option('--show <severity>', 'the least severe findings that are listed: error, warning, info', 'warning')
    .option('--closed-world', 'the input is everything that there is: what is missing is an error')
    .option('--external-service <service>', 'namespace/name[:port][/udp] that exists beside the input; repeatable', append)
    .option('--namespace <name>', 'the namespace of objects that name none (default: "default")')
    .option('--config <file>', 'the configuration (default: multiport.yaml here, or above the paths)')
    .option('--no-color', 'prints no colours')
    .option('--no-progress', 'shows no progress bar')
    .addHelpText(
      'after',
      '\nExit status: 0 nothing to mend, 1 findings at or above --fail-on, 2 a mistake in the call or input that cannot be read.',
    )
    .action(async (paths: string[], options: CheckOptions) => done(await check(paths, options)));
}

function append(value: string, values: readonly string[] = []): string[] {
  return [...values, value];
}

async function check(paths: readonly string[], options: CheckOptions): Promise<number> {
  const settings = settingsOf(options);
  const { config, file } = readConfig(settings.config, paths);
  const namespace = settings.namespace ?? config.namespace ?? 'default';
  const { input, files } = await readPaths(paths, { namespace, config: file, progress: options.progress });
  const { manifests, unreadable, others, patches } = input;
  const verdict = verify(manifests, { ...verifyOptionsOf(config, settings), unreadable });
  const report: ReportInput = {
    verdict,
    version: packageVersion(),
    show: settings.show,
    failOn: settings.failOn,
    colors: false,
    read: { files, objects: manifests.length, others, patches },
    pageOf,
  };
  settings.outputs.forEach((output) => write(output, report));
  print(settings, report, options.color);
  // What could not be read could hold anything.
  const unread = verdict.findings.some(({ rule, suppressed }) => rule === UNREADABLE && suppressed === undefined);
  return unread ? MISUSE : verdict.findings.some((finding) => fails(finding, settings.failOn)) ? FINDINGS : CLEAN;
}

function print({ format }: CheckSettings, report: ReportInput, color: boolean): void {
  const colors = color && process.stdout.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== 'dumb';
  process.stdout.write(REPORTERS[format]({ ...report, colors }));
}

function write({ format, file }: Output, report: ReportInput): void {
  try {
    if (!existsSync(dirname(file))) {
      mkdirSync(dirname(file), { recursive: true });
    }
    writeFileSync(file, REPORTERS[format](report));
  } catch (error) {
    throw new Refusal(`--output "${file}" cannot be written: ${reasonOf(error)}`);
  }
}

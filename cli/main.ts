#!/usr/bin/env node
import * as nodeModule from 'module';
import { Command, CommanderError } from 'commander';
import { Refusal } from '../lib/model/refusal';
import { addCheck, CLEAN, MISUSE } from './check';
import { addGraph } from './graph';
import { addMigrate } from './migrate';
import { packageVersion } from './package-files';
import { addProbe } from './probe';

// From Node.js 22 on the compiled code is kept, and the next start takes half the time.
(nodeModule as { enableCompileCache?: () => void }).enableCompileCache?.();

/** Runs one command. What a user did wrong is told in one sentence on standard error, and is exit status 2. */
async function main(args: readonly string[]): Promise<number> {
  let status = CLEAN;
  const program = new Command('multiport')
    .description('Wiring of Kubernetes objects: proven before it reaches a cluster')
    .version(packageVersion())
    .helpCommand(false)
    .showSuggestionAfterError()
    .exitOverride()
    // Mistakes are told below, in our own words.
    .configureOutput({ outputError: () => {} });
  addCheck(program, (result) => (status = result));
  addGraph(program);
  addMigrate(program, (result) => (status = result));
  addProbe(program, (result) => (status = result));
  try {
    await program.parseAsync(args, { from: 'user' });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) {
      return error.exitCode === 0
        ? CLEAN
        : misuse(
            messageOf(
              error,
              args,
              program.commands.map((command) => command.name()),
            ),
          );
    }
    if (error instanceof Refusal) {
      return misuse(error.message);
    }
    // Whatever it is, it is not a finding.
    return misuse(`this is a mistake of multiport itself, please report it: ${(error as Error).stack ?? String(error)}`);
  }
}

function misuse(message: string): number {
  if (message !== '') {
    process.stderr.write(`${message}\n`);
  }
  return MISUSE;
}

function messageOf({ code, message }: CommanderError, args: readonly string[], commands: readonly string[]): string {
  switch (code) {
    // The help was printed instead.
    case 'commander.help':
      return '';
    case 'commander.unknownCommand':
      // A path was given, unless it is nearly a command.
      return message.includes('Did you mean')
        ? `${oneLine(message)}: multiport --help lists what there is`
        : `"${args[0]}" is no command: give ${commands.slice(0, -1).join(', ')} or ${commands[commands.length - 1]}, and then the paths, as multiport check ${args[0]}`;
    default:
      return `${oneLine(message)}: multiport ${commands.includes(args[0]) ? `${args[0]} ` : ''}--help lists what there is`;
  }
}

/** A message of commander without its beginning, and with its suggestion in brackets. */
function oneLine(message: string): string {
  return message.replace(/^error: /, '').replace(/\n\(?/, ' (');
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // Whoever reads has had enough, as head does.
  if (error.code !== 'EPIPE') {
    process.exitCode = misuse(`the report cannot be printed: ${error.message}`);
  }
});

void main(process.argv.slice(2)).then((status) => {
  process.exitCode ??= status;
});

import type { Command } from 'commander';
import type { ProbeOptions } from './probe-settings';

/** Adds `multiport probe`; `done` gets its exit status. */
export function addProbe(program: Command, done: (status: number) => void): void {
  program
    .command('probe')
    .description('connects to every external port, and follows one that does not answer back along its wiring')
    .argument(
      '[paths...]',
      'manifests whose ports are probed: files, folders, patterns in quotes, - for standard input; without any, all of the cluster',
    )
    .option('--context <name>', 'the context of the kubeconfig (default: the current one)')
    .option('--namespace <name>', 'without paths, only ports of this namespace; with paths, the namespace of objects that name none')
    .option('--timeout <seconds>', 'how long one connection may take', '5')
    .option('--no-cluster', 'asks no cluster: the paths hold the status, as "kubectl get … --output yaml" prints it')
    .option('--format <format>', 'what is printed: text, json, junit', 'text')
    .option('-o, --output <format=file>', 'writes a report to a file, too; may be given several times', append)
    .option('--config <file>', 'the configuration (default: multiport.yaml here, or above the paths)')
    .option('--no-color', 'prints no colours')
    .option('--no-progress', 'shows no progress bar')
    .addHelpText(
      'after',
      '\nIt makes one connection to each port and sends nothing on it; to a port of UDP it sends one empty datagram. It changes nothing.' +
        '\nExit status: 0 every port answers (UDP: no error came back), 1 one does not, 2 a mistake in the call, or nothing to probe.',
    )
    .action(async (paths: string[], options: ProbeOptions) => {
      // Sockets and what reads the cluster are loaded by those who probe.
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- import() of a file beside us would have to name what it is compiled to
      const { probe } = require('./probe-run') as typeof import('./probe-run');
      done(await probe(paths, options));
    });
}

function append(value: string, values: readonly string[] = []): string[] {
  return [...values, value];
}

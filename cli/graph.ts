import type { Command } from 'commander';
import type { GraphOptions } from './draw';

/** Adds `multiport graph`. Its exit status says whether the picture was drawn, and nothing of what is in it. */
export function addGraph(program: Command): void {
  program
    .command('graph')
    .description('draws how external ports lead to Pods, and where they do not, as SVG or as Mermaid text')
    .argument('[paths...]', 'files, folders, patterns in quotes, - for standard input; the current folder where none is given')
    .option('--format <format>', 'what is drawn: svg, mermaid (default: by the ending of --output, else svg)')
    .option('-o, --output <file>', 'writes the picture to a file, and prints nothing')
    .option('--all', 'draws Services, too, that nothing outside of the cluster reaches')
    .option('--closed-world', 'the input is everything that there is: what is missing is an error')
    .option('--external-service <service>', 'namespace/name[:port][/udp] that exists beside the input; repeatable', append)
    .option('--namespace <name>', 'the namespace of objects that name none (default: "default")')
    .option('--config <file>', 'the configuration (default: multiport.yaml here, or above the paths)')
    .option('--no-progress', 'shows no progress bar')
    .addHelpText(
      'after',
      '\nExit status: 0 the picture is drawn, whatever is wrong in it, 2 a mistake in the call or input that cannot be read.',
    )
    .action(async (paths: string[], options: GraphOptions) => {
      // The pencils are loaded by those who draw.
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- import() of a file beside us would have to name what it is compiled to
      const { graph } = require('./draw') as typeof import('./draw');
      await graph(paths, options);
    });
}

function append(value: string, values: readonly string[] = []): string[] {
  return [...values, value];
}

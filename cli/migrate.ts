import type { Command } from 'commander';
import type { MigrateOptions } from './migrate-settings';

/** Adds `multiport migrate`; `done` gets its exit status. */
export function addMigrate(program: Command, done: (status: number) => void): void {
  program
    .command('migrate')
    .description(
      'moves the tcp- and udp-services of ingress-nginx to the Gateway API: as YAML, and as the TypeScript program that makes it',
    )
    .argument(
      '[paths...]',
      'files, folders, patterns in quotes, - for standard input: ConfigMaps, Services, controllers, or Helm values; the current folder where none is given',
    )
    .option('--from-cluster <context>', 'reads the cluster of this context of your kubeconfig with your kubectl, in place of paths')
    .option('--class <name>', 'name of the GatewayClass')
    .option('--implementation <id>', 'what stands behind the class, so that its limits are kept (default: the standard alone)')
    .option('--implementation-version <version>', 'its version (default: the newest that is known)')
    .option('--name <name>', 'name of the Gateway (default: "gateway")')
    .option('--namespace <name>', 'namespace of the Gateway (default: "default")')
    .option('--map <namespace/name>', 'a map of the address that is meant, where the input holds several')
    .option('--format <format>', 'what is printed: yaml, typescript (default: yaml)')
    .option('-o, --output <folder>', 'writes both, <name>.k8s.yaml and <name>.ts, and prints nothing')
    .option('--force', 'writes over files that say something else')
    .option('--closed-world', 'the input is everything that there is: what is missing is not there')
    .option('--config <file>', 'the configuration (default: multiport.yaml here, or above the paths)')
    .option('--no-progress', 'shows no progress bar')
    .addHelpText(
      'after',
      '\nWhat does not carry over is listed on standard error, with the reason.' +
        '\nExit status: 0 all of it is carried over, 1 something is left behind, 2 a mistake in the call or input that cannot be read.',
    )
    .action(async (paths: string[], options: MigrateOptions) => {
      // The constructs are loaded by those who migrate.
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- import() of a file beside us would have to name what it is compiled to
      const { migrate } = require('./migrate-run') as typeof import('./migrate-run');
      done(await migrate(paths, options));
    });
}

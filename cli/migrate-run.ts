import { inOrder, LeftBehind, leftBehindText } from '../lib/migration/left-behind';
import { Migration, migrationOf } from '../lib/migration/migration';
import { programOf } from '../lib/migration/program';
import { HelmValues, helmValuesOf, VALUES_WRITTEN } from '../lib/migration/values';
import { Refusal } from '../lib/model/refusal';
import { verifyOptionsOf } from '../lib/wiring/config/parse-config';
import { WiringGraph } from '../lib/wiring/graph/wiring-graph';
import { CLEAN } from './check';
import { readConfig } from './config-file';
import { readCluster } from './migrate-cluster';
import { writeFiles } from './migrate-output';
import { MigrateOptions, MigrateSettings, migrateSettingsOf } from './migrate-settings';
import { readPaths } from './read-files';

/** Something of the table is not in what was made. */
const LEFT_BEHIND = 1;

/** Name of the chart, and of the files, where the Gateway is given none. */
const DEFAULT_NAME = 'gateway';

/** Reads the table of one controller, and writes it as a Gateway and as a program. Returns the exit status. */
export async function migrate(paths: readonly string[], options: MigrateOptions): Promise<number> {
  const settings = migrateSettingsOf(paths, options);
  const migration = await read(paths, options, settings);
  const chart = settings.name ?? DEFAULT_NAME;
  const { yaml, gateway, exposures, refused } = synthesis().synthesize(chart, settings, migration.exposures);
  const left = inOrder([...migration.left, ...refused]);
  if (exposures.length > 0) {
    const program = programOf({ chart, title: migration.title, gateway, exposures, left });
    if (options.output !== undefined) {
      const files = [
        { name: `${chart}.k8s.yaml`, text: yaml },
        { name: `${chart}.ts`, text: program },
      ];
      writeFiles(options.output, files, options.force === true);
    } else {
      process.stdout.write(settings.printed === 'yaml' ? yaml : program);
    }
  }
  process.stderr.write(leftBehindText(left, exposures.length));
  return left.some(isNoticed) ? LEFT_BEHIND : CLEAN;
}

/** The constructs are loaded when there is something to make, and cdk8s is the user's own. */
function synthesis(): typeof import('./migrate-synthesis') {
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- import() of a file beside us would have to name what it is compiled to
    return require('./migrate-synthesis') as typeof import('./migrate-synthesis');
  } catch (error) {
    const missing = /^Cannot find module '(cdk8s|cdk8s-plus-27|constructs)'/.exec((error as Error).message);
    throw missing
      ? new Refusal(`migrate needs the package ${missing[1]}, which is not installed: npm install cdk8s cdk8s-plus-27 constructs`)
      : error;
  }
}

function isNoticed({ noticed }: LeftBehind): boolean {
  return noticed;
}

async function read(paths: readonly string[], options: MigrateOptions, { map }: MigrateSettings): Promise<Migration> {
  const { config, file } = readConfig(options.config, paths);
  const verifyOptions = verifyOptionsOf(config, { closed: options.closedWorld });
  if (options.fromCluster !== undefined) {
    const graph = new WiringGraph(await readCluster(options.fromCluster), { ...verifyOptions, closed: true });
    return migrationOf({ graph, values: [], unreadable: [], map });
  }
  const values: HelmValues[] = [];
  const { input } = await readPaths(paths, {
    namespace: config.namespace ?? 'default',
    config: file,
    progress: options.progress,
    needed: VALUES_WRITTEN,
    holding: 'Kubernetes objects, and no Helm values with ports below tcp or udp',
    takesOther: (other) => {
      const found = helmValuesOf(other);
      values.push(...found);
      return found.length > 0;
    },
  });
  const { manifests, unreadable } = input;
  const graph = new WiringGraph(manifests, { ...verifyOptions, closed: verifyOptions.closed && unreadable.length === 0 });
  return migrationOf({ graph, values, unreadable, map });
}

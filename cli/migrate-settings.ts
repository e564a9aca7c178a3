import { assertDnsLabel, assertServiceName, isDnsLabel, isObjectName } from '../lib/model/names';
import { Refusal } from '../lib/model/refusal';
import { nearestOf } from '../lib/wiring/near';

/** The options of `multiport migrate` as they are written. */
export interface MigrateOptions {
  readonly fromCluster?: string;
  readonly class?: string;
  readonly implementation?: string;
  readonly implementationVersion?: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly map?: string;
  readonly format?: string;
  readonly output?: string;
  readonly force?: true;
  readonly closedWorld?: true;
  readonly config?: string;
  readonly progress: boolean;
}

/** What is printed where no folder is given. */
export type Printed = 'yaml' | 'typescript';

const PRINTED: readonly Printed[] = ['yaml', 'typescript'];

/** The same, understood, but for what the Gateway API's constructs check themselves. */
export interface MigrateSettings {
  readonly className: string;
  readonly implementation?: string;
  readonly version?: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly map?: string;
  readonly printed: Printed;
}

/** Reads the options; the first one that is wrong is refused. */
export function migrateSettingsOf(paths: readonly string[], options: MigrateOptions): MigrateSettings {
  const { fromCluster, class: className, implementation, implementationVersion, name, namespace, map, format, output, force } = options;
  if (fromCluster !== undefined && paths.length > 0) {
    throw new Refusal(`--from-cluster reads a cluster in place of paths: leave out ${paths.join(' ')}, or --from-cluster`);
  }
  if (className === undefined) {
    throw new Refusal('--class is missing: give the name of a GatewayClass of the cluster, which kubectl get gatewayclass lists');
  }
  if (!isObjectName(className)) {
    throw new Refusal(`--class "${String(className)}" is not valid: give the name of a GatewayClass, which kubectl get gatewayclass lists`);
  }
  if (implementationVersion !== undefined && implementation === undefined) {
    throw new Refusal('--implementation-version says nothing without --implementation: give that, too');
  }
  if (name !== undefined) {
    assertServiceName(name, '--name');
  }
  if (namespace !== undefined) {
    assertDnsLabel(namespace, '--namespace');
  }
  if (map !== undefined && !isMapName(map)) {
    throw new Refusal(`--map "${map}" is not valid: give <namespace>/<name> of a ConfigMap, as ingress-nginx/tcp-services`);
  }
  if (format !== undefined && output !== undefined) {
    throw new Refusal('--format chooses what is printed, and --output writes both: leave one out');
  }
  if (force === true && output === undefined) {
    throw new Refusal('--force says nothing without --output: leave it out');
  }
  return {
    className,
    implementation,
    version: implementationVersion,
    name,
    namespace,
    map,
    printed: format === undefined ? 'yaml' : oneOf('--format', format, PRINTED),
  };
}

/** Throws where a value is none of those that are allowed. */
export function oneOf<T extends string>(option: string, text: string, allowed: readonly T[]): T {
  const found = allowed.find((each) => each === text);
  if (found === undefined) {
    const [near] = nearestOf(text, allowed);
    throw new Refusal(
      `${option} "${text}" is not known: give ${allowed.join(', ')}${near === undefined ? '' : ` (did you mean ${near}?)`}`,
    );
  }
  return found;
}

function isMapName(text: string): boolean {
  const [namespace, name, ...rest] = text.split('/');
  return isDnsLabel(namespace) && isObjectName(name) && rest.length === 0;
}

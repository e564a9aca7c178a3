import { display } from '../../model/port';
import { Refusal } from '../../model/refusal';
import { listAt, mapAt, PlainObject, textOf, textsAt } from '../../model/plain';

/** What to look for in a manifest. */
export interface TargetNames {
  /** Name of the controller's Deployment or DaemonSet. */
  readonly controller: string;
  /** Name of the controller's container. */
  readonly container: string;
  /** Name of the controller's Service. */
  readonly service: string;
  /** Namespace of both. @default - any */
  readonly namespace?: string;
}

/** The places of a manifest that a port has to be written into. */
export interface ManifestTargets {
  /** Index of the Deployment or DaemonSet. */
  readonly controller: number;
  /** Index of the controller's Service. */
  readonly service: number;
  /** Namespace of both; "default" where the manifest leaves it to kubectl. */
  readonly namespace: string;
  /** Whether the manifest says the namespace. */
  readonly namespaceGiven: boolean;
  /** Index of the controller's container. */
  readonly container: number;
}

/** A manifest, and where in it the controller is. */
export interface Manifest {
  readonly objects: readonly PlainObject[];
  readonly targets: ManifestTargets;
  readonly origin: string;
}

const CONTROLLER_KINDS = ['Deployment', 'DaemonSet'];
const CONTROLLER_GROUP = 'apps/v1';
const SERVICE_GROUP = 'v1';

/** Finds them by kind and name. Throws where one is not there exactly once, with what was there instead. */
export function findTargets(objects: readonly PlainObject[], names: TargetNames, origin: string): ManifestTargets {
  const controller = findObject(objects, CONTROLLER_KINDS, CONTROLLER_GROUP, names.controller, names.namespace, origin, 'controller');
  const service = findObject(objects, ['Service'], SERVICE_GROUP, names.service, names.namespace, origin, 'service');
  const containers = listAt(podSpec(objects[controller]), 'containers');
  const found = containers.flatMap((each, index) => (each.name === names.container ? [index] : []));
  if (found.length !== 1) {
    throw new Refusal(
      `${origin}: looked for one container ${display(names.container)} in ${describe(objects[controller])}, found ${found.length} ` +
        `(there ${listed(containers.map((each) => display(each.name)))}): name it with container`,
    );
  }
  const [namespace, other] = [namespaceOf(objects[controller]), namespaceOf(objects[service])];
  if (namespace !== other) {
    throw new Refusal(
      `${origin}: ${describe(objects[controller])} and ${describe(objects[service])} are in two namespaces: name the Service with service`,
    );
  }
  return {
    controller,
    service,
    namespace,
    namespaceGiven: mapAt(objects[controller], 'metadata').namespace !== undefined,
    container: found[0],
  };
}

function findObject(
  objects: readonly PlainObject[],
  kinds: readonly string[],
  apiVersion: string,
  name: string,
  namespace: string | undefined,
  origin: string,
  option: string,
): number {
  const ofKind = objects
    .map((object, index) => ({ object, index }))
    .filter(({ object }) => kinds.includes(textOf(object.kind)) && object.apiVersion === apiVersion);
  const found = ofKind.filter(({ object }) => nameOf(object) === name && (namespace === undefined || namespaceOf(object) === namespace));
  if (found.length !== 1) {
    const where = namespace === undefined ? '' : ` in namespace ${namespace}`;
    throw new Refusal(
      `${origin}: looked for one ${kinds.join(' or ')} named ${display(name)}${where}, found ${found.length} ` +
        `(there ${listed(ofKind.map(({ object }) => describe(object)))}): name it with ${option}${found.length > 1 ? ' and namespace' : ''}`,
    );
  }
  return found[0].index;
}

function listed(texts: readonly string[]): string {
  return texts.length === 0 ? 'is none' : `${texts.length === 1 ? 'is' : 'are'} ${texts.join(', ')}`;
}

/** The controller's container. */
export function containerOf({ objects, targets }: Manifest): PlainObject {
  return listAt(podSpec(objects[targets.controller]), 'containers')[targets.container];
}

/** All that the controller is started with: flags may stand in `command`, too. */
export function startOf(container: PlainObject): string[] {
  return [...textsAt(container, 'command'), ...textsAt(container, 'args')];
}

export function servicePorts({ objects, targets }: Manifest): PlainObject[] {
  return listAt(mapAt(objects[targets.service], 'spec'), 'ports');
}

export function podSpec(workload: PlainObject): PlainObject {
  return mapAt(mapAt(mapAt(workload, 'spec'), 'template'), 'spec');
}

export function nameOf(object: PlainObject): string {
  return textOf(mapAt(object, 'metadata').name);
}

export function namespaceOf(object: PlainObject): string {
  return textOf(mapAt(object, 'metadata').namespace ?? 'default');
}

export function describe(object: PlainObject): string {
  return `${textOf(object.kind)} ${namespaceOf(object)}/${nameOf(object)}`;
}

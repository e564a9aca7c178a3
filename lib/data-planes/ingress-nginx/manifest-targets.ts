import { display } from '../../model/port';
import { Refusal } from '../../model/refusal';
import { isPlainObject, PlainObject, textOf } from '../../objects/plain';
import { flagValue } from './controller-args';
import { MapReference } from './stream-plane';

/** What to look for in a manifest. */
export interface TargetNames {
  /** Name of the controller's Deployment or DaemonSet. */
  readonly controller: string;
  /** Name of the controller's container. */
  readonly container: string;
  /** Name of the controller's Service. */
  readonly service: string;
}

/** The places of a manifest that a port has to be written into. */
export interface ManifestTargets {
  /** Index of the Deployment or DaemonSet. */
  readonly controller: number;
  /** Index of the controller's Service. */
  readonly service: number;
  readonly namespace: string;
  /** Index of the controller's container. */
  readonly container: number;
}

const CONTROLLER_KINDS = ['Deployment', 'DaemonSet'];

/** Finds them by kind and name. Throws where one is not there exactly once, with what was there instead. */
export function findTargets(objects: readonly PlainObject[], names: TargetNames, origin: string): ManifestTargets {
  const controller = findObject(objects, CONTROLLER_KINDS, names.controller, origin, 'controller');
  const service = findObject(objects, ['Service'], names.service, origin, 'service');
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
  return { controller, service, namespace, container: found[0] };
}

function findObject(objects: readonly PlainObject[], kinds: readonly string[], name: string, origin: string, option: string): number {
  const ofKind = objects.map((object, index) => ({ object, index })).filter(({ object }) => kinds.includes(textOf(object.kind)));
  const found = ofKind.filter(({ object }) => nameOf(object) === name);
  if (found.length !== 1) {
    throw new Refusal(
      `${origin}: looked for one ${kinds.join(' or ')} named ${display(name)}, found ${found.length} ` +
        `(there ${listed(ofKind.map(({ object }) => describe(object)))}): name it with ${option}`,
    );
  }
  return found[0].index;
}

function listed(texts: readonly string[]): string {
  return texts.length === 0 ? 'is none' : `${texts.length === 1 ? 'is' : 'are'} ${texts.join(', ')}`;
}

/** The ConfigMap that the controller reads for a flag, or undefined where the flag is not given. */
export function mapOf(args: readonly string[], flag: string, namespace: string, origin: string): MapReference | undefined {
  const value = flagValue(args, flag);
  if (value === undefined) {
    return undefined;
  }
  const [mapNamespace, name, ...rest] = value.replace('$(POD_NAMESPACE)', namespace).split('/');
  if (!mapNamespace || !name || rest.length > 0) {
    throw new Refusal(`${origin}: ${flag} is ${display(value)}: it has to be <namespace>/<name> of a ConfigMap`);
  }
  return { namespace: mapNamespace, name };
}

export function findMap(objects: readonly PlainObject[], reference: MapReference): PlainObject | undefined {
  return objects.find(
    (object) => object.kind === 'ConfigMap' && nameOf(object) === reference.name && namespaceOf(object) === reference.namespace,
  );
}

/** The controller's container. */
export function containerOf(objects: readonly PlainObject[], targets: ManifestTargets): PlainObject {
  return listAt(podSpec(objects[targets.controller]), 'containers')[targets.container];
}

export function podSpec(workload: PlainObject): PlainObject {
  return objectAt(objectAt(objectAt(workload, 'spec'), 'template'), 'spec');
}

export function objectAt(object: PlainObject, key: string): PlainObject {
  const value = object[key];
  return isPlainObject(value) ? value : {};
}

export function listAt(object: PlainObject, key: string): PlainObject[] {
  const value = object[key];
  return Array.isArray(value) ? value.filter(isPlainObject) : [];
}

export function stringsAt(object: PlainObject, key: string): string[] {
  const value = object[key];
  return Array.isArray(value) ? value.map(textOf) : [];
}

export function nameOf(object: PlainObject): string {
  return textOf(objectAt(object, 'metadata').name);
}

export function namespaceOf(object: PlainObject): string {
  return textOf(objectAt(object, 'metadata').namespace ?? 'default');
}

export function describe(object: PlainObject): string {
  return `${textOf(object.kind)} ${namespaceOf(object)}/${nameOf(object)}`;
}

import { Labels } from '../../model/labels';
import { isPlainObject, mapAt, PlainObject, textsAt } from '../../model/plain';
import { indexedAt, Manifest, textAt, textsMapAt } from '../manifest';
import { Path } from '../yaml/layout';

/** A port that a container declares. `containerPort` is informational: that one is missing proves nothing. */
export interface DeclaredPort {
  readonly number: number;
  readonly protocol: string;
  readonly name?: string;
  readonly hostPort?: number;
  readonly hostIp: string;
  readonly container: Container;
  readonly path: Path;
}

/** A container that listens while its Pod is ready: a main container, or a native sidecar. */
export interface Container {
  readonly name: string;
  readonly image: string;
  /** `command` and `args`, one after the other. */
  readonly start: readonly string[];
  readonly object: PlainObject;
  readonly path: Path;
  readonly ports: readonly DeclaredPort[];
}

/** Whatever makes Pods. */
export interface Workload {
  readonly manifest: Manifest;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** Labels of its Pods. */
  readonly labels: Labels;
  /** Path of the Pod template (or of the Pod itself), above `metadata` and `spec`. */
  readonly templatePath: Path;
  readonly template: PlainObject;
  readonly podSpec: PlainObject;
  readonly containers: readonly Container[];
  readonly ports: readonly DeclaredPort[];
  readonly hostNetwork: boolean;
  /** It runs to its end, and listens in between at most. */
  readonly ends: boolean;
  /** It has no Pods now: scaled to none, or at its end. */
  readonly idle: boolean;
}

const TEMPLATES: Readonly<Record<string, { readonly groups: readonly string[]; readonly path: Path }>> = {
  Pod: { groups: [''], path: [] },
  ReplicationController: { groups: [''], path: ['spec', 'template'] },
  Deployment: { groups: ['apps', 'extensions'], path: ['spec', 'template'] },
  StatefulSet: { groups: ['apps'], path: ['spec', 'template'] },
  DaemonSet: { groups: ['apps', 'extensions'], path: ['spec', 'template'] },
  ReplicaSet: { groups: ['apps', 'extensions'], path: ['spec', 'template'] },
  Job: { groups: ['batch'], path: ['spec', 'template'] },
  CronJob: { groups: ['batch'], path: ['spec', 'jobTemplate', 'spec', 'template'] },
};

const ENDING = ['Job', 'CronJob'];
const ENDED = ['Succeeded', 'Failed'];

/** The workload of a manifest, or undefined where it makes no Pods. */
export function workloadOf(manifest: Manifest): Workload | undefined {
  const known = Object.hasOwn(TEMPLATES, manifest.kind) ? TEMPLATES[manifest.kind] : undefined;
  const kind = known?.groups.includes(manifest.group) ? known : isLikeDeployment(manifest) ? { path: ['spec', 'template'] } : undefined;
  if (!kind) {
    return undefined;
  }
  const template = kind.path.reduce<PlainObject>((object, key) => mapAt(object, String(key)), manifest.object);
  const podSpec = mapAt(template, 'spec');
  const containers = [
    ...indexedAt(podSpec, 'containers').map(({ item, index }) => containerOf(item, [...kind.path, 'spec', 'containers', index])),
    ...indexedAt(podSpec, 'initContainers')
      .filter(({ item }) => item.restartPolicy === 'Always')
      .map(({ item, index }) => containerOf(item, [...kind.path, 'spec', 'initContainers', index])),
  ];
  return {
    manifest,
    kind: manifest.kind,
    namespace: manifest.namespace,
    name: manifest.name,
    labels: textsMapAt(mapAt(template, 'metadata'), 'labels'),
    templatePath: kind.path,
    template,
    podSpec,
    containers,
    ports: containers.flatMap((container) => container.ports),
    hostNetwork: podSpec.hostNetwork === true,
    ends: ENDING.includes(manifest.kind),
    idle: mapAt(manifest.object, 'spec').replicas === 0 || ENDED.includes(textAt(mapAt(manifest.object, 'status'), 'phase') ?? ''),
  };
}

/** Kinds of others make Pods from a template, too: Rollouts, DeploymentConfigs, CloneSets. */
function isLikeDeployment({ group, object }: Manifest): boolean {
  const template = mapAt(mapAt(object, 'spec'), 'template');
  return group.includes('.') && indexedAt(mapAt(template, 'spec'), 'containers').length > 0;
}

function containerOf(object: PlainObject, path: Path): Container {
  const ports: DeclaredPort[] = [];
  const container: Container = {
    name: textAt(object, 'name') ?? '',
    image: textAt(object, 'image') ?? '',
    start: [...textsAt(object, 'command'), ...textsAt(object, 'args')],
    object,
    path,
    ports,
  };
  for (const { item, index } of indexedAt(object, 'ports')) {
    const name = textAt(item, 'name');
    const hostPort = meantPortAt(item, 'hostPort');
    ports.push({
      number: meantPortAt(item, 'containerPort') ?? NaN,
      // In small letters it is a mistake of its own.
      protocol: (textAt(item, 'protocol') ?? 'TCP').toUpperCase(),
      ...(name === undefined ? {} : { name }),
      ...(hostPort === undefined || hostPort === 0 ? {} : { hostPort }),
      hostIp: textAt(item, 'hostIP') ?? '0.0.0.0',
      container,
      path: [...path, 'ports', index],
    });
  }
  return container;
}

const indexes = new WeakMap<readonly DeclaredPort[], ReadonlyMap<string, DeclaredPort>>();

/** The first of some ports with this number, or this name; found by an index, for a proxy has thousands. */
export function portIn(ports: readonly DeclaredPort[], target: number | string, protocol: string): DeclaredPort | undefined {
  let index = indexes.get(ports);
  if (!index) {
    const keyed = [...ports]
      .reverse()
      .flatMap((port) => [port.number, port.name ?? ''].map((key) => [portKey(key, port.protocol), port] as const));
    index = new Map(keyed);
    indexes.set(ports, index);
  }
  return index.get(portKey(target, protocol));
}

function portKey(target: number | string, protocol: string): string {
  return `${typeof target} ${target}/${protocol}`;
}

/** A port as it is meant: in quotes, too, which another rule reports. */
export function meantPortAt(object: PlainObject, key: string): number | undefined {
  const value = object[key];
  return typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : portAt(object, key);
}

/** A number at a key. A number in quotes is none: the API server does not take it. */
export function portAt(object: PlainObject, key: string): number | undefined {
  const value = object[key];
  return typeof value === 'number' ? value : undefined;
}

/** Where a workload's Pod labels stand. */
export function labelsPath(workload: Workload): Path {
  return [...workload.templatePath, 'metadata', 'labels'];
}

/** What the Pods are chosen by: a LabelSelector, or in a ReplicationController a plain map. */
export function selectorOf(workload: Workload): PlainObject | undefined {
  const selector = mapAt(workload.manifest.object, 'spec').selector;
  if (!isPlainObject(selector) || !Object.hasOwn(TEMPLATES, workload.kind)) {
    return undefined;
  }
  return workload.kind === 'ReplicationController' ? { matchLabels: selector } : selector;
}

import { MAP_FLAG } from '../../controllers/ingress-nginx/controller-args';
import { StreamEntry, StreamProblemEffect } from '../../controllers/ingress-nginx/stream-map';
import { display, portText, Protocol } from '../../model/port';
import { Controller } from '../../wiring/graph/controller';
import { ServicePort } from '../../wiring/graph/service';
import { StreamMap } from '../../wiring/graph/stream-maps';
import { objectText } from '../../wiring/manifest';
import { Cluster, LivePod } from '../cluster';
import { fault, Fault } from '../fault';
import { backendPort } from './backend';
import { followEndpoints } from './endpoints';
import { Followed, isFaulty } from './followed';

/** The controller among Pods whose maps can be followed. */
export function controllerAmong(pods: readonly LivePod[]): Controller | undefined {
  return pods.flatMap(({ controller }) => (controller?.product === 'ingress-nginx' ? [controller] : []))[0];
}

/** Whether a controller listens on a port by its own flags, and by no map. */
export function isOwnPort({ ownPorts }: Controller, port: number, protocol: string): boolean {
  return ownPorts.some((own) => own.port === port && String(own.protocol ?? Protocol.TCP) === protocol);
}

/** The map that a controller reads for a protocol. */
export function mapOf(cluster: Cluster, controller: Controller, protocol: Protocol): StreamMap | undefined {
  const reference = controller.maps[protocol];
  return cluster.streamMaps.find(
    ({ manifest, protocol: of }) => of === protocol && manifest.namespace === reference?.namespace && manifest.name === reference.name,
  );
}

const entries = new WeakMap<StreamMap, ReadonlyMap<number, StreamEntry>>();

export function entryOf(map: StreamMap | undefined, port: number): StreamEntry | undefined {
  if (!map) {
    return undefined;
  }
  const known = entries.get(map) ?? new Map(map.parsed.entries.map((entry) => [entry.port, entry]));
  entries.set(map, known);
  return known.get(port);
}

/** From a port on which ingress-nginx should listen by its map to the Pods of the entry's Service. */
export function followMap(cluster: Cluster, controller: Controller, port: number, protocol: Protocol): Followed {
  const map = mapOf(cluster, controller, protocol);
  const entry = entryOf(map, port);
  if (!entry || !map) {
    const text = `${controllerText(controller)} is asked for ${portText(port, protocol)}`;
    const missing = missingEntry(cluster, controller, map, port, protocol);
    return 'unknown' in missing ? { end: { text, pods: [], target: port, ...missing } } : { fault: missing };
  }
  const broken = map.parsed.problems.find(({ effect }) => effect === StreamProblemEffect.STOPS_NGINX);
  if (broken) {
    return { fault: invalidEntry(map, broken.message) };
  }
  const found = backendPort(cluster, `${objectText(map.manifest)} sends ${portText(port, protocol)}`, {
    namespace: entry.namespace,
    name: entry.service,
    port: entry.servicePort,
    protocol,
  });
  if ('fault' in found) {
    return found;
  }
  const followed = found.port ? followEndpoints(cluster, found.port) : { end: { ...found, pods: [], target: entry.servicePort } };
  return isFaulty(followed) ? followed : { end: { ...followed.end, proxy: controllerText(controller) } };
}

function missingEntry(
  cluster: Cluster,
  controller: Controller,
  map: StreamMap | undefined,
  port: number,
  protocol: Protocol,
): Fault | { readonly unknown: string } {
  const flag = MAP_FLAG[protocol];
  const reference = controller.maps[protocol];
  const wrong = controller.malformed.find((each) => each.protocol === protocol);
  const listens = `so it does not listen on ${portText(port, protocol)}`;
  if (controller.unresolved.includes(protocol)) {
    return { unknown: `the value of its ${flag}` };
  }
  if (!reference) {
    return fault(
      'map-flag-missing',
      wrong
        ? `${controllerText(controller)} has ${flag}=${wrong.value}, which names no ConfigMap, ${listens}`
        : `${controllerText(controller)} runs without ${flag}, ${listens}`,
      `give the controller ${flag}=<namespace>/<ConfigMap>`,
    );
  }
  const name = { kind: 'ConfigMap', namespace: reference.namespace, name: reference.name };
  if (!map) {
    return cluster.knows('ConfigMap', reference.namespace)
      ? fault(
          'map-missing',
          `${controllerText(controller)} reads ${objectText(name)}, which is not in the cluster, ${listens}`,
          `make the ConfigMap, with the entry ${wantedEntry(port)}`,
        )
      : { unknown: cluster.unknownText('ConfigMap') };
  }
  const problem = map.parsed.problems.find((each) => Number(each.key) === port && each.effect !== StreamProblemEffect.MISREAD);
  return problem
    ? invalidEntry(map, problem.message)
    : fault(
        'map-entry-missing',
        `${objectText(name)} has no entry for port ${port}, so ingress-nginx does not listen on ${portText(port, protocol)}`,
        `add the entry ${wantedEntry(port)}`,
      );
}

/** The grammar's sentences end in ": " and what to do. */
function invalidEntry(map: StreamMap, message: string): Fault {
  const cut = message.lastIndexOf(': ');
  return fault('map-entry-invalid', `${objectText(map.manifest)}: ${message.slice(0, cut)}`, message.slice(cut + 2));
}

function wantedEntry(port: number): string {
  return `${display(String(port))}: "<namespace>/<Service>:<port>"`;
}

function controllerText({ workload }: Controller): string {
  return objectText(workload.manifest);
}

/** From a port of a Service to its Pods, and through ingress-nginx where it runs in them. */
export function followService(cluster: Cluster, port: ServicePort): Followed {
  const followed = followEndpoints(cluster, port);
  if (isFaulty(followed)) {
    return followed;
  }
  const { pods, target } = followed.end;
  const controller = controllerAmong(pods);
  const number = typeof target === 'number' ? target : undefined;
  if (!controller || number === undefined || isOwnPort(controller, number, port.protocol)) {
    return followed;
  }
  return followMap(cluster, controller, number, port.protocol as Protocol);
}

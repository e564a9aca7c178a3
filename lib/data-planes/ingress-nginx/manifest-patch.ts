import { defaultExposureName, Exposure } from '../../model/exposure';
import { portText, Protocol } from '../../model/port';
import { listAt, mapAt, PlainObject, textsAt } from '../../model/plain';
import { flagValue, MAP_FLAG, withFlag } from '../../controllers/ingress-nginx/controller-args';
import { findMap, mapReference } from './manifest-maps';
import { keyOf, protocolOf } from './manifest-ports';
import { Manifest, podSpec } from './manifest-targets';
import { renderStreamMap } from '../../controllers/ingress-nginx/stream-map';
import { MapReference } from '../data-plane';
import { controllerServicePorts, entriesOf, mapManifest, PROTOCOLS } from './stream-plane';

const PROGRAM = '/nginx-ingress-controller';

interface ProtocolMap {
  readonly protocol: Protocol;
  readonly reference: MapReference;
}

/** The objects with every exposure written into the places that have to agree, and nothing else changed. */
export function patchManifest(manifest: Manifest, exposures: readonly Exposure[]): PlainObject[] {
  const { targets } = manifest;
  const protocols = PROTOCOLS.filter((protocol) => exposures.some((exposure) => exposure.protocol === protocol));
  const maps = protocols.map((protocol) => ({ protocol, reference: mapReference(manifest, protocol) }));
  const objects = [...manifest.objects];
  objects[targets.service] = withServicePorts(objects[targets.service], exposures);
  objects[targets.controller] = withContainer(objects[targets.controller], targets.container, (container) =>
    withHostPorts(withMapFlags(container, maps), podSpec(objects[targets.controller]), exposures),
  );
  for (const { protocol, reference } of maps) {
    const data = renderStreamMap(entriesOf(exposures, protocol));
    const existing = findMap(objects, reference);
    if (existing) {
      objects[objects.indexOf(existing)] = { ...existing, data: { ...mapAt(existing, 'data'), ...data } };
    } else {
      // Where the manifest leaves the namespace to kubectl, so does the map.
      const besideController = !targets.namespaceGiven && reference.namespace === targets.namespace;
      objects.push(mapManifest(reference.name, besideController ? undefined : reference.namespace, data));
    }
  }
  return objects;
}

function withServicePorts(service: PlainObject, exposures: readonly Exposure[]): PlainObject {
  const spec = mapAt(service, 'spec');
  const ports = listAt(spec, 'ports');
  const there = new Set(ports.map((port) => portText(Number(port.port), protocolOf(port))));
  const missing = exposures.filter((exposure) => !there.has(portText(exposure.port, exposure.protocol)));
  if (missing.length === 0) {
    return service;
  }
  // A single port may go without a name, several may not.
  const named = ports.map((port) =>
    port.name === undefined ? { name: defaultExposureName(Number(port.port), protocolOf(port)), ...port } : port,
  );
  return { ...service, spec: { ...spec, ports: [...named, ...controllerServicePorts(missing)] } };
}

function withContainer(workload: PlainObject, index: number, change: (container: PlainObject) => PlainObject): PlainObject {
  const spec = mapAt(workload, 'spec');
  const template = mapAt(spec, 'template');
  const pod = mapAt(template, 'spec');
  const containers = listAt(pod, 'containers').map((container, each) => (each === index ? change(container) : container));
  return { ...workload, spec: { ...spec, template: { ...template, spec: { ...pod, containers } } } };
}

function withMapFlags(container: PlainObject, maps: readonly ProtocolMap[]): PlainObject {
  return maps.reduce(withMapFlag, container);
}

/** The flag where it stands, in `args` or in `command`; else behind the arguments, which are the program alone where there are none. */
function withMapFlag(container: PlainObject, { protocol, reference }: ProtocolMap): PlainObject {
  const flag = MAP_FLAG[protocol];
  const [command, args] = [textsAt(container, 'command'), textsAt(container, 'args')];
  const given = flagValue(args, flag) ?? flagValue(command, flag);
  const value = given === undefined || given === '' ? newValue(container, reference) : given;
  const inCommand = flagValue(args, flag) === undefined && flagValue(command, flag) !== undefined;
  const before = inCommand ? command : command.length + args.length === 0 ? [PROGRAM] : args;
  const after = withFlag(before, flag, value);
  const rest = inCommand || flagValue(command, flag) === undefined ? {} : { command: withoutFlag(command, flag) };
  return after === before && Object.keys(rest).length === 0
    ? container
    : { ...container, ...rest, [inCommand ? 'command' : 'args']: [...after] };
}

function withoutFlag(command: readonly string[], flag: string): string[] {
  const marked = withFlag(command, flag, '');
  return marked.filter((each) => each !== `${flag}=`);
}

function newValue(container: PlainObject, reference: MapReference): string {
  const knowsNamespace = listAt(container, 'env').some((variable) => variable.name === 'POD_NAMESPACE');
  return `${knowsNamespace ? '$(POD_NAMESPACE)' : reference.namespace}/${reference.name}`;
}

/** On manifests that publish the controller on the node's own ports (kind), each new port needs that, too. */
function withHostPorts(container: PlainObject, pod: PlainObject, exposures: readonly Exposure[]): PlainObject {
  const ports = listAt(container, 'ports');
  if (pod.hostNetwork === true || !ports.some((port) => port.hostPort !== undefined)) {
    return container;
  }
  const wanted = new Set(exposures.map((exposure) => portText(exposure.port, exposure.protocol)));
  const there = new Set(ports.map(keyOf));
  const merged = ports.map((port) =>
    wanted.has(keyOf(port)) && port.hostPort === undefined ? { ...port, hostPort: port.containerPort } : port,
  );
  const added = exposures
    .filter((exposure) => !there.has(portText(exposure.port, exposure.protocol)))
    .map(({ port, protocol }) => ({ containerPort: port, hostPort: port, protocol }));
  return { ...container, ports: [...merged, ...added] };
}

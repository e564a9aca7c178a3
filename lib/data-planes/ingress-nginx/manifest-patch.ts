import { Exposure } from '../../model/exposure';
import { display, portText, Protocol } from '../../model/port';
import { PlainObject, textOf } from '../../objects/plain';
import { ReservedPort } from '../data-plane';
import { withFlag } from './controller-args';
import { containerOf, findMap, listAt, ManifestTargets, mapOf, nameOf, objectAt, podSpec, stringsAt } from './manifest-targets';
import { reservedPorts } from './reserved-ports';
import { renderStreamMap, StreamData } from './stream-map';
import { controllerServicePorts, entriesOf, mapManifest, MapReference, PROTOCOLS, TCP_FLAG, UDP_FLAG } from './stream-plane';

/** A manifest, and where in it the controller is. */
export interface Manifest {
  readonly objects: readonly PlainObject[];
  readonly targets: ManifestTargets;
  readonly origin: string;
}

const FLAGS = { [Protocol.TCP]: TCP_FLAG, [Protocol.UDP]: UDP_FLAG };

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
      objects[objects.indexOf(existing)] = { ...existing, data: { ...objectAt(existing, 'data'), ...data } };
    } else {
      objects.push(mapManifest(reference, data));
    }
  }
  return objects;
}

/** The ConfigMap of a protocol: the one that the controller is started with, else `tcp-services` or `udp-services` beside it. */
export function mapReference(manifest: Manifest, protocol: Protocol): MapReference {
  const args = stringsAt(containerOf(manifest.objects, manifest.targets), 'args');
  const { namespace } = manifest.targets;
  return mapOf(args, FLAGS[protocol], namespace, manifest.origin) ?? { namespace, name: `${protocol.toLowerCase()}-services` };
}

/** What a map of the manifest holds already. */
export function existingData(manifest: Manifest, protocol: Protocol): StreamData {
  const map = findMap(manifest.objects, mapReference(manifest, protocol));
  return map ? (objectAt(map, 'data') as StreamData) : {};
}

/** Ports that the manifest itself takes: the controller's own, those that its container declares, those that its Service leads elsewhere. */
export function manifestPorts(manifest: Manifest): ReservedPort[] {
  const container = containerOf(manifest.objects, manifest.targets);
  const inMap = new Set(
    PROTOCOLS.flatMap((protocol) => Object.keys(existingData(manifest, protocol)).map((key) => portText(Number(key), protocol))),
  );
  const declared = listAt(container, 'ports').map((port) => ({
    port: Number(port.containerPort),
    protocol: protocolOf(port),
    by: `the container port ${display(port.name ?? port.containerPort)} of ${manifest.origin}`,
  }));
  const led = servicePorts(manifest)
    .filter((port) => !leadsToItself(port, container))
    .map((port) => ({
      port: Number(port.port),
      protocol: protocolOf(port),
      by: `the port ${display(port.name ?? port.port)} of the controller's Service in ${manifest.origin}`,
    }));
  const own = reservedPorts(stringsAt(container, 'args'), textOf(container.image));
  return [...own, ...led, ...declared.filter((port) => !inMap.has(portText(port.port, port.protocol)))];
}

/** Names that the controller's Service has given to ports of its own. */
export function manifestPortNames(manifest: Manifest): Map<string, string> {
  return new Map(servicePorts(manifest).map((port) => [textOf(port.name), portText(Number(port.port), protocolOf(port))]));
}

function servicePorts(manifest: Manifest): PlainObject[] {
  return listAt(objectAt(manifest.objects[manifest.targets.service], 'spec'), 'ports');
}

function leadsToItself(port: PlainObject, container: PlainObject): boolean {
  const target = port.targetPort ?? port.port;
  const named = listAt(container, 'ports').find((each) => each.name === target && protocolOf(each) === protocolOf(port));
  return Number(named?.containerPort ?? target) === Number(port.port);
}

function protocolOf(port: PlainObject): Protocol {
  return (port.protocol as Protocol | undefined) ?? Protocol.TCP;
}

function withServicePorts(service: PlainObject, exposures: readonly Exposure[]): PlainObject {
  const spec = objectAt(service, 'spec');
  const ports = listAt(spec, 'ports');
  const there = new Set(ports.map((port) => portText(Number(port.port), protocolOf(port))));
  const missing = exposures.filter((exposure) => !there.has(portText(exposure.port, exposure.protocol)));
  return { ...service, spec: { ...spec, ports: [...ports, ...controllerServicePorts(missing)] } };
}

function withContainer(workload: PlainObject, index: number, change: (container: PlainObject) => PlainObject): PlainObject {
  const spec = objectAt(workload, 'spec');
  const template = objectAt(spec, 'template');
  const pod = objectAt(template, 'spec');
  const containers = listAt(pod, 'containers').map((container, each) => (each === index ? change(container) : container));
  return { ...workload, spec: { ...spec, template: { ...template, spec: { ...pod, containers } } } };
}

function withMapFlags(
  container: PlainObject,
  maps: readonly { readonly protocol: Protocol; readonly reference: MapReference }[],
): PlainObject {
  const hasNamespace = listAt(container, 'env').some((variable) => variable.name === 'POD_NAMESPACE');
  const args = stringsAt(container, 'args');
  const flagged = maps.reduce<readonly string[]>((list, { protocol, reference }) => {
    const given = [...list].reverse().find((arg) => arg.startsWith(`${FLAGS[protocol]}=`));
    const namespace = hasNamespace ? '$(POD_NAMESPACE)' : reference.namespace;
    return withFlag(list, FLAGS[protocol], given?.slice(FLAGS[protocol].length + 1) ?? `${namespace}/${reference.name}`);
  }, args);
  return flagged === args ? container : { ...container, args: [...flagged] };
}

/** On manifests that publish the controller on the node's own ports (kind), each new port needs that, too. */
function withHostPorts(container: PlainObject, pod: PlainObject, exposures: readonly Exposure[]): PlainObject {
  const ports = listAt(container, 'ports');
  if (pod.hostNetwork === true || !ports.some((port) => port.hostPort !== undefined)) {
    return container;
  }
  const wanted = new Set(exposures.map((exposure) => portText(exposure.port, exposure.protocol)));
  const key = (port: PlainObject): string => portText(Number(port.containerPort), protocolOf(port));
  const there = new Set(ports.map(key));
  const merged = ports.map((port) =>
    wanted.has(key(port)) && port.hostPort === undefined ? { ...port, hostPort: port.containerPort } : port,
  );
  const added = exposures
    .filter((exposure) => !there.has(portText(exposure.port, exposure.protocol)))
    .map(({ port, protocol }) => ({ containerPort: port, hostPort: port, protocol }));
  return { ...container, ports: [...merged, ...added] };
}

/** The namespaces and names under which objects are known, one of each kind. */
export function objectId(object: PlainObject): string {
  const { namespace } = objectAt(object, 'metadata');
  const parts = [object.kind, ...(namespace === undefined ? [] : [namespace]), nameOf(object)];
  return parts.map(textOf).join('-');
}

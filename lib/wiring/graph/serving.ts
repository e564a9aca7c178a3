import { Protocol } from '../../model/port';
import { Controller } from './controller';
import { ServicePort } from './service';
import { traefikIn } from './traefik';
import { WiringGraph } from './wiring-graph';
import { portIn, Workload } from './workload';

/**
 * Whether the Pods of a workload answer on a Service port, as far as the input tells. `unknown`: a container declares no ports,
 * or a controller's map is not there.
 */
export type Serving = 'served' | 'not-served' | 'unknown';

export function servingOf(graph: WiringGraph, port: ServicePort, workload: Workload): Serving {
  const controller = graph.controllerIn(workload);
  const declared = portIn(workload.ports, port.target, port.protocol);
  if (declared) {
    // nginx itself listens on what its flags and maps say, whatever its container declares.
    const known = controller && declared.container === controller.container && Number(controller.version?.split('.')[0]) >= 1;
    return known && controllerServing(graph, controller, declared.number, port.protocol) === 'not-served' ? 'not-served' : 'served';
  }
  if (typeof port.target === 'string') {
    return 'not-served';
  }
  if (controller) {
    return controllerServing(graph, controller, port.target, port.protocol);
  }
  // Traefik's arguments say on what it listens, whether its container declares it or not.
  if (traefikIn(graph, workload)?.byPort.has(`${port.target}/${port.protocol}`)) {
    return 'served';
  }
  return workload.ports.length === 0 ? 'unknown' : 'not-served';
}

/** Whether a container of the Pod declares the target, under the Service port's protocol. */
export function declares(workload: Workload, port: ServicePort): boolean {
  return portIn(workload.ports, port.target, port.protocol) !== undefined;
}

/** Ports that ingress-nginx opens: those of its flags, and every key of the maps that it reads. */
function controllerServing(graph: WiringGraph, controller: Controller, port: number, protocol: string): Serving {
  if (controller.product !== 'ingress-nginx' || (protocol !== 'TCP' && protocol !== 'UDP')) {
    return 'unknown';
  }
  if (controller.ownPorts.some((each) => each.port === port && (each.protocol ?? 'TCP') === protocol)) {
    return 'served';
  }
  const open = mappedPorts(graph, controller, protocol as Protocol);
  return open === 'unknown' ? 'unknown' : open.some((ports) => ports.has(port)) ? 'served' : 'not-served';
}

type MappedPorts = readonly ReadonlySet<number>[] | 'unknown';

const mapped = new WeakMap<WiringGraph, Map<Controller, Partial<Record<Protocol, MappedPorts>>>>();

/** The ports of a controller's maps, worked out once for each graph: a controller has thousands of ports. */
function mappedPorts(graph: WiringGraph, controller: Controller, protocol: Protocol): MappedPorts {
  const ofGraph = mapped.get(graph) ?? new Map<Controller, Partial<Record<Protocol, MappedPorts>>>();
  mapped.set(graph, ofGraph);
  const known = ofGraph.get(controller) ?? {};
  ofGraph.set(controller, known);
  return (known[protocol] ??= readMappedPorts(graph, controller, protocol));
}

function readMappedPorts(graph: WiringGraph, controller: Controller, protocol: Protocol): MappedPorts {
  if (controller.unresolved.includes(protocol) || hasSnippet(graph, controller)) {
    return 'unknown';
  }
  const reference = controller.maps[protocol];
  if (!reference) {
    return [];
  }
  const maps = graph.streamMaps.filter((map) => map.protocol === protocol && map.readers.includes(controller));
  if (maps.length === 0) {
    return graph.closed && !graph.isExternal('ConfigMap', reference.namespace, reference.name) ? [] : 'unknown';
  }
  // An entry that is faulty has a finding of its own.
  return maps.map(({ ports }) => ports);
}

/** A snippet of nginx' own language may listen on anything. */
function hasSnippet(graph: WiringGraph, { settings }: Controller): boolean {
  return (
    settings !== undefined &&
    graph.find('ConfigMap', settings.namespace, settings.name).some(({ object }) => /"[a-z]+-snippet"\s*:/.test(JSON.stringify(object)))
  );
}

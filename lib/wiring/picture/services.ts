import { labelsText } from '../../model/labels';
import { mapAt, textsAt } from '../../model/plain';

import { Finding, isFieldPlace } from '../finding';
import { Service, ServicePort, targetPath } from '../graph/service';
import { Serving, servingOf } from '../graph/serving';
import { traefikIn } from '../graph/traefik';
import { WiringGraph } from '../graph/wiring-graph';
import { portIn, Workload } from '../graph/workload';
import { isSameObject } from '../rules/support';
import { targetNumber } from '../rules/support-controller';
import { Draft, DraftBox, DraftRow, isIn } from './draft';
import { ColumnId, Presence } from './picture';

/** A Service port as somebody further left names it. */
export interface WantedPort {
  readonly namespace: string;
  readonly name: string;
  /** Number or name. @default - none was given */
  readonly port?: number | string;
  readonly protocol: string;
}

/** `80/TCP`; a name stands in quotes. */
export function portLabel(port: number | string | undefined, protocol: string): string {
  const known = typeof port === 'string' ? JSON.stringify(port) : Number.isNaN(port ?? NaN) ? '?' : String(port);
  return `${known}/${protocol}`;
}

/** Whether something outside of the cluster reaches a Service without an ingress controller. */
export function isExternalService({ type, manifest }: Service): boolean {
  return type === 'LoadBalancer' || type === 'NodePort' || textsAt(mapAt(manifest.object, 'spec'), 'externalIPs').length > 0;
}

export function serviceBox(draft: Draft, service: Service, column: 'entrance' | 'service'): DraftBox {
  const { manifest, namespace, name } = service;
  return draft.box({ column, kind: 'Service', namespace, name, manifest });
}

export function servicePortRow(draft: Draft, box: DraftBox, port: ServicePort): DraftRow {
  return draft.row(box, { label: portLabel(port.number, port.protocol), detail: portDetail(port), path: port.path });
}

/** Its name, unless that repeats the number, and where it leads, unless that is the number. */
function portDetail({ name = '', number, target }: ServicePort): string {
  return [name.includes(String(number)) || name === target ? '' : name, target === number ? '' : `→ ${target}`]
    .filter((text) => text !== '')
    .join(' ');
}

/** The ports under which a Service is reached from outside, with the step to each of its own. */
export function drawOutside(draft: Draft, port: ServicePort, row: DraftRow): void {
  const { service } = port;
  const nodePort = service.type === 'NodePort';
  const kind = service.type === 'LoadBalancer' ? 'Load balancer' : nodePort ? 'Port of every node' : 'External address';
  const box = draft.box({ column: 'outside', kind, namespace: service.namespace, name: service.name });
  const known = !nodePort || port.nodePort !== undefined;
  const outside = draft.row(box, {
    label: portLabel(nodePort ? (port.nodePort ?? port.number) : port.number, port.protocol),
    detail: known ? '' : 'under a number to come',
  });
  draft.edge(outside, row, { about: [], concerns: () => false });
}

/** The rows of a Service port that a map entry or a route names, and the way on from each. One that is missing is drawn, too. */
export function drawBackend(draft: Draft, graph: WiringGraph, { namespace, name, port, protocol }: WantedPort): DraftRow[] {
  const services = graph.servicesNamed(namespace, name);
  const label = portLabel(port, protocol);
  if (services.length === 0) {
    const known = graph.externalPorts(namespace, name) !== undefined || graph.isExternal('Service', namespace, name);
    const presence: Presence = known ? 'outside' : 'missing';
    return [draft.row(draft.box({ column: 'service', kind: 'Service', namespace, name, presence }), { label, presence })];
  }
  const ports = services
    .flatMap((service) => service.ports)
    .filter((each) => each.protocol === protocol && (typeof port === 'string' ? each.name === port : each.number === port));
  if (ports.length === 0) {
    return [draft.row(serviceBox(draft, services[0], 'service'), { label, presence: 'missing' })];
  }
  return ports.map((each) => {
    const row = servicePortRow(draft, serviceBox(draft, each.service, 'service'), each);
    drawPods(draft, graph, each, row);
    return row;
  });
}

/** The steps from a Service port to every workload that its Service selects, whether it answers there or not. */
export function drawPods(draft: Draft, graph: WiringGraph, port: ServicePort, row: DraftRow): void {
  const { service } = port;
  const workloads = graph.selectedBy(service);
  const column: ColumnId = 'pods';
  if (service.selector && workloads.length === 0 && service.type !== 'ExternalName') {
    const { namespace, selector } = service;
    const box = draft.box({ column, kind: 'Pods', namespace, name: labelsText(selector), presence: 'missing' });
    const missing = draft.row(box, { label: portLabel(port.target, port.protocol), presence: 'missing' });
    draft.edge(row, missing, { doubtful: true, about: [service.manifest], concerns: concerning(port, undefined, 'not-served') });
  }
  for (const workload of workloads) {
    const controller = row.box.column === 'entrance' && isController(graph, workload);
    const serving = servingOf(graph, port, workload);
    const target = drawTarget(draft, workload, port, controller ? 'controller' : column, presenceOf(graph, port, workload, serving));
    draft.edge(row, target, {
      doubtful: serving !== 'served',
      about: [service.manifest],
      concerns: concerning(port, workload, serving),
    });
  }
}

function drawTarget(draft: Draft, workload: Workload, port: ServicePort, column: ColumnId, presence: Presence): DraftRow {
  const number = targetNumber(workload.ports, port);
  const declared = number === undefined ? undefined : portIn(workload.ports, number, port.protocol);
  return draft.row(workloadBox(draft, workload, column), {
    label: portLabel(number ?? port.target, port.protocol),
    detail: declared?.name ?? '',
    presence,
    ...(declared ? { path: declared.path } : {}),
  });
}

/** Whether a workload has its place among the controllers. */
export function isController(graph: WiringGraph, workload: Workload): boolean {
  return graph.controllerIn(workload) !== undefined || traefikIn(graph, workload) !== undefined;
}

export function workloadBox(draft: Draft, { manifest, kind, namespace, name }: Workload, column: ColumnId): DraftBox {
  return draft.box({ column, kind, namespace, name, manifest });
}

/** `containerPort` is informational: beside a container that declares nothing, a port that is not declared may be open. */
function presenceOf(graph: WiringGraph, port: ServicePort, workload: Workload, serving: Serving): Presence {
  if (serving !== 'not-served') {
    return serving === 'served' ? 'there' : 'unknown';
  }
  const certain = typeof port.target === 'string' || graph.controllerIn(workload) !== undefined;
  return certain || workload.containers.every(({ ports }) => ports.length > 0) ? 'missing' : 'unknown';
}

/**
 * Whether a finding is about the step from a Service port to a workload: it lies on the selector, on the port's target, or on a
 * NetworkPolicy that names the port. A step that is served has none of the former.
 */
function concerning(port: ServicePort, workload: Workload | undefined, serving: Serving): (finding: Finding) => boolean {
  const { manifest } = port.service;
  return ({ rule, place, related }) => {
    // A finding of the policy, or of the whole list of ports, names this port beside it.
    const names = isFieldPlace(place) && (place.manifest.kind === 'NetworkPolicy' || rule === 'controller-service-port-missing');
    if (names) {
      return [place, ...related.map((each) => each.place)].some((each) => isIn(each, manifest, port.path));
    }
    const bySelector = isIn(place, manifest, ['spec', 'selector']);
    if (serving === 'served' || !(bySelector || isIn(place, manifest, targetPath(port)))) {
      return false;
    }
    const named = related.flatMap((each) => (isFieldPlace(each.place) ? [each.place.manifest] : []));
    if (named.includes(manifest)) {
      return false;
    }
    const mentioned = workload === undefined || named.some((each) => each === workload.manifest || isSameObject(each, workload.manifest));
    return mentioned || (serving === 'not-served' && !bySelector);
  };
}

import { Protocol } from '../../model/port';
import { Finding, isFieldPlace } from '../finding';
import { Controller, FlagReference } from '../graph/controller';
import { StreamMap } from '../graph/stream-maps';
import { WiringGraph } from '../graph/wiring-graph';
import { portIn } from '../graph/workload';
import { isOnHost, publishingServices } from '../rules/support-controller';
import { MAP_FLAG } from '../../controllers/ingress-nginx/controller-args';
import { Draft, DraftBox, DraftRow, isIn } from './draft';
import { drawBackend, drawOutside, drawPods, isExternalService, portLabel, serviceBox, servicePortRow, workloadBox } from './services';

/** An ingress controller with the Services that publish it, and the ports that it takes on its node. */
export function drawController(draft: Draft, graph: WiringGraph, controller: Controller): void {
  const { workload } = controller;
  for (const service of publishingServices(graph, controller)) {
    for (const port of service.ports) {
      const row = servicePortRow(draft, serviceBox(draft, service, 'entrance'), port);
      if (isExternalService(service)) {
        drawOutside(draft, port, row);
      }
      drawPods(draft, graph, port, row);
    }
  }
  for (const port of workload.ports.filter(({ hostPort }) => workload.hostNetwork || hostPort !== undefined)) {
    const row = controllerRow(draft, controller, port.number, port.protocol);
    drawOnNode(draft, workload, port.hostPort ?? port.number, port.protocol, row);
  }
  for (const protocol of Object.values(Protocol)) {
    const reference = controller.maps[protocol];
    if (reference && graph.find('ConfigMap', reference.namespace, reference.name).length === 0 && !hasCandidate(graph, protocol)) {
      drawMissingMap(draft, graph, controller, protocol, reference);
    }
  }
}

/** A port of each node on which a Pod listens. */
export function drawOnNode(
  draft: Draft,
  { namespace, name }: { readonly namespace: string; readonly name: string },
  port: number,
  protocol: string,
  row: DraftRow,
): void {
  const box = draft.box({ column: 'outside', kind: 'Host port', namespace, name });
  draft.edge(draft.row(box, { label: portLabel(port, protocol) }), row, { about: [], concerns: () => false });
}

/** A tcp- or udp-services map: from the ports of its controllers through its entries to the Services. */
export function drawStreamMap(draft: Draft, graph: WiringGraph, map: StreamMap, findings: readonly Finding[]): void {
  const { manifest, protocol, parsed } = map;
  const box = draft.box({ column: 'rule', kind: 'ConfigMap', namespace: manifest.namespace, name: manifest.name, manifest });
  const meant = map.readers.length > 0 ? [] : controllersMeant(graph, map, findings);
  const works = new Map(parsed.entries.map((entry) => [entry.port, entry]));
  if (Object.keys(map.data).length === 0) {
    draft.row(box, { label: 'no entries' });
  }
  for (const [key, value] of Object.entries(map.data)) {
    const port = /^[+-]?\d+$/.test(key) ? Number(key) : undefined;
    const row = draft.row(box, { label: key, detail: value, path: ['data', key] });
    for (const controller of port === undefined ? [] : [...map.readers, ...meant]) {
      drawReading(draft, map, controller, row, port as number, map.readers.length > 0 && works.has(port as number));
      if (map.readers.length > 0 && works.has(port as number)) {
        drawEntrance(draft, graph, map, controller, port as number, key);
      }
    }
    const entry = port === undefined ? undefined : works.get(port);
    const wanted = entry && { namespace: entry.namespace, name: entry.service, port: entry.servicePort, protocol };
    for (const target of wanted ? drawBackend(draft, graph, wanted) : []) {
      draft.edge(row, target, {
        doubtful: target.presence === 'missing',
        about: [manifest],
        concerns: ({ place }) => isIn(place, manifest, ['data', key]) && isFieldPlace(place) && place.part !== 'key',
      });
    }
  }
}

/** The step from the controller to an entry: what is wrong with the key, or that the controller does not read the map. */
function drawReading(draft: Draft, map: StreamMap, controller: Controller, row: DraftRow, port: number, works: boolean): void {
  const { manifest } = map;
  const from = controllerRow(draft, controller, port, map.protocol, works);
  draft.edge(from, row, {
    doubtful: map.readers.length === 0,
    about: [manifest],
    concerns: ({ place, related }) =>
      (isIn(place, manifest, row.path ?? []) && isFieldPlace(place) && place.part === 'key') ||
      (isIn(place, controller.workload.manifest, []) && related.some((each) => isIn(each.place, manifest, ['metadata', 'name']))),
  });
}

/** The controller listens on a port that no Service leads to: the Service port that is missing. */
function drawEntrance(draft: Draft, graph: WiringGraph, map: StreamMap, controller: Controller, port: number, key: string): void {
  const { workload } = controller;
  const target = controllerRow(draft, controller, port, map.protocol);
  if (isOnHost(controller, port, map.protocol)) {
    drawOnNode(draft, workload, port, map.protocol, target);
    return;
  }
  const services = publishingServices(graph, controller);
  const astray = services.some((service) =>
    service.ports.some((each) => each.number === port && each.protocol === (map.protocol as string)),
  );
  if (controller.product !== 'ingress-nginx' || astray || draft.hasEdgeTo(target)) {
    return;
  }
  const [service] = services;
  const box: DraftBox = service
    ? serviceBox(draft, service, 'entrance')
    : draft.box({ column: 'entrance', kind: 'Service', namespace: workload.namespace, name: '(none)', presence: 'missing' });
  const owners = [service?.manifest, workload.manifest];
  draft.edge(draft.row(box, { label: portLabel(port, map.protocol), presence: 'missing' }), target, {
    doubtful: true,
    about: [map.manifest],
    concerns: ({ place, related }) =>
      isFieldPlace(place) && owners.includes(place.manifest) && related.some((each) => isIn(each.place, map.manifest, ['data', key])),
  });
}

function controllerRow(draft: Draft, controller: Controller, port: number, protocol: string, listens = true): DraftRow {
  const { workload } = controller;
  const declared = portIn(workload.ports, port, protocol);
  return draft.row(workloadBox(draft, workload, 'controller'), {
    label: portLabel(port, protocol),
    detail: declared?.name ?? '',
    presence: listens ? 'there' : 'missing',
    ...(declared ? { path: declared.path } : {}),
  });
}

function drawMissingMap(draft: Draft, graph: WiringGraph, controller: Controller, protocol: Protocol, reference: FlagReference): void {
  const { namespace, name, path } = reference;
  const { manifest } = controller.workload;
  const presence = graph.isExternal('ConfigMap', namespace, name) ? 'outside' : 'missing';
  const from = draft.row(workloadBox(draft, controller.workload, 'controller'), { label: MAP_FLAG[protocol], path });
  const box = draft.box({ column: 'rule', kind: 'ConfigMap', namespace, name, presence });
  draft.edge(from, draft.row(box, { label: `${protocol} ports`, presence }), {
    doubtful: true,
    about: [manifest],
    concerns: ({ place }) => isIn(place, manifest, path),
  });
}

/** A map that nobody reads, and that is the one which a controller was meant to. */
function hasCandidate(graph: WiringGraph, protocol: Protocol): boolean {
  return graph.streamMaps.some((map) => map.protocol === protocol && map.readers.length === 0 && map.nginx);
}

/** The controllers that should read a map which nobody reads, as the finding about it says. */
function controllersMeant(graph: WiringGraph, { manifest }: StreamMap, findings: readonly Finding[]): Controller[] {
  const places = findings
    .filter(({ related }) => related.some(({ place }) => isIn(place, manifest, ['metadata', 'name'])))
    .map(({ place }) => place);
  return graph.controllers.filter(({ workload }) => places.some((place) => isIn(place, workload.manifest, [])));
}

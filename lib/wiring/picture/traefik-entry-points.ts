import { INTERNAL_ENTRY_POINT, WrittenEntryPoint } from '../../controllers/traefik/entry-points';
import { isFieldPlace } from '../finding';
import { Service } from '../graph/service';
import { Traefik, TraefikRoute } from '../graph/traefik';
import { WiringGraph } from '../graph/wiring-graph';
import { portIn } from '../graph/workload';
import { PublishedPorts } from '../rules/support-controller';
import { isOnNode } from '../rules/support-traefik';
import { Path } from '../yaml/layout';
import { Draft, DraftRow, isIn } from './draft';
import { drawOutside, drawPods, isExternalService, portLabel, serviceBox, servicePortRow, workloadBox } from './services';
import { drawOnNode } from './streams';

/** EntryPoints that nobody outside is meant to reach, by the names that Traefik and its Helm chart give them. */
const INTERNAL = [INTERNAL_ENTRY_POINT, 'metrics'];

/** The Services that publish a Traefik: not one that leads to ping, dashboard or metrics only, unless it is open to the outside. */
export function entrancesOf(graph: WiringGraph, traefik: Traefik): Service[] {
  return graph.servicesOf(traefik.workload).filter((service) => {
    const published = new PublishedPorts(traefik, [service]);
    const inside = service.ports.every((port) =>
      INTERNAL.includes(traefik.byPort.get(`${published.targetOf(port)}/${port.protocol}`)?.name ?? ''),
    );
    return isExternalService(service) || !inside;
  });
}

/** The Services that lead to a Traefik, and to which of its ports. */
export interface Published {
  readonly all: readonly Service[];
  readonly entrances: readonly Service[];
  readonly ports: PublishedPorts;
  /** Whether one of their ports leads nobody knows where. */
  readonly unknown: boolean;
}

/** A Traefik with its entryPoints, and what leads to them: Services and ports of its node. */
export function drawEntryPoints(draft: Draft, graph: WiringGraph, traefik: Traefik): Published {
  const { workload, entryPoints } = traefik;
  for (const each of entryPoints) {
    const { port, protocol } = each;
    if (port !== undefined && protocol !== undefined && (workload.hostNetwork || !INTERNAL.includes(each.name))) {
      const row = entryPointRow(draft, traefik, each, protocol);
      if (workload.hostNetwork) {
        drawOnNode(draft, workload, port, protocol, row);
      }
    }
  }
  for (const { number, protocol, name = '', hostPort, path } of workload.hostNetwork ? [] : workload.ports) {
    if (hostPort !== undefined) {
      const row = draft.row(workloadBox(draft, workload, 'controller'), { label: portLabel(number, protocol), detail: name, path });
      drawOnNode(draft, workload, hostPort, protocol, row);
    }
  }
  const entrances = entrancesOf(graph, traefik);
  for (const port of entrances.flatMap((service) => service.ports)) {
    const row = servicePortRow(draft, serviceBox(draft, port.service, 'entrance'), port);
    if (isExternalService(port.service)) {
      drawOutside(draft, port, row);
    }
    drawPods(draft, graph, port, row);
  }
  const all = graph.servicesOf(workload);
  const ports = new PublishedPorts(traefik, all);
  return { all, entrances, ports, unknown: all.some((service) => service.ports.some((port) => ports.targetOf(port) === undefined)) };
}

/** By its port in the container, or by its name where its address does not say one. */
export function entryPointRow(draft: Draft, { workload }: Traefik, { name, port }: WrittenEntryPoint, protocol: string): DraftRow {
  const declared = port === undefined ? undefined : portIn(workload.ports, port, protocol);
  return draft.row(workloadBox(draft, workload, 'controller'), {
    label: portLabel(port ?? name, protocol),
    detail: port === undefined ? '' : name,
    ...(declared ? { path: declared.path } : {}),
  });
}

/** The port of its Service that is missing for an entryPoint. */
export function drawEntrance(
  draft: Draft,
  { manifest, protocol }: TraefikRoute,
  path: Path,
  { port }: WrittenEntryPoint,
  target: DraftRow,
  traefik: Traefik,
  { all, entrances, ports, unknown }: Published,
): void {
  if (port === undefined || all.length === 0 || unknown) {
    return;
  }
  // One that leads there as the other protocol, where Traefik has nothing, is the one that was meant.
  const leads = ports
    .leadingTo(port)
    .some((each) => each.protocol === (protocol as string) || !traefik.byPort.has(`${port}/${each.protocol}`));
  if (leads || isOnNode(traefik, port, protocol)) {
    return;
  }
  const [service] = entrances;
  const { namespace } = traefik.workload;
  if (service?.ports.some((each) => each.number === port && each.protocol === (protocol as string))) {
    return;
  }
  const box = service
    ? serviceBox(draft, service, 'entrance')
    : draft.box({ column: 'entrance', kind: 'Service', namespace, name: '(none)', presence: 'missing' });
  draft.edge(draft.row(box, { label: portLabel(port, protocol), presence: 'missing' }), target, {
    doubtful: true,
    about: [manifest],
    concerns: ({ place, related }) =>
      isFieldPlace(place) &&
      all.some((each) => each.manifest === place.manifest) &&
      related.some((each) => isIn(each.place, manifest, path)),
  });
}

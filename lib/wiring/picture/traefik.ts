import { WrittenEntryPoint } from '../../controllers/traefik/entry-points';
import { hostnamesOf, isEveryConnection } from '../../controllers/traefik/matching';
import { Finding } from '../finding';
import { readersOf, Traefik, TraefikRoute, traefikRoutes, TraefikRule, traefiks, TraefikService } from '../graph/traefik';
import { WiringGraph } from '../graph/wiring-graph';
import { Path } from '../yaml/layout';
import { Draft, DraftRow, isIn } from './draft';
import { drawBackend, portLabel, workloadBox } from './services';
import { drawEntrance, drawEntryPoints, entryPointRow, Published } from './traefik-entry-points';

/** Every Traefik with its entryPoints and what leads to them, and the routes that lead on to Services. */
export function drawTraefik(draft: Draft, graph: WiringGraph): void {
  const drawn = new Map(traefiks(graph).map((traefik) => [traefik, drawEntryPoints(draft, graph, traefik)]));
  for (const route of traefikRoutes(graph)) {
    drawRoute(draft, graph, route, drawn);
  }
}

function drawRoute(draft: Draft, graph: WiringGraph, route: TraefikRoute, drawn: ReadonlyMap<Traefik, Published>): void {
  const { manifest, rules } = route;
  const { kind, namespace, name } = manifest;
  const box = draft.box({ column: 'rule', kind, namespace, name, manifest });
  if (rules.length === 0) {
    draft.row(box, { label: 'no routes' });
  }
  const ways = waysInto(draft, route, readersOf([...drawn.keys()], route));
  for (const { row, traefik, entryPoint, path } of ways) {
    if (entryPoint && path) {
      drawEntrance(draft, route, path, entryPoint, row, traefik, drawn.get(traefik) as Published);
    }
  }
  const labels = new Map<string, number>();
  for (const rule of rules) {
    const label = labelOf(route, rule);
    const count = (labels.get(label) ?? 0) + 1;
    labels.set(label, count);
    const key = count === 1 ? label : `${label} ${count}`;
    const row = draft.row(box, { label, key, detail: backendsText(route, rule.services), path: rule.path });
    for (const way of ways) {
      const doubtful = way.row.presence === 'missing';
      draft.edge(way.row, row, { doubtful, about: [manifest], concerns: (finding) => isAboutWay(finding, route, rule, way) });
    }
    rule.services.forEach((service) => drawService(draft, graph, route, service, row));
  }
}

/** One entryPoint by which a route takes connections. */
interface Way {
  readonly row: DraftRow;
  readonly traefik: Traefik;
  /** @default - Traefik has none of this name and protocol */
  readonly entryPoint?: WrittenEntryPoint;
  /** Where the route names it. @default - it names none */
  readonly path?: Path;
}

function waysInto(draft: Draft, { protocol, entryPoints }: TraefikRoute, readers: readonly Traefik[]): Way[] {
  const way = (traefik: Traefik, entryPoint: WrittenEntryPoint): Way => ({
    row: entryPointRow(draft, traefik, entryPoint, protocol),
    traefik,
    entryPoint,
  });
  if (entryPoints.length === 0) {
    return readers.flatMap((traefik) => traefik.defaults[protocol].map((each) => way(traefik, each)));
  }
  return entryPoints.flatMap(({ name, path }) => {
    const fitting = readers.flatMap((traefik): Way[] => {
      const found = traefik.byName.get(name);
      return found && (found.protocol ?? protocol) === protocol ? [{ ...way(traefik, found), path }] : [];
    });
    return fitting.length > 0 ? fitting : readers.slice(0, 1).map((traefik) => missingWay(draft, traefik, name, protocol, path));
  });
}

function missingWay(draft: Draft, traefik: Traefik, name: string, protocol: string, path: Path): Way {
  const box = workloadBox(draft, traefik.workload, 'controller');
  return { row: draft.row(box, { label: portLabel(name, protocol), presence: 'missing' }), traefik, path };
}

/** Whether a finding is about the step from an entryPoint to a rule: about the name of the former, or the match of the latter. */
function isAboutWay(
  { rule: id, place, related }: Finding,
  { manifest, entryPoints }: TraefikRoute,
  { path }: TraefikRule,
  way: Way,
): boolean {
  if (id === 'traefik-entry-points-absent') {
    return isIn(place, manifest, []);
  }
  if (id === 'traefik-entry-point-shared') {
    // It does not say at which of several entryPoints.
    return entryPoints.length === 1 && [place, ...related.map((each) => each.place)].some((each) => isIn(each, manifest, path));
  }
  return (way.path !== undefined && isIn(place, manifest, way.path)) || isIn(place, manifest, [...path, 'match']);
}

function drawService(draft: Draft, graph: WiringGraph, { manifest, protocol }: TraefikRoute, service: TraefikService, row: DraftRow): void {
  const { namespace, name, port, path } = service;
  for (const target of drawBackend(draft, graph, { namespace, name, protocol, ...(port === undefined ? {} : { port }) })) {
    draft.edge(row, target, {
      doubtful: target.presence === 'missing',
      about: [manifest],
      concerns: ({ place }) => isIn(place, manifest, path),
    });
  }
}

/** What a rule takes: the host names of its match, or else whatever comes to the entryPoints. */
function labelOf({ protocol, tls, entryPoints }: TraefikRoute, { match }: TraefikRule): string {
  if (match !== undefined && (tls || !isEveryConnection(match))) {
    const [first = match, ...others] = isEveryConnection(match) ? ['every host name'] : (hostnamesOf(match) ?? []);
    return others.length === 0 ? first : `${first} and ${others.length} more`;
  }
  return entryPoints.length === 0 ? `every ${protocol} port` : entryPoints.map(({ name }) => name).join(', ');
}

function backendsText({ manifest }: TraefikRoute, services: readonly TraefikService[]): string {
  const [one] = services;
  if (services.length !== 1) {
    return `${services.length} backends`;
  }
  return `${one.namespace === manifest.namespace ? '' : `${one.namespace}/`}${one.name}:${one.port ?? '?'}`;
}

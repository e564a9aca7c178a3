import { GATEWAY_GROUP } from '../../controllers/gateway-api/limits';
import { Manifest } from '../manifest';
import { WiringGraph } from '../graph/wiring-graph';
import { BackendRef, backendRefs, fits, isNamed, Listener, listenersOf, ParentRef, parentRefs, routesOf } from '../rules/support-routes';
import { Draft, DraftBox, DraftRow, isIn } from './draft';
import { drawBackend, portLabel } from './services';

/** Gateways and ListenerSets with all their listeners, and the routes that lead from them to Services. */
export function drawRoutes(draft: Draft, graph: WiringGraph): void {
  for (const gateway of ['Gateway', 'ListenerSet'].flatMap((kind) => graph.ofKind(kind)).filter(isGateway)) {
    const box = gatewayBox(draft, gateway);
    listenersOf(gateway).forEach((listener) => void listenerRow(draft, box, listener));
    if (box.rows.length === 0) {
      draft.row(box, { label: 'no listeners', presence: 'missing' });
    }
  }
  for (const route of routesOf(graph)) {
    const { kind, namespace, name } = route;
    const backends = backendRefs(route);
    const label = backends.length === 1 ? backendText(route, backends[0]) : `${backends.length} backends`;
    const row = draft.row(draft.box({ column: 'rule', kind, namespace, name, manifest: route }), { label });
    parentRefs(route).forEach((ref) => drawParent(draft, graph, route, ref, row));
    backends.forEach((ref) => drawRouteBackend(draft, graph, route, ref, row));
  }
}

function isGateway({ group }: Manifest): boolean {
  return group === GATEWAY_GROUP;
}

function gatewayBox(draft: Draft, manifest: Manifest): DraftBox {
  const { kind, namespace, name } = manifest;
  return draft.box({ column: 'outside', kind, namespace, name, manifest });
}

function listenerRow(draft: Draft, box: DraftBox, { name, port, protocol, path }: Listener): DraftRow {
  return draft.row(box, { label: portLabel(port, protocol), detail: name, path });
}

function drawParent(draft: Draft, graph: WiringGraph, route: Manifest, ref: ParentRef, row: DraftRow): void {
  const gateways = graph.find(ref.kind, ref.namespace, ref.name).filter(isGateway);
  const fitting = gateways.flatMap((gateway) =>
    listenersOf(gateway)
      .filter((listener) => fits(gateway, listener, ref, route.kind))
      .map((listener) => listenerRow(draft, gatewayBox(draft, gateway), listener)),
  );
  const listeners = fitting.length > 0 ? fitting : [missingListener(draft, graph, gateways, ref)];
  for (const listener of listeners) {
    draft.edge(listener, row, {
      doubtful: listener.presence === 'missing',
      about: [route],
      concerns: ({ place }) => isIn(place, route, ref.path),
    });
  }
}

/** The listener that a route names and that is not there, or does not take it. */
function missingListener(draft: Draft, graph: WiringGraph, gateways: readonly Manifest[], ref: ParentRef): DraftRow {
  const { kind, namespace, name, sectionName, port } = ref;
  const presence = graph.isExternal(kind, namespace, name) ? 'outside' : 'missing';
  const [gateway] = gateways;
  const named =
    gateway && listenersOf(gateway).find((listener) => isNamed(listener, ref) && (sectionName !== undefined || port !== undefined));
  if (named) {
    return listenerRow(draft, gatewayBox(draft, gateway), named);
  }
  const box = gateway ? gatewayBox(draft, gateway) : draft.box({ column: 'outside', kind, namespace, name, presence });
  return draft.row(box, {
    label: sectionName ?? (port === undefined ? 'any listener' : `port ${port}`),
    presence: gateway ? 'missing' : presence,
  });
}

function drawRouteBackend(draft: Draft, graph: WiringGraph, route: Manifest, ref: BackendRef, row: DraftRow): void {
  const { namespace, name, port } = ref;
  const protocol = route.kind === 'UDPRoute' ? 'UDP' : 'TCP';
  for (const target of drawBackend(draft, graph, { namespace, name, protocol, ...(port === undefined ? {} : { port }) })) {
    draft.edge(row, target, {
      doubtful: target.presence === 'missing',
      about: [route],
      concerns: ({ place }) => isIn(place, route, ref.path),
    });
  }
}

function backendText({ namespace }: Manifest, ref: BackendRef): string {
  return `${ref.namespace === namespace ? '' : `${ref.namespace}/`}${ref.name}:${ref.port ?? '?'}`;
}

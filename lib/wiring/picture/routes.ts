import { gatewaysOf, Listener, ListenerOwner } from '../graph/gateways';
import { BackendRef, backendRefs, protocolOf, routesOf } from '../graph/routes';
import { append } from '../graph/keys';
import { WiringGraph } from '../graph/wiring-graph';
import { Manifest } from '../manifest';
import { Attachment, attachmentsOf, isWide } from '../rules/support-routes';
import { Draft, DraftBox, DraftRow, isIn } from './draft';
import { drawBackend, portLabel } from './services';

/** Gateways and ListenerSets with all their listeners, and the routes that lead from them to Services. */
export function drawRoutes(draft: Draft, graph: WiringGraph): void {
  for (const owner of gatewaysOf(graph).owners) {
    const box = ownerBox(draft, owner);
    owner.listeners.forEach((listener) => void listenerRow(draft, listener));
    if (box.rows.length === 0) {
      draft.row(box, { label: 'no listeners', presence: 'missing' });
    }
  }
  const parents = new Map<Manifest, Attachment[]>();
  attachmentsOf(graph).forEach((attachment) => append(parents, attachment.route, attachment));
  for (const route of routesOf(graph)) {
    const { kind, namespace, name } = route;
    const backends = backendRefs(route);
    const label = backends.length === 1 ? backendText(route, backends[0]) : `${backends.length} backends`;
    const row = draft.row(draft.box({ column: 'rule', kind, namespace, name, manifest: route }), { label });
    (parents.get(route) ?? []).forEach((attachment) => drawParent(draft, graph, attachment, row));
    backends.forEach((ref) => drawRouteBackend(draft, graph, route, ref, row));
  }
}

/** A ListenerSet says whose address its ports are on. */
function ownerBox(draft: Draft, { manifest, gateway }: ListenerOwner): DraftBox {
  const { namespace, name } = manifest;
  const own = gateway && gateway.namespace === namespace ? gateway.name : `${gateway?.namespace}/${gateway?.name}`;
  return draft.box({ column: 'outside', kind: gateway ? `ListenerSet of ${own}` : manifest.kind, namespace, name, manifest });
}

function listenerRow(draft: Draft, { owner, name, port, protocol, path }: Listener): DraftRow {
  return draft.row(ownerBox(draft, owner), { label: portLabel(port, protocol), detail: name, path });
}

function drawParent(draft: Draft, graph: WiringGraph, attachment: Attachment, row: DraftRow): void {
  const { route, ref, fitting } = attachment;
  const listeners = fitting.length > 0 ? fitting.map((each) => listenerRow(draft, each)) : [missingListener(draft, graph, attachment)];
  for (const listener of listeners) {
    draft.edge(listener, row, {
      doubtful: listener.presence === 'missing',
      about: [route],
      concerns: ({ place }) => isIn(place, route, ref.path),
    });
  }
}

/** The listener that a route names and that is not there, or does not take it. */
function missingListener(draft: Draft, graph: WiringGraph, { ref, owners }: Attachment): DraftRow {
  const { kind, namespace, name, sectionName, port } = ref;
  const presence = graph.isExternal(kind, namespace, name) ? 'outside' : 'missing';
  const [owner] = owners;
  const [named] = owner && !isWide(ref) ? owner.meant(sectionName, port) : [];
  if (named) {
    return listenerRow(draft, named);
  }
  const box = owner ? ownerBox(draft, owner) : draft.box({ column: 'outside', kind, namespace, name, presence });
  return draft.row(box, {
    label: sectionName ?? (port === undefined ? 'any listener' : `port ${port}`),
    presence: owner ? 'missing' : presence,
  });
}

function drawRouteBackend(draft: Draft, graph: WiringGraph, route: Manifest, ref: BackendRef, row: DraftRow): void {
  const { namespace, name, port } = ref;
  for (const target of drawBackend(draft, graph, {
    namespace,
    name,
    protocol: protocolOf(route),
    ...(port === undefined ? {} : { port }),
  })) {
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

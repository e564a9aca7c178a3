import { listAt, mapAt } from '../../model/plain';
import { gatewaysOf, Gateways, Listener, ListenerOwner } from '../graph/gateways';
import { LISTENERS_OF_ROUTE, ParentRef, parentRefs, routesOf, WHOLE_PORT } from '../graph/routes';
import { WiringGraph } from '../graph/wiring-graph';
import { Manifest } from '../manifest';
import { isSameObject, listText } from './support';

/** One parentRef of a route, and the listeners that it leads to. */
export interface Attachment {
  readonly route: Manifest;
  readonly ref: ParentRef;
  /** The Gateways or ListenerSets of that name: several where the input holds alternatives of one, none where it is not there. */
  readonly owners: readonly ListenerOwner[];
  /** The listeners that are meant, and have the protocol and take the kind of the route. */
  readonly fitting: readonly Listener[];
  /** Of these, those that may take routes of its namespace. */
  readonly attached: readonly Listener[];
}

/** Whether a parentRef names no listener, and so means all of them. */
export function isWide({ sectionName, port }: ParentRef): boolean {
  return sectionName === undefined && port === undefined;
}

/** `"ssh" 22/TCP`. */
export function listenersText(listeners: readonly Listener[]): string {
  return listText(listeners.map(({ name, port, protocol }) => `"${name}" ${port}/${protocol}`)) || 'none';
}

const attachments = new WeakMap<WiringGraph, readonly Attachment[]>();

/** Every parentRef of every route, worked out once for each graph. */
export function attachmentsOf(graph: WiringGraph): readonly Attachment[] {
  const found = attachments.get(graph) ?? readAttachments(graph);
  attachments.set(graph, found);
  return found;
}

function readAttachments(graph: WiringGraph): Attachment[] {
  const gateways = gatewaysOf(graph);
  // Routes that name no listener have all of them in common.
  const wide = new Map<string, Pick<Attachment, 'owners' | 'fitting' | 'attached'>>();
  return routesOf(graph).flatMap((route) =>
    parentRefs(route).map((ref) => {
      const key = `${ref.kind} ${ref.namespace}/${ref.name} ${route.kind} ${route.namespace}`;
      const found = (isWide(ref) ? wide.get(key) : undefined) ?? attached(gateways, route, ref);
      if (isWide(ref)) {
        wide.set(key, found);
      }
      return { route, ref, ...found };
    }),
  );
}

function attached(gateways: Gateways, { kind, namespace }: Manifest, ref: ParentRef): Pick<Attachment, 'owners' | 'fitting' | 'attached'> {
  const owners = gateways.find(ref.kind, ref.namespace, ref.name);
  const takers = owners.flatMap((owner) => owner.meant(ref.sectionName, ref.port).filter((listener) => takesKind(listener, kind)));
  // Most implementations take a TCPRoute on TLS that is handed on not even where it is named.
  const ending = kind === 'TCPRoute' && isWide(ref) ? takers.filter(({ passthrough }) => !passthrough) : [];
  const fitting = ending.length > 0 ? ending : takers;
  return { owners, fitting, attached: fitting.filter((listener) => gateways.takes(listener, namespace) !== false) };
}

/** A protocol of an implementation's own takes whatever that says. */
function takesKind({ protocol, object }: Listener, kind: string): boolean {
  const kinds = listAt(mapAt(object, 'allowedRoutes'), 'kinds').map((each) => String(each.kind));
  return (LISTENERS_OF_ROUTE[kind].includes(protocol) || protocol.includes('/')) && (kinds.length === 0 || kinds.includes(kind));
}

/** Two routes on one listener that nothing tells apart. */
export interface Sharing {
  readonly listener: Listener;
  /** The one that names no listener and so goes too far, else the second one. */
  readonly wide: Attachment;
  readonly other: Attachment;
  readonly first: Attachment;
  readonly second: Attachment;
}

const sharings = new WeakMap<WiringGraph, readonly Sharing[]>();

export function sharingsOf(graph: WiringGraph): readonly Sharing[] {
  const found = sharings.get(graph) ?? readSharings(graph);
  sharings.set(graph, found);
  return found;
}

function readSharings(graph: WiringGraph): Sharing[] {
  const taken = new Map<Listener, Attachment>();
  const found: Sharing[] = [];
  for (const second of attachmentsOf(graph).filter(({ route }) => WHOLE_PORT.includes(route.kind))) {
    for (const listener of second.attached) {
      const first = taken.get(listener);
      if (!first) {
        taken.set(listener, second);
      } else if (!isSameObject(first.route, second.route)) {
        const [wide, other] = isWide(second.ref) || !isWide(first.ref) ? [second, first] : [first, second];
        found.push({ listener, wide, other, first, second });
        break;
      }
    }
  }
  return found;
}

import { GATEWAY_GROUP } from '../../controllers/gateway-api/limits';
import { mapAt, PlainObject } from '../../model/plain';
import { indexedAt, Manifest, textAt } from '../manifest';
import { Path } from '../yaml/layout';
import { append, keyOf } from './keys';
import { takesNamespace } from './namespaces';
import { WiringGraph } from './wiring-graph';
import { meantPortAt } from './workload';

/** One listener of a Gateway or ListenerSet. */
export interface Listener {
  readonly owner: ListenerOwner;
  readonly name: string;
  readonly port: number;
  /** In capitals: in small letters it is a mistake of its own. */
  readonly protocol: string;
  /** @default - every host name */
  readonly hostname?: string;
  /** It hands TLS on, and does not end it. */
  readonly passthrough: boolean;
  readonly object: PlainObject;
  readonly path: Path;
}

/** The object that a ListenerSet adds its listeners to. */
export interface GatewayRef {
  readonly namespace: string;
  readonly name: string;
}

const LISTENER_OWNERS: readonly string[] = ['Gateway', 'ListenerSet'];

/** A Gateway or a ListenerSet, with its listeners by name and port. */
export class ListenerOwner {
  public readonly listeners: readonly Listener[];
  /** Of a ListenerSet; undefined for a Gateway, and where the ListenerSet names none. */
  public readonly gateway?: GatewayRef;
  private readonly byName = new Map<string, Listener[]>();
  private readonly byPort = new Map<number, Listener[]>();

  public constructor(public readonly manifest: Manifest) {
    const spec = mapAt(manifest.object, 'spec');
    this.listeners = indexedAt(spec, 'listeners').map(({ item, index }) => listenerOf(this, item, ['spec', 'listeners', index]));
    for (const listener of this.listeners) {
      append(this.byName, listener.name, listener);
      append(this.byPort, listener.port, listener);
    }
    const parent = mapAt(spec, 'parentRef');
    const name = textAt(parent, 'name');
    const ofGateway = (textAt(parent, 'kind') ?? 'Gateway') === 'Gateway' && (textAt(parent, 'group') ?? GATEWAY_GROUP) === GATEWAY_GROUP;
    if (manifest.kind === 'ListenerSet' && name !== undefined && ofGateway) {
      this.gateway = { namespace: textAt(parent, 'namespace') ?? manifest.namespace, name };
    }
  }

  /** The listeners that are meant: by name, by port, by both, or all of them. */
  public meant(sectionName: string | undefined, port: number | undefined): readonly Listener[] {
    if (sectionName === undefined) {
      return port === undefined ? this.listeners : (this.byPort.get(port) ?? []);
    }
    return (this.byName.get(sectionName) ?? []).filter((listener) => port === undefined || listener.port === port);
  }
}

function listenerOf(owner: ListenerOwner, item: PlainObject, path: Path): Listener {
  const hostname = textAt(item, 'hostname');
  return {
    owner,
    name: textAt(item, 'name') ?? '',
    port: meantPortAt(item, 'port') ?? NaN,
    protocol: inCapitals(textAt(item, 'protocol') ?? ''),
    ...(hostname === undefined ? {} : { hostname: hostname.toLowerCase() }),
    passthrough: mapAt(item, 'tls').mode === 'Passthrough',
    object: item,
    path,
  };
}

function inCapitals(protocol: string): string {
  return protocol.includes('/') ? protocol : protocol.toUpperCase();
}

/** Gateways and ListenerSets of the input, by name. */
export class Gateways {
  public readonly owners: readonly ListenerOwner[];
  private readonly named = new Map<string, ListenerOwner[]>();
  private readonly namesakes = new Map<string, ListenerOwner[]>();
  private readonly sets = new Map<string, ListenerOwner[]>();

  public constructor(private readonly graph: WiringGraph) {
    this.owners = LISTENER_OWNERS.flatMap((kind) => graph.ofKind(kind))
      .filter(({ group }) => group === GATEWAY_GROUP)
      .map((manifest) => new ListenerOwner(manifest));
    for (const owner of this.owners) {
      const { kind, namespace, name } = owner.manifest;
      append(this.named, keyOf(kind, namespace, name), owner);
      append(this.namesakes, `${kind} ${name}`, owner);
      if (owner.gateway) {
        append(this.sets, `${owner.gateway.namespace}/${owner.gateway.name}`, owner);
      }
    }
  }

  /** Several where the input holds alternatives of one object. */
  public find(kind: string, namespace: string, name: string): readonly ListenerOwner[] {
    return this.named.get(keyOf(kind, namespace, name)) ?? [];
  }

  /** Those of a name in whatever namespace. */
  public ofName(kind: string, name: string): readonly ListenerOwner[] {
    return this.namesakes.get(`${kind} ${name}`) ?? [];
  }

  /** Every Gateway that ListenerSets or Gateways of the input stand for, each with its ListenerSets. */
  public groups(): readonly { readonly gateways: readonly ListenerOwner[]; readonly sets: readonly ListenerOwner[] }[] {
    const gateways = this.owners.filter(({ manifest }) => manifest.kind === 'Gateway');
    const keys = new Set([...gateways.map(({ manifest }) => `${manifest.namespace}/${manifest.name}`), ...this.sets.keys()]);
    return [...keys].map((key) => ({ gateways: this.named.get(`Gateway ${key}`) ?? [], sets: this.sets.get(key) ?? [] }));
  }

  /** Whether the input holds a namespace, and so its labels, to which somebody else may add. */
  public knows(namespace: string): boolean {
    return this.graph.find('Namespace', '', namespace).length > 0;
  }

  /** Whether a Gateway lets a ListenerSet add to it: by default it lets none. Undefined where that rests on labels that are not known. */
  public admits({ manifest }: ListenerOwner, set: ListenerOwner): boolean | undefined {
    return takesNamespace(this.graph, allowedListeners(manifest), 'None', manifest.namespace, set.manifest.namespace);
  }

  /** Whether a listener takes routes of a namespace: by default only those of its own. Undefined as above. */
  public takes({ owner, object }: Listener, namespace: string): boolean | undefined {
    const namespaces = mapAt(mapAt(object, 'allowedRoutes'), 'namespaces');
    return takesNamespace(this.graph, namespaces, 'Same', owner.manifest.namespace, namespace);
  }
}

/** `spec.allowedListeners.namespaces` of a Gateway. */
export function allowedListeners(gateway: Manifest): PlainObject {
  return mapAt(mapAt(mapAt(gateway.object, 'spec'), 'allowedListeners'), 'namespaces');
}

const known = new WeakMap<WiringGraph, Gateways>();

/** Worked out once for each graph. */
export function gatewaysOf(graph: WiringGraph): Gateways {
  const found = known.get(graph) ?? new Gateways(graph);
  known.set(graph, found);
  return found;
}

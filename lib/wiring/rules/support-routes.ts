import { GATEWAY_GROUP } from '../../controllers/gateway-api/limits';
import { listAt, mapAt, PlainObject } from '../../model/plain';
import { WiringGraph } from '../graph/wiring-graph';
import { indexedAt, Manifest, textAt } from '../manifest';
import { Path } from '../yaml/layout';
import { portAt } from '../graph/workload';

/** Routes of the Gateway API, and the protocols of the listeners that take them. */
export const LISTENERS_OF_ROUTE: Readonly<Record<string, readonly string[]>> = {
  TCPRoute: ['TCP', 'TLS'],
  UDPRoute: ['UDP'],
  TLSRoute: ['TLS'],
  HTTPRoute: ['HTTP', 'HTTPS'],
  GRPCRoute: ['HTTP', 'HTTPS'],
};

export interface ParentRef {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly sectionName?: string;
  readonly port?: number;
  readonly path: Path;
}

export interface BackendRef {
  readonly namespace: string;
  readonly name: string;
  readonly port?: number;
  readonly path: Path;
}

export interface Listener {
  readonly name: string;
  readonly port: number;
  readonly protocol: string;
  readonly path: Path;
}

export function routesOf(graph: WiringGraph): Manifest[] {
  return Object.keys(LISTENERS_OF_ROUTE).flatMap((kind) => graph.ofKind(kind).filter(({ group }) => group === GATEWAY_GROUP));
}

export function parentRefs(route: Manifest): ParentRef[] {
  return indexedAt(mapAt(route.object, 'spec'), 'parentRefs').flatMap(({ item, index }) => {
    const kind = textAt(item, 'kind') ?? 'Gateway';
    const name = textAt(item, 'name');
    const group = textAt(item, 'group') ?? GATEWAY_GROUP;
    if (name === undefined || group !== GATEWAY_GROUP || (kind !== 'Gateway' && kind !== 'ListenerSet')) {
      return [];
    }
    const sectionName = textAt(item, 'sectionName');
    const port = portAt(item, 'port');
    return [
      {
        kind,
        name,
        namespace: textAt(item, 'namespace') ?? route.namespace,
        ...(sectionName === undefined ? {} : { sectionName }),
        ...(port === undefined ? {} : { port }),
        path: ['spec', 'parentRefs', index],
      },
    ];
  });
}

/** The Services that a route sends to, filters left aside. */
export function backendRefs(route: Manifest): BackendRef[] {
  return indexedAt(mapAt(route.object, 'spec'), 'rules').flatMap(({ item: rule, index: at }) =>
    indexedAt(rule, 'backendRefs').flatMap(({ item, index }) => {
      const name = textAt(item, 'name');
      if (name === undefined || (textAt(item, 'kind') ?? 'Service') !== 'Service' || (textAt(item, 'group') ?? '') !== '') {
        return [];
      }
      const port = portAt(item, 'port');
      return [
        {
          name,
          namespace: textAt(item, 'namespace') ?? route.namespace,
          ...(port === undefined ? {} : { port }),
          path: ['spec', 'rules', at, 'backendRefs', index],
        },
      ];
    }),
  );
}

export function listenersOf(gateway: Manifest): Listener[] {
  return indexedAt(mapAt(gateway.object, 'spec'), 'listeners').map(({ item, index }) => ({
    name: textAt(item, 'name') ?? '',
    port: portAt(item, 'port') ?? NaN,
    protocol: textAt(item, 'protocol') ?? '',
    path: ['spec', 'listeners', index],
  }));
}

function allowedRoutes(gateway: Manifest, listener: Listener): PlainObject {
  const item = listAt(mapAt(gateway.object, 'spec'), 'listeners').find(({ name }) => name === listener.name) ?? {};
  return mapAt(item, 'allowedRoutes');
}

/** From which namespaces a listener takes routes: `Same`, `All` or `Selector`. */
function allowedNamespaces(gateway: Manifest, listener: Listener): string {
  return textAt(mapAt(allowedRoutes(gateway, listener), 'namespaces'), 'from') ?? 'Same';
}

/** Kinds of routes that a listener restricts itself to; undefined where it does not. */
function allowedKinds(gateway: Manifest, listener: Listener): readonly string[] | undefined {
  const kinds = listAt(allowedRoutes(gateway, listener), 'kinds').map(({ kind }) => String(kind));
  return kinds.length > 0 ? kinds : undefined;
}

/** Whether a parentRef means this listener: by its name, its port, or every one. */
export function isNamed(listener: Listener, { sectionName, port }: ParentRef): boolean {
  return (sectionName === undefined || listener.name === sectionName) && (port === undefined || listener.port === port);
}

/** Without `allowedRoutes` a listener takes routes of its Gateway's namespace only. By labels it may take any. */
export function admits(gateway: Manifest, listener: Listener, route: Manifest): boolean {
  return allowedNamespaces(gateway, listener) !== 'Same' || route.namespace === gateway.namespace;
}

/** Whether a listener is meant by a parentRef, and takes routes of the kind. */
export function fits(gateway: Manifest, listener: Listener, ref: ParentRef, kind: string): boolean {
  const kinds = allowedKinds(gateway, listener);
  // A protocol of an implementation's own takes whatever that says.
  const takes = LISTENERS_OF_ROUTE[kind].includes(listener.protocol) || listener.protocol.includes('/');
  return isNamed(listener, ref) && takes && (kinds === undefined || kinds.includes(kind));
}

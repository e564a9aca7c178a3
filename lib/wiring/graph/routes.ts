import { GATEWAY_GROUP } from '../../controllers/gateway-api/limits';
import { mapAt, textsAt } from '../../model/plain';
import { indexedAt, Manifest, textAt } from '../manifest';
import { Path } from '../yaml/layout';
import { WiringGraph } from './wiring-graph';
import { portAt } from './workload';

/** Routes of the Gateway API, and the protocols of the listeners that take them. */
export const LISTENERS_OF_ROUTE: Readonly<Record<string, readonly string[]>> = {
  TCPRoute: ['TCP', 'TLS'],
  UDPRoute: ['UDP'],
  TLSRoute: ['TLS'],
  HTTPRoute: ['HTTP', 'HTTPS'],
  GRPCRoute: ['HTTP', 'HTTPS'],
};

/** Routes that match nothing within a connection: of two on one listener only the older one gets traffic, and both are Accepted. */
export const WHOLE_PORT: readonly string[] = ['TCPRoute', 'UDPRoute'];

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

export function routesOf(graph: WiringGraph): Manifest[] {
  return Object.keys(LISTENERS_OF_ROUTE).flatMap((kind) => graph.ofKind(kind).filter(({ group }) => group === GATEWAY_GROUP));
}

/** TCP or UDP: what the Service port of a backend has to be. */
export function protocolOf(route: Manifest): string {
  return route.kind === 'UDPRoute' ? 'UDP' : 'TCP';
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

/** Host names of a route; none where it is for every one, as a TCPRoute is. */
export function hostnamesOf(route: Manifest): readonly string[] {
  return WHOLE_PORT.includes(route.kind) ? [] : textsAt(mapAt(route.object, 'spec'), 'hostnames').map((name) => name.toLowerCase());
}

/** Whether two host names, either of which may begin with `*.`, have one in common. `*.a` takes `x.a` and `x.y.a`, and not `a`. */
export function shareHostname(one: string, other: string): boolean {
  return one === other || covers(one, other) || covers(other, one);
}

function covers(wildcard: string, name: string): boolean {
  return wildcard.startsWith('*.') && name.endsWith(wildcard.slice(1));
}

import { CrdProvider, crdProviderOf, reads } from '../../controllers/traefik/crd-provider';
import { entryPointsOf, flagsOf, INTERNAL_ENTRY_POINT, WrittenEntryPoint } from '../../controllers/traefik/entry-points';
import { mapAt, textsAt } from '../../model/plain';
import { Protocol } from '../../model/port';
import { indexedAt, Manifest, textAt } from '../manifest';
import { Path } from '../yaml/layout';
import { WiringGraph } from './wiring-graph';
import { Container, Workload } from './workload';

/** A Traefik whose arguments say what it listens on, and which routes it reads. */
export interface Traefik {
  readonly workload: Workload;
  readonly container: Container;
  readonly entryPoints: readonly WrittenEntryPoint[];
  /** The same by name, as routes write it. */
  readonly byName: ReadonlyMap<string, WrittenEntryPoint>;
  /** The same by port of the container, as `9000/TCP`. */
  readonly byPort: ReadonlyMap<string, WrittenEntryPoint>;
  /** Those by which a route comes in that names none: all of its protocol, or for TCP those that are marked, where there are such. */
  readonly defaults: Readonly<Record<Protocol, readonly WrittenEntryPoint[]>>;
  readonly provider: CrdProvider;
}

/** A Service that a route sends to. */
export interface TraefikService {
  readonly name: string;
  /** Its namespace: that of the route unless it names another one. */
  readonly namespace: string;
  /** Number or name, a number in quotes being a name. */
  readonly port?: number | string;
  readonly path: Path;
}

/** One element of `spec.routes`. */
export interface TraefikRule {
  /** @default - of UDP, which has none */
  readonly match?: string;
  readonly hasPriority: boolean;
  readonly services: readonly TraefikService[];
  readonly path: Path;
}

/** An IngressRouteTCP or IngressRouteUDP. */
export interface TraefikRoute {
  readonly manifest: Manifest;
  readonly protocol: Protocol;
  readonly entryPoints: readonly { readonly name: string; readonly path: Path }[];
  readonly ingressClass: string;
  readonly rules: readonly TraefikRule[];
  readonly tls: boolean;
}

/** Of Traefik 3, and of Traefik 2. */
const GROUPS = ['traefik.io', 'traefik.containo.us'];
const PROTOCOLS: Readonly<Record<string, Protocol>> = { IngressRouteTCP: Protocol.TCP, IngressRouteUDP: Protocol.UDP };

export const traefikRoutes = oncePerGraph((graph): readonly TraefikRoute[] =>
  Object.entries(PROTOCOLS).flatMap(([kind, protocol]) =>
    graph
      .ofKind(kind)
      .filter(({ group }) => GROUPS.includes(group))
      .map((manifest) => routeOf(manifest, protocol)),
  ),
);

function routeOf(manifest: Manifest, protocol: Protocol): TraefikRoute {
  const spec = mapAt(manifest.object, 'spec');
  const annotations = mapAt(mapAt(manifest.object, 'metadata'), 'annotations');
  return {
    manifest,
    protocol,
    entryPoints: textsAt(spec, 'entryPoints').map((name, index) => ({ name, path: ['spec', 'entryPoints', index] })),
    ingressClass: textAt(spec, 'ingressClassName') ?? textAt(annotations, 'kubernetes.io/ingress.class') ?? '',
    rules: indexedAt(spec, 'routes').map(({ item, index }) => ({
      ...(typeof item.match === 'string' ? { match: item.match } : {}),
      hasPriority: typeof item.priority === 'number' && item.priority !== 0,
      services: indexedAt(item, 'services').flatMap(({ item: service, index: place }) => {
        const name = textAt(service, 'name');
        const { port } = service;
        return name === undefined
          ? []
          : [
              {
                name,
                namespace: textAt(service, 'namespace') ?? manifest.namespace,
                ...(typeof port === 'number' || typeof port === 'string' ? { port } : {}),
                path: ['spec', 'routes', index, 'services', place],
              },
            ];
      }),
      path: ['spec', 'routes', index],
    })),
    tls: spec.tls !== undefined && spec.tls !== null,
  };
}

/** Every Traefik whose arguments are its settings: one that reads a file or its environment instead is not known. */
export const traefiks = oncePerGraph((graph): readonly Traefik[] =>
  graph.workloads.flatMap((workload) => workload.containers.flatMap((container) => traefikOf(workload, container) ?? [])),
);

const byWorkload = oncePerGraph((graph) => new Map(traefiks(graph).map((traefik) => [traefik.workload, traefik])));

export function traefikIn(graph: WiringGraph, workload: Workload): Traefik | undefined {
  return byWorkload(graph).get(workload);
}

function traefikOf(workload: Workload, container: Container): Traefik | undefined {
  const flags = flagsOf(container.start);
  const provider = crdProviderOf(flags);
  if (provider === undefined || flags.some(({ key }) => key === 'configfile')) {
    return undefined;
  }
  const entryPoints = entryPointsOf(flags);
  return {
    workload,
    container,
    entryPoints,
    byName: new Map(entryPoints.map((each) => [each.name, each])),
    byPort: new Map(entryPoints.map((each) => [`${each.port}/${each.protocol}`, each])),
    defaults: { [Protocol.TCP]: defaultsOf(entryPoints, Protocol.TCP), [Protocol.UDP]: defaultsOf(entryPoints, Protocol.UDP) },
    provider,
  };
}

/** The Traefiks that read a route; none where one of them reads by labels, and so may be told more than is seen here. */
export function readersOf(all: readonly Traefik[], { manifest, ingressClass }: TraefikRoute): Traefik[] {
  const readers = all.filter(({ provider }) => reads(provider, manifest.namespace, ingressClass));
  return readers.some(({ provider }) => provider.selects) ? [] : readers;
}

function defaultsOf(entryPoints: readonly WrittenEntryPoint[], protocol: Protocol): WrittenEntryPoint[] {
  const fitting = entryPoints.filter((each) => (each.protocol ?? protocol) === protocol && each.name !== INTERNAL_ENTRY_POINT);
  const marked = fitting.filter(({ asDefault }) => asDefault);
  return protocol === Protocol.TCP && marked.length > 0 ? marked : fitting;
}

function oncePerGraph<T>(make: (graph: WiringGraph) => T): (graph: WiringGraph) => T {
  const known = new WeakMap<WiringGraph, { readonly made: T }>();
  return (graph) => {
    const found = known.get(graph) ?? { made: make(graph) };
    known.set(graph, found);
    return found.made;
  };
}

import { CrdProvider, crdProviderOf, reads } from '../../controllers/traefik/crd-provider';
import { entryPointsOf, flagsOf, WrittenEntryPoint } from '../../controllers/traefik/entry-points';
import { listAt, mapAt, textsAt } from '../../model/plain';
import { Protocol } from '../../model/port';
import { indexedAt, Manifest, textAt } from '../manifest';
import { Path } from '../yaml/layout';
import { Container, Workload } from '../graph/workload';
import { WiringGraph } from '../graph/wiring-graph';
import { FieldPlace } from '../finding';
import { at, listText } from './support';

/** A Traefik whose arguments say what it listens on, and which routes it reads. */
export interface Traefik {
  readonly workload: Workload;
  readonly container: Container;
  readonly entryPoints: readonly WrittenEntryPoint[];
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

export function traefikRoutes(graph: WiringGraph): TraefikRoute[] {
  return Object.entries(PROTOCOLS).flatMap(([kind, protocol]) =>
    graph
      .ofKind(kind)
      .filter(({ group }) => GROUPS.includes(group))
      .map((manifest) => routeOf(manifest, protocol)),
  );
}

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
export function traefiks(graph: WiringGraph): Traefik[] {
  return graph.workloads.flatMap((workload) =>
    workload.containers.flatMap((container) => {
      const flags = flagsOf(container.start);
      const provider = crdProviderOf(flags);
      return provider === undefined || flags.some(({ key }) => key === 'configfile')
        ? []
        : [{ workload, container, entryPoints: entryPointsOf(flags), provider }];
    }),
  );
}

/** The Traefiks that read a route; none where one of them reads by labels, and so may be told more than is seen here. */
export function readersOf(all: readonly Traefik[], { manifest, ingressClass }: TraefikRoute): Traefik[] {
  const readers = all.filter(({ provider }) => reads(provider, manifest.namespace, ingressClass));
  return readers.some(({ provider }) => provider.selects) ? [] : readers;
}

export function entryPointText({ name, port, protocol }: WrittenEntryPoint): string {
  return port === undefined ? `"${name}"` : `"${name}" ${port}/${protocol}`;
}

export function entryPointsText({ entryPoints }: Traefik): string {
  return listText(entryPoints.map(entryPointText));
}

/** Where the arguments of a Traefik stand. */
export function argumentsPlace({ workload, container }: Traefik): FieldPlace {
  const field = Array.isArray(container.object.args) ? ['args'] : Array.isArray(container.object.command) ? ['command'] : [];
  return at(workload.manifest, [...container.path, ...field], field.length > 0 ? 'key' : 'value');
}

/** Whether a port of the container is a port of its node. */
export function isOnNode({ workload, container }: Traefik, port: number, protocol: string): boolean {
  return (
    workload.hostNetwork ||
    listAt(container.object, 'ports').some(
      (each) => each.containerPort === port && (textAt(each, 'protocol') ?? 'TCP') === protocol && each.hostPort !== undefined,
    )
  );
}

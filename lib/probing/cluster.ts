import { GATEWAY_GROUP } from '../controllers/gateway-api/limits';
import { Labels } from '../model/labels';
import { listAt, mapAt, PlainObject } from '../model/plain';
import { Controller, controllerOf } from '../wiring/graph/controller';
import { append, keyOf } from '../wiring/graph/keys';
import { LabelIndex } from '../wiring/graph/label-index';
import { Service, serviceOf } from '../wiring/graph/service';
import { StreamMap, streamMapsOf } from '../wiring/graph/stream-maps';
import { Workload, workloadOf } from '../wiring/graph/workload';
import { Manifest, textAt } from '../wiring/manifest';
import { LISTENERS_OF_ROUTE } from '../wiring/graph/routes';
import { isTrue } from './conditions';

/** A kind of objects that is not known, or known in some namespaces only. */
export interface Unread {
  readonly kind: string;
  /** Why, in the words of whoever refused it. */
  readonly reason: string;
  /** Namespaces in which it is known all the same. @default - none */
  readonly except?: readonly string[];
}

/** A Pod that is there now, and has not ended. */
export interface LivePod {
  readonly manifest: Manifest;
  readonly namespace: string;
  readonly name: string;
  readonly labels: Labels;
  readonly workload: Workload;
  readonly ready: boolean;
  readonly status: PlainObject;
  readonly controller?: Controller;
}

const OF_GATEWAY_API = ['Gateway', 'GatewayClass', 'ListenerSet', ...Object.keys(LISTENERS_OF_ROUTE)];
const SLICE_OF = 'kubernetes.io/service-name';

/** What is in the cluster, as far as it could be read. */
export class Cluster {
  public readonly services: readonly Service[];
  public readonly pods: readonly LivePod[];
  public readonly streamMaps: readonly StreamMap[];
  public readonly routes: readonly Manifest[];
  private readonly podsByLabels: LabelIndex<LivePod>;
  private readonly podsByName: ReadonlyMap<string, LivePod>;
  private readonly servicesByName: ReadonlyMap<string, Service>;
  private readonly slices = new Map<string, Manifest[]>();
  private readonly byKind = new Map<string, Manifest[]>();
  private readonly byName = new Map<string, Manifest>();
  private readonly unreadKinds: ReadonlyMap<string, Unread>;

  public constructor(
    public readonly manifests: readonly Manifest[],
    public readonly unread: readonly Unread[] = [],
  ) {
    // Others have a Gateway of their own.
    for (const manifest of manifests.filter(({ kind, group }) => !OF_GATEWAY_API.includes(kind) || group === GATEWAY_GROUP)) {
      append(this.byKind, manifest.kind, manifest);
      this.byName.set(keyOf(manifest.kind, manifest.namespace, manifest.name), manifest);
    }
    this.unreadKinds = new Map(unread.map((each) => [each.kind, each]));
    this.services = this.ofKind('Service').flatMap((manifest) => serviceOf(manifest) ?? []);
    this.servicesByName = new Map(this.services.map((service) => [`${service.namespace}/${service.name}`, service]));
    this.pods = this.ofKind('Pod').flatMap(livePodOf);
    this.podsByLabels = new LabelIndex(this.pods);
    this.podsByName = new Map(this.pods.map((pod) => [`${pod.namespace}/${pod.name}`, pod]));
    for (const slice of this.ofKind('EndpointSlice')) {
      const service = textAt(mapAt(mapAt(slice.object, 'metadata'), 'labels'), SLICE_OF) ?? '';
      append(this.slices, `${slice.namespace}/${service}`, slice);
    }
    const controllers = this.pods.flatMap(({ controller }) => controller ?? []);
    this.streamMaps = streamMapsOf(this.ofKind('ConfigMap'), controllers);
    this.routes = Object.keys(LISTENERS_OF_ROUTE).flatMap((kind) => this.ofKind(kind));
  }

  public ofKind(kind: string): readonly Manifest[] {
    return this.byKind.get(kind) ?? [];
  }

  public find(kind: string, namespace: string, name: string): Manifest | undefined {
    return this.byName.get(keyOf(kind, namespace, name));
  }

  public service(namespace: string, name: string): Service | undefined {
    return this.servicesByName.get(`${namespace}/${name}`);
  }

  public pod(namespace: string, name: string): LivePod | undefined {
    return this.podsByName.get(`${namespace}/${name}`);
  }

  public selectedPods(namespace: string, selector: Labels): LivePod[] {
    return this.podsByLabels.selectedBy(namespace, selector);
  }

  public slicesOf({ namespace, name }: Service): readonly Manifest[] {
    return this.slices.get(`${namespace}/${name}`) ?? [];
  }

  /** Whether an object of a kind that is not here is not there. */
  public knows(kind: string, namespace: string): boolean {
    const unread = this.unreadKinds.get(kind);
    return unread === undefined || unread.except?.includes(namespace) === true;
  }

  /** Why a kind is not known. */
  public reasonOf(kind: string): string {
    return this.unreadKinds.get(kind)?.reason ?? '';
  }

  /** `ConfigMap objects: configmaps is forbidden`, as what is not known. */
  public unknownText(kind: string): string {
    return `${kind} objects: ${this.reasonOf(kind)}`;
  }

  /** What was last complained about an object, in the words of its newest Warning event. */
  public complaintAbout({ kind, namespace, name }: { readonly kind: string; readonly namespace: string; readonly name: string }): string {
    const about = this.ofKind('Event').filter(({ object }) => {
      const involved = mapAt(object, 'involvedObject');
      return object.type === 'Warning' && involved.kind === kind && involved.namespace === namespace && involved.name === name;
    });
    about.sort((a, b) => (timeOf(a) < timeOf(b) ? 1 : timeOf(a) > timeOf(b) ? -1 : a.name < b.name ? -1 : 1));
    return about.length === 0 ? '' : (textAt(about[0].object, 'message') ?? '');
  }
}

function timeOf({ object }: Manifest): string {
  return (
    textAt(mapAt(object, 'series'), 'lastObservedTime') ??
    textAt(object, 'lastTimestamp') ??
    textAt(object, 'eventTime') ??
    textAt(mapAt(object, 'metadata'), 'creationTimestamp') ??
    ''
  );
}

function livePodOf(manifest: Manifest): LivePod[] {
  const workload = workloadOf(manifest);
  if (!workload || workload.idle) {
    return [];
  }
  const status = mapAt(manifest.object, 'status');
  const controller = controllerOf(workload);
  return [
    {
      manifest,
      namespace: manifest.namespace,
      name: manifest.name,
      labels: workload.labels,
      workload,
      ready: isTrue(listAt(status, 'conditions'), 'Ready') && textAt(mapAt(manifest.object, 'metadata'), 'deletionTimestamp') === undefined,
      status,
      ...(controller ? { controller } : {}),
    },
  ];
}

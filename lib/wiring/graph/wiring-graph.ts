import { listAt, mapAt } from '../../model/plain';
import { Manifest } from '../manifest';
import { Labels } from '../../model/labels';
import { Controller, controllerOf } from './controller';
import { ExternalIndex, Externals, ExternalService, NO_EXTERNALS } from './externals';
import { hasGiven, splitSelector } from './given-labels';
import { append, keyOf } from './keys';
import { LabelIndex } from './label-index';
import { Service, serviceOf } from './service';
import { StreamMap, streamMapsOf } from './stream-maps';
import { Workload, workloadOf } from './workload';

export interface GraphOptions {
  /** The input is everything that there is: what is missing is an error. */
  readonly closed: boolean;
  readonly externals: Externals;
  /** First and last port that the API server gives as nodePort. */
  readonly nodePorts: { readonly from: number; readonly to: number };
}

export const DEFAULT_OPTIONS: GraphOptions = { closed: false, externals: NO_EXTERNALS, nodePorts: { from: 30000, to: 32767 } };

/** Everything that a rule looks at, indexed once: building it is linear in the objects. */
export class WiringGraph {
  public readonly services: readonly Service[];
  public readonly workloads: readonly Workload[];
  public readonly controllers: readonly Controller[];
  public readonly streamMaps: readonly StreamMap[];
  public readonly pods: LabelIndex<Workload>;
  private readonly byName = new Map<string, Manifest[]>();
  private readonly byKind = new Map<string, Manifest[]>();
  private readonly servicesByName = new Map<string, Service[]>();
  private readonly selected = new Map<Service, readonly Workload[]>();
  private readonly externals: ExternalIndex;
  private readonly controllerByWorkload: ReadonlyMap<Workload, Controller>;

  public constructor(
    public readonly manifests: readonly Manifest[],
    public readonly options: GraphOptions = DEFAULT_OPTIONS,
  ) {
    this.externals = new ExternalIndex(options.externals);
    for (const manifest of manifests) {
      append(this.byKind, manifest.kind, manifest);
      append(this.byName, keyOf(manifest.kind, manifest.namespace, manifest.name), manifest);
    }
    this.services = this.ofKind('Service').flatMap((manifest) => serviceOf(manifest) ?? []);
    this.services.forEach((service) => append(this.servicesByName, `${service.namespace}/${service.name}`, service));
    this.workloads = manifests.flatMap((manifest) => workloadOf(manifest) ?? []).filter((workload) => !this.isOwned(workload));
    this.pods = new LabelIndex(this.workloads);
    this.controllers = this.workloads.flatMap((workload) => controllerOf(workload) ?? []);
    this.controllerByWorkload = new Map(this.controllers.map((controller) => [controller.workload, controller]));
    this.streamMaps = streamMapsOf(this.ofKind('ConfigMap'), this.controllers, this.externals.maps);
  }

  public get closed(): boolean {
    return this.options.closed;
  }

  public ofKind(kind: string): readonly Manifest[] {
    return this.byKind.get(kind) ?? [];
  }

  /** The objects of a name: several where the input holds alternatives of one object. */
  public find(kind: string, namespace: string, name: string): readonly Manifest[] {
    return this.byName.get(keyOf(kind, namespace, name)) ?? [];
  }

  public servicesNamed(namespace: string, name: string): readonly Service[] {
    return this.servicesByName.get(`${namespace}/${name}`) ?? [];
  }

  /** Whether somebody said that this object exists beside the input. */
  public isExternal(kind: string, namespace: string, name: string): boolean {
    return this.externals.objects.has(keyOf(kind, namespace, name));
  }

  /** The ports of a Service that exists beside the input; undefined where nobody said that it does. */
  public externalPorts(namespace: string, name: string): readonly ExternalService[] | undefined {
    return this.externals.services.get(`${namespace}/${name}`);
  }

  /** Whether a controller outside of the input reads this map. */
  public isReadOutside({ namespace, name }: Manifest): boolean {
    return this.externals.maps.has(`${namespace}/${name}`);
  }

  /** What a Service selects; nothing where it has no selector. */
  public selectedBy(service: Service): readonly Workload[] {
    let found = this.selected.get(service);
    if (!found) {
      found = service.selector ? this.select(service.namespace, service.selector) : [];
      this.selected.set(service, found);
    }
    return found;
  }

  /** A dump of a cluster holds the ReplicaSets and Pods of its Deployments as well: the owner speaks for them. */
  private isOwned({ manifest }: Workload): boolean {
    return listAt(mapAt(manifest.object, 'metadata'), 'ownerReferences').some(
      ({ kind, name }) => this.find(String(kind), manifest.namespace, String(name)).length > 0,
    );
  }

  private select(namespace: string, selector: Labels): readonly Workload[] {
    const { own, given } = splitSelector(selector);
    const candidates = Object.keys(own).length > 0 ? this.pods.selectedBy(namespace, own) : this.pods.all(namespace);
    return given.length === 0 ? candidates : candidates.filter((workload) => hasGiven(workload, given));
  }

  public controllerIn(workload: Workload): Controller | undefined {
    return this.controllerByWorkload.get(workload);
  }

  /** The Services that lead to a workload. */
  public servicesOf(workload: Workload): Service[] {
    return this.services.filter((service) => service.namespace === workload.namespace && this.selectedBy(service).includes(workload));
  }
}

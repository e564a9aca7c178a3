import { ApiObject, Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { BackendService, IBackend } from '../model/backend';
import { assertLabels, Labels } from '../model/labels';
import { assertDnsLabel, assertServiceName } from '../model/names';
import { assertCount, assertObject, assertOneOf, display } from '../model/port';
import { Refusal, refusedWhenMade } from '../model/refusal';
import { addObject } from '../objects/api-objects';
import { assertInChart } from '../objects/tree';
import { serviceFacts } from '../objects/service-facts';
import { registerIdentity } from './identities';
import { assertOverrides, LabeledStatefulServiceOverrides } from './overrides';
import { assertContainers, PodSettings } from './pod-settings';
import { expandPorts, ExpandedPort, LabeledPort } from './service-ports';
import { ServiceType } from './service-type';
import { serviceManifest, statefulSetManifest, WorkloadShape } from './stateful-manifests';

export interface LabeledStatefulServiceProps {
  /** The identity: selector of StatefulSet and Service, and on every Pod. At least one label. */
  readonly labels: { readonly [key: string]: string };
  /** The ports on which the Pods listen; the container's `ports` are filled in from them. At least one. */
  readonly ports: LabeledPort[];
  /** The main container, with every field of the Kubernetes API. Its own `ports` are further ones, which no Service leads to. */
  readonly container: k8s.Container;
  /** Number of Pods, 0 or more. @default 1 */
  readonly replicas?: number;
  /** @default ServiceType.CLUSTER_IP */
  readonly serviceType?: ServiceType;
  /**
   * Adds the headless Service `<name>-headless` and lets it govern the StatefulSet, so that each Pod has a DNS name of its own.
   * @default false
   */
  readonly headless?: boolean;
  /**
   * How many ports one Service gets at most; the rest goes to `<name>-2`, `<name>-3` and so on. A data plane may hold only so
   * many ports of one Service: ingress-nginx about 260.
   * @default - all ports in one Service
   */
  readonly portsPerService?: number;
  /** Settings of the Pods. @default - none */
  readonly pod?: PodSettings;
  /** `spec.volumeClaimTemplates`: a volume of its own for each Pod. @default - none */
  readonly volumeClaimTemplates?: k8s.KubePersistentVolumeClaimProps[];
  /** @default - the chart's namespace, else "default" */
  readonly namespace?: string;
  /** Name of StatefulSet and Service; a DNS label that begins with a letter, 52 characters or fewer. @default - the construct's id */
  readonly name?: string;
  /** Fields that no type knows. @default - nothing */
  readonly overrides?: LabeledStatefulServiceOverrides;
}

/** The StatefulSet controller labels Pods with `<name>-<hash>`, the hash 10 characters at most, and labels end at 63. */
const LONGEST_NAME = 52;
const HEADLESS_SUFFIX = '-headless';

/**
 * A StatefulSet and its own Service, joined by the same labels, so that the Service never selects a Pod of another workload.
 *
 * Throws where a port, name or label is not one that Kubernetes takes, where ports clash, and where the labels would select
 * Pods of another `LabeledStatefulService` of the same namespace, or its own be selected by that one.
 */
export class LabeledStatefulService extends Construct implements IBackend {
  /** Name of the StatefulSet, and of the (first) Service. */
  public readonly name: string;
  public readonly namespace: string;
  /** The StatefulSet; `addJsonPatch` reaches every field of it. */
  public readonly statefulSet: ApiObject;
  /** The Services; one, unless `portsPerService` asks for more. */
  public readonly services: ApiObject[];
  /** The governing Service, where `headless` asks for it. */
  public readonly headlessService?: ApiObject;

  private readonly replicas: number;
  private facts: BackendService[] | undefined;

  public constructor(scope: Construct, id: string, props: LabeledStatefulServiceProps) {
    super(scope, id);
    const shape = refusedWhenMade(new.target, this, () => {
      assertInChart(this);
      assertObject(props, 'the props', '{ labels, ports, container }');
      const checked = shapeOf(props.name ?? id, props.namespace ?? Chart.of(this).namespace ?? 'default', props);
      const manifest = statefulSetManifest(checked);
      const names = [...new Set([...checked.services.map((service) => service.name), checked.governingService])];
      registerIdentity({
        construct: this,
        namespace: checked.namespace,
        names,
        selector: checked.labels,
        podLabels: checked.podLabels,
      });
      return { ...checked, manifest };
    });
    this.name = shape.name;
    this.namespace = shape.namespace;
    const overrides = props.overrides ?? {};
    this.statefulSet = addObject(this, 'StatefulSet', shape.manifest, overrides.statefulSet);
    this.services = shape.services.map(({ name, ports }, index) => {
      const manifest = serviceManifest(shape, name, ports, props.serviceType ?? ServiceType.CLUSTER_IP);
      return addObject(this, index === 0 ? 'Service' : `Service-${index + 1}`, manifest, overrides.service);
    });
    if (props.headless) {
      const manifest = serviceManifest(shape, shape.governingService, shape.ports, 'headless');
      this.headlessService = addObject(this, 'HeadlessService', manifest, overrides.headlessService);
    }
    this.replicas = shape.replicas;
  }

  /** The Services that lead to the Pods. */
  public backendServices(): BackendService[] {
    this.facts ??= this.services.map((service) => ({ ...serviceFacts(service), endpoints: this.replicas }));
    return [...this.facts];
  }
}

function shapeOf(name: string, namespace: string, props: LabeledStatefulServiceProps): WorkloadShape {
  assertServiceName(name, 'name', LONGEST_NAME);
  assertDnsLabel(namespace, 'namespace');
  assertObject(props.labels, 'labels', "{ app: 'web' }");
  const labels: Labels = { ...props.labels };
  if (Object.keys(labels).length === 0) {
    throw new Refusal('labels is empty: give at least one label that no other workload of the namespace has');
  }
  assertLabels(labels, 'labels');
  const replicas = props.replicas ?? 1;
  assertCount(replicas, 0, 'replicas', 'Pods');
  assertOneOf(props.serviceType ?? ServiceType.CLUSTER_IP, Object.values(ServiceType), 'serviceType');
  assertOverrides(props.overrides ?? {}, props.headless ?? false);
  assertContainers(props.container, props.pod ?? {});
  const ports = expandPorts(props.ports);
  return {
    name,
    namespace,
    labels,
    podLabels: mergedLabels(labels, props.pod?.labels ?? {}),
    replicas,
    ports,
    services: splitPorts(name, ports, props.portsPerService),
    governingService: props.headless ? `${name}${HEADLESS_SUFFIX}` : name,
    container: props.container,
    pod: props.pod ?? {},
    volumeClaimTemplates: props.volumeClaimTemplates,
  };
}

function mergedLabels(identity: Labels, further: Labels): Labels {
  assertLabels(further, 'pod.labels');
  for (const [key, value] of Object.entries(further)) {
    if (identity[key] !== undefined && identity[key] !== value) {
      throw new Refusal(
        `pod.labels gives ${display(key)} the value ${display(value)}, labels gives it ${display(identity[key])}: give it once`,
      );
    }
  }
  return { ...identity, ...further };
}

function splitPorts(name: string, ports: readonly ExpandedPort[], perService: number | undefined): WorkloadShape['services'] {
  const size = perService ?? ports.length;
  assertCount(size, 1, 'portsPerService', 'ports');
  return Array.from({ length: Math.ceil(ports.length / size) }, (_, index) => ({
    name: index === 0 ? name : `${name}-${index + 1}`,
    ports: ports.slice(index * size, (index + 1) * size),
  }));
}

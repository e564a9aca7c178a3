import { k8s } from 'cdk8s-plus-27';
import { assertDnsLabel } from '../model/names';
import { assertList, assertObject, display } from '../model/port';
import { Refusal } from '../model/refusal';

/**
 * Settings of the Pods beside the main container, under their names in the Kubernetes PodSpec and with its meaning.
 * A field that is not here goes into `overrides.statefulSet`.
 */
export interface PodSettings {
  /** `spec.affinity`. @default - none */
  readonly affinity?: k8s.Affinity;
  /** Annotations of the Pods. @default - none */
  readonly annotations?: { readonly [key: string]: string };
  /** `spec.automountServiceAccountToken`. @default - the cluster's default (true) */
  readonly automountServiceAccountToken?: boolean;
  /** `spec.dnsPolicy`: ClusterFirst, ClusterFirstWithHostNet, Default or None. @default - the cluster's default */
  readonly dnsPolicy?: string;
  /** `spec.enableServiceLinks`. @default - the cluster's default (true) */
  readonly enableServiceLinks?: boolean;
  /** `spec.hostNetwork`. @default - the cluster's default (false) */
  readonly hostNetwork?: boolean;
  /** `spec.imagePullSecrets`. @default - none */
  readonly imagePullSecrets?: k8s.LocalObjectReference[];
  /** `spec.initContainers`. @default - none */
  readonly initContainers?: k8s.Container[];
  /** Further labels of the Pods, beside the identity. @default - none */
  readonly labels?: { readonly [key: string]: string };
  /** `spec.nodeSelector`. @default - any node */
  readonly nodeSelector?: { readonly [key: string]: string };
  /** `spec.priorityClassName`. @default - none */
  readonly priorityClassName?: string;
  /** `spec.securityContext` of the Pod. @default - none */
  readonly securityContext?: k8s.PodSecurityContext;
  /** `spec.serviceAccountName`. @default - the namespace's default ServiceAccount */
  readonly serviceAccountName?: string;
  /** Further containers of `spec.containers`. @default - the main container alone */
  readonly sidecars?: k8s.Container[];
  /** `spec.terminationGracePeriodSeconds`, in seconds. @default - the cluster's default (30) */
  readonly terminationGracePeriodSeconds?: number;
  /** `spec.tolerations`. @default - none */
  readonly tolerations?: k8s.Toleration[];
  /** `spec.topologySpreadConstraints`. @default - none */
  readonly topologySpreadConstraints?: k8s.TopologySpreadConstraint[];
  /** `spec.volumes`. @default - none */
  readonly volumes?: k8s.Volume[];
}

/** Throws where a container is none, or where two of one Pod have one name; programs in plain JavaScript have no compiler. */
export function assertContainers(main: k8s.Container, pod: PodSettings): void {
  const example = "{ name: 'main', image: 'alpine' }";
  assertObject(pod, 'pod', '{ nodeSelector: { … } }');
  const sidecars = pod.sidecars ?? [];
  assertList(sidecars, 'pod.sidecars', `[${example}]`);
  const names = new Set<string>();
  [main, ...sidecars].forEach((container, index) => {
    const what = index === 0 ? 'container' : `pod.sidecars[${index - 1}]`;
    assertObject(container, what, example);
    assertDnsLabel(container.name, `${what}.name`);
    assertList(container.ports ?? [], `${what}.ports`, '[{ containerPort: 80 }]');
    container.ports?.forEach((port, each) => assertObject(port, `${what}.ports[${each}]`, '{ containerPort: 80 }'));
    if (names.has(container.name)) {
      throw new Refusal(`${what}.name ${display(container.name)} is that of another container of the Pod: give another name`);
    }
    names.add(container.name);
  });
  for (const [key, value] of Object.entries(pod.annotations ?? {})) {
    if (typeof value !== 'string') {
      throw new Refusal(`pod.annotations gives ${display(key)} the value ${display(value)}, which is no string: put it in quotes`);
    }
  }
}

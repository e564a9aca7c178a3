import { k8s } from 'cdk8s-plus-27';

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

/** Names under which a load balancer reads one thing: today's first, then those of old that it still reads. */
export type AnnotationNames = readonly [string, ...string[]];

/** MetalLB 0.14.9 and later; those of old before (controller/service.go). */
export const METALLB = {
  sharingKey: ['metallb.io/allow-shared-ip', 'metallb.universe.tf/allow-shared-ip'],
  addresses: ['metallb.io/loadBalancerIPs', 'metallb.universe.tf/loadBalancerIPs'],
  pool: ['metallb.io/address-pool', 'metallb.universe.tf/address-pool'],
} as const satisfies Record<string, AnnotationNames>;

/** Cilium 1.16 and later (pkg/annotation/k8s.go, operator/pkg/lbipam). */
export const CILIUM = {
  sharingKey: ['lbipam.cilium.io/sharing-key', 'io.cilium/lb-ipam-sharing-key'],
  addresses: ['lbipam.cilium.io/ips', 'io.cilium/lb-ipam-ips'],
  crossNamespace: ['lbipam.cilium.io/sharing-cross-namespace', 'io.cilium/lb-ipam-sharing-cross-namespace'],
  permitDifferentPods: ['lbipam.cilium.io/sharing-permit-different-pods'],
} as const satisfies Record<string, AnnotationNames>;

/** Texts that Go reads as true (strconv.ParseBool). */
const TRUE = ['1', 't', 'T', 'true', 'TRUE', 'True'];

export function isTrue(text: string | undefined): boolean {
  return text !== undefined && TRUE.includes(text);
}

/** kube-vip (pkg/kubevip/annotations.go, pkg/lease/lease.go). */
export const KUBE_VIP = {
  addresses: ['kube-vip.io/loadbalancerIPs'],
  leaseName: ['kube-vip.io/leaseName'],
} as const satisfies Record<string, AnnotationNames>;

const AZURE_PREFIX = 'service.beta.kubernetes.io/azure-';

/** cloud-provider-azure 1.29 and later (pkg/consts). */
export const AZURE = {
  ipv4: [`${AZURE_PREFIX}load-balancer-ipv4`],
  ipv6: [`${AZURE_PREFIX}load-balancer-ipv6`],
  publicIpName: [`${AZURE_PREFIX}pip-name`],
  publicIpNameIpv6: [`${AZURE_PREFIX}pip-name-ipv6`],
  resourceGroup: [`${AZURE_PREFIX}load-balancer-resource-group`],
  internal: [`${AZURE_PREFIX}load-balancer-internal`],
  dnsLabel: [`${AZURE_PREFIX}dns-label-name`],
} as const satisfies Record<string, AnnotationNames>;

/** Azure: rules for each network interface of a Standard Load Balancer; in AKS each port of each address is one on every node. */
export const AZURE_RULES_OF_A_NODE = 300;

/** What the CRDs of the Gateway API 1.6 allow; the API server refuses more. */

/** `spec.listeners` of a Gateway and of a ListenerSet. */
export const MOST_LISTENERS = 64;
/** `spec.addresses` of a Gateway. */
export const MOST_ADDRESSES = 16;
/** `spec.infrastructure.labels` of a Gateway. */
export const MOST_INFRASTRUCTURE_LABELS = 8;
/** `spec.infrastructure.annotations` of a Gateway; 8 before 1.6. */
export const MOST_INFRASTRUCTURE_ANNOTATIONS = 16;
/** Length of a value in `spec.infrastructure.annotations`. */
export const LONGEST_INFRASTRUCTURE_ANNOTATION = 4096;
/** Length of a prefix, as `example.com` in `example.com/team`, of a key in `spec.infrastructure`: Kubernetes itself takes one more. */
export const LONGEST_INFRASTRUCTURE_PREFIX = 252;
/** `spec.hostnames` of a TLSRoute. */
export const MOST_HOSTNAMES = 1024;
/** `weight` of a backendRef. */
export const HIGHEST_WEIGHT = 1_000_000;
/** `spec.rules[].backendRefs` of a route. */
export const MOST_BACKEND_REFS = 16;

export const GATEWAY_GROUP = 'gateway.networking.k8s.io';

/** The versions of each kind that a release served, in any channel, 0.5 to 1.6. */
export const VERSIONS_SERVED: Readonly<Record<string, readonly string[]>> = {
  GatewayClass: ['v1', 'v1beta1', 'v1alpha2'],
  Gateway: ['v1', 'v1beta1', 'v1alpha2'],
  HTTPRoute: ['v1', 'v1beta1', 'v1alpha2'],
  GRPCRoute: ['v1', 'v1alpha2'],
  ListenerSet: ['v1'],
  ReferenceGrant: ['v1', 'v1beta1', 'v1alpha2'],
  TCPRoute: ['v1', 'v1alpha2'],
  TLSRoute: ['v1', 'v1alpha3', 'v1alpha2'],
  UDPRoute: ['v1', 'v1alpha2'],
};

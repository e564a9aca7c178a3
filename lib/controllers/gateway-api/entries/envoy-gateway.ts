import { Protocol } from '../../../model/port';
import { BOTH, CatalogueEntry } from '../catalogue';

export const ENVOY_GATEWAY: CatalogueEntry = {
  title: 'Envoy Gateway',
  newest: '1.9',
  controller: 'gateway.envoyproxy.io/gatewayclass-controller', // envoyproxy/gateway, api/v1alpha1
  anywhere: true,
  // docs v0.6, user/tcp-routing; release-notes/v1.9.0.yaml: v1 from 1.9, v1alpha2 before
  tcpRoute: [
    { since: '1.0', is: 'v1alpha2' },
    { since: '1.9', is: 'v1' },
  ],
  udpRoute: [
    { since: '1.0', is: 'v1alpha2' },
    { since: '1.9', is: 'v1' },
  ],
  // envoyproxy/gateway#8327 for 1.8, whose CRDs are those of 1.5.1
  tlsRoute: [
    { since: '1.0', is: 'v1alpha2' },
    { since: '1.8', is: 'v1' },
  ],
  // release-notes/v1.8.0.yaml: ListenerSet is watched always
  listenerSets: [{ since: '1.8', is: true }],
  // v1.6/envoy-gateway/experimental-v1.9.0: TCPRouteWeightedRouting, UDPRouteWeightedRouting
  weights: [{ since: '1.9', is: BOTH }],
  // docs v0.5 and v1.1, gateway-address; seen with 1.9.1: `externalIPs` of the Service, while the load balancer gives another address
  staticAddresses: [{ since: '1.0', is: true }],
  // the same docs; seen with 1.9.1: AddressNotUsable, and the Gateway is never Programmed
  ipAddressesOnly: true,
  staticAddressesWarning:
    'Envoy Gateway writes spec.addresses to externalIPs of its Service, and the load balancer gives another address: pin that with ' +
    'infrastructureAnnotations',
  // envoyproxy/gateway#2294 for 1.0; seen with 1.9.1, on the Service and on the Pods, though its report does not claim it
  infrastructure: [{ since: '1.0', is: true }],
  // seen with 1.9.1: Envoy cannot bind them or is never ready, and the Gateway says Accepted all the same
  reservedPorts: [
    [19000, 'its administration'],
    [19001, 'its metrics'],
    [19002, 'its shutdown manager'],
    [19003, 'its readiness'],
  ].map(([port, use]) => ({ port: Number(port), protocol: Protocol.TCP, by: `the proxy of Envoy Gateway for ${use}` })),
  // envoyproxy/gateway, internal/gatewayapi/listener.go servicePortToContainerPort
  lowPortsMovedBy: 10000,
  // ClientTrafficPolicy.proxyProtocol, BackendTrafficPolicy.proxyProtocol: seen to read and to send with 1.9.1
  proxyPolicies: [{ since: '1.9', is: 'envoy-gateway' }],
  // seen with 1.9.1: no listener is in the Pod template of the proxy
  newPortRestarts: 'nothing',
};

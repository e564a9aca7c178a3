import { BOTH, CatalogueEntry } from '../catalogue';

export const CILIUM: CatalogueEntry = {
  title: 'Cilium',
  newest: '1.20',
  controller: 'io.cilium/gateway-controller', // cilium, operator/pkg/gateway-api
  anywhere: true,
  // v1.6/cilium/standard-v1.20.0: GATEWAY-TCP, GATEWAY-UDP; none before, cilium#21929
  tcpRoute: [{ since: '1.20', is: 'v1' }],
  udpRoute: [{ since: '1.20', is: 'v1' }],
  // v1.2.1/cilium-cilium/experimental-1.17: GATEWAY-TLS; v1.6/cilium/standard-v1.20.0
  tlsRoute: [
    { since: '1.17', is: 'v1alpha2' },
    { since: '1.20', is: 'v1' },
  ],
  // v1.6 report of 1.20.0; cilium, gateway-api/listenerset.rst
  listenerSets: [{ since: '1.20', is: true }],
  // TCPRouteWeightedRouting and UDPRouteWeightedRouting of the same report
  weights: [{ since: '1.20', is: BOTH }],
  // v1.2.1 report of 1.17: GatewayStaticAddresses, GatewayInfrastructurePropagation
  staticAddresses: [{ since: '1.17', is: true }],
  infrastructure: [{ since: '1.17', is: true }],
  // cilium#46183: TCP and UDP are a Service and EndpointSlices, without a proxy
  newPortRestarts: 'nothing',
};

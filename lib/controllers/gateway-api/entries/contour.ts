import { CatalogueEntry } from '../catalogue';

export const CONTOUR: CatalogueEntry = {
  title: 'Contour',
  newest: '1.33',
  controller: 'projectcontour.io/gateway-controller', // contour, examples/gateway
  anywhere: true,
  // contour#5471 for 1.26; internal/dag/gatewayapi_processor.go: v1alpha2 of TCPRoute and TLSRoute, no UDPRoute
  tcpRoute: [{ since: '1.26', is: 'v1alpha2' }],
  udpRoute: [],
  // v1.1.0/projectcontour-contour/experimental-v1.30.0: GATEWAY-TLS
  tlsRoute: [{ since: '1.30', is: 'v1alpha2' }],
  listenerSets: [],
  weights: [],
  // v1.3.0 report of 1.33.0: GatewayStaticAddresses was skipped, and so is not proven
  staticAddresses: [],
  // v1.3.0/projectcontour-contour/experimental-v1.33.0: GatewayInfrastructurePropagation
  infrastructure: [{ since: '1.33', is: true }],
};

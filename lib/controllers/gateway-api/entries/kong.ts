import { Protocol } from '../../../model/port';
import { CatalogueEntry } from '../catalogue';

export const KONG: CatalogueEntry = {
  title: 'Kong Operator',
  newest: '2.3',
  controller: 'konghq.com/gateway-operator', // kong-operator, config/samples
  anywhere: true,
  // v1.6/kong-operator/experimental-v2.3.0: GATEWAY-TCP, GATEWAY-UDP; kong-operator#4686 for v1
  tcpRoute: [{ since: '2.3', is: 'v1' }],
  udpRoute: [{ since: '2.3', is: 'v1' }],
  // v1.5/kong-operator/experimental-v2.2.6: GATEWAY-TLS
  tlsRoute: [{ since: '2.2', is: 'v1' }],
  // no ListenerSet and no GatewayStaticAddresses in any report
  listenerSets: [],
  // TCPRouteWeightedRouting is skipped with the router flavor "expressions"; UDPRouteWeightedRouting succeeds
  weights: [{ since: '2.3', is: [Protocol.UDP] }],
  staticAddresses: [],
  // v1.5 report of 2.2.6: GatewayInfrastructurePropagation
  infrastructure: [{ since: '2.2', is: true }],
};

import { BOTH, CatalogueEntry } from '../catalogue';

export const NGINX_GATEWAY_FABRIC: CatalogueEntry = {
  title: 'NGINX Gateway Fabric',
  newest: '2.7',
  controller: 'gateway.nginx.org/nginx-gateway-controller', // nginx-gateway-fabric, charts
  anywhere: true,
  // CHANGELOG.md 2.4.0; v1 from 2.7.0, whose v1alpha2 routes are not read: nginx-gateway-fabric#5640, #5944
  tcpRoute: [
    { since: '2.4', is: 'v1alpha2' },
    { since: '2.7', is: 'v1' },
  ],
  udpRoute: [
    { since: '2.4', is: 'v1alpha2' },
    { since: '2.7', is: 'v1' },
  ],
  // nginx-gateway-fabric#2211, 1.4.0; v1.5/nginx-nginx-gateway-fabric/experimental-2.6.0: GATEWAY-TLS
  tlsRoute: [
    { since: '1.4', is: 'v1alpha2' },
    { since: '2.6', is: 'v1' },
  ],
  // 2.6.0, but its ports are on the Service from 2.6.3 on: nginx-gateway-fabric#5346
  listenerSets: [{ since: '2.6.3', is: true }],
  // v1.6/nginx-nginx-gateway-fabric/experimental-2.7.0
  weights: [{ since: '2.7', is: BOTH }],
  // CHANGELOG.md 2.2.0
  staticAddresses: [{ since: '2.2', is: true }],
  // v1.5 report of 2.6.0: GatewayInfrastructurePropagation
  infrastructure: [{ since: '2.6', is: true }],
  // internal/controller/state/graph/gateway_listener.go validateListenerPort, with the metrics port that is on by default
  reservedPorts: [{ port: 9113, by: 'the metrics of NGINX Gateway Fabric (NginxProxy metrics.port)' }],
};

import { Protocol } from '../../../model/port';
import { CatalogueEntry } from '../catalogue';

export const ISTIO: CatalogueEntry = {
  title: 'Istio',
  newest: '1.31',
  controller: 'istio.io/gateway-controller', // istio, pkg/config/constants
  anywhere: true,
  // release-1.26, samples/tcp-echo/gateway-api; istio#61540: v1alpha2 up to 1.30, with PILOT_ENABLE_ALPHA_GATEWAY_API; istio#60766: v1 in 1.31
  tcpRoute: [
    { since: '1.26', is: 'v1alpha2' },
    { since: '1.31', is: 'v1' },
  ],
  // istio/api, networking/v1alpha3/gateway.proto: no UDP
  udpRoute: [],
  // v1.4.0/istio-istio/1.28.0: GATEWAY-TLS; upgrade notes of 1.30: TLSRoute v1
  tlsRoute: [
    { since: '1.28', is: 'v1alpha2' },
    { since: '1.30', is: 'v1' },
  ],
  // v1.5/istio-istio/1.30.5
  listenerSets: [{ since: '1.30', is: true }],
  // release-1.26, samples/tcp-echo/gateway-api/tcp-echo-20-v2.yaml; v1.6/istio-istio/1.31.0: TCPRouteWeightedRouting
  weights: [{ since: '1.26', is: [Protocol.TCP] }],
  // v1.4.0 report of 1.28.0
  staticAddresses: [{ since: '1.28', is: true }],
  infrastructure: [{ since: '1.28', is: true }],
  // istio.io, application-requirements, "Ports used by Istio"
  reservedPorts: [
    [15000, 'its administration'],
    [15020, 'its metrics'],
    [15021, 'its health check'],
    [15090, 'its telemetry'],
  ].map(([port, use]) => ({ port: Number(port), protocol: Protocol.TCP, by: `the proxy of Istio for ${use}` })),
};

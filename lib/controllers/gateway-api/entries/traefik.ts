import { Protocol } from '../../../model/port';
import { CatalogueEntry } from '../catalogue';

export const TRAEFIK: CatalogueEntry = {
  title: 'Traefik',
  newest: '3.7',
  controller: 'traefik.io/gateway-controller', // pkg/provider/kubernetes/gateway/kubernetes.go
  anywhere: true,
  // docs v3.1, providers/kubernetes-gateway; v3.7.9 pkg/provider/kubernetes/gateway/client.go; only with experimentalChannel
  tcpRoute: [{ since: '3.1', is: 'v1alpha2' }],
  // supportedRouteKinds: UDP is UnsupportedProtocol; traefik#12472
  udpRoute: [],
  // docs v3.1; v3.7.9 client.go: v1, without experimentalChannel
  tlsRoute: [
    { since: '3.1', is: 'v1alpha2' },
    { since: '3.7', is: 'v1' },
  ],
  // docs v3.8, providers/kubernetes/kubernetes-gateway; not in report v1.6/traefik-traefik/experimental-v3.7.10
  listenerSets: [{ since: '3.8', is: true }],
  // tcproute.go: backendRefs of a rule become weighted round robin
  weights: [{ since: '3.7', is: [Protocol.TCP] }],
  // the same report: neither GatewayStaticAddresses nor GatewayInfrastructurePropagation
  staticAddresses: [],
  infrastructure: [],
  newPortRestarts: 'Traefik (a new entry point)',
  own: {
    // docs, install-configuration/entrypoints: proxyProtocol.trustedIPs; gateway/tcproute.go sends none
    acceptsProxyProtocol:
      'give the entry point of the port proxyProtocol.trustedIPs where Traefik is installed, and leave out proxyProtocol.accept',
    staticAddresses: 'give the address to the Service of Traefik where it is installed',
    infrastructure: 'give labels and annotations to the Service of Traefik where it is installed',
  },
};

import { GATEWAY_GROUP } from '../../controllers/gateway-api/limits';
import { PlainObject } from '../../model/plain';
import { Named, Parent, RouteKind } from './manifests';

/** Group of Envoy Gateway's own policies. */
const API_VERSION = 'gateway.envoyproxy.io/v1alpha1';

/** Envoy then takes only connections that begin with the PROXY header, version 1 or 2. */
export function acceptProxyPolicy(policy: Named, parent: Parent, listener: string): PlainObject {
  return {
    apiVersion: API_VERSION,
    kind: 'ClientTrafficPolicy',
    metadata: { name: policy.name, namespace: policy.namespace },
    spec: { targetRefs: [{ group: GATEWAY_GROUP, kind: parent.kind, name: parent.name, sectionName: listener }], proxyProtocol: {} },
  };
}

/** Envoy then begins each connection to the backends of the route with the PROXY header, version 1 as ingress-nginx sends it. */
export function sendProxyPolicy(policy: Named, route: { readonly kind: RouteKind; readonly name: string }): PlainObject {
  return {
    apiVersion: API_VERSION,
    kind: 'BackendTrafficPolicy',
    metadata: { name: policy.name, namespace: policy.namespace },
    spec: { targetRefs: [{ group: GATEWAY_GROUP, kind: route.kind, name: route.name }], proxyProtocol: { version: 'V1' } },
  };
}

import { GATEWAY_GROUP } from '../../controllers/gateway-api/limits';
import { RouteVersion } from '../../controllers/gateway-api/profile';
import * as gatewayApi from '../../../imports/gateway.networking.k8s.io';
import { Backend } from '../../model/backend';
import { Exposure } from '../../model/exposure';
import { PlainObject } from '../../model/plain';
import { Protocol } from '../../model/port';
import { GatewayAddress } from './props';
import { ListenerBlock, PlannedListener } from './listeners';

/** Kinds of routes for whole ports and for TLS host names. */
export type RouteKind = 'TCPRoute' | 'UDPRoute' | 'TLSRoute';

/** Namespace and name of an object. */
export interface Named {
  readonly namespace: string;
  readonly name: string;
}

/** What a route attaches to. */
export interface Parent extends Named {
  readonly kind: 'Gateway' | 'ListenerSet';
}

const ROUTE_OF_LISTENER: Readonly<Record<PlannedListener['protocol'], RouteKind>> = { TCP: 'TCPRoute', UDP: 'UDPRoute', TLS: 'TLSRoute' };

export function routeKindOf({ protocol, hostnames }: Exposure): RouteKind {
  return ROUTE_OF_LISTENER[hostnames === undefined ? protocol : 'TLS'];
}

export interface GatewaySettings extends Named {
  readonly gatewayClassName: string;
  readonly addresses: readonly GatewayAddress[];
  readonly infrastructureLabels: { readonly [key: string]: string };
  readonly infrastructureAnnotations: { readonly [key: string]: string };
}

/** The Gateway. With ListenerSets beside it, it lets those of its own namespace in: without that they are ignored. */
export function gatewayManifest(settings: GatewaySettings, listeners: readonly PlannedListener[], withSets: boolean): PlainObject {
  const { namespace, name, gatewayClassName, addresses, infrastructureLabels, infrastructureAnnotations } = settings;
  const labels = orNone(infrastructureLabels);
  const annotations = orNone(infrastructureAnnotations);
  return gatewayApi.Gateway.manifest({
    metadata: { name, namespace },
    spec: {
      gatewayClassName,
      ...(addresses.length === 0 ? {} : { addresses: addresses.map(({ type, value }) => ({ type, value })) }),
      ...(labels || annotations ? { infrastructure: { labels, annotations } } : {}),
      ...(withSets ? { allowedListeners: { namespaces: { from: gatewayApi.GatewaySpecAllowedListenersNamespacesFrom.SAME } } } : {}),
      listeners: listeners.map(listenerFields),
    },
  }) as PlainObject;
}

function orNone(map: { readonly [key: string]: string }): { [key: string]: string } | undefined {
  return Object.keys(map).length === 0 ? undefined : { ...map };
}

/** A ListenerSet of a Gateway. */
export function listenerSetManifest(set: Named, gateway: Named, block: ListenerBlock): PlainObject {
  return gatewayApi.ListenerSet.manifest({
    metadata: { name: set.name, namespace: set.namespace },
    spec: {
      parentRef: { name: gateway.name, ...(gateway.namespace === set.namespace ? {} : { namespace: gateway.namespace }) },
      listeners: block.listeners.map(listenerFields),
    },
  }) as PlainObject;
}

/** One listener: routes of its own namespace and of the one kind that it can carry. TLS is passed on as it comes. */
function listenerFields({ name, port, protocol }: PlannedListener): gatewayApi.GatewaySpecListeners & gatewayApi.ListenerSetSpecListeners {
  return {
    name,
    port,
    protocol,
    ...(protocol === 'TLS' ? { tls: { mode: gatewayApi.GatewaySpecListenersTlsMode.PASSTHROUGH } } : {}),
    allowedRoutes: {
      namespaces: { from: gatewayApi.GatewaySpecListenersAllowedRoutesNamespacesFrom.SAME },
      kinds: [{ kind: ROUTE_OF_LISTENER[protocol] }],
    },
  } as gatewayApi.GatewaySpecListeners & gatewayApi.ListenerSetSpecListeners;
}

/** The route of an exposure: one listener, one rule. */
export function routeManifest(route: Named, parent: Parent, sectionName: string, exposure: Exposure, version: RouteVersion): PlainObject {
  const kind = routeKindOf(exposure);
  const props = {
    metadata: { name: route.name, namespace: route.namespace },
    spec: {
      parentRefs: [
        {
          ...(parent.kind === 'Gateway' ? {} : { group: GATEWAY_GROUP, kind: parent.kind }),
          name: parent.name,
          ...(parent.namespace === route.namespace ? {} : { namespace: parent.namespace }),
          sectionName,
        },
      ],
      ...(exposure.hostnames === undefined ? {} : { hostnames: [...exposure.hostnames] }),
      rules: [{ backendRefs: backendRefs(route.namespace, exposure) }],
    },
  };
  return { ...manifestOf(kind, props), apiVersion: `${GATEWAY_GROUP}/${version}` };
}

function manifestOf(kind: RouteKind, props: gatewayApi.TcpRouteProps): PlainObject {
  switch (kind) {
    case 'TCPRoute':
      return gatewayApi.TcpRoute.manifest(props) as PlainObject;
    case 'UDPRoute':
      return gatewayApi.UdpRoute.manifest(props) as PlainObject;
    case 'TLSRoute':
      return gatewayApi.TlsRoute.manifest(props as gatewayApi.TlsRouteProps) as PlainObject;
  }
}

function backendRefs(namespace: string, { backend, weightedBackends, protocol }: Exposure): gatewayApi.TcpRouteSpecRulesBackendRefs[] {
  const weighted = weightedBackends ?? [{ backend, weight: undefined }];
  return weighted.map(({ backend: { service, ...named }, weight }) => ({
    name: service.name,
    ...(service.namespace === namespace ? {} : { namespace: service.namespace }),
    port: portNumber({ service, ...named }, protocol),
    ...(weight === undefined ? {} : { weight }),
  }));
}

/** The Gateway API names a Service port by its number only; undefined where that is not known. */
export function portNumber({ service, port }: Backend, protocol: Protocol): number | undefined {
  return typeof port === 'number' ? port : service.ports?.find((each) => each.name === port && each.protocol === protocol)?.port;
}

/** Lets routes of another namespace send to one Service. `v1beta1` is served by every release from 1.3 to 1.6. */
export function grantManifest(
  grant: Named,
  routes: { readonly namespace: string; readonly kinds: readonly RouteKind[] },
  service: string,
): PlainObject {
  return gatewayApi.ReferenceGrant.manifest({
    metadata: { name: grant.name, namespace: grant.namespace },
    spec: {
      from: routes.kinds.map((kind) => ({ group: GATEWAY_GROUP, kind, namespace: routes.namespace })),
      to: [{ group: '', kind: 'Service', name: service }],
    },
  }) as PlainObject;
}

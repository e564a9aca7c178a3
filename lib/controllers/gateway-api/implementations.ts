import { assertOneOf } from '../../model/port';
import { CatalogueEntry, valueAt } from './catalogue';
import { AWS_LOAD_BALANCER_CONTROLLER } from './entries/aws-load-balancer-controller';
import { CILIUM } from './entries/cilium';
import { CONTOUR } from './entries/contour';
import { ENVOY_GATEWAY } from './entries/envoy-gateway';
import { ISTIO } from './entries/istio';
import { KONG } from './entries/kong';
import { NGINX_GATEWAY_FABRIC } from './entries/nginx-gateway-fabric';
import { TRAEFIK } from './entries/traefik';
import { Profile, STANDARD } from './profile';
import { releaseOf } from './release';
import { remediesOf } from './remedies';

/** Programs that implement the Gateway API for TCP or UDP, each with limits of its own. */
export enum GatewayImplementation {
  /** Cilium: `v1` routes from 1.20. */
  CILIUM = 'cilium',
  /** Envoy Gateway: `v1` routes from 1.9. */
  ENVOY_GATEWAY = 'envoy-gateway',
  /** NGINX Gateway Fabric: `v1` routes from 2.7. Not the NGINX Ingress Controller, and not ingress-nginx. */
  NGINX_GATEWAY_FABRIC = 'nginx-gateway-fabric',
  /** AWS Load Balancer Controller with an NLB (`gateway.k8s.aws/nlb`): 50 listeners, no TLS by host name. */
  AWS_LOAD_BALANCER_CONTROLLER = 'aws-load-balancer-controller',
  /** Traefik as a provider of the Gateway API: TCPRoute `v1alpha2`, with the CRDs of the experimental channel and `experimentalChannel`; no UDP. */
  TRAEFIK = 'traefik',
  /** Istio: TCPRoute `v1` from 1.31; no UDP. */
  ISTIO = 'istio',
  /** Contour: TCPRoute `v1alpha2`, with the CRDs of the experimental channel; no UDP. */
  CONTOUR = 'contour',
  /** Kong Operator, whose versions are 2.x. Not the Kong Ingress Controller 3.x. */
  KONG = 'kong',
}

/** In the order in which a refusal names them. */
export const CATALOGUE: Readonly<Record<GatewayImplementation, CatalogueEntry>> = {
  [GatewayImplementation.CILIUM]: CILIUM,
  [GatewayImplementation.ENVOY_GATEWAY]: ENVOY_GATEWAY,
  [GatewayImplementation.NGINX_GATEWAY_FABRIC]: NGINX_GATEWAY_FABRIC,
  [GatewayImplementation.AWS_LOAD_BALANCER_CONTROLLER]: AWS_LOAD_BALANCER_CONTROLLER,
  [GatewayImplementation.TRAEFIK]: TRAEFIK,
  [GatewayImplementation.ISTIO]: ISTIO,
  [GatewayImplementation.CONTOUR]: CONTOUR,
  [GatewayImplementation.KONG]: KONG,
};

/**
 * What a version of an implementation can do: without an implementation the standard channel of the Gateway API, without a version the
 * newest of the catalogue. A newer version than that is taken to do what the newest does; of an older one that the catalogue does not reach
 * nothing is known. Throws for an implementation that is not in the catalogue, and for a version that is none.
 */
export function profileOf(implementation?: GatewayImplementation, version?: string): Profile {
  if (implementation === undefined) {
    return STANDARD;
  }
  assertOneOf(implementation, Object.values(GatewayImplementation), 'implementation');
  const entry = CATALOGUE[implementation];
  const given = version ?? entry.newest;
  const release = releaseOf(given, entry.title, entry.newest);
  return {
    title: `${entry.title} ${given.replace(/^v/, '')}`,
    tcpRoute: valueAt(entry.tcpRoute, release),
    udpRoute: valueAt(entry.udpRoute, release),
    tlsRoute: valueAt(entry.tlsRoute, release),
    listenerSets: valueAt(entry.listenerSets, release) ?? false,
    weights: valueAt(entry.weights, release) ?? [],
    staticAddresses: valueAt(entry.staticAddresses, release) ?? false,
    ipAddressesOnly: entry.ipAddressesOnly ?? false,
    infrastructure: valueAt(entry.infrastructure, release) ?? false,
    reservedPorts: entry.reservedPorts ?? [],
    maxListeners: entry.maxListeners,
    staticAddressesWarning: entry.staticAddressesWarning,
    lowPortsMovedBy: entry.lowPortsMovedBy,
    mergesTcpAndUdp: entry.mergesTcpAndUdp ?? false,
    proxyPolicies: valueAt(entry.proxyPolicies ?? [], release),
    newPortRestarts: entry.newPortRestarts,
    remedies: remediesOf(entry, release, Object.values(CATALOGUE)),
  };
}

/** The implementation that has GatewayClasses of this `spec.controllerName`; undefined where the catalogue does not have it. */
export function implementationOfController(name: string): GatewayImplementation | undefined {
  return Object.values(GatewayImplementation).find((each) => CATALOGUE[each].controller === name);
}

import {
  IngressRouteTcp,
  IngressRouteTcpSpecRoutes,
  IngressRouteTcpSpecRoutesServicesPort,
  IngressRouteUdp,
  IngressRouteUdpSpecRoutesServicesPort,
  ServersTransportTcp,
} from '../../../imports/traefik.io';
import { EVERY_CONNECTION, nameMatches } from '../../controllers/traefik/matching';
import { Backend } from '../../model/backend';
import { Exposure } from '../../model/exposure';
import { PlainObject } from '../../model/plain';
import { Protocol } from '../../model/port';
import { entryPointName, OwnEntryPoint } from './entry-point-plan';

/** What every route of a gateway has in common. */
export interface RouteSettings {
  /** In front of the names of routes. */
  readonly prefix: string;
  /** Class of the Traefik that reads them. @default - none */
  readonly ingressClass?: string;
  /** Version of the PROXY header that is sent. */
  readonly proxyProtocolVersion: number;
  readonly own: readonly OwnEntryPoint[];
}

/** A route is in the namespace of its backend: to look into another one, Traefik has to be told that it may. */
export function routeNamespace({ backend }: Exposure): string {
  return backend.service.namespace;
}

export function routeName({ name }: Exposure, prefix: string): string {
  return `${prefix}-${name}`;
}

/** The routes of the exposures, and the ServersTransportTCPs that they refer to. */
export function routeManifests(exposures: readonly Exposure[], settings: RouteSettings): PlainObject[] {
  const sending = [...new Set(exposures.filter(({ sendProxyProtocol }) => sendProxyProtocol).map(routeNamespace))].sort();
  return [
    ...sending.map((namespace) => transportManifest(namespace, settings)),
    ...exposures.map((exposure) =>
      exposure.protocol === Protocol.TCP ? tcpManifest(exposure, settings) : udpManifest(exposure, settings),
    ),
  ];
}

function transportName(prefix: string): string {
  return `${prefix}-proxy-protocol`;
}

function transportManifest(namespace: string, { prefix, proxyProtocolVersion }: RouteSettings): PlainObject {
  return ServersTransportTcp.manifest({
    metadata: { name: transportName(prefix), namespace },
    spec: { proxyProtocol: { version: proxyProtocolVersion } },
  }) as PlainObject;
}

function tcpManifest(exposure: Exposure, settings: RouteSettings): PlainObject {
  const services = backends(exposure).map(({ port, ...rest }) => ({
    ...rest,
    port:
      typeof port === 'number'
        ? IngressRouteTcpSpecRoutesServicesPort.fromNumber(port)
        : IngressRouteTcpSpecRoutesServicesPort.fromString(port),
    serversTransport: exposure.sendProxyProtocol ? transportName(settings.prefix) : undefined,
  }));
  const matches = exposure.hostnames === undefined ? [{ match: EVERY_CONNECTION }] : nameMatches(exposure.hostnames);
  const routes: IngressRouteTcpSpecRoutes[] = matches.map((match) => ({ ...match, services }));
  return IngressRouteTcp.manifest({
    metadata: metadataOf(exposure, settings),
    spec: { ...common(exposure, settings), routes, tls: exposure.hostnames === undefined ? undefined : { passthrough: true } },
  }) as PlainObject;
}

function udpManifest(exposure: Exposure, settings: RouteSettings): PlainObject {
  const services = backends(exposure).map(({ port, ...rest }) => ({
    ...rest,
    port:
      typeof port === 'number'
        ? IngressRouteUdpSpecRoutesServicesPort.fromNumber(port)
        : IngressRouteUdpSpecRoutesServicesPort.fromString(port),
  }));
  return IngressRouteUdp.manifest({
    metadata: metadataOf(exposure, settings),
    spec: { ...common(exposure, settings), routes: [{ services }] },
  }) as PlainObject;
}

function metadataOf(exposure: Exposure, { prefix }: RouteSettings): { name: string; namespace: string } {
  return { name: routeName(exposure, prefix), namespace: routeNamespace(exposure) };
}

function common(exposure: Exposure, { ingressClass, own }: RouteSettings): { entryPoints: string[]; ingressClassName?: string } {
  return { entryPoints: [entryPointName(exposure, own)], ...(ingressClass === undefined ? {} : { ingressClassName: ingressClass }) };
}

interface RouteBackend {
  readonly name: string;
  readonly namespace?: string;
  readonly port: number | string;
  readonly weight?: number;
}

function backends(exposure: Exposure): RouteBackend[] {
  const { backend, weightedBackends, protocol } = exposure;
  const here = routeNamespace(exposure);
  return (weightedBackends ?? [{ backend, weight: undefined }]).map((each) => ({
    name: each.backend.service.name,
    ...(each.backend.service.namespace === here ? {} : { namespace: each.backend.service.namespace }),
    port: portOf(each.backend, protocol),
    ...(each.weight === undefined ? {} : { weight: each.weight }),
  }));
}

/**
 * The port of the Service as a route has to name it. By its number Traefik takes the first one, of whichever protocol; a name is of one
 * port only.
 */
export function portOf({ service, port }: Backend, protocol: Protocol): number | string {
  const found = service.ports?.find((each) => (each.port === port || each.name === port) && each.protocol === protocol);
  return found?.name ?? port;
}

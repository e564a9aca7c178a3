import { Backend, backendText } from './backend';
import { portText, Protocol } from './port';

/** PROXY protocol of one exposure (the header that carries the client's address). */
export interface ProxyProtocol {
  /** The load balancer in front sends the header: read it. @default false */
  readonly accept?: boolean;
  /** The backend expects the header: send it. @default false */
  readonly send?: boolean;
}

/** One of several backends of an exposure. */
export interface WeightedBackend {
  readonly backend: Backend;
  /** Its part of the new connections, in proportion to the weights of the others: 0 to 1,000,000. */
  readonly weight: number;
}

/** One external port and protocol, and the backend that it reaches. */
export interface Exposure {
  /** The port that clients connect to, 1 to 65535. */
  readonly port: number;
  readonly protocol: Protocol;
  /** The backend; the first one where there are several. */
  readonly backend: Backend;
  /** The backends among which connections are divided, in the order in which they were given. @default - `backend` gets all */
  readonly weightedBackends?: WeightedBackend[];
  /**
   * TLS server names (SNI), sorted: of the connections to this port those that ask for one of them, which are passed on as they come.
   * @default - every connection to the port
   */
  readonly hostnames?: string[];
  /** Name of the port or listener that carries it: `port-10000`, `port-10000-udp`, or what was given. */
  readonly name: string;
  /** Whether the load balancer in front sends the PROXY header. */
  readonly acceptProxyProtocol: boolean;
  /** Whether the backend gets the PROXY header. */
  readonly sendProxyProtocol: boolean;
}

/** The name of an exposure that was given none: as in the first article, valid at any port (14 characters at most). */
export function defaultExposureName(port: number, protocol: Protocol): string {
  return protocol === Protocol.TCP ? `port-${port}` : `port-${port}-${protocol.toLowerCase()}`;
}

/** The name of an exposure of TLS connections that was given none: `port-443-db-example-com`, for a wildcard `port-443-any-example-com`. */
export function defaultTlsName(port: number, hostname: string): string {
  return `port-${port}-${hostname.replace('*', 'any').replaceAll('.', '-')}`;
}

/** Every backend of an exposure. */
export function backendsOf(exposure: Exposure): Backend[] {
  return exposure.weightedBackends?.map(({ backend }) => backend) ?? [exposure.backend];
}

/** `10000/TCP → default/web:80`, `443/TCP (db.example.com) → default/pg:5432`. */
export function exposureText(exposure: Exposure): string {
  const hosts = exposure.hostnames === undefined ? '' : ` (${exposure.hostnames.join(', ')})`;
  return `${portText(exposure.port, exposure.protocol)}${hosts} → ${backendsOf(exposure).map(backendText).join(' and ')}`;
}

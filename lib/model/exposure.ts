import { Backend, backendText } from './backend';
import { portText, Protocol } from './port';

/** PROXY protocol of one exposure (the header that carries the client's address). */
export interface ProxyProtocol {
  /** The load balancer in front sends the header: read it. @default false */
  readonly accept?: boolean;
  /** The backend expects the header: send it. @default false */
  readonly send?: boolean;
}

/** One external port and protocol, and the backend that it reaches. */
export interface Exposure {
  /** The port that clients connect to, 1 to 65535. */
  readonly port: number;
  readonly protocol: Protocol;
  readonly backend: Backend;
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

/** `10000/TCP → default/web:80`. */
export function exposureText(exposure: Exposure): string {
  return `${portText(exposure.port, exposure.protocol)} → ${backendText(exposure.backend)}`;
}

import { Protocol } from '../../model/port';
import { ReservedPort } from '../../model/reserved-port';

/** Version of a kind in `gateway.networking.k8s.io` that a controller reads. */
export type RouteVersion = 'v1' | 'v1alpha2' | 'v1alpha3';

/** What one version of an implementation can do, or the standard where none is named. */
export interface Profile {
  /** As it stands in messages: "Envoy Gateway 1.9", "the Gateway API". */
  readonly title: string;
  /** Version of TCPRoute that it reads; absent where it reads none. */
  readonly tcpRoute?: RouteVersion;
  readonly udpRoute?: RouteVersion;
  readonly tlsRoute?: RouteVersion;
  /** Whether it reads ListenerSet `v1`, and so serves more than 64 listeners. */
  readonly listenerSets: boolean;
  /** Protocols on which it divides connections by the weights of backendRefs. */
  readonly weights: readonly Protocol[];
  /** Whether it takes `spec.addresses`. */
  readonly staticAddresses: boolean;
  /** Whether those have to be IP addresses: a host name then leaves the Gateway without `Programmed`. */
  readonly ipAddressesOnly: boolean;
  /** What it makes of `spec.addresses` where that is less than to answer at them: one sentence. @default - it answers at them */
  readonly staticAddressesWarning?: string;
  /** Whether it passes `spec.infrastructure` on to what it makes. */
  readonly infrastructure: boolean;
  /** Ports that a listener cannot have. */
  readonly reservedPorts: readonly ReservedPort[];
  /** Most listeners of all that one address can have, by the load balancer that it makes. @default - no limit */
  readonly maxListeners?: number;
  /**
   * How far the ports below 1024 are moved up inside of its proxy: two listeners whose ports differ by that collide there. @default - not moved
   */
  readonly lowPortsMovedBy?: number;
  /** Whether TCP and UDP on one number become one listener, whose backend has to serve both. */
  readonly mergesTcpAndUdp: boolean;
  /** Whose policies make it read and send the PROXY header, which the Gateway API has no field for. @default - none that are known here */
  readonly proxyPolicies?: 'envoy-gateway';
  /** What a listener for a new port restarts, as it stands in a table: "nothing". @default - not known */
  readonly newPortRestarts?: string;
  /** What to do about what it lacks, for `Capability.remedies`. */
  readonly remedies: ProfileRemedies;
}

/** The end of a refusal, behind the colon, by what is lacking. */
export type ProfileRemedies = Readonly<Partial<Record<Lack, string>>>;

/** What an implementation can lack. Of PROXY the Gateway API knows nothing: there it is what the implementation has itself. */
export type Lack =
  | 'tcp'
  | 'udp'
  | 'tlsHostnames'
  | 'weights'
  | 'listenerSets'
  | 'staticAddresses'
  | 'infrastructure'
  | 'acceptsProxyProtocol'
  | 'sendsProxyProtocol'
  | 'maxListeners';

/** The standard channel of the Gateway API 1.6, whoever implements it. */
export const STANDARD: Profile = {
  title: 'the Gateway API',
  tcpRoute: 'v1',
  udpRoute: 'v1',
  tlsRoute: 'v1',
  listenerSets: true,
  weights: [Protocol.TCP, Protocol.UDP],
  staticAddresses: true,
  ipAddressesOnly: false,
  infrastructure: true,
  reservedPorts: [],
  mergesTcpAndUdp: false,
  remedies: {
    acceptsProxyProtocol: 'name the implementation, since the policies of Envoy Gateway do, or leave out proxyProtocol.accept',
    sendsProxyProtocol: 'name the implementation, since the policies of Envoy Gateway do, or leave out proxyProtocol.send',
  },
};

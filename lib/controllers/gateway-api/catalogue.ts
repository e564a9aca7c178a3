import { Protocol } from '../../model/port';
import { ReservedPort } from '../../model/reserved-port';
import { Lack, RouteVersion } from './profile';
import { compareReleases, parseRelease, Release } from './release';

/** A value that holds from a version on, until a later entry. */
export interface Since<T> {
  /** First version that has it, as "1.9" or "2.6.3". */
  readonly since: string;
  readonly is: T;
}

/**
 * What is known of one implementation, version by version. What no source proves is left out, and so counts as absent.
 *
 * The sources in `entries/` are files of the project at the version named, its issues (#), or "report": a conformance report in
 * kubernetes-sigs/gateway-api, `conformance/reports/<version of the Gateway API>/<implementation>`. A report of the experimental channel
 * proves `v1`, too: its tests write that, and those CRDs serve every version.
 */
export interface CatalogueEntry {
  /** Name in messages, without a version. */
  readonly title: string;
  /** Newest minor version that was looked at, as "1.9". */
  readonly newest: string;
  /** `spec.controllerName` of its GatewayClasses. */
  readonly controller: string;
  /** Whether it runs on any cluster, and so can be named to somebody who looks for another one. */
  readonly anywhere: boolean;
  readonly tcpRoute: readonly Since<RouteVersion>[];
  readonly udpRoute: readonly Since<RouteVersion>[];
  /** TLSRoute, where the server name (SNI) decides. */
  readonly tlsRoute: readonly Since<RouteVersion>[];
  /** ListenerSet `v1`. */
  readonly listenerSets: readonly Since<true>[];
  readonly weights: readonly Since<readonly Protocol[]>[];
  readonly staticAddresses: readonly Since<true>[];
  /** Whether those have to be IP addresses. @default false */
  readonly ipAddressesOnly?: boolean;
  /** @default - it answers at them */
  readonly staticAddressesWarning?: string;
  readonly infrastructure: readonly Since<true>[];
  /** @default - none */
  readonly reservedPorts?: readonly ReservedPort[];
  /** @default - no limit */
  readonly maxListeners?: number;
  /** @default - not moved */
  readonly lowPortsMovedBy?: number;
  /** @default false */
  readonly mergesTcpAndUdp?: boolean;
  /** Policies of its own for the PROXY header. @default - none that are known here */
  readonly proxyPolicies?: readonly Since<'envoy-gateway'>[];
  /** @default - not known */
  readonly newPortRestarts?: string;
  /** What to say of a lack in place of who else does it: what it has itself. @default - who does it */
  readonly own?: Readonly<Partial<Record<Lack, string>>>;
}

export const BOTH: readonly Protocol[] = [Protocol.TCP, Protocol.UDP];

/** The last value whose version is not newer than `release`; undefined before the first. */
export function valueAt<T>(steps: readonly Since<T>[], release: Release): T | undefined {
  return steps.filter(({ since }) => compareReleases(parseRelease(since), release) <= 0).at(-1)?.is;
}

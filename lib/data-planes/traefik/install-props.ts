import { isIP } from 'net';
import { k8s } from 'cdk8s-plus-27';
import { flagsOf } from '../../controllers/traefik/entry-points';
import { assertDnsLabel, assertServiceName } from '../../model/names';
import { assertCount, assertList, assertObject, assertOneOf, display } from '../../model/port';
import { Refusal } from '../../model/refusal';
import { OWNED_BY_EVERY_OBJECT, OwnedPath, refuseOwned } from '../../objects/owned';
import { assertServiceOptions, ControllerServiceOptions } from '../service-options';

export interface TraefikInstallProps {
  /** Name of Deployment, Service, ServiceAccount and ClusterRole, and class of the routes. @default "traefik" */
  readonly name?: string;
  /** Namespace of Traefik; it is made. @default - as name */
  readonly namespace?: string;
  /** Image of Traefik 3. @default - `traefik:v3.7.9`, by digest */
  readonly image?: string;
  /** Pods of Traefik, 0 or more. @default - the cluster's default (1) */
  readonly replicas?: number;
  /** What Traefik's container asks for and may use. @default - nothing is said */
  readonly resources?: k8s.ResourceRequirements;
  /** Further arguments, as `--log.level=DEBUG`. Not those that this construct sets. @default - none */
  readonly args?: string[];
  /**
   * IP addresses and networks from which connections with a PROXY header come: those of the load balancer. `0.0.0.0/0` trusts everybody. Needed
   * where a port is exposed with proxyProtocol.accept.
   * @default - no PROXY header is read
   */
  readonly proxyProtocolTrustedIps?: string[];
  /** Version of the PROXY header that is sent with proxyProtocol.send: 1 is text, 2 binary. @default 2 */
  readonly proxyProtocolVersion?: number;
  /**
   * Seconds that open connections have when a Pod stops, as at each new port; then they are cut. A Pod that stops stays that long. Where the load
   * balancer moves its address to the node of another Pod, they end at once, but for `externalTrafficPolicy: 'Cluster'`.
   * @default 10
   */
  readonly graceSeconds?: number;
  /** Seconds of silence after which a UDP session ends; the next packet is a new client to the backend. @default 3 */
  readonly udpSeconds?: number;
  /** The Service with the one IP. @default - a LoadBalancer that keeps the client's address */
  readonly service?: ControllerServiceOptions;
  /** Laid over the Deployment: maps merge, lists are replaced; not its names, selector, labels and containers. @default - nothing */
  readonly deploymentOverrides?: { readonly [key: string]: any };
  /** Laid over the Service: maps merge, lists are replaced; not its names, ports and selector. @default - nothing */
  readonly serviceOverrides?: { readonly [key: string]: any };
}

/** Traefik's own, where nothing is said. */
export const GRACE_SECONDS = 10;
export const PROXY_PROTOCOL_VERSION = 2;

const OWNED_BY_DEPLOYMENT: readonly OwnedPath[] = [
  ...OWNED_BY_EVERY_OBJECT,
  ['spec.selector', 'leave it out'],
  ['spec.template.metadata.labels', 'leave it out'],
  ['spec.template.spec.containers', 'use args, image and resources'],
];
const OWNED_BY_SERVICE: readonly OwnedPath[] = [...OWNED_BY_EVERY_OBJECT, ['spec.ports', 'use expose'], ['spec.selector', 'leave it out']];

/** Throws at the first option that is wrong. */
export function assertInstallProps(props: TraefikInstallProps): void {
  assertObject(props, 'the props', "{ namespace: 'traefik' }");
  assertServiceName(props.name ?? 'traefik', 'name');
  assertDnsLabel(props.namespace ?? props.name ?? 'traefik', 'namespace');
  if (props.image !== undefined && (typeof props.image !== 'string' || props.image === '')) {
    throw new Refusal(`image ${display(props.image)} is no image: give its name, with tag or digest`);
  }
  if (props.replicas !== undefined) {
    assertCount(props.replicas, 0, 'replicas', 'Pods');
  }
  assertTraffic(props);
  if (props.udpSeconds !== undefined) {
    assertCount(props.udpSeconds, 1, 'udpSeconds', 'seconds');
  }
  assertServiceOptions(props.service ?? {});
  refuseOwned(props.deploymentOverrides, 'deploymentOverrides', OWNED_BY_DEPLOYMENT, 'which the gateway needs as it is');
  refuseOwned(props.serviceOverrides, 'serviceOverrides', OWNED_BY_SERVICE, 'which the gateway needs as it is');
}

/** What both ways into Traefik ask about connections. */
interface TrafficProps {
  readonly proxyProtocolTrustedIps?: string[];
  readonly proxyProtocolVersion?: number;
  readonly graceSeconds?: number;
}

export function assertTraffic({ proxyProtocolTrustedIps, proxyProtocolVersion, graceSeconds }: TrafficProps): void {
  if (proxyProtocolTrustedIps !== undefined) {
    assertList(proxyProtocolTrustedIps, 'proxyProtocolTrustedIps', "['10.0.0.0/8']");
    if (proxyProtocolTrustedIps.length === 0) {
      throw new Refusal('proxyProtocolTrustedIps is empty: give the addresses that send the PROXY header, or leave it out');
    }
    proxyProtocolTrustedIps.forEach((address, index) => assertNetwork(address, `proxyProtocolTrustedIps[${index}]`));
  }
  assertOneOf(proxyProtocolVersion ?? PROXY_PROTOCOL_VERSION, [1, 2], 'proxyProtocolVersion');
  if (graceSeconds !== undefined) {
    assertCount(graceSeconds, 0, 'graceSeconds', 'seconds');
  }
}

function assertNetwork(value: unknown, what: string): void {
  const [address, bits, ...rest] = String(value).split('/');
  const most = isIP(address) === 4 ? 32 : 128;
  const mask = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most);
  if (typeof value !== 'string' || isIP(address) === 0 || !mask || rest.length > 0) {
    throw new Refusal(`${what} ${display(value)} is no IP address or network: give one, as "10.0.0.7" or "10.0.0.0/8"`);
  }
}

/** Flags that other objects depend on, in small letters. */
const OWN_FLAGS =
  /^(ping(\..*)?|configfile|global\.checknewversion|providers\.kubernetescrd(\.(ingressclass|namespaces|labelselector|allowcrossnamespace|disableclusterscoperesources|endpoint))?|entrypoints\.[^.]+\.(address|proxyprotocol.*|udp\.timeout|transport\.lifecycle\.gracetimeout)|entrypoints\.traefik\..*)$/;

/** Checks the further arguments. Throws where one is no flag, or is set by the construct. */
export function assertFurtherArgs(further: readonly string[]): void {
  assertList(further, 'args', "['--log.level=DEBUG']");
  for (const arg of further) {
    const [flag] = typeof arg === 'string' && arg.startsWith('--') ? flagsOf([arg]) : [];
    if (flag === undefined) {
      throw new Refusal(`args has ${display(arg)}, which is no flag: give it as --flag=value`);
    }
    if (OWN_FLAGS.test(flag.key)) {
      throw new Refusal(`args has --${flag.written}, which is set already, and which other objects depend on: leave it out`);
    }
  }
}

import { backendText } from '../../model/backend';
import { backendsOf, Exposure, exposureText } from '../../model/exposure';
import { display, portText, Protocol } from '../../model/port';
import { Refusal } from '../../model/refusal';
import { ReservedPort } from '../../model/reserved-port';
import { assertServesOne, claim } from '../claims';
import { Capability, DataPlane, IExposureTable } from '../data-plane';
import { EntryPointSettings, entryPointName, sharedEntryPoint, unplannedPorts } from './entry-point-plan';
import { portOf, routeName, routeNamespace, RouteSettings } from './routes';

/** One Traefik, as far as it decides what can be exposed. */
export interface TraefikReader {
  readonly entryPoints: EntryPointSettings;
  readonly routes: RouteSettings;
  /** Whether routes may name Services of other namespaces. */
  readonly allowCrossNamespace: boolean;
  /** What to do where they may not. */
  readonly crossNamespaceRemedy: string;
  /** Ports of its Service that are taken. */
  readonly reserved: readonly ReservedPort[];
  /** Namespaces that it reads. @default - every namespace */
  readonly namespaces?: readonly string[];
  /** Objects that only one gateway may write. */
  readonly claims: readonly string[];
}

/**
 * What all ways into Traefik share: its capability and its refusals.
 * @internal a hidden base class
 */
export abstract class TraefikPlane extends DataPlane {
  public readonly capability: Capability;
  protected gateway: IExposureTable | undefined;
  /** The first exposure of each entryPoint. */
  private readonly byEntryPoint = new Map<string, Exposure>();
  private readonly byRouter = new Map<string, Exposure>();

  protected constructor(protected readonly reader: TraefikReader) {
    super();
    const trusting = reader.entryPoints.trustedIps !== undefined;
    this.capability = {
      name: 'Traefik',
      protocols: [Protocol.TCP, Protocol.UDP],
      acceptsProxyProtocol: trusting ? [Protocol.TCP] : [],
      sendsProxyProtocol: [Protocol.TCP],
      tlsHostnames: true,
      weights: [Protocol.TCP, Protocol.UDP],
      reservedPorts: [...reader.reserved],
      ...(reader.namespaces === undefined ? {} : { backendNamespaces: [...reader.namespaces] }),
      remedies: trusting
        ? {}
        : {
            acceptsProxyProtocol:
              'for TCP give the data plane proxyProtocolTrustedIps, the addresses that send it, or leave out proxyProtocol.accept',
          },
    };
  }

  public override bind(gateway: IExposureTable): void {
    assertServesOne(this.gateway, gateway);
    claim(gateway, this.reader.claims);
    this.gateway = gateway;
  }

  public override admit(exposures: Exposure[]): void {
    const entryPoints = new Map<string, Exposure>();
    const routers = new Map<string, Exposure>();
    for (const exposure of exposures) {
      this.assertEntryPoint(exposure, (name) => entryPoints.get(name) ?? this.byEntryPoint.get(name));
      this.assertBackends(exposure);
      const name = entryPointName(exposure, this.reader.entryPoints.own);
      entryPoints.set(name, this.byEntryPoint.get(name) ?? entryPoints.get(name) ?? exposure);
      // The name under which Traefik keeps a route: namespace and name with nothing but a hyphen in between.
      const router = `${exposure.protocol} ${routeNamespace(exposure)}-${routeName(exposure, this.reader.routes.prefix)}`;
      const other = routers.get(router) ?? this.byRouter.get(router);
      if (other) {
        throw new Refusal(
          `the routes of ${exposureText(exposure)} and ${exposureText(other)} are one to Traefik, which joins namespace and name with a hyphen: ` +
            'give one of them another name',
        );
      }
      routers.set(router, exposure);
    }
    entryPoints.forEach((exposure, name) => this.byEntryPoint.set(name, exposure));
    routers.forEach((exposure, router) => this.byRouter.set(router, exposure));
  }

  public override validate(exposures: Exposure[]): string[] {
    return unplannedPorts(exposures, this.reader.entryPoints).map(
      (port) =>
        `no port of Traefik's container is free for port ${port}, which it cannot open under its own number: ` +
        'of the ports 10,000, 20,000 … above it leave one unexposed',
    );
  }

  private assertEntryPoint(exposure: Exposure, taken: (name: string) => Exposure | undefined): void {
    const { own } = this.reader.entryPoints;
    const { port, protocol } = exposure;
    const shared = sharedEntryPoint(exposure, own);
    if (shared !== undefined) {
      if (exposure.acceptProxyProtocol) {
        throw new Refusal(
          `entryPoint ${display(shared.name)} of Traefik is set up without this gateway, and so is whether it reads the PROXY header: ` +
            'leave out proxyProtocol.accept',
        );
      }
      return;
    }
    const owner = own.find((each) => each.exposedPort === port && each.protocol === protocol);
    if (owner !== undefined) {
      throw new Refusal(
        `port ${portText(port, protocol)} is taken by entryPoint ${display(owner.name)} of Traefik, which tells connections apart by host name: ` +
          'give another external port, or the host names of TLS connections with exposeTls',
      );
    }
    const name = entryPointName(exposure, own);
    if (own.some((each) => each.name === name)) {
      throw new Refusal(`the name ${display(name)} is that of an entryPoint that Traefik has already: give another name`);
    }
    const other = taken(name);
    if (other === undefined) {
      return;
    }
    if (other.port !== port || other.protocol !== protocol) {
      const [plain, tls] = exposure.hostnames === undefined ? [exposure, other] : [other, exposure];
      throw new Refusal(
        `the name ${display(name)} of ${exposureText(plain)} is that of the entryPoint for the host names on port ${portText(tls.port, tls.protocol)}: ` +
          'give another name',
      );
    }
    if (other.acceptProxyProtocol !== exposure.acceptProxyProtocol) {
      throw new Refusal(
        `${exposureText(other)} and ${exposureText(exposure)} share entryPoint ${display(name)}, which reads the PROXY header for both or for none: ` +
          'give both the same proxyProtocol.accept',
      );
    }
  }

  private assertBackends(exposure: Exposure): void {
    const backends = backendsOf(exposure);
    const here = routeNamespace(exposure);
    const away = backends.find(({ service }) => service.namespace !== here);
    if (away && !this.reader.allowCrossNamespace) {
      throw new Refusal(
        `the backends ${backendText(exposure.backend)} and ${backendText(away)} are in two namespaces, and Traefik lets a route look into its own only: ` +
          this.reader.crossNamespaceRemedy,
      );
    }
    // The name under which Traefik keeps one of several backends, which has no namespace.
    const keys = backends.map((backend) => `${backend.service.name}-${portOf(backend, exposure.protocol)}`);
    const twice = keys.findIndex((key, index) => keys.indexOf(key) !== index);
    if (twice >= 0) {
      throw new Refusal(
        `the backends ${backendText(backends[keys.indexOf(keys[twice])])} and ${backendText(backends[twice])} are one to Traefik, which tells them ` +
          `apart by Service and port (${keys[twice]}) without the namespace: give one of the Services another name`,
      );
    }
  }
}

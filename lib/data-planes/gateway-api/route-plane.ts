import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { Profile, RouteVersion } from '../../controllers/gateway-api/profile';
import { backendsOf, Exposure } from '../../model/exposure';
import { assertDnsLabel, assertServiceName } from '../../model/names';
import { Protocol } from '../../model/port';
import { addObject } from '../../objects/api-objects';
import { PlainObject } from '../../model/plain';
import { assertServesOne, claim } from '../claims';
import { Capability, DataPlane, IExposureTable } from '../data-plane';
import { RouteAdmission } from './admission';
import { acceptProxyPolicy, sendProxyPolicy } from './envoy-policies';
import { listenerOf, listenersOf, PlannedListener } from './listeners';
import { grantManifest, Named, Parent, RouteKind, routeKindOf, routeManifest } from './manifests';

/**
 * What both ways into the Gateway API share: capability, refusals, routes and grants.
 * @internal a hidden base class
 */
export abstract class RoutePlane extends DataPlane {
  public readonly capability: Capability;
  private readonly admission: RouteAdmission;
  private gateway: IExposureTable | undefined;
  private bound: Named | undefined;

  /** `ownListeners`: whether the plane makes the listeners itself. */
  protected constructor(
    private readonly profile: Profile,
    private readonly wanted: { readonly name?: string; readonly namespace?: string },
    ownListeners: boolean,
  ) {
    super();
    this.capability = capabilityOf(profile);
    this.admission = new RouteAdmission(profile, ownListeners);
  }

  public override bind(gateway: IExposureTable): void {
    assertServesOne(this.gateway, gateway);
    const name = this.wanted.name ?? gateway.node.id;
    assertServiceName(name, this.wanted.name === undefined ? 'the id of the gateway, which names the Gateway,' : 'name');
    const bound = { name, namespace: this.wanted.namespace ?? Chart.of(gateway).namespace ?? 'default' };
    assertDnsLabel(bound.namespace, 'namespace of the chart');
    claim(gateway, this._claims(bound));
    this.gateway = gateway;
    this.bound = bound;
  }

  public override admit(exposures: Exposure[]): void {
    this.admission.admit(exposures, () => {
      if (this.gateway) {
        claim(
          this.gateway,
          exposures.flatMap((exposure) => [...this.objectsOf(exposure), ...this._listenerClaims(exposure)]),
        );
      }
    });
  }

  public render(scope: Construct, exposures: Exposure[]): void {
    const add = (object: PlainObject): void => {
      const { name, namespace } = object.metadata as Named;
      addObject(scope, `${String(object.kind)}-${namespace}-${name}`, object);
    };
    const parents = this._renderListeners(listenersOf(exposures), add);
    const policies = new Set<string>();
    for (const exposure of exposures) {
      this.renderRoute(exposure, parents, add);
      const listener = listenerOf(exposure);
      // One for all host names of a port: of two, Envoy Gateway refuses the second.
      if (exposure.acceptProxyProtocol && !policies.has(listener.name)) {
        policies.add(listener.name);
        const policy = { namespace: this._policyNamespace, name: this.prefixed(listener) };
        add(acceptProxyPolicy(policy, parents(listener), listener.name));
      }
    }
    this.renderGrants(exposures, add);
  }

  /**
   * Namespace of the routes, and the name that theirs begin with.
   * @internal
   */
  protected get _place(): Named {
    return this.bound ?? { namespace: 'default', name: 'gateway' };
  }

  /**
   * What only one gateway may have: with one prefix two would write the same ListenerSets and ReferenceGrants.
   * @internal
   */
  protected _claims({ namespace, name }: Named): string[] {
    return [`the prefix ${name}-… in namespace ${namespace}`];
  }

  /**
   * Namespace of the policies of listeners, which have to be where those are.
   * @internal
   */
  protected get _policyNamespace(): string {
    return this._place.namespace;
  }

  /**
   * Listeners that only one gateway may have, where several planes may attach to one Gateway.
   * @internal
   */
  protected _listenerClaims(_exposure: Exposure): string[] {
    return [];
  }

  /**
   * Adds what holds the listeners; says what each of them is in, by name.
   * @internal
   */
  protected abstract _renderListeners(
    listeners: PlannedListener[],
    add: (object: PlainObject) => void,
  ): (listener: PlannedListener) => Parent;

  private renderRoute(exposure: Exposure, parents: (listener: PlannedListener) => Parent, add: (object: PlainObject) => void): void {
    const { namespace } = this._place;
    const listener = listenerOf(exposure);
    const parent = parents(listener);
    const route = { namespace, name: this.prefixed(exposure) };
    add(routeManifest(route, parent, listener.name, exposure, this.versionOf(routeKindOf(exposure))));
    if (exposure.sendProxyProtocol) {
      add(sendProxyPolicy(route, { kind: routeKindOf(exposure), name: route.name }));
    }
  }

  /** The objects of one exposure whose names another gateway could give, too. */
  private objectsOf(exposure: Exposure): string[] {
    const route = `${this._place.namespace}/${this.prefixed(exposure)}`;
    return [
      `${routeKindOf(exposure)} ${route}`,
      ...(exposure.sendProxyProtocol ? [`BackendTrafficPolicy ${route}`] : []),
      ...(exposure.acceptProxyProtocol ? [`ClientTrafficPolicy ${this._policyNamespace}/${this.prefixed(listenerOf(exposure))}`] : []),
    ];
  }

  /** One grant for each Service elsewhere, for the kinds of routes that send to it: a new exposure changes no other grant. */
  private renderGrants(exposures: readonly Exposure[], add: (object: PlainObject) => void): void {
    const { namespace, name } = this._place;
    const kindsByService = new Map<string, { readonly service: Named; readonly kinds: Set<RouteKind> }>();
    for (const exposure of exposures) {
      for (const { service } of backendsOf(exposure).filter((backend) => backend.service.namespace !== namespace)) {
        const key = `${service.namespace}/${service.name}`;
        const entry = kindsByService.get(key) ?? { service, kinds: new Set<RouteKind>() };
        kindsByService.set(key, entry);
        entry.kinds.add(routeKindOf(exposure));
      }
    }
    for (const [, { service, kinds }] of [...kindsByService].sort(([a], [b]) => (a < b ? -1 : 1))) {
      // Dots, which no part has, keep the grants of different gateways apart.
      const grant = { namespace: service.namespace, name: `${namespace}.${name}.${service.name}` };
      add(grantManifest(grant, { namespace, kinds: [...kinds].sort() }, service.name));
    }
  }

  private prefixed({ name }: { readonly name: string }): string {
    return `${this._place.name}-${name}`;
  }

  private versionOf(kind: RouteKind): RouteVersion {
    const { tcpRoute, udpRoute, tlsRoute } = this.profile;
    return { TCPRoute: tcpRoute, UDPRoute: udpRoute, TLSRoute: tlsRoute }[kind] ?? 'v1';
  }
}

function capabilityOf(profile: Profile): Capability {
  const proxy = profile.proxyPolicies === undefined ? [] : [Protocol.TCP];
  return {
    name: profile.title,
    protocols: [...(profile.tcpRoute === undefined ? [] : [Protocol.TCP]), ...(profile.udpRoute === undefined ? [] : [Protocol.UDP])],
    acceptsProxyProtocol: proxy,
    sendsProxyProtocol: proxy,
    tlsHostnames: profile.tlsRoute !== undefined,
    weights: [...profile.weights],
    reservedPorts: [...profile.reservedPorts],
    remedies: profile.remedies,
  };
}

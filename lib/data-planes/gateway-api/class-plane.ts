import { warn } from '../../model/warning';
import { PlainObject } from '../../model/plain';
import { planListeners, PlannedListener } from './listeners';
import { gatewayManifest, listenerSetManifest, Named, Parent } from './manifests';
import { checkedProfile, checkGatewayProps, GatewayApiProps } from './props';
import { RoutePlane } from './route-plane';
import { setName } from './set-name';

/** A Gateway of this program. */
export class ClassGatewayApi extends RoutePlane {
  public constructor(
    private readonly className: string,
    private readonly props: GatewayApiProps,
  ) {
    const profile = checkedProfile(props);
    checkGatewayProps(className, props, profile);
    super(profile, props, true);
    if (profile.staticAddressesWarning !== undefined && (props.addresses ?? []).length > 0) {
      warn(profile.staticAddressesWarning);
    }
  }

  /** @internal */
  protected override _claims(place: Named): string[] {
    return [`Gateway ${place.namespace}/${place.name}`, ...super._claims(place)];
  }

  /** @internal */
  protected override _renderListeners(
    listeners: PlannedListener[],
    add: (object: PlainObject) => void,
  ): (listener: PlannedListener) => Parent {
    const place = this._place;
    const plan = planListeners(listeners, this.props.listenerSets ?? false);
    const { addresses = [], infrastructureLabels = {}, infrastructureAnnotations = {} } = this.props;
    const settings = { ...place, gatewayClassName: this.className, addresses, infrastructureLabels, infrastructureAnnotations };
    add(gatewayManifest(settings, plan.gateway, plan.sets.length > 0 || this.props.listenerSets === true));
    const parents = new Map<string, Parent>();
    for (const block of plan.sets) {
      const set = { namespace: place.namespace, name: setName(place.name, block) };
      add(listenerSetManifest(set, place, block));
      block.listeners.forEach(({ name }) => parents.set(name, { kind: 'ListenerSet', ...set }));
    }
    return ({ name }) => parents.get(name) ?? { kind: 'Gateway', ...place };
  }
}

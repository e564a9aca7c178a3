import { warn } from '../../model/warning';
import { PlainObject } from '../../model/plain';
import { addListenerSets } from './listener-sets';
import { planListeners, PlannedListener } from './listeners';
import { gatewayManifest, Named, Parent } from './manifests';
import { checkedProfile, checkGatewayProps, GatewayApiProps } from './props';
import { RoutePlane } from './route-plane';

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
    const parents = addListenerSets(plan.sets, place, place, add);
    return ({ name }) => parents.get(name) ?? { kind: 'Gateway', ...place };
  }
}

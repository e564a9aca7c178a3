import { Construct } from 'constructs';
import { assertDnsLabel, assertObjectName } from '../../model/names';
import { Exposure } from '../../model/exposure';
import { assertObject, display, portText } from '../../model/port';
import { PlainObject } from '../../model/plain';
import { Refusal } from '../../model/refusal';
import { Outside } from '../data-plane';
import { addListenerSets } from './listener-sets';
import { blocksOf, listenerOf, PlannedListener } from './listeners';
import { Named, Parent } from './manifests';
import { checkedProfile, GatewayApiAttachProps, GatewayReference } from './props';
import { RoutePlane } from './route-plane';

/** A Gateway of somebody else: routes only, or routes and the listeners that they need. */
export class AttachedGatewayApi extends RoutePlane {
  private readonly target: Named;

  public constructor(
    reference: GatewayReference,
    private readonly props: GatewayApiAttachProps,
  ) {
    assertObject(reference, 'the Gateway', "{ namespace: 'edge', name: 'shared' }");
    if (Construct.isConstruct(reference)) {
      // It has a name, but no field `namespace`: that it lives in default would be taken from silence.
      throw new Refusal(
        `the Gateway ${reference.node.path} is given as a construct: give its namespace and name, as { namespace: 'edge', name: 'shared' }`,
      );
    }
    const target = { namespace: reference.namespace ?? 'default', name: reference.name };
    assertDnsLabel(target.namespace, 'namespace of the Gateway');
    assertObjectName(target.name, 'name of the Gateway');
    super(checkedProfile(props), props, props.listenerSets ?? false);
    this.target = target;
  }

  public override outside(): Outside {
    return { objects: [{ kind: 'Gateway', ...this.target }] };
  }

  /**
   * Several gateways may attach to one Gateway, but not to one of its listeners, which all that have host names share.
   * @internal
   */
  protected override _listenerClaims(exposure: Exposure): string[] {
    const { port, protocol, hostnames } = exposure;
    const gateway = `Gateway ${this.target.namespace}/${this.target.name}`;
    const place = `port ${portText(port, protocol)} of ${gateway}`;
    const listener = `listener ${display(listenerOf(exposure).name)} of ${gateway}`;
    if (hostnames === undefined) {
      return this.props.listenerSets === true ? [place] : [place, listener];
    }
    return [
      ...hostnames.map((hostname) => `host name ${hostname} on ${place}`),
      ...(exposure.acceptProxyProtocol ? [`the PROXY header on ${listener}`] : []),
    ];
  }

  /** That of its listeners. @internal */
  protected override get _policyNamespace(): string {
    return this.props.listenerSets === true ? super._policyNamespace : this.target.namespace;
  }

  /** @internal */
  protected override _renderListeners(
    listeners: PlannedListener[],
    add: (object: PlainObject) => void,
  ): (listener: PlannedListener) => Parent {
    if (this.props.listenerSets !== true) {
      return () => ({ kind: 'Gateway', ...this.target });
    }
    const parents = addListenerSets(blocksOf(listeners), this._place, this.target, add);
    return ({ name }) => parents.get(name) ?? { kind: 'Gateway', ...this.target };
  }
}

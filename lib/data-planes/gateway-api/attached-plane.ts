import { assertDnsLabel, assertObjectName } from '../../model/names';
import { Exposure } from '../../model/exposure';
import { assertObject, portText } from '../../model/port';
import { PlainObject } from '../../model/plain';
import { Outside } from '../data-plane';
import { blocksOf, PlannedListener } from './listeners';
import { listenerSetManifest, Named, Parent } from './manifests';
import { checkedProfile, GatewayApiAttachProps, GatewayReference } from './props';
import { RoutePlane } from './route-plane';
import { setName } from './set-name';

/** A Gateway of somebody else: routes only, or routes and the listeners that they need. */
export class AttachedGatewayApi extends RoutePlane {
  private readonly target: Named;

  public constructor(
    reference: GatewayReference,
    private readonly props: GatewayApiAttachProps,
  ) {
    assertObject(reference, 'the Gateway', "{ namespace: 'edge', name: 'shared' }");
    const target = { namespace: reference.namespace ?? 'default', name: reference.name };
    assertDnsLabel(target.namespace, 'namespace of the Gateway');
    assertObjectName(target.name, 'name of the Gateway');
    super(checkedProfile(props), props, props.listenerSets ?? false);
    this.target = target;
  }

  public override outside(): Outside {
    return { objects: [{ kind: 'Gateway', ...this.target }] };
  }

  /** @internal */
  protected override _claims({ namespace, name }: Named): string[] {
    return [`the names of routes ${namespace}/${name}-…`];
  }

  /** Several gateways may attach to one Gateway, but not to one of its listeners. @internal */
  protected override _listenerClaims({ port, protocol, hostnames = [''] }: Exposure): string[] {
    const { namespace, name } = this.target;
    const listener = `port ${portText(port, protocol)} of Gateway ${namespace}/${name}`;
    return hostnames.map((hostname) => (hostname === '' ? listener : `host name ${hostname} on ${listener}`));
  }

  /** @internal */
  protected override _renderListeners(
    listeners: PlannedListener[],
    add: (object: PlainObject) => void,
  ): (listener: PlannedListener) => Parent {
    if (this.props.listenerSets !== true) {
      return () => ({ kind: 'Gateway', ...this.target });
    }
    const { namespace, name: prefix } = this._place;
    const parents = new Map<string, Parent>();
    for (const block of blocksOf(listeners)) {
      const set = { namespace, name: setName(prefix, block) };
      add(listenerSetManifest(set, this.target, block));
      block.listeners.forEach(({ name }) => parents.set(name, { kind: 'ListenerSet', ...set }));
    }
    return ({ name }) => parents.get(name) ?? { kind: 'Gateway', ...this.target };
  }
}

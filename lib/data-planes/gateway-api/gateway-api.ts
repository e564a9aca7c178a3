import { assertObject } from '../../model/port';
import { refusedAt } from '../../model/refusal';
import { DataPlane } from '../data-plane';
import { AttachedGatewayApi } from './attached-plane';
import { ClassGatewayApi } from './class-plane';
import { GatewayApiAttachProps, GatewayApiProps, GatewayReference } from './props';

/**
 * The Gateway API: a listener and a route for each exposure, carried by whichever implementation reads the GatewayClass.
 *
 * TCPRoute and UDPRoute are `v1` since Gateway API 1.6, whose CRDs have to be in the cluster; some implementations read `v1alpha2`. More than 64
 * listeners go into ListenerSets. Where a backend lives in another namespace, a ReferenceGrant comes along.
 */
export class GatewayApi {
  /**
   * A Gateway of this program. Throws where a setting is none, and where the implementation cannot do what the settings ask for.
   *
   * @param gatewayClassName name of the GatewayClass: `kubectl get gatewayclass` lists them
   */
  public static forClass(gatewayClassName: string, props: GatewayApiProps = {}): DataPlane {
    return refusedAt(GatewayApi.forClass, undefined, () => {
      assertObject(props, 'the props', "{ name: 'edge' }");
      return new ClassGatewayApi(gatewayClassName, props);
    });
  }

  /**
   * A Gateway that another team runs: the program makes the routes, and with `listenerSets` their listeners, too. A route in another namespace
   * than the Gateway attaches only where the listener allows it (`allowedRoutes`), a ListenerSet only where the Gateway does (`allowedListeners`).
   */
  public static attach(gateway: GatewayReference, props: GatewayApiAttachProps = {}): DataPlane {
    return refusedAt(GatewayApi.attach, undefined, () => {
      assertObject(props, 'the props', '{ listenerSets: true }');
      return new AttachedGatewayApi(gateway, props);
    });
  }

  private constructor() {}
}

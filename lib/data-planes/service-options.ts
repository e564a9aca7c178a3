import { assertObject, assertOneOf } from '../model/port';
import { Refusal } from '../model/refusal';

/** The controller's Service, which has the one IP. */
export interface ControllerServiceOptions {
  /** LoadBalancer, NodePort or ClusterIP. @default "LoadBalancer" */
  readonly type?: 'LoadBalancer' | 'NodePort' | 'ClusterIP';
  /** Annotations that the load balancer reads. @default - none */
  readonly annotations?: { readonly [key: string]: string };
  /**
   * Local keeps the client's address and goes only to nodes with a controller Pod; Cluster goes to any. Not for ClusterIP.
   * @default "Local" for LoadBalancer, else the cluster's default (Cluster)
   */
  readonly externalTrafficPolicy?: 'Local' | 'Cluster';
  /**
   * false saves a node port for each port; a cluster has 2,768 of them. For LoadBalancer only, and only where the load balancer
   * does not send through node ports.
   * @default - the cluster's default (true)
   */
  readonly allocateLoadBalancerNodePorts?: boolean;
}

const TYPES = ['LoadBalancer', 'NodePort', 'ClusterIP'];

/** Throws where an option is none, or is for another type of Service. */
export function assertServiceOptions(options: ControllerServiceOptions): void {
  assertObject(options, 'service', "{ type: 'NodePort' }");
  const { type = 'LoadBalancer', externalTrafficPolicy, allocateLoadBalancerNodePorts } = options;
  assertOneOf(type, TYPES, 'service.type');
  if (externalTrafficPolicy !== undefined) {
    assertOneOf(externalTrafficPolicy, ['Local', 'Cluster'], 'service.externalTrafficPolicy');
    if (type === 'ClusterIP') {
      throw new Refusal('service.externalTrafficPolicy is given for the type ClusterIP, which nothing outside reaches: leave it out');
    }
  }
  if (allocateLoadBalancerNodePorts !== undefined && type !== 'LoadBalancer') {
    throw new Refusal(`service.allocateLoadBalancerNodePorts is given for the type ${type}, and is for LoadBalancer only: leave it out`);
  }
}

import { assertObject } from '../../model/port';
import { refusedAt } from '../../model/refusal';
import { DataPlane } from '../data-plane';
import { azure } from './azure';
import { cilium } from './cilium';
import { kubeVip } from './kube-vip';
import { metalLb } from './metallb';
import { SharedIpPlane } from './plane';
import { SharingProvider } from './provider';
import {
  AzureSharedIpProps,
  CiliumSharedIpProps,
  KubeVipSharedIpProps,
  MetalLbSharedIpProps,
  SharedIpServiceProps,
} from './shared-ip-props';

/**
 * Plain Services of type LoadBalancer that share one address, with no proxy in between: what Kubernetes itself forwards, for TCP and UDP.
 *
 * Each backend Service gets one for TCP and one for UDP, in its namespace and over its Pods. There are no weights, no TLS by host name and no
 * PROXY header; the client's address is kept with `externalTrafficPolicy: 'Local'` only. A backend has to be a Service of the program with a
 * selector. The address is always asked for by name: without that, load balancers may give each Service another one.
 */
export class SharedIp {
  /**
   * MetalLB 0.14.9 and later. The address has to be in one of its pools; an L2Advertisement with `serviceSelectors` does not announce it.
   * With the policy Local all backends have to be over the same Pods.
   */
  public static metalLb(props: MetalLbSharedIpProps): DataPlane {
    return refusedAt(SharedIp.metalLb, undefined, () => planeOf(metalLb, props));
  }

  /**
   * kube-vip. With the policy Local it elects a node for each Service, and the one node that has the address needs Pods of every backend.
   */
  public static kubeVip(props: KubeVipSharedIpProps): DataPlane {
    return refusedAt(SharedIp.kubeVip, undefined, () => planeOf(kubeVip, props));
  }

  /**
   * LB IPAM of Cilium 1.16 and later. Several namespaces need 1.17; one number on TCP and on UDP needs 1.19, or 1.17 and 1.18 with
   * `bpf-lb-proto-diff` set. The address has to be in one of its pools, and neither the first nor the last one of its block. With the policy
   * Local all backends have to be over the same Pods.
   */
  public static cilium(props: CiliumSharedIpProps): DataPlane {
    return refusedAt(SharedIp.cilium, undefined, () => planeOf(cilium, props));
  }

  /**
   * Azure (AKS). The public IP has to be there before, and a static one where more than ten Services share it: Azure writes their names
   * into a tag of 256 characters on others.
   */
  public static azure(props: AzureSharedIpProps): DataPlane {
    return refusedAt(SharedIp.azure, undefined, () => planeOf(azure, props));
  }

  private constructor() {}
}

function planeOf<T extends SharedIpServiceProps>(providerOf: (props: T) => SharingProvider, props: T): DataPlane {
  assertObject(props, 'the props', "{ address: '192.0.2.10' }");
  return new SharedIpPlane(providerOf(props), props);
}

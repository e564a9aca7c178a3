/** What all the Services of a shared address have in common. */
export interface SharedIpServiceProps {
  /**
   * Beginning of the names of the Services: `<prefix>-<service>` for TCP, `<prefix>-<service>-udp` for UDP.
   * @default - the id of the gateway
   */
  readonly prefix?: string;
  /**
   * Cluster goes to Pods on any node, from the address of a node. Local keeps the client's address, and goes only to Pods on the node
   * that takes the connection in.
   * @default - the cluster's default (Cluster)
   */
  readonly externalTrafficPolicy?: 'Cluster' | 'Local';
  /** Which load balancer takes the Services, where a cluster has several. Kubernetes does not let it change later. @default - the one that takes those without a class */
  readonly loadBalancerClass?: string;
  /** Labels of the Services. @default - none */
  readonly labels?: { readonly [key: string]: string };
  /** Further annotations of the Services. @default - those that share the address */
  readonly annotations?: { readonly [key: string]: string };
  /**
   * Laid over each Service: maps merge, lists are replaced; not its names, type, ports and selector, nor what these props say.
   * @default - nothing
   */
  readonly serviceOverrides?: { readonly [key: string]: any };
}

/** Where the load balancer sends to the Pods or the Service's own address, and not through node ports. */
export interface SharedIpNodePortProps extends SharedIpServiceProps {
  /** false saves a node port for each port; a cluster has 2,768 of them. @default - the cluster's default (true) */
  readonly allocateLoadBalancerNodePorts?: boolean;
}

/** The address that the load balancer has to give. */
export interface SharedIpAddressProps extends SharedIpNodePortProps {
  /** IPv4 or IPv6, as "192.0.2.10". */
  readonly address: string;
  /** An address of the other IP family: the Services are dual-stack then, which the cluster has to be, too. @default - none */
  readonly secondaryAddress?: string;
}

export interface MetalLbSharedIpProps extends SharedIpAddressProps {
  /** What all Services on the address have to name, those of others, too (`metallb.io/allow-shared-ip`). @default - the address */
  readonly sharingKey?: string;
  /** Name of the IPAddressPool that has the address. @default - MetalLB finds it */
  readonly pool?: string;
}

export interface KubeVipSharedIpProps extends SharedIpAddressProps {
  /**
   * kube-vip elects a node for each Service (`svc_election=true`), not one for all: the Services then share a lease, so that one node
   * has the address. The policy Local needs it.
   * @default false
   */
  readonly serviceElection?: boolean;
  /**
   * Name of that lease, `name` for one in the namespace of the Services, or `namespace/name`. Only with `serviceElection`.
   * @default - made of the address: "shared-ip-192-0-2-10"
   */
  readonly leaseName?: string;
}

export interface CiliumSharedIpProps extends SharedIpAddressProps {
  /** What all Services on the address have to name, those of others, too (`lbipam.cilium.io/sharing-key`). @default - the address */
  readonly sharingKey?: string;
  /**
   * With the policy Local: every node that takes connections in has Pods of all backends, as DaemonSets have, so that Cilium need not ask for the
   * same Pods (`lbipam.cilium.io/sharing-permit-different-pods`). Versions before September 2026 do not read it.
   * @default false
   */
  readonly permitDifferentPods?: boolean;
}

/** An address of Azure: give `address` or `publicIpName`. */
export interface AzureSharedIpProps extends SharedIpServiceProps {
  /**
   * The address, IPv4 or IPv6: of a public IP that is there already, or with `internal` one of the subnet.
   * @default - that of publicIpName
   */
  readonly address?: string;
  /** An address of the other IP family: the Services are dual-stack then. Only with `address`. @default - none */
  readonly secondaryAddress?: string;
  /** Name of the public IP. @default - the one with the address */
  readonly publicIpName?: string;
  /** Resource group of the public IP. @default - that of the cluster's nodes */
  readonly resourceGroup?: string;
  /** An address inside of the virtual network. @default false */
  readonly internal?: boolean;
}

/** Environment variable in which the facts about the cluster lie. */
export const FACTS = 'MULTIPORT_E2E_FACTS';

export interface Node {
  readonly name: string;
  /** Its InternalIP. */
  readonly address: string;
}

/** What there is in the cluster. */
export interface Facts {
  readonly nodes: Node[];
  /** Whether a Service of type LoadBalancer gets an address. */
  readonly loadBalancer: boolean;
  readonly gatewayClasses: string[];
  /** Names of the CustomResourceDefinitions. */
  readonly crds: string[];
}

export function facts(): Facts {
  return JSON.parse(process.env[FACTS] ?? '') as Facts;
}

/** Something that a cluster may lack. */
export interface Need {
  /** What is said where it does. */
  readonly lack: string;
  readonly met: (facts: Facts) => boolean;
}

export const LOAD_BALANCER: Need = {
  lack: 'a Service of type LoadBalancer gets no address',
  met: (found) => found.loadBalancer,
};

export const TWO_NODES: Need = { lack: 'there is one node', met: (found) => found.nodes.length > 1 };

export const UPSTREAM_MANIFESTS: Need = {
  lack: "MULTIPORT_UPSTREAM names no folder with ingress-nginx's manifests",
  met: () => process.env.MULTIPORT_UPSTREAM !== undefined,
};

export function gatewayClass(name: string): Need {
  return { lack: `there is no GatewayClass ${name}`, met: (found) => found.gatewayClasses.includes(name) };
}

export function customResource(name: string): Need {
  return { lack: `there is no CustomResourceDefinition ${name}`, met: (found) => found.crds.includes(name) };
}

/** Makes a skip a failure: for a cluster that is known to have everything. */
const COMPLETE = 'MULTIPORT_E2E_COMPLETE';

/** Cases for clusters that have what they need; elsewhere they are skipped by name, and counted. */
export function describeWith(needs: readonly Need[], name: string, body: () => void): void {
  const lacks = needs.filter((need) => !need.met(facts())).map((need) => need.lack);
  if (lacks.length === 0) {
    describe(name, body);
  } else if (process.env[COMPLETE] === undefined) {
    describe.skip(`${name} (skipped: ${lacks.join(', ')})`, body);
  } else {
    test(`${name}: nothing is skipped on this cluster`, () => {
      throw new Error(`${lacks.join(', ')}, and ${COMPLETE} says that this cluster has everything`);
    });
  }
}

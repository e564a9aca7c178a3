import { WiringGraph } from '../../wiring/graph/wiring-graph';
import { Service } from '../../wiring/graph/service';
import { Workload } from '../../wiring/graph/workload';
import { objectText } from '../../wiring/manifest';
import { distinct } from '../../wiring/rules/support';
import { Cluster } from '../cluster';
import { compareProbes, Probe, probeKey } from '../probe';
import { gatewayOf } from '../wire/carriers';
import { planGateway } from './gateways';
import { ownerOf, planHostPorts } from './hosts';
import { planMap } from './maps';
import { isCarried, planService } from './services';

/** What is to be probed, and what is not. */
export interface Plan {
  /** In the order of the report. */
  readonly probes: readonly Probe[];
  /** Ports of SCTP, to which nobody connects here. */
  readonly others: number;
}

/** The external ports that `declared` has, each of them once at each of its addresses in the cluster. */
export function planProbes(declared: WiringGraph, cluster: Cluster): Plan {
  const gateways = ['Gateway', 'ListenerSet'].flatMap((kind) => declared.ofKind(kind)).flatMap((each) => planGateway(cluster, each));
  const services = distinct(declared.services).filter((service) => !isOfGateway(declared, service));
  const all = [
    ...gateways,
    ...services.flatMap((service) => planService(cluster, service)),
    ...hostWorkloads(declared, cluster).flatMap((workload) => planHostPorts(cluster, workload)),
    ...declared.streamMaps.flatMap((map) => planMap(cluster, map)),
  ];
  const probes = new Map<string, Probe>();
  for (const probe of all) {
    const key = probeKey(probe);
    if (!probes.has(key)) {
      probes.set(key, probe);
    }
  }
  return {
    probes: [...probes.values()].sort(compareProbes),
    others: services.filter(isExternal).flatMap(({ ports }) => ports.filter(({ protocol }) => !isCarried(protocol))).length,
  };
}

/** Its ports are those of the Gateway's listeners. */
function isOfGateway(declared: WiringGraph, service: Service): boolean {
  const [namespace, name] = gatewayOf(service)?.split('/') ?? [];
  return name !== undefined && declared.find('Gateway', namespace, name).length > 0;
}

function isExternal({ type }: Service): boolean {
  return type === 'LoadBalancer' || type === 'NodePort';
}

/** Pods of one maker are alike: the first one speaks for all. */
function hostWorkloads(declared: WiringGraph, cluster: Cluster): Workload[] {
  const found = new Map<string, Workload>();
  for (const workload of declared.workloads) {
    const pod = workload.kind === 'Pod' ? cluster.pod(workload.namespace, workload.name) : undefined;
    // A Pod that has ended is no exposure.
    if (workload.idle) {
      continue;
    }
    const key = objectText((pod && ownerOf(pod)) ?? workload);
    if (!found.has(key)) {
      found.set(key, workload);
    }
  }
  return [...found.values()];
}

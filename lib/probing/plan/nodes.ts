import { listAt, mapAt } from '../../model/plain';
import { Manifest, textAt } from '../../wiring/manifest';
import { Cluster, LivePod } from '../cluster';
import { isTrue } from '../conditions';
import { Fault, fault } from '../fault';

/**
 * The address of one node, which stands for all: of the first one that is ready, or, where only nodes with Pods answer, of the first one
 * that has one. An ExternalIP goes before an InternalIP.
 */
export function nodeAddress(cluster: Cluster, pods: readonly LivePod[], local: boolean): string | Fault {
  const hosts = new Set(pods.flatMap((pod) => textAt(mapAt(pod.workload.manifest.object, 'spec'), 'nodeName') ?? []));
  const nodes = [...cluster.ofKind('Node')].filter(isReady).sort((a, b) => (a.name < b.name ? -1 : 1));
  const chosen = (local ? nodes.find(({ name }) => hosts.has(name)) : undefined) ?? nodes[0];
  const address = chosen && addressOf(chosen);
  if (address !== undefined) {
    return address;
  }
  const hostIp = pods.map(({ status }) => textAt(status, 'hostIP')).find((each) => each !== undefined);
  if (hostIp !== undefined) {
    return hostIp;
  }
  return cluster.knows('Node', '')
    ? fault('no-address', 'no node of the cluster is ready and has an address', 'see what kubectl get nodes --output wide says')
    : fault(
        'not-readable',
        `the addresses of the nodes cannot be read (${cluster.reasonOf('Node')})`,
        'ask for the right to get and list nodes',
      );
}

function isReady({ object }: Manifest): boolean {
  return isTrue(listAt(mapAt(object, 'status'), 'conditions'), 'Ready');
}

function addressOf({ object }: Manifest): string | undefined {
  const addresses = listAt(mapAt(object, 'status'), 'addresses');
  return ['ExternalIP', 'InternalIP']
    .map((type) => addresses.find((each) => each.type === type))
    .map((each) => each && textAt(each, 'address'))
    .find((each) => each !== undefined);
}

import { isPort, Protocol } from '../../model/port';
import { DeclaredPort, Workload } from '../../wiring/graph/workload';
import { listAt, mapAt } from '../../model/plain';
import { objectText, textAt } from '../../wiring/manifest';
import { Cluster, LivePod } from '../cluster';
import { fault } from '../fault';
import { Probe, Publisher } from '../probe';
import { controllerAmong, entryOf, isOwnPort, mapOf } from '../wire/controller';
import { backendText } from '../wire/backend';
import { notReadyFault } from '../wire/pods';
import { isCarried } from './services';

const METRICS = 10254;

/**
 * The host ports of a workload, at the node of one of its Pods, which stands for all. Kubernetes copies each port of a Pod with
 * hostNetwork into hostPort, so there it is meant for outside only in an ingress controller.
 */
export function planHostPorts(cluster: Cluster, workload: Workload): Probe[] {
  if (workload.ports.every(({ hostPort }) => hostPort === undefined)) {
    return [];
  }
  const pods = podsOf(cluster, workload);
  const by = publisherOf(workload, pods);
  const controller = controllerAmong(pods);
  const live = textAt(workload.podSpec, 'nodeName') !== undefined;
  const copied = live && workload.hostNetwork && !controller;
  const ports = copied ? [] : workload.ports.flatMap((port) => (port.hostPort === undefined ? [] : [{ port, hostPort: port.hostPort }]));
  return ports.flatMap(({ port, hostPort }) => {
    const { number, protocol } = port;
    const internal = controller && (number === METRICS || controller.ownPorts.some((own) => !own.checked && own.port === number));
    return isPort(hostPort) && isCarried(protocol) && !internal ? [hostProbe(cluster, by, pods, hostPort, port, protocol)] : [];
  });
}

/** A Pod is named by what made it. */
function publisherOf({ manifest }: Workload, pods: readonly LivePod[]): Publisher {
  const owner = pods.length > 0 ? ownerOf(pods[0]) : undefined;
  return manifest.kind === 'Pod' && owner ? owner : { kind: manifest.kind, namespace: manifest.namespace, name: manifest.name };
}

/** What made a Pod: a Deployment instead of its ReplicaSet. */
export function ownerOf({ manifest, labels }: LivePod): Publisher | undefined {
  const [owner] = listAt(mapAt(manifest.object, 'metadata'), 'ownerReferences');
  if (owner === undefined) {
    return undefined;
  }
  const [kind, name] = [String(owner.kind), String(owner.name)];
  const hash = labels['pod-template-hash'];
  return kind === 'ReplicaSet' && hash !== undefined && name.endsWith(`-${hash}`)
    ? { kind: 'Deployment', namespace: manifest.namespace, name: name.slice(0, -hash.length - 1) }
    : { kind, namespace: manifest.namespace, name };
}

/** The Pods that are there of a workload: those that it makes, or that the maker of this one makes. */
function podsOf(cluster: Cluster, { namespace, kind, name }: Workload): LivePod[] {
  const own = kind === 'Pod' ? cluster.pod(namespace, name) : undefined;
  const maker = own ? ownerOf(own) : { kind, namespace, name };
  return maker === undefined
    ? [own].flatMap((pod) => pod ?? [])
    : cluster.pods.filter((pod) => {
        const owner = pod.namespace === namespace ? ownerOf(pod) : undefined;
        return owner?.kind === maker.kind && owner.name === maker.name;
      });
}

function hostProbe(
  cluster: Cluster,
  by: Publisher,
  pods: readonly LivePod[],
  hostPort: number,
  { number, hostIp }: DeclaredPort,
  protocol: Protocol,
): Probe {
  const plain = { port: hostPort, protocol, way: 'hostPort' as const, by };
  const controller = controllerAmong(pods);
  const entry = controller && !isOwnPort(controller, number, protocol) ? entryOf(mapOf(cluster, controller, protocol), number) : undefined;
  const leadsTo = [
    entry ? backendText({ namespace: entry.namespace, name: entry.service, port: entry.servicePort }) : `containerPort ${number}`,
  ];
  if (pods.length === 0) {
    const known = cluster.knows('Pod', by.namespace);
    return {
      ...plain,
      leadsTo,
      fault: known
        ? fault(
            'no-pods',
            `${objectText(by)} has no Pods in the cluster, and so no node has its hostPort ${hostPort}`,
            'apply it, or scale it up',
          )
        : fault(
            'not-readable',
            `the Pods of ${objectText(by)} cannot be read (${cluster.reasonOf('Pod')})`,
            'ask for the right to get and list pods',
          ),
    };
  }
  const wire = { kind: 'host' as const, pods, port: hostPort, containerPort: number };
  const sorted = [...pods].sort((a, b) => Number(b.ready) - Number(a.ready) || (a.name < b.name ? -1 : 1));
  const anyIp = hostIp === '0.0.0.0' || hostIp === '::' || hostIp === '';
  const address = anyIp ? sorted.map(({ status }) => textAt(status, 'hostIP')).find((each) => each !== undefined) : hostIp;
  return address === undefined
    ? { ...plain, wire, leadsTo, fault: notReadyFault(cluster, `no Pod of ${objectText(by)} is on a node yet`, sorted) }
    : { ...plain, wire, leadsTo, address };
}

import { portText, Protocol } from '../../model/port';
import { Service, ServicePort } from '../../wiring/graph/service';
import { StreamMap } from '../../wiring/graph/stream-maps';
import { objectText } from '../../wiring/manifest';
import { isOnHost, targetNumber } from '../../wiring/rules/support-controller';
import { portsText } from '../../wiring/rules/support';
import { Cluster, LivePod } from '../cluster';
import { Fault, fault } from '../fault';
import { Probe, Publisher } from '../probe';
import { backendText } from '../wire/backend';
import { planHostEntry } from './host-entry';
import { ownerOf } from './hosts';
import { planService } from './services';

/** The ports of a tcp- or udp-services map, at the Service of the controller that reads it. */
export function planMap(cluster: Cluster, map: StreamMap): Probe[] {
  if (!map.nginx) {
    return [];
  }
  const by: Publisher = { kind: 'ConfigMap', namespace: map.manifest.namespace, name: map.manifest.name };
  const readers = cluster.pods.filter(({ controller }) => {
    const reference = controller?.maps[map.protocol];
    return reference?.namespace === by.namespace && reference.name === by.name;
  });
  const services = publishing(cluster, readers);
  const leading = portsByTarget(services, readers, map.protocol);
  return map.parsed.entries.flatMap((entry) => {
    const { port } = entry;
    const leadsTo = [backendText({ namespace: entry.namespace, name: entry.service, port: entry.servicePort })];
    const plain = { port, protocol: map.protocol, way: 'map entry' as const, by, leadsTo };
    const found = leading.get(port);
    if (found) {
      return planService(cluster, { ...found.service, ports: [found] });
    }
    const host = readers.find(({ controller }) => controller && isOnHost(controller, port, map.protocol));
    return [
      host ? planHostEntry(plain, readers) : { ...plain, fault: unpublishedFault(cluster, by, readers, services, port, map.protocol) },
    ];
  });
}

/** The Services that clients outside use to come to some Pods. */
function publishing(cluster: Cluster, pods: readonly LivePod[]): Service[] {
  return cluster.services.filter(
    (service) =>
      service.type !== 'ClusterIP' &&
      service.selector !== undefined &&
      cluster.selectedPods(service.namespace, service.selector).some((pod) => pods.includes(pod)),
  );
}

/** The ports of Services by the number on which the controller has to listen for them. */
function portsByTarget(services: readonly Service[], readers: readonly LivePod[], protocol: Protocol): ReadonlyMap<number, ServicePort> {
  const declared = readers[0]?.workload.ports ?? [];
  const found = new Map<number, ServicePort>();
  for (const port of services.flatMap(({ ports }) => ports)) {
    const target = port.protocol === (protocol as string) ? targetNumber(declared, port) : undefined;
    if (target !== undefined && !found.has(target)) {
      found.set(target, port);
    }
  }
  return found;
}

function unpublishedFault(
  cluster: Cluster,
  by: Publisher,
  readers: readonly LivePod[],
  services: readonly Service[],
  port: number,
  protocol: Protocol,
): Fault {
  if (readers.length === 0) {
    return cluster.knows('Pod', by.namespace)
      ? fault(
          'controller-missing',
          `no Pod in the cluster reads ${objectText(by)}`,
          `run ingress-nginx with --${protocol.toLowerCase()}-services-configmap=${by.namespace}/${by.name}`,
        )
      : fault(
          'not-readable',
          `who reads ${objectText(by)} cannot be read (${cluster.reasonOf('Pod')})`,
          'ask for the right to get and list pods',
        );
  }
  const reader = ownerOf(readers[0]) ?? readers[0].manifest;
  const wanted = `{ name: port-${port}${protocol === Protocol.UDP ? '-udp' : ''}, port: ${port}, protocol: ${protocol}, targetPort: ${port} }`;
  if (services.length === 0) {
    return fault(
      'controller-port-missing',
      `${objectText(by)} has an entry for port ${port}, and no Service leads from outside to ${objectText(reader)}`,
      `make a Service of type LoadBalancer for it, with the port ${wanted}`,
    );
  }
  return fault(
    'controller-port-missing',
    `${objectText(by)} has an entry for port ${port}, and ${objectText(services[0].manifest)} has no port that leads to ` +
      `${portText(port, protocol)} of ${objectText(reader)} (it has ${portsText(services[0].ports)})`,
    `add the port ${wanted} to the Service`,
  );
}

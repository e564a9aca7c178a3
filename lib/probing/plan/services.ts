import { listAt, mapAt, textsAt } from '../../model/plain';
import { isPort, portText, Protocol } from '../../model/port';
import { Service, ServicePort } from '../../wiring/graph/service';
import { portAt } from '../../wiring/graph/workload';
import { objectText, textAt } from '../../wiring/manifest';
import { portsText } from '../../wiring/rules/support';
import { Cluster } from '../cluster';
import { Fault, fault, quoted } from '../fault';
import { Probe, Publisher, Way } from '../probe';
import { followEndpoints } from '../wire/endpoints';
import { isFaulty } from '../wire/followed';
import { nodeAddress } from './nodes';
import { leadsToOf } from './leads-to';

/** The external ports of a Service: of load balancers, of nodes, and at its externalIPs. `declared` says which, the cluster where they are. */
export function planService(cluster: Cluster, declared: Service): Probe[] {
  return declared.ports.flatMap((port) =>
    isPort(port.number) && isCarried(port.protocol) ? waysOf(declared).flatMap((way) => planPort(cluster, declared, port, way)) : [],
  );
}

/** Protocols to which a program can connect without more. SCTP is none of them. */
export function isCarried(protocol: string): protocol is Protocol {
  return protocol === 'TCP' || protocol === 'UDP';
}

function waysOf({ type, manifest }: Service): Way[] {
  const external: Way[] = textsAt(mapAt(manifest.object, 'spec'), 'externalIPs').length > 0 ? ['externalIP'] : [];
  return type === 'LoadBalancer' || type === 'NodePort' ? [type, ...external] : external;
}

function planPort(cluster: Cluster, declared: Service, port: ServicePort, way: Way): Probe[] {
  const { namespace, name } = declared;
  const by: Publisher = { kind: 'Service', namespace, name };
  const plain = { port: port.number, protocol: port.protocol as Protocol, way, by };
  const without = (reason: Fault): Probe[] => [{ ...plain, leadsTo: [], fault: reason }];
  const live = cluster.service(namespace, name);
  if (!live) {
    return without(missingFault(cluster, by));
  }
  const livePort = live.ports.find((each) => each.number === port.number && each.protocol === port.protocol);
  if (!livePort) {
    return without(
      fault(
        'service-port-missing',
        `${objectText(by)} has no port ${portText(port.number, port.protocol as Protocol)} in the cluster (it has ${portsText(live.ports)})`,
        'apply the manifest that has it',
      ),
    );
  }
  if (!waysOf(live).includes(way)) {
    const now = way === 'externalIP' ? 'has no externalIPs' : `is of type ${live.type}, and not ${way},`;
    return without(fault('service-not-external', `${objectText(by)} ${now} in the cluster`, 'apply the manifest that says so'));
  }
  const wired = { ...plain, wire: { kind: 'service' as const, port: livePort }, leadsTo: leadsToOf(cluster, livePort) };
  switch (way) {
    case 'LoadBalancer':
      return balancerProbes(cluster, live, livePort, wired);
    case 'externalIP':
      return textsAt(mapAt(live.manifest.object, 'spec'), 'externalIPs').map((address) => ({ ...wired, address }));
    default:
      return [nodeProbe(cluster, livePort, wired)];
  }
}

export function missingFault(cluster: Cluster, object: Publisher): Fault {
  return cluster.knows(object.kind, object.namespace)
    ? fault('service-missing', `${objectText(object)} is not in the cluster`, 'apply it')
    : fault(
        'not-readable',
        `whether ${objectText(object)} is in the cluster cannot be read (${cluster.reasonOf(object.kind)})`,
        'ask for the right to get and list it',
      );
}

function balancerProbes(cluster: Cluster, { manifest, namespace, name }: Service, port: ServicePort, wired: Probe): Probe[] {
  const ingress = listAt(mapAt(mapAt(manifest.object, 'status'), 'loadBalancer'), 'ingress');
  const addressed = ingress.flatMap((item) => {
    const address = textAt(item, 'ip') ?? textAt(item, 'hostname');
    return address === undefined ? [] : [{ address, item }];
  });
  if (addressed.length === 0) {
    const said = cluster.complaintAbout(wired.by);
    const reason = fault(
      'no-address',
      `${objectText(manifest)} has no address yet${said === '' ? '' : ` (${quoted(said)})`}`,
      `see what gives out addresses of load balancers, as a cloud controller or MetalLB: kubectl describe service --namespace ${namespace} ${name}`,
    );
    return [{ ...wired, fault: reason }];
  }
  return addressed.map(({ address, item }) => {
    const status = listAt(item, 'ports').find((each) => portAt(each, 'port') === port.number && each.protocol === port.protocol);
    const error = status && textAt(status, 'error');
    return error === undefined
      ? { ...wired, address }
      : {
          ...wired,
          fault: fault(
            'no-address',
            `the load balancer of ${objectText(manifest)} at ${address} does not have port ${portText(port.number, wired.protocol)} (${quoted(error)})`,
            'change the port as the error says',
          ),
        };
  });
}

function nodeProbe(cluster: Cluster, port: ServicePort, wired: Probe): Probe {
  if (port.nodePort === undefined) {
    const text = objectText(port.service.manifest);
    return { ...wired, fault: fault('no-address', `${text} has no nodePort yet`, 'wait until the API server has given it one') };
  }
  const followed = followEndpoints(cluster, port);
  const { namespace, selector = {} } = port.service;
  const pods = isFaulty(followed) ? cluster.selectedPods(namespace, selector) : followed.end.pods;
  const local = mapAt(port.service.manifest.object, 'spec').externalTrafficPolicy === 'Local';
  const found = nodeAddress(cluster, pods, local);
  return { ...wired, port: port.nodePort, ...(typeof found === 'string' ? { address: found } : { fault: found }) };
}

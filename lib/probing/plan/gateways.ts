import { listAt, mapAt } from '../../model/plain';
import { isPort } from '../../model/port';
import { GATEWAY_GROUP } from '../../controllers/gateway-api/limits';
import { Manifest, objectText, textAt } from '../../wiring/manifest';
import { Listener, ListenerOwner } from '../../wiring/graph/gateways';
import { portAt } from '../../wiring/graph/workload';
import { Cluster } from '../cluster';
import { Fault, fault } from '../fault';
import { Probe, Publisher } from '../probe';
import { gatewayAddresses } from '../wire/carriers';
import { addressFault, transportOf } from '../wire/listener';
import { backendTexts } from '../wire/routes';

/** The listeners of a Gateway, or of a ListenerSet, at each address of the Gateway. */
export function planGateway(cluster: Cluster, declared: Manifest): Probe[] {
  if (declared.group !== GATEWAY_GROUP) {
    return [];
  }
  const by: Publisher = { kind: declared.kind, namespace: declared.namespace, name: declared.name };
  const owner = cluster.find(by.kind, by.namespace, by.name);
  const listeners = owner ? new ListenerOwner(owner).listeners : [];
  return new ListenerOwner(declared).listeners.flatMap((listener) => {
    const live = listeners.find(({ name }) => name === listener.name);
    const port = portOf(owner, live ?? listener);
    const protocol = transportOf(listener);
    if (port === undefined || protocol === undefined) {
      return [];
    }
    const plain = { port, protocol, way: 'Gateway' as const, by, listener: listener.name };
    const without = (reason: Fault): Probe[] => [{ ...plain, leadsTo: [], fault: reason }];
    if (!owner) {
      return without(missingFault(cluster, by));
    }
    if (!live || live.port !== listener.port) {
      return without(
        fault(
          'listener-missing',
          `${objectText(by)} has no listener "${listener.name}" on port ${listener.port} in the cluster`,
          'apply the manifest that has it',
        ),
      );
    }
    const parent = gatewayName(owner);
    const gateway = cluster.find('Gateway', parent.namespace, parent.name);
    if (!gateway) {
      return without(missingFault(cluster, parent));
    }
    const wired = {
      ...plain,
      wire: { kind: 'listener' as const, gateway, owner, listener: live },
      leadsTo: backendTexts(cluster, owner, live),
    };
    const addresses = gatewayAddresses(gateway);
    return addresses.length === 0
      ? [{ ...wired, fault: addressFault(cluster, gateway) }]
      : addresses.map((address) => ({ ...wired, address }));
  });
}

/** The Gateway whose addresses count: its own, or that of a ListenerSet's parentRef. */
function gatewayName(owner: Manifest): Publisher {
  const parent = owner.kind === 'Gateway' ? {} : mapAt(mapAt(owner.object, 'spec'), 'parentRef');
  return {
    kind: 'Gateway',
    namespace: textAt(parent, 'namespace') ?? owner.namespace,
    name: owner.kind === 'Gateway' ? owner.name : (textAt(parent, 'name') ?? ''),
  };
}

/** A ListenerSet may leave its port to the controller, which then says it in the status. */
function portOf(owner: Manifest | undefined, { name, port }: Listener): number | undefined {
  const status = owner && listAt(mapAt(owner.object, 'status'), 'listeners').find((each) => each.name === name);
  return isPort(port) ? port : status && portAt(status, 'port');
}

function missingFault(cluster: Cluster, object: Publisher): Fault {
  return cluster.knows(object.kind, object.namespace)
    ? fault('gateway-missing', `${objectText(object)} is not in the cluster`, 'apply it')
    : fault(
        'not-readable',
        `whether ${objectText(object)} is in the cluster cannot be read (${cluster.reasonOf(object.kind)})`,
        'ask for the right to get and list it',
      );
}

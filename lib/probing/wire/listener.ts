import { listAt, mapAt, PlainObject } from '../../model/plain';
import { portText, Protocol } from '../../model/port';
import { Manifest, objectText, textAt } from '../../wiring/manifest';
import { portsText } from '../../wiring/rules/support';
import { Listener } from '../../wiring/graph/gateways';
import { Cluster } from '../cluster';
import { conditionText, isFalse, isTrue } from '../conditions';
import { fault, Fault, quoted } from '../fault';
import { carriersOf } from './carriers';
import { followEndpoints } from './endpoints';
import { Followed, isFaulty } from './followed';
import { followRoutes } from './routes';

/** The transport protocol of a listener; undefined for one that is neither. */
export function transportOf({ protocol }: Listener): Protocol | undefined {
  return protocol === 'UDP' ? Protocol.UDP : ['TCP', 'TLS', 'HTTP', 'HTTPS'].includes(protocol) ? Protocol.TCP : undefined;
}

/** From a listener through its routes to the Pods. `owner` has the listener: the Gateway itself, or a ListenerSet. */
export function followListener(cluster: Cluster, gateway: Manifest, owner: Manifest, listener: Listener): Followed {
  const before =
    acceptanceFault(cluster, gateway) ?? ownerFault(gateway, owner) ?? listenerFault(owner, listener, ['Accepted', 'ResolvedRefs']);
  if (before) {
    return { fault: before };
  }
  const followed = followRoutes(cluster, gateway, owner, listener);
  if (isFaulty(followed)) {
    return followed;
  }
  const behind = listenerFault(owner, listener, ['Programmed']) ?? carrierFault(cluster, gateway, listener);
  return behind ? { fault: behind } : { end: { ...followed.end, proxy: `the proxy of ${objectText(gateway)}` } };
}

/** Why a Gateway's controller does not work for it. */
export function acceptanceFault(cluster: Cluster, gateway: Manifest): Fault | undefined {
  const conditions = listAt(mapAt(gateway.object, 'status'), 'conditions');
  const className = textAt(mapAt(gateway.object, 'spec'), 'gatewayClassName') ?? '';
  if (isTrue(conditions, 'Accepted')) {
    return undefined;
  }
  if (isFalse(conditions, 'Accepted')) {
    return fault(
      'gateway-not-accepted',
      `${objectText(gateway)} is not accepted (${conditionText(conditions, 'Accepted')})`,
      'change the Gateway as its condition Accepted says',
    );
  }
  const missing = cluster.knows('GatewayClass', '') && !cluster.find('GatewayClass', '', className);
  return missing
    ? fault(
        'gateway-not-accepted',
        `${objectText(gateway)} is of class "${className}", and there is no such GatewayClass in the cluster`,
        'install the controller with its GatewayClass, or name a class that is there',
      )
    : fault(
        'gateway-not-accepted',
        `no controller has taken ${objectText(gateway)} of class "${className}" yet`,
        `see that the controller of GatewayClass ${className} runs`,
      );
}

function ownerFault(gateway: Manifest, owner: Manifest): Fault | undefined {
  const conditions = listAt(mapAt(owner.object, 'status'), 'conditions');
  if (owner === gateway || isTrue(conditions, 'Accepted')) {
    return undefined;
  }
  const said = conditionText(conditions, 'Accepted');
  return fault(
    'listener-set-not-accepted',
    `${objectText(owner)} is not accepted by ${objectText(gateway)} (${said || 'no controller has looked at it'})`,
    /NotAllowed/.test(said)
      ? 'give the Gateway allowedListeners: { namespaces: { from: All } }, or put the ListenerSet where it is allowed'
      : said === ''
        ? 'see that the controller of the Gateway knows ListenerSets'
        : 'change the ListenerSet as its condition Accepted says',
  );
}

function statusOf(owner: Manifest, { name }: Listener): PlainObject {
  return listAt(mapAt(owner.object, 'status'), 'listeners').find((each) => each.name === name) ?? {};
}

function listenerFault(owner: Manifest, listener: Listener, types: readonly string[]): Fault | undefined {
  const conditions = listAt(statusOf(owner, listener), 'conditions');
  const text = `listener "${listener.name}" of ${objectText(owner)}`;
  if (isTrue(conditions, 'Conflicted')) {
    return fault(
      'listener-not-accepted',
      `${text} is in conflict with another one (${conditionText(conditions, 'Conflicted')})`,
      `give one of the listeners on port ${listener.port} another port${/Hostname/.test(conditionText(conditions, 'Conflicted')) ? ' or host name' : ''}`,
    );
  }
  const bad = types.find((type) => isFalse(conditions, type));
  return bad === undefined
    ? undefined
    : fault(
        bad === 'Programmed' ? 'listener-not-programmed' : 'listener-not-accepted',
        `${text} has ${bad} False (${conditionText(conditions, bad)})`,
        `change the listener as its condition ${bad} says`,
      );
}

/** The Service of the proxy has to have the listener's port, and Pods that are ready. */
function carrierFault(cluster: Cluster, gateway: Manifest, listener: Listener): Fault | undefined {
  const protocol = transportOf(listener);
  const carriers = carriersOf(cluster, gateway);
  if (carriers.length === 0 || protocol === undefined) {
    return undefined;
  }
  const port = carriers
    .flatMap(({ ports }) => ports)
    .find((each) => each.number === listener.port && each.protocol === (protocol as string));
  if (!port) {
    return fault(
      'gateway-port-missing',
      `${objectText(carriers[0].manifest)}, through which ${objectText(gateway)} is reached, has no port ` +
        `${portText(listener.port, protocol)} (it has ${portsText(carriers[0].ports)})`,
      'add the port to the Service and to the proxy behind it, where the controller does not do it',
    );
  }
  const followed = followEndpoints(cluster, port);
  return isFaulty(followed) ? followed.fault : undefined;
}

/** Why a Gateway has no address. */
export function addressFault(cluster: Cluster, gateway: Manifest): Fault {
  const notAccepted = acceptanceFault(cluster, gateway);
  if (notAccepted) {
    return notAccepted;
  }
  const conditions = listAt(mapAt(gateway.object, 'status'), 'conditions');
  const [service] = carriersOf(cluster, gateway);
  const said = service ? cluster.complaintAbout({ kind: 'Service', namespace: service.namespace, name: service.name }) : '';
  const why = said === '' ? conditionText(conditions, 'Programmed') : `${objectText(service.manifest)}: ${quoted(said)}`;
  return fault(
    'no-address',
    `${objectText(gateway)} has no address yet${why === '' ? '' : ` (${why})`}`,
    service
      ? `see what gives out addresses of load balancers: kubectl describe service --namespace ${service.namespace} ${service.name}`
      : `see what its controller says: kubectl describe gateway --namespace ${gateway.namespace} ${gateway.name}`,
  );
}

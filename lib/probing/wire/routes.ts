import { listAt, mapAt, PlainObject } from '../../model/plain';
import { isPort, Protocol } from '../../model/port';
import { ServicePort } from '../../wiring/graph/service';
import { portAt } from '../../wiring/graph/workload';
import { indexedAt, Manifest, objectText, textAt } from '../../wiring/manifest';
import { listText } from '../../wiring/rules/support';
import { Listener, ListenerOwner } from '../../wiring/graph/gateways';
import { BackendRef, backendRefs, LISTENERS_OF_ROUTE, ParentRef, parentRefs } from '../../wiring/graph/routes';
import { Cluster } from '../cluster';
import { conditionOf, conditionText, isFalse, isTrue } from '../conditions';
import { fault, Fault } from '../fault';
import { backendPort, backendText } from './backend';
import { followService } from './controller';
import { End, Followed, isFaulty } from './followed';

/** A route that names a listener, by one of its parentRefs. */
interface Naming {
  readonly route: Manifest;
  readonly ref: ParentRef;
}

/** Where the routes of a listener lead, as a table has it. */
export function backendTexts(cluster: Cluster, owner: Manifest, listener: Listener): string[] {
  const all = namings(cluster, owner).filter(({ route, ref }) => takes(listener, route) && isNamed(listener, ref));
  const texts = all.flatMap(({ route }) => sendingRefs(route).map((ref) => backendText({ ...ref, port: ref.port ?? '?' })));
  return [...new Set(texts)];
}

export function followRoutes(cluster: Cluster, gateway: Manifest, owner: Manifest, listener: Listener): Followed {
  const all = namings(cluster, owner);
  const naming = all.filter(({ route, ref }) => takes(listener, route) && isNamed(listener, ref));
  if (naming.length === 0) {
    const kinds = Object.keys(LISTENERS_OF_ROUTE).filter((kind) => LISTENERS_OF_ROUTE[kind].includes(listener.protocol));
    const unread = kinds.find((kind) => !cluster.knows(kind, owner.namespace));
    const text = `listener "${listener.name}" of ${objectText(owner)}`;
    return unread === undefined
      ? { fault: noRouteFault(owner, listener, all, kinds) }
      : { end: { text: `${text} listens on it`, pods: [], target: listener.port, unknown: cluster.unknownText(unread) } };
  }
  const accepted = naming.filter(({ route, ref }) => isTrue(statusOf(route, ref) ?? [], 'Accepted'));
  if (accepted.length === 0) {
    return { fault: notAcceptedFault(gateway, owner, listener, naming[0]) };
  }
  const ends: End[] = [];
  for (const { route, ref } of accepted) {
    const followed = followRoute(cluster, route, ref, listener);
    if (isFaulty(followed)) {
      return followed;
    }
    ends.push(followed.end);
  }
  return { end: ends[0] };
}

function namings(cluster: Cluster, owner: Manifest): Naming[] {
  return cluster.routes.flatMap((route) =>
    parentRefs(route)
      .filter((ref) => ref.kind === owner.kind && ref.namespace === owner.namespace && ref.name === owner.name)
      .map((ref) => ({ route, ref })),
  );
}

/** Whether a parentRef means this listener: by its name, its port, or every one. */
function isNamed(listener: Listener, { sectionName, port }: ParentRef): boolean {
  return (sectionName === undefined || listener.name === sectionName) && (port === undefined || listener.port === port);
}

function takes({ protocol }: Listener, { kind }: Manifest): boolean {
  return LISTENERS_OF_ROUTE[kind].includes(protocol);
}

/** What the Gateway's controller says of a route at a parentRef; undefined where it says nothing. */
function statusOf(route: Manifest, ref: ParentRef): PlainObject[] | undefined {
  const parents = listAt(mapAt(route.object, 'status'), 'parents');
  const own = parents.find((each) => {
    const parent = mapAt(each, 'parentRef');
    return (
      (textAt(parent, 'kind') ?? 'Gateway') === ref.kind &&
      parent.name === ref.name &&
      (textAt(parent, 'namespace') ?? route.namespace) === ref.namespace &&
      textAt(parent, 'sectionName') === ref.sectionName &&
      portAt(parent, 'port') === ref.port
    );
  });
  return own && listAt(own, 'conditions');
}

function noRouteFault(owner: Manifest, listener: Listener, all: readonly Naming[], kinds: readonly string[]): Fault {
  const { listeners } = new ListenerOwner(owner);
  const text = `listener "${listener.name}" of ${objectText(owner)}`;
  const astray = all.find(
    ({ route, ref }) => kinds.includes(route.kind) && !listeners.some((each) => takes(each, route) && isNamed(each, ref)),
  );
  if (astray) {
    const { route, ref } = astray;
    const which = ref.sectionName !== undefined ? `"${ref.sectionName}"` : `on port ${ref.port}`;
    const other = listeners.find((each) => isNamed(each, ref));
    return fault(
      'route-not-accepted',
      `no route leads on from ${text}: ${objectText(route)} names the listener ${which}, ` +
        (other
          ? `which is for ${other.protocol} and takes no ${route.kind}`
          : `and ${objectText(owner)} has ${listText(listeners.map(({ name }) => `"${name}"`))}`),
      `name the listener in the route, as sectionName: ${listener.name}`,
    );
  }
  const place = owner.kind === 'Gateway' ? '' : `kind: ${owner.kind}, `;
  return fault(
    'no-route',
    `no ${kinds.join(' or ')} names ${text}, so it leads nowhere`,
    `make a ${listener.protocol === 'TLS' ? 'TLSRoute' : kinds[0]} with parentRefs: [{ ${place}name: ${owner.name}, sectionName: ${listener.name} }]`,
  );
}

const ADVICE: Readonly<Record<string, string>> = {
  NotAllowedByListeners: 'give the listener allowedRoutes: { namespaces: { from: All } }, or make the route in its namespace',
  NoMatchingListenerHostname: 'give the route a host name that the listener takes',
  NoMatchingParent: 'name a listener that is there, of a protocol that takes the route',
};

function notAcceptedFault(gateway: Manifest, owner: Manifest, listener: Listener, { route, ref }: Naming): Fault {
  const conditions = statusOf(route, ref);
  if (conditions === undefined) {
    const className = textAt(mapAt(gateway.object, 'spec'), 'gatewayClassName') ?? '';
    return fault(
      'route-not-accepted',
      `no controller has looked at ${objectText(route)}, which names listener "${listener.name}" of ${objectText(owner)}`,
      `see that the controller of GatewayClass ${className} runs, and that it knows ${route.kind}s`,
    );
  }
  const reason = conditionOf(conditions, 'Accepted')?.reason ?? '';
  return fault(
    'route-not-accepted',
    `${objectText(route)} is not accepted by ${objectText(owner)} (${conditionText(conditions, 'Accepted') || 'it does not say why'})`,
    ADVICE[reason] ?? 'change the route as its condition Accepted says',
  );
}

/** The backends that get connections: one of weight 0 gets none. */
function sendingRefs(route: Manifest): BackendRef[] {
  return backendRefs(route).filter(({ path }) => {
    const [, , rule, , index] = path as [string, string, number, string, number];
    const found = indexedAt(listAt(mapAt(route.object, 'spec'), 'rules')[rule] ?? {}, 'backendRefs').find((each) => each.index === index);
    return portAt(found?.item ?? {}, 'weight') !== 0;
  });
}

function followRoute(cluster: Cluster, route: Manifest, ref: ParentRef, listener: Listener): Followed {
  const refs = sendingRefs(route);
  const conditions = statusOf(route, ref) ?? [];
  const found: ServicePort[] = [];
  let end: End = { text: objectText(route), pods: [], target: listener.port };
  for (const { namespace, name, port } of refs) {
    if (!isPort(port)) {
      continue;
    }
    const protocol = listener.protocol === 'UDP' ? Protocol.UDP : Protocol.TCP;
    const backend = backendPort(cluster, `${objectText(route)} sends`, { namespace, name, port, protocol });
    if ('fault' in backend) {
      return backend;
    }
    end = { ...end, text: backend.text, ...(backend.unknown === undefined ? {} : { unknown: backend.unknown }) };
    found.push(...(backend.port ? [backend.port] : []));
  }
  const unresolved = unresolvedFault(route, conditions);
  // What is not permitted comes before the Pods; else the Pods say more, as of a Service without endpoints.
  if (unresolved && isNotPermitted(conditions)) {
    return { fault: unresolved };
  }
  if (refs.length === 0 && !answersItself(route)) {
    return {
      fault: fault(
        'no-backend',
        `${objectText(route)} names no backend that gets connections`,
        'give it backendRefs with a weight above 0',
      ),
    };
  }
  for (const port of found) {
    const followed = followService(cluster, port);
    if (isFaulty(followed)) {
      return followed;
    }
    end = followed.end;
  }
  return unresolved ? { fault: unresolved } : { end };
}

function isNotPermitted(conditions: readonly PlainObject[]): boolean {
  return conditionOf(conditions, 'ResolvedRefs')?.reason === 'RefNotPermitted';
}

function unresolvedFault(route: Manifest, conditions: readonly PlainObject[]): Fault | undefined {
  return isFalse(conditions, 'ResolvedRefs')
    ? fault(
        'route-not-resolved',
        `${objectText(route)} leads to what its controller does not resolve (${conditionText(conditions, 'ResolvedRefs')})`,
        isNotPermitted(conditions)
          ? `make a ReferenceGrant in the namespace of the Service, from ${route.kind} of namespace ${route.namespace} to Service`
          : 'change the backendRefs as the condition ResolvedRefs says',
      )
    : undefined;
}

/** A route of HTTP may redirect, and backends of another kind than Service are the controller's own business. */
function answersItself(route: Manifest): boolean {
  return (
    ['HTTPRoute', 'GRPCRoute'].includes(route.kind) ||
    indexedAt(mapAt(route.object, 'spec'), 'rules').some(({ item }) =>
      listAt(item, 'backendRefs').some(({ kind, weight }) => (kind ?? 'Service') !== 'Service' && weight !== 0),
    )
  );
}

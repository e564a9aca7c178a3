import { isDnsLabel, isObjectName } from '../lib/model/names';
import { Protocol } from '../lib/model/port';
import { Refusal } from '../lib/model/refusal';
import { bounded } from '../lib/probing/bounded';
import { Cluster, Unread } from '../lib/probing/cluster';
import { Manifest, manifestsOf } from '../lib/wiring/manifest';
import { Answer, get, Kubectl, Query } from './probe-kubectl';

/** What was read of a cluster. */
export interface Readings {
  readonly manifests: readonly Manifest[];
  readonly unread: readonly Unread[];
}

type Resources = readonly (readonly [resource: string, kind: string])[];

const GATEWAY = 'gateway.networking.k8s.io';
const FIRST: Resources = [['services', 'Service']];
/** What is needed to find the ports and their addresses, and most of what lies behind them. */
const WIRING: Resources = [
  ['pods', 'Pod'],
  ['endpointslices.discovery.k8s.io', 'EndpointSlice'],
  ['nodes', 'Node'],
  [`gateways.${GATEWAY}`, 'Gateway'],
  [`gatewayclasses.${GATEWAY}`, 'GatewayClass'],
  [`listenersets.${GATEWAY}`, 'ListenerSet'],
  [`tcproutes.${GATEWAY}`, 'TCPRoute'],
  [`udproutes.${GATEWAY}`, 'UDPRoute'],
  [`tlsroutes.${GATEWAY}`, 'TLSRoute'],
  [`httproutes.${GATEWAY}`, 'HTTPRoute'],
  [`grpcroutes.${GATEWAY}`, 'GRPCRoute'],
];
/** What says more about a port that does not answer. */
const MORE: Resources = [
  ['deployments.apps', 'Deployment'],
  ['statefulsets.apps', 'StatefulSet'],
  ['daemonsets.apps', 'DaemonSet'],
  ['replicasets.apps', 'ReplicaSet'],
  ['events', 'Event'],
];
const CLUSTER_WIDE = ['Node', 'GatewayClass'];
/** Processes of kubectl at a time. */
const AT_ONCE = 4;

/** Reads what a plan is made of. `namespaces` are read one by one where the whole cluster may not be. */
export async function readWiring(kubectl: Kubectl, namespaces: readonly string[]): Promise<Readings> {
  const first = await read(kubectl, FIRST, namespaces);
  const [refused] = first.unread.filter(({ except = [] }) => except.length === 0);
  if (refused && namespaces.length === 0) {
    throw new Refusal(`kubectl may not get services of all namespaces (${refused.reason}): give --namespace`);
  }
  if (refused) {
    throw new Refusal(`kubectl may not get services (${refused.reason}): ask for the right to get and list them`);
  }
  const wiring = await read(kubectl, WIRING, namespaces);
  const both = { manifests: [...first.manifests, ...wiring.manifests], unread: [...first.unread, ...wiring.unread] };
  const maps = await readMaps(kubectl, new Cluster(both.manifests));
  return { manifests: [...both.manifests, ...maps.manifests], unread: [...both.unread, ...maps.unread] };
}

/** Reads what is needed only where a port does not answer. */
export function readMore(kubectl: Kubectl, namespaces: readonly string[]): Promise<Readings> {
  return read(kubectl, MORE, namespaces);
}

async function read(kubectl: Kubectl, resources: Resources, namespaces: readonly string[]): Promise<Readings> {
  const all = await bounded(resources, AT_ONCE, ([resource, kind]) => readKind(kubectl, resource, kind, namespaces));
  return { manifests: all.flatMap(({ manifests }) => manifests), unread: all.flatMap(({ unread }) => unread) };
}

async function readKind(kubectl: Kubectl, resource: string, kind: string, namespaces: readonly string[]): Promise<Readings> {
  const query: Query = kind === 'Event' ? { resource, fieldSelector: 'type=Warning' } : { resource };
  const answer = await get(kubectl, query);
  if (!('forbidden' in answer)) {
    return { manifests: objectsOf(answer), unread: [] };
  }
  const tried = CLUSTER_WIDE.includes(kind) ? [] : namespaces;
  const each = await bounded(tried, AT_ONCE, async (namespace) => ({ namespace, answer: await get(kubectl, { ...query, namespace }) }));
  const except = each.filter((one) => !('forbidden' in one.answer)).map(({ namespace }) => namespace);
  return { manifests: each.flatMap((one) => objectsOf(one.answer)), unread: [{ kind, reason: answer.forbidden, except }] };
}

/** The ConfigMaps that controllers read by their flags, and no others. */
async function readMaps(kubectl: Kubectl, cluster: Cluster): Promise<Readings> {
  const references = cluster.pods.flatMap(({ controller }) =>
    controller ? Object.values(Protocol).flatMap((protocol) => controller.maps[protocol] ?? []) : [],
  );
  const valid = references.filter(({ namespace, name }) => isDnsLabel(namespace) && isObjectName(name));
  const distinct = [...new Map(valid.map((each) => [`${each.namespace}/${each.name}`, each])).values()];
  const all = await bounded(distinct, AT_ONCE, async ({ namespace, name }) => ({
    namespace,
    answer: await get(kubectl, { resource: 'configmaps', namespace, fieldSelector: `metadata.name=${name}` }),
  }));
  const forbidden = all.flatMap(({ answer }) => ('forbidden' in answer ? [answer.forbidden] : []));
  const except = all.filter(({ answer }) => !('forbidden' in answer)).map(({ namespace }) => namespace);
  return {
    manifests: all.flatMap(({ answer }) => objectsOf(answer)),
    unread: forbidden.length > 0 ? [{ kind: 'ConfigMap', reason: forbidden[0], except: [...new Set(except)] }] : [],
  };
}

function objectsOf(answer: Answer): Manifest[] {
  return 'list' in answer ? manifestsOf(answer.list, { kind: 'construct', path: 'cluster' }, { namespace: 'default' }) : [];
}

import { isPlainObject, listAt, mapAt, PlainObject, textsAt } from '../../model/plain';
import { isEmptySelector, matchesLabelSelector } from '../graph/label-selector';
import { ServicePort } from '../graph/service';
import { readersOf, traefikRoutes, traefiks } from '../graph/traefik';
import { WiringGraph } from '../graph/wiring-graph';
import { Workload } from '../graph/workload';
import { RelatedPlace } from '../finding';
import { indexedAt, Manifest, objectText, textsMapAt } from '../manifest';
import { Rule, Violation } from '../rule';
import { at, leadsText, listText, serviceText, workloadText } from './support';

/**
 * Policies add up: a Pod that any of them selects for ingress takes only what one of them allows. Reported is a port that none of
 * them opens, and one that the controller of the gateway cannot reach.
 */
const OTHER_POLICIES = [
  'CiliumNetworkPolicy',
  'CiliumClusterwideNetworkPolicy',
  'AdminNetworkPolicy',
  'BaselineAdminNetworkPolicy',
  'GlobalNetworkPolicy',
];

export const networkPolicyBlocks: Rule = {
  id: 'network-policy-blocks',
  severity: 'error',
  summary: 'a NetworkPolicy that lets nobody, or not the gateway, reach a Service port',
  check(graph, report) {
    const policies = policiesByWorkload(graph);
    // Policies of other kinds add to these, and have languages of their own.
    if (policies.size === 0 || OTHER_POLICIES.some((kind) => graph.ofKind(kind).length > 0)) {
      return;
    }
    const exposed = sourcesByPort(graph);
    const blocksOf = new Map<Workload, Block[]>();
    for (const service of graph.services) {
      for (const workload of graph.selectedBy(service)) {
        const mine = policies.get(workload);
        const blocks = mine
          ? service.ports.flatMap((port) => blockOf(graph, port, workload, mine, [...(exposed.get(port) ?? [])]) ?? [])
          : [];
        blocksOf.set(workload, [...(blocksOf.get(workload) ?? []), ...blocks]);
      }
    }
    // One policy over a whole namespace is one mistake.
    const numbers = new Map(graph.ofKind('NetworkPolicy').map((policy, index) => [policy, index]));
    const groups = new Map<string, Group>();
    for (const [workload, mine] of policies) {
      for (const block of blocksOf.get(workload) ?? []) {
        const key = JSON.stringify([mine.map((policy) => numbers.get(policy)), block.who]);
        const group = groups.get(key) ?? { policies: mine, workloads: new Set<Workload>(), blocks: [] };
        groups.set(key, group);
        group.workloads.add(workload);
        group.blocks.push(block);
      }
    }
    groups.forEach((group) => report(violation(group)));
  },
};

interface Group {
  readonly policies: readonly Manifest[];
  readonly workloads: Set<Workload>;
  readonly blocks: Block[];
}

function violation({ policies, workloads, blocks }: Group): Violation {
  // Of several it is the one that allows something which was meant to allow this, too.
  const policy = policies.find(({ object }) => listAt(mapAt(object, 'spec'), 'ingress').length > 0) ?? policies[0];
  const [{ port, who, from }] = blocks;
  const services = [...new Set(blocks.map((each) => each.port.service))].map((service) => {
    const ports = blocks.filter((each) => each.port.service === service).map((each) => leadsText(each.port));
    return `${listText(ports)} of ${serviceText(service)}`;
  });
  return {
    message:
      `${listText(policies.map(objectText), ' and ')} ${reachText(who, new Set(policies.map(objectText)).size > 1)} ` +
      `${listText(services, ' and ')} on ${listText([...workloads].map(workloadText), ' and ')}`,
    fix: `allow ${targetText(port)} in its ingress rules${from}`,
    place: at(policy, ['spec', 'ingress'], 'key'),
    related: [
      ...allowances(policy, from !== '').slice(0, 3),
      ...blocks
        .slice(0, 3)
        .map((each) => ({ place: at(each.port.service.manifest, each.port.path), message: `${leadsText(each.port)} leads there` })),
    ],
    uncertain: true,
  };
}

function reachText(who: string, several: boolean): string {
  if (who === NOBODY) {
    return `${several ? 'let' : 'lets'} nobody reach`;
  }
  return `${several ? 'do' : 'does'} not let ${who} reach`;
}

/** What a policy does allow: the peers, or the ports. */
function allowances(policy: Manifest, peers: boolean): RelatedPlace[] {
  return indexedAt(mapAt(policy.object, 'spec'), 'ingress').flatMap(({ item, index }) =>
    indexedAt(item, peers ? 'from' : 'ports').map((each) => ({
      place: at(policy, ['spec', 'ingress', index, peers ? 'from' : 'ports', each.index]),
      message: peers ? 'it allows these' : 'it allows this port',
    })),
  );
}

const NOBODY = 'nobody';

interface Block {
  readonly port: ServicePort;
  readonly who: string;
  readonly from: string;
}

function blockOf(
  graph: WiringGraph,
  port: ServicePort,
  workload: Workload,
  policies: readonly Manifest[],
  sources: readonly Workload[],
): Block | undefined {
  const rules = policies.flatMap(({ object }) => listAt(mapAt(object, 'spec'), 'ingress')).filter((rule) => opens(rule, port, workload));
  if (rules.length === 0) {
    return { port, who: NOBODY, from: '' };
  }
  const namespaces = policies[0].namespace;
  const source = sources.find((each) => !rules.some((rule) => admits(graph, rule, each, namespaces)));
  return source && { port, who: workloadText(source), from: ` from namespace ${source.namespace}` };
}

/** Whether a rule's ports take in where the Service port leads. */
function opens(rule: PlainObject, port: ServicePort, workload: Workload): boolean {
  const ports = listAt(rule, 'ports');
  const declared = workload.ports.filter((each) => each.protocol === port.protocol);
  const numbers =
    typeof port.target === 'number' ? [port.target] : declared.filter(({ name }) => name === port.target).map(({ number }) => number);
  return (
    ports.length === 0 ||
    numbers.length === 0 ||
    ports.some((each) => {
      const protocol = typeof each.protocol === 'string' ? each.protocol : 'TCP';
      if (protocol !== port.protocol) {
        return false;
      }
      const { port: allowed, endPort } = each;
      if (typeof allowed === 'string') {
        return declared.some(({ name, number }) => name === allowed && numbers.includes(number));
      }
      const last = typeof endPort === 'number' ? endPort : allowed;
      return typeof allowed !== 'number' || numbers.some((number) => number >= allowed && number <= (last as number));
    })
  );
}

/** Whether a rule may let a workload's Pods in. What the input does not tell (labels of a namespace, addresses) counts as yes. */
function admits(graph: WiringGraph, rule: PlainObject, source: Workload, policyNamespace: string): boolean {
  const peers = listAt(rule, 'from');
  return (
    peers.length === 0 ||
    peers.some((peer) => {
      if (isPlainObject(peer.ipBlock)) {
        return true;
      }
      const pods = !isPlainObject(peer.podSelector) || matchesLabelSelector(peer.podSelector, source.labels);
      if (!isPlainObject(peer.namespaceSelector)) {
        return pods && source.namespace === policyNamespace;
      }
      return pods && namespaceMatches(graph, peer.namespaceSelector, source.namespace);
    })
  );
}

function namespaceMatches(graph: WiringGraph, selector: PlainObject, namespace: string): boolean {
  if (isEmptySelector(selector)) {
    return true;
  }
  const [known] = graph.find('Namespace', '', namespace);
  const labels = { ...(known ? textsMapAt(mapAt(known.object, 'metadata'), 'labels') : {}), 'kubernetes.io/metadata.name': namespace };
  const keys = [...Object.keys(mapAt(selector, 'matchLabels')), ...listAt(selector, 'matchExpressions').map(({ key }) => String(key))];
  const told = known !== undefined || keys.every((key) => key === 'kubernetes.io/metadata.name');
  return !told || matchesLabelSelector(selector, labels);
}

function policiesByWorkload(graph: WiringGraph): Map<Workload, Manifest[]> {
  const found = new Map<Workload, Manifest[]>();
  for (const policy of graph.ofKind('NetworkPolicy').filter(({ group }) => group === 'networking.k8s.io')) {
    const spec = mapAt(policy.object, 'spec');
    const types = textsAt(spec, 'policyTypes');
    if (types.length > 0 && !types.includes('Ingress')) {
      continue;
    }
    const selector = mapAt(spec, 'podSelector');
    const pairs = textsMapAt(selector, 'matchLabels');
    const candidates = Object.keys(pairs).length > 0 ? graph.pods.selectedBy(policy.namespace, pairs) : graph.pods.all(policy.namespace);
    for (const workload of candidates.filter(({ labels }) => matchesLabelSelector(selector, labels))) {
      found.set(workload, [...(found.get(workload) ?? []), policy]);
    }
  }
  return found;
}

/** Who sends connections to a Service port: controllers by their maps, Traefik by its routes. */
function sourcesByPort(graph: WiringGraph): Map<ServicePort, Set<Workload>> {
  const found = new Map<ServicePort, Set<Workload>>();
  const add = (namespace: string, name: string, wanted: number | string | undefined, protocol: string, sources: Workload[]): void => {
    for (const port of graph.servicesNamed(namespace, name).flatMap(({ ports }) => ports)) {
      if (wanted !== undefined && (port.number === wanted || port.name === wanted) && port.protocol === protocol) {
        const known = found.get(port) ?? new Set();
        found.set(port, known);
        sources.forEach((source) => known.add(source));
      }
    }
  };
  for (const { parsed, protocol, readers } of graph.streamMaps) {
    const sources = readers.map(({ workload }) => workload);
    parsed.entries.forEach(({ namespace, service, servicePort }) => add(namespace, service, servicePort, protocol, sources));
  }
  const all = traefiks(graph);
  for (const route of traefikRoutes(graph)) {
    const sources = readersOf(all, route).map(({ workload }) => workload);
    const services = route.rules.flatMap((rule) => rule.services);
    services.forEach(({ namespace, name, port }) => add(namespace, name, port, route.protocol, sources));
  }
  return found;
}

function targetText(port: ServicePort): string {
  return `port ${port.target}/${port.protocol}`;
}

import { isPlainObject, listAt, mapAt, PlainObject, textsAt } from '../../model/plain';
import { isEmptySelector, matchesLabelSelector } from '../graph/label-selector';
import { ServicePort } from '../graph/service';
import { WiringGraph } from '../graph/wiring-graph';
import { Workload } from '../graph/workload';
import { Manifest, objectText, textsMapAt } from '../manifest';
import { Rule } from '../rule';
import { at, leadsText, listText, serviceText, workloadText } from './support';

/**
 * Policies add up: a Pod that any of them selects for ingress takes only what one of them allows. Reported is a port that none of
 * them opens, and one that the controller of the gateway cannot reach.
 */
export const networkPolicyBlocks: Rule = {
  id: 'network-policy-blocks',
  severity: 'error',
  summary: 'a NetworkPolicy that lets nobody, or not the gateway, reach a Service port',
  check(graph, report) {
    const policies = policiesByWorkload(graph);
    if (policies.size === 0) {
      return;
    }
    const exposed = controllersByPort(graph);
    for (const service of graph.services) {
      for (const workload of graph.selectedBy(service)) {
        const mine = policies.get(workload) ?? [];
        if (mine.length === 0) {
          continue;
        }
        const blocked = service.ports.flatMap((port) => blockOf(graph, port, workload, mine, exposed.get(port) ?? []) ?? []);
        if (blocked.length > 0) {
          const [{ port }] = blocked;
          report({
            message:
              `${listText(mine.map(objectText), ' and ')} ${mine.length === 1 ? 'lets' : 'let'} ${blocked[0].who} reach ` +
              `${listText(blocked.map((each) => leadsText(each.port)))} of ${serviceText(service)} on ${workloadText(workload)}`,
            fix: `allow ${targetText(port)} in its ingress rules${blocked[0].from}`,
            place: at(mine[0], ['spec', 'ingress'], 'key'),
            related: blocked.map((each) => ({
              place: at(service.manifest, each.port.path),
              message: `${leadsText(each.port)} leads there`,
            })),
            uncertain: true,
          });
        }
      }
    }
  },
};

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
    return { port, who: 'nobody', from: '' };
  }
  const namespaces = policies[0].namespace;
  const source = sources.find((each) => !rules.some((rule) => admits(graph, rule, each, namespaces)));
  return source && { port, who: `${workloadText(source)} not`, from: ` from namespace ${source.namespace}` };
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

/** The controllers that send connections to a Service port, by their maps. */
function controllersByPort(graph: WiringGraph): Map<ServicePort, Workload[]> {
  const found = new Map<ServicePort, Workload[]>();
  for (const { parsed, protocol, readers } of graph.streamMaps) {
    for (const entry of parsed.entries) {
      for (const service of graph.servicesNamed(entry.namespace, entry.service)) {
        for (const port of service.ports) {
          if ((port.number === entry.servicePort || port.name === entry.servicePort) && port.protocol === (protocol as string)) {
            found.set(port, [...(found.get(port) ?? []), ...readers.map(({ workload }) => workload)]);
          }
        }
      }
    }
  }
  return found;
}

function targetText(port: ServicePort): string {
  return `port ${port.target}/${port.protocol}`;
}

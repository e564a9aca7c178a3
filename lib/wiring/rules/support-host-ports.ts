import { mapAt } from '../../model/plain';
import { WiringGraph } from '../graph/wiring-graph';
import { DeclaredPort, Workload } from '../graph/workload';
import { textsMapAt } from '../manifest';
import { Path } from '../yaml/layout';
import { isSameObject } from './support';

/** A port of the node itself that a workload's Pods take. */
export interface HostPort {
  readonly workload: Workload;
  readonly port: DeclaredPort;
  readonly number: number;
  /** Where it is said. */
  readonly path: Path;
}

export interface HostPortPair {
  readonly first: HostPort;
  readonly second: HostPort;
  /** No node can have both: the same Pod, two DaemonSets, or a DaemonSet on every node. */
  readonly certain: boolean;
}

/** Host ports that two containers or two workloads want on nodes that they may share. */
export function hostPortPairs(graph: WiringGraph): HostPortPair[] {
  const taken = new Map<string, HostPort[]>();
  const pairs: HostPortPair[] = [];
  for (const workload of graph.workloads.filter(({ ends, idle }) => !ends && !idle)) {
    for (const port of workload.ports) {
      const number = port.hostPort ?? (workload.hostNetwork ? port.number : undefined);
      if (number === undefined || Number.isNaN(number)) {
        continue;
      }
      const field = port.hostPort === undefined ? 'containerPort' : 'hostPort';
      const mine: HostPort = { workload, port, number, path: [...port.path, field] };
      const key = `${number}/${port.protocol}`;
      const others = taken.get(key) ?? [];
      const other = others.find((each) => clash(each, mine));
      if (other) {
        pairs.push({ first: other, second: mine, certain: isCertain(other.workload, workload) });
      }
      taken.set(key, [...others, mine]);
    }
  }
  return pairs;
}

function clash(one: HostPort, other: HostPort): boolean {
  if (one.workload === other.workload) {
    // Two containers of a Pod that have one containerPort clash as containers do, on whatever network.
    const asContainers = one.port.container !== other.port.container && one.port.number === other.port.number;
    return one.port.hostPort !== undefined && other.port.hostPort !== undefined && overlap(one, other) && !asContainers;
  }
  return overlap(one, other) && mayShareNode(one.workload, other.workload) && !isSameObject(one.workload.manifest, other.workload.manifest);
}

function overlap({ port: one }: HostPort, { port: other }: HostPort): boolean {
  return one.hostIp === other.hostIp || [one.hostIp, other.hostIp].some((ip) => ip === '0.0.0.0' || ip === '::');
}

function nodeSelector({ podSpec }: Workload): { readonly [key: string]: string } {
  return textsMapAt(podSpec, 'nodeSelector');
}

function mayShareNode(one: Workload, other: Workload): boolean {
  const [mine, theirs] = [nodeSelector(one), nodeSelector(other)];
  const [here, there] = [one.podSpec.nodeName, other.podSpec.nodeName];
  const sameNode = here === undefined || there === undefined || here === there;
  return sameNode && Object.entries(mine).every(([key, value]) => theirs[key] === undefined || theirs[key] === value);
}

function isCertain(one: Workload, other: Workload): boolean {
  if (one === other) {
    return true;
  }
  const anywhere = [one, other].every(({ podSpec }) => Object.keys(mapAt(podSpec, 'affinity')).length === 0);
  const [mine, theirs] = [nodeSelector(one), nodeSelector(other)].map((selector) => JSON.stringify(Object.entries(selector).sort()));
  return anywhere && mine === theirs && [one, other].some(({ kind }) => kind === 'DaemonSet');
}

import { gatewaysOf, Listener, ListenerOwner } from '../graph/gateways';
import { mapAt } from '../../model/plain';
import { isPort } from '../../model/port';
import { objectText, textAt } from '../manifest';
import { Rule, Violation } from '../rule';
import { at, isSameObject, nameOf } from './support';

/** Protocols that look into the connection, and so can share a port by host name among themselves. */
const BY_NAME = ['HTTP', 'HTTPS', 'TLS'];
const WITHOUT_NAME = ['TCP', 'UDP'];

/**
 * One port, protocol and host name is one listener, which the API server sees to in one object. What it does not see, the implementation
 * marks as Conflicted: TCP beside HTTP or TLS, and what a ListenerSet adds to a port that the Gateway, or an older ListenerSet, has.
 */
export const listenerConflict: Rule = {
  id: 'listener-conflict',
  severity: 'error',
  summary: 'two listeners of a Gateway and its ListenerSets that cannot share their port',
  check(graph, report) {
    const gateways = gatewaysOf(graph);
    for (const { gateways: variants, sets } of gateways.groups()) {
      // One that the Gateway does not allow adds nothing to it.
      const allows = (set: ListenerOwner): boolean =>
        variants.length === 0 || variants.some((gateway) => gateways.admits(gateway, set) !== false);
      checkPorts([...variants, ...sets.filter(allows).sort(byAge)], report);
      sets.filter((set) => !allows(set)).forEach((set) => checkPorts([set], report));
    }
    gateways.owners
      .filter(({ manifest, gateway }) => manifest.kind === 'ListenerSet' && !gateway)
      .forEach((owner) => checkPorts([owner], report));
  },
};

/** The order in which ListenerSets are merged: the oldest first, then by namespace and name. */
function byAge(one: ListenerOwner, other: ListenerOwner): number {
  const key = ({ manifest }: ListenerOwner): string => `${manifest.namespace}/${manifest.name}`;
  const born = ({ manifest }: ListenerOwner): string => textAt(mapAt(manifest.object, 'metadata'), 'creationTimestamp') ?? '';
  const known = born(one) !== '' && born(other) !== '';
  return (known ? compare(born(one), born(other)) : 0) || compare(key(one), key(other));
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function checkPorts(owners: readonly ListenerOwner[], report: (violation: Violation) => void): void {
  const first = new Map<string, Listener>();
  for (const listener of owners.flatMap(({ listeners }) => listeners).filter(({ port }) => isPort(port))) {
    const { port, protocol } = listener;
    const keys = keysOf(listener);
    const rivals = [...keys, ...(protocol === 'TCP' ? [`${port} by name`] : BY_NAME.includes(protocol) ? [`${port} TCP`] : [])];
    const other = rivals.flatMap((key) => first.get(key) ?? []).find((each) => each.owner === listener.owner || !isVariant(each, listener));
    if (other) {
      report(conflictOf(other, listener));
    }
    keys.filter((key) => !first.has(key)).forEach((key) => first.set(key, listener));
    if (BY_NAME.includes(protocol) && !first.has(`${port} by name`)) {
      first.set(`${port} by name`, listener);
    }
  }
}

/** HTTPS and TLS find the host name at the same place. */
function keysOf({ port, protocol, hostname = '' }: Listener): string[] {
  return WITHOUT_NAME.includes(protocol) ? [`${port} ${protocol}`] : [`${port} ${protocol === 'HTTPS' ? 'TLS' : protocol} ${hostname}`];
}

function isVariant(one: Listener, other: Listener): boolean {
  return isSameObject(one.owner.manifest, other.owner.manifest);
}

function conflictOf(other: Listener, listener: Listener): Violation {
  const { port, protocol, owner } = listener;
  const same = other.protocol === protocol;
  const name = WITHOUT_NAME.includes(protocol) ? '' : ' and one host name';
  const both = owner === other.owner;
  const what = `${listenerText(listener)} is on port ${port} for ${protocol}, which ${listenerText(other)} has for ${same && name !== '' ? 'the same host name' : other.protocol}`;
  return {
    message: both
      ? `listeners "${other.name}" and "${listener.name}" of ${objectText(owner.manifest)} are both on port ${port} for ${
          same ? `${protocol}${name}, which Kubernetes refuses` : `${other.protocol} and ${protocol}, and neither works`
        }`
      : other.owner.manifest.kind === 'Gateway'
        ? `${what}, so it gets no connection`
        : `${what}, and only the older ListenerSet gets the connections`,
    fix: 'give one of them another port',
    place: at(owner.manifest, [...listener.path, 'port']),
    related: [{ place: at(other.owner.manifest, [...other.path, 'port']), message: `"${other.name}" has it` }],
    ...(both ? {} : { apart: [nameOf(owner.manifest), nameOf(other.owner.manifest)] }),
  };
}

function listenerText({ name, owner }: Listener): string {
  return `listener "${name}" of ${objectText(owner.manifest)}`;
}

import { MOST_LISTENERS } from '../../controllers/gateway-api/limits';
import { Exposure } from '../../model/exposure';
import { comparePorts, Protocol } from '../../model/port';

/** A listener, and the routes that it takes. */
export interface PlannedListener {
  readonly name: string;
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP' | 'TLS';
}

/** The listeners of one ListenerSet: those of a block of port numbers. */
export interface ListenerBlock {
  readonly firstPort: number;
  readonly lastPort: number;
  readonly listeners: readonly PlannedListener[];
}

/** Where each listener goes. */
export interface ListenerPlan {
  /** In the Gateway itself: one at least, which its CRD requires. */
  readonly gateway: readonly PlannedListener[];
  readonly sets: readonly ListenerBlock[];
}

/** Port numbers of one ListenerSet: each may have a TCP and a UDP listener, and so it never has more than 64. */
const PORTS_OF_A_SET = MOST_LISTENERS / 2;

/** The listener of an exposure. All TLS host names of a port share one: their routes tell them apart. */
export function listenerOf({ name, port, protocol, hostnames }: Exposure): PlannedListener {
  if (hostnames !== undefined) {
    return { name: tlsListenerName(port), port, protocol: 'TLS' };
  }
  return { name, port, protocol };
}

/** `port-443-tls`. */
export function tlsListenerName(port: number): string {
  return `port-${port}-tls`;
}

/** The listeners of a table, each once, by port and protocol. */
export function listenersOf(exposures: readonly Exposure[]): PlannedListener[] {
  const byName = new Map(exposures.map((exposure) => listenerOf(exposure)).map((listener) => [listener.name, listener]));
  return [...byName.values()].sort((a, b) =>
    comparePorts({ port: a.port, protocol: transport(a) }, { port: b.port, protocol: transport(b) }),
  );
}

function transport({ protocol }: PlannedListener): Protocol {
  return protocol === 'UDP' ? Protocol.UDP : Protocol.TCP;
}

/**
 * Up to 64 listeners stay in the Gateway. More go into ListenerSets, each for a fixed block of 32 port numbers, so that where a port goes does not
 * depend on the others: a new one moves none. The Gateway keeps the lowest listener, since it must have one.
 */
export function planListeners(listeners: readonly PlannedListener[], always: boolean): ListenerPlan {
  if (!always && listeners.length <= MOST_LISTENERS) {
    return { gateway: listeners, sets: [] };
  }
  const [lowest, ...others] = listeners;
  return { gateway: [lowest], sets: blocksOf(others) };
}

/** Listeners by blocks of port numbers. */
export function blocksOf(listeners: readonly PlannedListener[]): ListenerBlock[] {
  const blocks = new Map<number, PlannedListener[]>();
  for (const listener of listeners) {
    const block = Math.floor(listener.port / PORTS_OF_A_SET);
    blocks.set(block, [...(blocks.get(block) ?? []), listener]);
  }
  return [...blocks].map(([block, members]) => ({
    firstPort: block * PORTS_OF_A_SET,
    lastPort: (block + 1) * PORTS_OF_A_SET - 1,
    listeners: members,
  }));
}

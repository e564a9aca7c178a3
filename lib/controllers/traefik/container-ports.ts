import { comparePorts, FIRST_UNPRIVILEGED_PORT, HIGHEST_PORT, Protocol } from '../../model/port';

/** A port and its protocol. */
export interface PortKey {
  readonly port: number;
  readonly protocol: Protocol;
}

/** How far ports are moved up that Traefik's container, which has no privileges, cannot listen on. */
const STEP = 10_000;

export function portKey({ port, protocol }: PortKey): string {
  return `${port}/${protocol}`;
}

/**
 * On which port of the container each external port is listened to: on its own number, where that is 1024 or more and not `taken`; else
 * 10,000 higher, or the next 10,000 that is free. Undefined for a port that finds none. The same for every order of the ports.
 */
export function containerPorts(external: readonly PortKey[], taken: readonly PortKey[]): ReadonlyMap<string, number | undefined> {
  const busy = new Set(taken.map(portKey));
  const stays = (each: PortKey): boolean => each.port >= FIRST_UNPRIVILEGED_PORT && !busy.has(portKey(each));
  const [staying, moved] = [external.filter(stays), external.filter((each) => !stays(each))];
  const found = new Map<string, number | undefined>(staying.map((each) => [portKey(each), each.port]));
  staying.forEach((each) => busy.add(portKey(each)));
  for (const each of [...moved].sort(comparePorts)) {
    const port = higher(each.port).find((candidate) => !busy.has(portKey({ ...each, port: candidate })));
    found.set(portKey(each), port);
    if (port !== undefined) {
      busy.add(portKey({ ...each, port }));
    }
  }
  return found;
}

function higher(port: number): number[] {
  return Array.from({ length: 6 }, (_, index) => port + (index + 1) * STEP).filter((each) => each <= HIGHEST_PORT);
}

import { Refusal } from './refusal';

/** Transport protocol of a port. */
export enum Protocol {
  TCP = 'TCP',
  UDP = 'UDP',
}

export const LOWEST_PORT = 1;
export const HIGHEST_PORT = 65535;

const PROTOCOLS: readonly string[] = Object.values(Protocol);

export function isPort(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= LOWEST_PORT && (value as number) <= HIGHEST_PORT;
}

/** Throws unless `value` is an integer from 1 to 65535; `what` names the argument. */
export function assertPort(value: unknown, what: string): asserts value is number {
  if (!isPort(value)) {
    throw new Refusal(`${what} ${display(value)} is not a port: give an integer from ${LOWEST_PORT} to ${HIGHEST_PORT}`);
  }
}

/** Throws unless `value` is TCP or UDP: programs in plain JavaScript have no compiler that says so. */
export function assertProtocol(value: unknown, what: string): asserts value is Protocol {
  if (typeof value !== 'string' || !PROTOCOLS.includes(value)) {
    throw new Refusal(`${what} ${display(value)} is not known: give ${PROTOCOLS.join(' or ')}`);
  }
}

/** `10000/TCP`: how a port is written in messages, and what identifies it. */
export function portText(port: number | string, protocol: Protocol): string {
  return `${port}/${protocol}`;
}

/** Order of every list that grows with the table: by number, TCP before UDP. */
export function comparePorts(
  a: { readonly port: number; readonly protocol: Protocol },
  b: { readonly port: number; readonly protocol: Protocol },
): number {
  return a.port - b.port || (a.protocol < b.protocol ? -1 : a.protocol > b.protocol ? 1 : 0);
}

/** A value as it stands in a message: strings quoted, so that `"80"` and `80` can be told apart. */
export function display(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}

import { Refusal } from './refusal';

/** Transport protocol of a port. */
export enum Protocol {
  TCP = 'TCP',
  UDP = 'UDP',
}

export const LOWEST_PORT = 1;
export const HIGHEST_PORT = 65535;
/** Below it a program needs a privilege of its system (NET_BIND_SERVICE) to listen. */
export const FIRST_UNPRIVILEGED_PORT = 1024;

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

/** A value as it stands in a message: as it would be written in a program, so that `"80"` and `80` can be told apart. */
export function display(value: unknown): string {
  if (typeof value === 'bigint') {
    return `${value}n`;
  }
  if (typeof value === 'object' && value !== null) {
    const text = jsonOf(value);
    return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
  }
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}

const LONGEST_SHOWN = 60;

/** As JSON; what JSON cannot say, as a construct, which holds itself, by its class. */
function jsonOf(value: object): string {
  try {
    const text: unknown = JSON.stringify(value);
    return typeof text === 'string' ? text : classOf(value);
  } catch {
    return classOf(value);
  }
}

function classOf(value: object): string {
  return `[${(value.constructor as { readonly name: string } | undefined)?.name ?? 'Object'}]`;
}

/** Throws unless `value` is a list; programs in plain JavaScript have no compiler that says so. */
export function assertList(value: unknown, what: string, example: string): asserts value is unknown[] {
  if (!Array.isArray(value)) {
    throw new Refusal(`${what} ${display(value)} is no list: give one, as ${example}`);
  }
}

/** Throws unless `value` is an object with fields. */
export function assertObject(value: unknown, what: string, example: string): asserts value is object {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Refusal(`${what} ${display(value)} is no object: give one, as ${example}`);
  }
}

/** Throws unless `value` is one of the values that are allowed. */
export function assertOneOf(value: unknown, allowed: readonly unknown[], what: string): void {
  if (!allowed.includes(value)) {
    throw new Refusal(`${what} ${display(value)} is not known: give ${allowed.map(display).join(' or ')}`);
  }
}

/** Throws unless `value` is an integer of at least `least`. */
export function assertCount(value: unknown, least: number, what: string, unit: string): asserts value is number {
  if (!Number.isInteger(value) || (value as number) < least) {
    throw new Refusal(`${what} ${display(value)} is not a number of ${unit}: give an integer, ${least} or more`);
  }
}

/** Why a port does not answer, in the order in which a connection meets it. Programs read these words: they stay. */
export const CAUSES = [
  'not-readable',
  'service-missing',
  'service-not-external',
  'service-port-missing',
  'gateway-missing',
  'gateway-not-accepted',
  'listener-missing',
  'no-address',
  'name-unknown',
  'controller-missing',
  'controller-port-missing',
  'map-flag-missing',
  'map-missing',
  'map-entry-missing',
  'map-entry-invalid',
  'listener-set-not-accepted',
  'listener-not-accepted',
  'gateway-port-missing',
  'no-route',
  'route-not-accepted',
  'route-not-resolved',
  'no-backend',
  'backend-missing',
  'backend-port-missing',
  'listener-not-programmed',
  'no-pods',
  'pods-not-ready',
  'target-port-name-missing',
  'no-endpoints',
  'proxy-refuses',
  'nobody-listens',
  'closed-by-program',
  'packets-lost',
  'connection-failed',
] as const;

export type Cause = (typeof CAUSES)[number];

/** The first thing on the way of a connection that is not as it should be. */
export interface Fault {
  readonly cause: Cause;
  /** What is there, in one sentence without a full stop. */
  readonly message: string;
  /** What to do about it. */
  readonly fix: string;
}

export function fault(cause: Cause, message: string, fix: string): Fault {
  return { cause, message, fix };
}

const LONGEST = 240;

/** What somebody else says in an object, on one line and not too long. */
export function quoted(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ').replace(/\.$/, '');
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}

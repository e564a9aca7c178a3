/** What came of one connection. Programs read these words: they stay. */
export type Result =
  /** TCP: accepted, and kept open or answered. UDP: something came back. */
  | 'answers'
  /** UDP: no error came back, which proves nothing. */
  | 'no-error'
  /** Accepted, and closed before anything was said: a proxy without a backend does so. */
  | 'closed-at-once'
  | 'refused'
  | 'timeout'
  /** The system has no way to the address. */
  | 'unreachable'
  /** A host name that the system cannot resolve. */
  | 'name-unknown'
  | 'failed'
  /** There is nothing to connect to. */
  | 'not-probed';

export interface Outcome {
  readonly result: Result;
  /** The system's name of the error, as `EMFILE`. @default - none */
  readonly code?: string;
}

export const NOT_PROBED: Outcome = { result: 'not-probed' };

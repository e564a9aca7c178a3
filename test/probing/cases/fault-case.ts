import { Cause } from '../../../lib/probing/fault';
import { Situation } from '../support/objects';

/** What is said of one port that does not answer. */
export interface FaultCase {
  readonly name: string;
  readonly situation: Situation;
  readonly cause: Cause;
  readonly message: string;
  readonly fix: string;
}

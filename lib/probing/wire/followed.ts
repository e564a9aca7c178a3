import { Fault } from '../fault';
import { LivePod } from '../cluster';

/** Where a way ends that has nothing wrong on it, as far as objects tell. */
export interface End {
  /** `Service default/web sends 80/TCP to port 8080 of 2 ready Pods`. */
  readonly text: string;
  /** The Pods at the end, where they are known. */
  readonly pods: readonly LivePod[];
  /** Port of the Pods. */
  readonly target: number | string;
  /** What stands in between and accepts connections itself. @default - nothing does */
  readonly proxy?: string;
  /** What stands between this end and the Pods, and is not known. @default - it ends at the Pods */
  readonly unknown?: string;
}

/** What came of following a way: the first fault on it, or its end. */
export type Followed = { readonly fault: Fault } | { readonly end: End };

export function isFaulty(followed: Followed): followed is { readonly fault: Fault } {
  return 'fault' in followed;
}

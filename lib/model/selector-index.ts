import { Labels, selects } from './labels';

/** A workload as the index sees it: what its Service selects, and what its own Pods carry. */
export interface Selecting {
  readonly selector: Labels;
  readonly podLabels: Labels;
}

/**
 * Finds, among workloads of one namespace, one whose Pods another one would select.
 * Every pair `key=value` leads to the workloads that have it, and only the shortest list is read,
 * so that the cost of one look-up grows with the real candidates and not with the namespace.
 */
export class SelectorIndex<T extends Selecting> {
  private readonly byPodLabel = new Map<string, T[]>();
  private readonly bySelectorPair = new Map<string, T[]>();

  /** @param counts whether an entry still does; one that does not is passed over */
  public constructor(private readonly counts: (entry: T) => boolean = () => true) {}

  public add(entry: T): void {
    for (const pair of pairsOf(entry.podLabels)) {
      append(this.byPodLabel, pair, entry);
    }
    append(this.bySelectorPair, this.rarestPair(entry.selector), entry);
  }

  /** A workload whose Pods `selector` takes. */
  public selectedBy(selector: Labels): T | undefined {
    const lists = pairsOf(selector).map((pair) => this.byPodLabel.get(pair) ?? []);
    const shortest = lists.reduce<T[] | undefined>((best, list) => (best && best.length <= list.length ? best : list), undefined);
    return shortest?.find((entry) => selects(selector, entry.podLabels) && this.counts(entry));
  }

  /** A workload whose Service takes Pods with these labels. */
  public selecting(podLabels: Labels): T | undefined {
    for (const pair of pairsOf(podLabels)) {
      const found = this.bySelectorPair.get(pair)?.find((entry) => selects(entry.selector, podLabels) && this.counts(entry));
      if (found) {
        return found;
      }
    }
    return undefined;
  }

  private rarestPair(selector: Labels): string {
    const length = (pair: string): number => this.byPodLabel.get(pair)?.length ?? 0;
    return pairsOf(selector).reduce((best, pair) => (length(pair) < length(best) ? pair : best));
  }
}

function pairsOf(labels: Labels): string[] {
  return Object.entries(labels).map(([key, value]) => `${key}=${value}`);
}

function append<T>(lists: Map<string, T[]>, key: string, entry: T): void {
  const list = lists.get(key);
  if (list) {
    list.push(entry);
  } else {
    lists.set(key, [entry]);
  }
}

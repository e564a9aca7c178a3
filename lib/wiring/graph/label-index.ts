import { Labels, selects } from '../../model/labels';
import { append } from './keys';

interface Labelled {
  readonly namespace: string;
  readonly labels: Labels;
}

interface OfNamespace<T> {
  readonly all: T[];
  readonly byPair: Map<string, T[]>;
}

/**
 * Finds what a selector takes, by an inverted index of each namespace: every pair `key=value` leads to what carries it, and only the
 * shortest list is read. The cost of a look-up grows with the candidates, not with the namespace.
 */
export class LabelIndex<T extends Labelled> {
  private readonly namespaces = new Map<string, OfNamespace<T>>();

  public constructor(items: readonly T[]) {
    for (const item of items) {
      const here = this.namespaces.get(item.namespace) ?? { all: [], byPair: new Map<string, T[]>() };
      this.namespaces.set(item.namespace, here);
      here.all.push(item);
      for (const [key, value] of Object.entries(item.labels)) {
        append(here.byPair, pairOf(key, value), item);
      }
    }
  }

  /** Everything in a namespace. */
  public all(namespace: string): readonly T[] {
    return this.namespaces.get(namespace)?.all ?? [];
  }

  /** What an equality selector takes, in the order of the input. Without pairs it takes nothing, as in a Service. */
  public selectedBy(namespace: string, selector: Labels): T[] {
    return this.candidates(namespace, selector).filter((item) => selects(selector, item.labels));
  }

  private candidates(namespace: string, selector: Labels): readonly T[] {
    const here = this.namespaces.get(namespace);
    let shortest: readonly T[] | undefined;
    for (const [key, value] of Object.entries(selector)) {
      const list = here?.byPair.get(pairOf(key, value)) ?? [];
      if (shortest === undefined || list.length < shortest.length) {
        shortest = list;
      }
    }
    return shortest ?? [];
  }
}

/** Keys hold no `=`, so two different pairs never have one text. */
function pairOf(key: string, value: string): string {
  return `${key}=${value}`;
}

import { append } from '../graph/keys';

/** Something in a column: a row of a box, or the place where a step passes a column between its ends. */
export interface Item {
  readonly id: string;
  /** Items of one box stay together. */
  readonly group: string;
}

/** A step between neighbouring columns, by the ids of its ends. */
export interface Link {
  readonly from: string;
  readonly to: string;
}

const SWEEPS = 12;

/**
 * The items of each column from top to bottom, so that few links cross: each column in turn is sorted by the mean position of what its
 * items are linked with, forth and back, and the best order seen is taken. `links[i]` join column i to i + 1.
 */
export function ordered(columns: readonly (readonly Item[])[], links: readonly (readonly Link[])[]): Item[][] {
  let current = columns.map((column) => [...column]);
  let best = current;
  let fewest = crossings(current, links);
  for (let sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
    const forth = sweep % 2 === 0;
    const next = current.map((column) => [...column]);
    const order = forth
      ? next.map((_, index) => index).slice(1)
      : next
          .map((_, index) => index)
          .slice(0, -1)
          .reverse();
    for (const index of order) {
      const neighbour = next[forth ? index - 1 : index + 1];
      const between = links[forth ? index - 1 : index];
      next[index] = sortedBy(next[index], means(neighbour, between, forth));
    }
    current = next;
    const count = crossings(current, links);
    if (count < fewest) {
      [best, fewest] = [current, count];
    }
  }
  return best;
}

/** Mean position in the neighbouring column of what an item is linked with. */
function means(neighbour: readonly Item[], links: readonly Link[], forth: boolean): Map<string, number> {
  const position = new Map(neighbour.map(({ id }, index) => [id, index]));
  const sums = new Map<string, [sum: number, count: number]>();
  for (const { from, to } of links) {
    const [mine, theirs] = forth ? [to, from] : [from, to];
    const [sum, count] = sums.get(mine) ?? [0, 0];
    sums.set(mine, [sum + (position.get(theirs) ?? 0), count + 1]);
  }
  return new Map([...sums].map(([id, [sum, count]]) => [id, sum / count]));
}

/** Boxes by the mean of their rows, then the rows within each. What is linked with nothing stays behind what stands before it. */
function sortedBy(column: readonly Item[], mean: ReadonlyMap<string, number>): Item[] {
  const groups = new Map<string, Item[]>();
  column.forEach((item) => append(groups, item.group, item));
  let before = 0;
  const keyed = [...groups.values()].map((items) => {
    const known = items.flatMap(({ id }) => mean.get(id) ?? []);
    before = known.length > 0 ? known.reduce((sum, each) => sum + each, 0) / known.length : before;
    return { items, key: before };
  });
  keyed.sort((a, b) => a.key - b.key);
  return keyed.flatMap(({ items }) => {
    let last = 0;
    const rows = items.map((item) => ({ item, key: (last = mean.get(item.id) ?? last) }));
    return rows.sort((a, b) => a.key - b.key).map(({ item }) => item);
  });
}

/** How many pairs of links cross, counted with a Fenwick tree. */
export function crossings(columns: readonly (readonly Item[])[], links: readonly (readonly Link[])[]): number {
  return links.reduce((total, between, index) => total + crossingsOf(columns[index], columns[index + 1], between), 0);
}

function crossingsOf(left: readonly Item[], right: readonly Item[], links: readonly Link[]): number {
  const from = new Map(left.map(({ id }, index) => [id, index]));
  const to = new Map(right.map(({ id }, index) => [id, index]));
  const ends = links.map((link) => [from.get(link.from) ?? 0, to.get(link.to) ?? 0]).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const tree = new Array<number>(right.length + 1).fill(0);
  let total = 0;
  ends.forEach(([, end], seen) => {
    let upTo = 0;
    for (let at = end + 1; at > 0; at -= at & -at) {
      upTo += tree[at];
    }
    total += seen - upTo;
    for (let at = end + 1; at <= right.length; at += at & -at) {
      tree[at] += 1;
    }
  });
  return total;
}

import { append } from '../graph/keys';

/** A thing on a line with its distance to the one before it. */
interface Wish {
  /** Where it would like to be. */
  readonly at: number;
  readonly weight: number;
  /** Least distance from the one before; of the first one, from the top. */
  readonly gap: number;
}

/** The positions nearest to the wished ones (least squares) that keep all distances: regression of a rising sequence, by pooling. */
export function spaced(wishes: readonly Wish[]): number[] {
  let offset = 0;
  const offsets = wishes.map(({ gap }) => (offset += gap));
  const blocks: { sum: number; weight: number; count: number }[] = [];
  wishes.forEach(({ at, weight }, index) => {
    let block = { sum: (at - offsets[index]) * weight, weight, count: 1 };
    for (let above = blocks.at(-1); above && above.sum / above.weight >= block.sum / block.weight; above = blocks.at(-1)) {
      block = { sum: above.sum + block.sum, weight: above.weight + block.weight, count: above.count + block.count };
      blocks.pop();
    }
    blocks.push(block);
  });
  let index = 0;
  return blocks.flatMap(({ sum, weight, count }) => Array.from({ length: count }, () => sum / weight + offsets[index++]));
}

/** Sweeps forth and back in which each column follows the one before, which carries far. */
const FOLLOWING = 24;
/** Then sweeps in which each looks to both sides, and bent links count less the more they are bent: few bends are left. */
const SETTLING = 60;
/** What is linked with nothing gives way to everything else. */
const LOOSE = 0.001;

/** What has a height in a column. */
export interface Standing {
  readonly id: string;
  /** Least distance of its middle from that of the one above; of the first, from the top. */
  readonly gap: number;
  /** How much its links want to be level. */
  readonly weight: number;
}

/** The middle of each item, such that links run as level as the distances allow. `links` may join any two items of different columns. */
export function heights(
  columns: readonly (readonly Standing[])[],
  links: readonly { readonly from: string; readonly to: string }[],
): Map<string, number> {
  const at = new Map<string, number>();
  for (const column of columns) {
    let y = 0;
    column.forEach(({ id, gap }) => at.set(id, (y += gap)));
  }
  const weights = new Map(columns.flat().map(({ id, weight }) => [id, weight]));
  const linked = new Map<string, { readonly other: string; readonly weight: number }[]>();
  for (const { from, to } of links) {
    const weight = Math.max(weights.get(from) as number, weights.get(to) as number);
    append(linked, from, { other: to, weight });
    append(linked, to, { other: from, weight });
  }
  const follow = (column: readonly Standing[], seen: ReadonlySet<string>, settling: boolean): void => {
    const wishes = column.map(({ id, gap }) => {
      const mine = at.get(id) as number;
      const all = linked.get(id) ?? [];
      const followed = all.filter(({ other }) => seen.has(other));
      let [sum, total] = [mine * LOOSE, LOOSE];
      for (const { other, weight } of settling || followed.length === 0 ? all : followed) {
        const theirs = at.get(other) as number;
        const share = settling ? weight / (Math.abs(theirs - mine) + 1) : weight;
        sum += theirs * share;
        total += share;
      }
      return { at: sum / total, weight: total, gap };
    });
    spaced(wishes).forEach((y, index) => at.set(column[index].id, y));
  };
  for (let sweep = 0; sweep < FOLLOWING + SETTLING; sweep++) {
    const seen = new Set<string>();
    for (const column of sweep % 2 === 0 ? columns : [...columns].reverse()) {
      follow(column, seen, sweep >= FOLLOWING);
      column.forEach(({ id }) => seen.add(id));
    }
  }
  const top = columns.reduce((least, [{ id, gap }]) => Math.min(least, (at.get(id) as number) - gap), Infinity);
  return new Map([...at].map(([id, y]) => [id, Math.round(y - top)]));
}

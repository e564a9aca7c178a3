import { append } from '../graph/keys';
import { Box, Edge, Note, Picture, Row } from './picture';

/** Fewer consecutive ports stay apart. */
const SHORTEST = 3;

/** One way from the outside to the Pods: rows that steps connect. */
interface Way {
  readonly rows: readonly Row[];
  readonly edges: readonly Edge[];
  /** Equal for ways through the same boxes that differ in their numbers only. */
  readonly shape: string;
  /** The numbers of all labels and details, row by row. */
  readonly numbers: readonly number[];
}

/**
 * Puts ways together whose ports are consecutive and that lead through the same objects: `30000-30099/TCP` instead of a hundred rows.
 * All that is said of them has to be equal, too.
 */
export function foldRanges(picture: Picture): Picture {
  const folded = new Map<Row, Row | undefined>();
  const foldedEdges = new Map<Edge, Edge | undefined>();
  const groups = new Map<string, Way[]>();
  for (const way of waysOf(picture)) {
    append(groups, way.shape, way);
  }
  for (const ways of groups.values()) {
    for (const run of runsOf(ways).filter(({ length }) => length >= SHORTEST)) {
      const [first, ...others] = run;
      const last = run[run.length - 1];
      first.rows.forEach((row, index) => folded.set(row, mergedRow(run, index, row, last.rows[index])));
      first.edges.forEach((edge, index) => foldedEdges.set(edge, { ...edge, notes: allNotes(run.map(({ edges }) => edges[index])) }));
      others.forEach((way) => way.rows.forEach((row) => folded.set(row, undefined)));
      others.forEach((way) => way.edges.forEach((edge) => foldedEdges.set(edge, undefined)));
    }
  }
  const kept = <T>(items: readonly T[], map: ReadonlyMap<T, T | undefined>): T[] =>
    items.flatMap((item) => (map.has(item) ? (map.get(item) ?? []) : item));
  return {
    ...picture,
    boxes: picture.boxes.map((box) => ({ ...box, rows: kept(box.rows, folded) })),
    edges: kept(picture.edges, foldedEdges),
  };
}

function waysOf({ boxes, edges }: Picture): Way[] {
  const boxOf = new Map(boxes.flatMap((box) => box.rows.map((row) => [row.id, box] as const)));
  const rows = new Map(boxes.flatMap((box) => box.rows.map((row) => [row.id, row] as const)));
  const leader = new Map<string, string>();
  const find = (id: string): string => {
    let top = id;
    for (let next = leader.get(top); next !== undefined; next = leader.get(top)) {
      top = next;
    }
    for (let step = id; step !== top;) {
      const next = leader.get(step) as string;
      leader.set(step, top);
      step = next;
    }
    return top;
  };
  for (const { from, to } of edges) {
    const [one, other] = [find(from), find(to)];
    if (one !== other) {
      leader.set(other, one);
    }
  }
  const parts = new Map<string, { readonly rows: Row[]; readonly edges: Edge[] }>();
  const part = (id: string): { readonly rows: Row[]; readonly edges: Edge[] } => {
    const top = find(id);
    const found = parts.get(top) ?? { rows: [], edges: [] };
    parts.set(top, found);
    return found;
  };
  rows.forEach((row, id) => part(id).rows.push(row));
  edges.forEach((edge) => part(edge.from).edges.push(edge));
  return [...parts.values()].map(({ rows: mine, edges: ours }) => wayOf(mine, ours, boxOf));
}

function wayOf(rows: readonly Row[], edges: readonly Edge[], boxOf: ReadonlyMap<string, Box>): Way {
  const position = new Map(rows.map(({ id }, index) => [id, index]));
  const shape = [
    ...rows.map((row) => [
      boxOf.get(row.id)?.id,
      row.presence,
      rulesOf(row.notes),
      ...textsOf(row).map((text) => text.replace(/\d+/g, '#')),
    ]),
    ...edges.map((edge) => [position.get(edge.from), position.get(edge.to), edge.doubtful, rulesOf(edge.notes)]),
  ];
  return { rows, edges, shape: JSON.stringify(shape), numbers: rows.flatMap((row) => textsOf(row).flatMap(numbersOf)) };
}

function textsOf({ label, detail }: Row): string[] {
  return [label, detail];
}

function numbersOf(text: string): number[] {
  return (text.match(/\d+/g) ?? []).map(Number);
}

function rulesOf(notes: readonly Note[]): string[] {
  return notes.map(({ rule, severity }) => `${rule} ${severity}`).sort();
}

/** Ways whose numbers all stay, or all grow by one at the same places. */
function runsOf(ways: readonly Way[]): Way[][] {
  const sorted = [...ways].sort((a, b) => compareNumbers(a.numbers, b.numbers));
  const runs: Way[][] = [];
  for (const way of sorted) {
    const run = runs[runs.length - 1] as Way[] | undefined;
    const last = run?.[run.length - 1];
    if (run && last && follows(last, way, run.length > 1 ? run[run.length - 2] : undefined)) {
      run.push(way);
    } else {
      runs.push([way]);
    }
  }
  return runs;
}

function follows(last: Way, next: Way, before: Way | undefined): boolean {
  return next.numbers.every((number, index) => {
    const step = number - last.numbers[index];
    return (step === 0 || step === 1) && (!before || step === last.numbers[index] - before.numbers[index]);
  });
}

function compareNumbers(one: readonly number[], other: readonly number[]): number {
  const index = one.findIndex((number, at) => number !== other[at]);
  return index < 0 ? 0 : one[index] - other[index];
}

function mergedRow(run: readonly Way[], index: number, first: Row, last: Row): Row {
  return {
    ...first,
    label: rangeText(first.label, last.label),
    detail: rangeText(first.detail, last.detail),
    notes: allNotes(run.map(({ rows }) => rows[index])),
  };
}

function allNotes(all: readonly { readonly notes: readonly Note[] }[]): Note[] {
  return all.flatMap(({ notes }) => notes);
}

/** `30000/TCP` and `30099/TCP`: `30000-30099/TCP`. */
function rangeText(first: string, last: string): string {
  const ends = last.match(/\d+/g) ?? [];
  let index = 0;
  return first.replace(/\d+/g, (number) => {
    const end = ends[index++];
    return end === number ? number : `${number}-${end}`;
  });
}

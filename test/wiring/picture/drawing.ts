import { Externals, NO_EXTERNALS } from '../../../lib/wiring/graph/externals';
import { DEFAULT_OPTIONS } from '../../../lib/wiring/graph/wiring-graph';
import { pictureOf } from '../../../lib/wiring/picture/model';
import { Note, Picture } from '../../../lib/wiring/picture/picture';
import { readInput } from '../../../lib/wiring/read';
import { verify } from '../../../lib/wiring/verify';
import { Files } from '../support/case';

export interface DrawingProps {
  readonly input: Files | string;
  /** @default true */
  readonly closed?: boolean;
  /** @default false */
  readonly all?: boolean;
  readonly externals?: Partial<Externals>;
}

export function draw({ input, closed = true, all = false, externals }: DrawingProps): Picture {
  const files = typeof input === 'string' ? { 'a.yaml': input } : input;
  const read = readInput(
    Object.entries(files).map(([file, text]) => ({ file, text })),
    { namespace: 'default' },
  );
  const verdict = verify(read.manifests, { ...DEFAULT_OPTIONS, closed, externals: { ...NO_EXTERNALS, ...externals } });
  return pictureOf(verdict, { all });
}

const SIGNS = { there: '', missing: ' (missing)', outside: ' (outside)', unknown: ' (unknown)' } as const;

function said(notes: readonly Note[]): string {
  const rules = [...new Set(notes.map(({ rule, severity }) => `${severity} ${rule}`))];
  return rules.length === 0 ? '' : `  [${rules.join(', ')}]`;
}

/** The picture in words: every row with its box, every step, and what is said of each. */
export function inWords({ boxes, edges }: Picture): string[] {
  const names = new Map(boxes.flatMap((box) => box.rows.map((row) => [row.id, `${box.column} ${box.name} ${row.label}`] as const)));
  const linked = new Set(edges.flatMap(({ from, to }) => [from, to]));
  return [
    ...boxes
      .filter(({ notes, presence }) => notes.length > 0 || presence !== 'there')
      .map((box) => `${box.column} ${box.name}${SIGNS[box.presence]}${said(box.notes)}`),
    ...boxes.flatMap((box) =>
      box.rows
        .filter(({ id, notes, presence }) => !linked.has(id) || notes.length > 0 || presence !== 'there')
        .map((row) => `${names.get(row.id)}${SIGNS[row.presence]}${said(row.notes)}`),
    ),
    ...edges.map(({ from, to, doubtful, notes }) => `${names.get(from)} ${doubtful ? '-?' : '->'} ${names.get(to)}${said(notes)}`),
  ];
}

import { Box, COLUMNS, Edge, notesText, Picture, Row } from './picture';
import { textWidth } from './text';

/** Sizes of the letters, in pixels. */
export const SIZE = { kind: 10, name: 12.5, label: 12, detail: 10.5, note: 10, column: 11 } as const;
/** Heights and distances, in pixels. */
export const METRICS = { row: 22, note: 13, header: 38, below: 6, between: 18, pad: 10, margin: 24, gap: 46, passing: 12 } as const;
/** What differs in slim boxes. */
const SLIM = { header: 18, below: 2, between: 8 } as const;

const NARROWEST = 92;
const WIDEST = 240;
/** Map entries say where they lead, and that is long. */
const WIDEST_RULE = 290;
/** A column with more boxes than this has slim ones. */
const CROWDED = 12;
const BESIDE_LABEL = 56;

/** The boxes of crowded columns whose name and only port share a line. */
export function slimBoxes({ boxes }: Picture): ReadonlySet<Box> {
  return new Set(
    COLUMNS.flatMap(({ id }) => {
      const column = boxes.filter((box) => box.column === id);
      return column.length > CROWDED ? column.filter(isPlain) : [];
    }),
  );
}

function isPlain({ rows, presence }: Box): boolean {
  return rows.length === 1 && rows[0].notes.length === 0 && rows[0].presence === presence;
}

export function notesHeight(owner: Row | Box): number {
  return notesText(owner.notes).length * METRICS.note;
}

/** What a box needs above the middle of its first row, and below that of its last one. */
export function boxEnds(box: Box, last: Row, slim: boolean): { readonly above: number; readonly below: number; readonly between: number } {
  const half = METRICS.row / 2;
  return slim
    ? { above: SLIM.header + half, below: half + SLIM.below + notesHeight(box), between: SLIM.between }
    : {
        above: METRICS.header + notesHeight(box) + half,
        below: half + notesHeight(last) + METRICS.below,
        between: METRICS.between,
      };
}

/** As wide as the widest text of the column, within bounds. */
export function columnWidth(title: string, boxes: readonly Box[], slim: ReadonlySet<Box>): number {
  const widest = boxes.flatMap((box) => textWidths(box, slim.has(box))).reduce((most, width) => Math.max(most, width), 0);
  const bound = boxes.some(({ column }) => column === 'rule') ? WIDEST_RULE : WIDEST;
  return Math.ceil(Math.max(textWidth(title, SIZE.column, true), Math.min(bound, Math.max(NARROWEST, widest + 2 * METRICS.pad))));
}

function textWidths(box: Box, slim: boolean): number[] {
  const name = textWidth(box.name, SIZE.name, true);
  const notes = [box, ...box.rows].flatMap((owner) => notesText(owner.notes).map(({ text }) => textWidth(text, SIZE.note, true)));
  const rows = box.rows.map(({ label, detail }) => {
    const width = textWidth(label, SIZE.label, true);
    return slim ? name + 12 + width : width + (detail === '' ? 0 : 8 + textWidth(detail, SIZE.detail));
  });
  return [textWidth(box.kind, SIZE.kind), name, ...notes, ...rows];
}

/** Wide enough for what is written on the steps that end there. */
export function gapWidth(edges: readonly Edge[]): number {
  const widest = edges
    .flatMap(({ notes }) => notesText(notes))
    .reduce((most, { text }) => Math.max(most, textWidth(text, SIZE.note, true)), 0);
  return Math.ceil(widest === 0 ? METRICS.gap : widest + BESIDE_LABEL);
}

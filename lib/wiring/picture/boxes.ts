import { Severity } from '../finding';
import { PlacedBox, PlacedRow } from './layout';
import { Box, ColumnId, notesText, Row, worstOf } from './picture';
import { METRICS, SIZE } from './sizes';
import { BORDER, dashOf, INK, INK_OF, LINE_OF, PALE, PAPER, strokeOf } from './style';
import { ELLIPSIS, escaped, fitted, textWidth } from './text';

const HEADERS: Readonly<Record<ColumnId, string>> = {
  outside: '#e8edfb',
  entrance: '#e6f1fa',
  controller: '#e4f4f0',
  rule: '#f1ebfa',
  service: '#e6f1fa',
  pods: '#eaf5e4',
};
const CORNER = 6;

/** A box with its rows. What does not fit is shown where the pointer rests on it. */
export function boxLines(placed: PlacedBox): string[] {
  const { box, x, y, width, height, rows, slim } = placed;
  const severity = worstOf(box.notes);
  const border = severity === undefined ? BORDER : LINE_OF[severity];
  const there = box.presence !== 'missing';
  const inner = width - 2 * METRICS.pad;
  const left = x + METRICS.pad;
  const lid = slim ? height : METRICS.header - 2;
  return [
    `<g><title>${escaped(wholeText(placed))}</title>`,
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${CORNER}" fill="${slim && there ? HEADERS[box.column] : PAPER}" stroke="${border}" stroke-width="${severity === undefined ? 1 : 1.5}"${dashOf(box.presence)}/>`,
    ...(there && !slim ? [lidLine(x + 0.75, y + 0.75, width - 1.5, lid, HEADERS[box.column])] : []),
    `<text x="${left}" y="${y + 15}" font-size="${SIZE.kind}" fill="${PALE}">${escaped(fitted(box.kind, inner, SIZE.kind))}</text>`,
    ...(slim ? slimLines(placed) : [nameLine(box, left, y + 30, inner)]),
    '</g>',
    ...noteLines(box, left, slim ? rows[0].y + 17 : y + METRICS.header + 9, inner),
    ...(slim ? [] : rows.flatMap((row) => rowLines(row, x, width))),
  ];
}

function wholeText({ box, rows, slim }: PlacedBox): string {
  const only = slim ? ` ${rows[0].row.label} ${rows[0].row.detail}`.trimEnd() : '';
  return `${box.kind} ${box.name}${only}${box.presence === 'missing' ? ' (not there)' : ''}`;
}

function nameLine({ name, presence }: Box, x: number, y: number, width: number): string {
  const fill = presence === 'missing' ? PALE : INK;
  return `<text x="${x}" y="${y}" font-size="${SIZE.name}" font-weight="600" fill="${fill}">${escaped(fitted(name, width, SIZE.name, true))}</text>`;
}

/** Name on the left, port on the right. */
function slimLines({ box, x, width, rows }: PlacedBox): string[] {
  const [{ row, y }] = rows;
  const inner = width - 2 * METRICS.pad;
  const name = Math.min(textWidth(box.name, SIZE.name, true), inner * 0.4);
  const label = fitted(row.label, inner - name - 8, SIZE.label);
  return [
    nameLine(box, x + METRICS.pad, y + 4, inner - textWidth(label, SIZE.label) - 8),
    `<text x="${x + width - METRICS.pad}" y="${y + 4}" text-anchor="end" fill="${INK}">${escaped(label)}</text>`,
  ];
}

function lidLine(x: number, y: number, width: number, height: number, fill: string): string {
  const corner = CORNER - 0.75;
  return `<path d="M${x} ${y + height}v${corner - height}q0 ${-corner} ${corner} ${-corner}h${width - 2 * corner}q${corner} 0 ${corner} ${corner}v${height - corner}z" fill="${fill}"/>`;
}

function rowLines({ row, y }: PlacedRow, x: number, width: number): string[] {
  const inner = width - 2 * METRICS.pad;
  const severity = worstOf(row.notes);
  const label = fitted(row.label, inner, SIZE.label, true);
  const rest = inner - textWidth(label, SIZE.label, true) - 8;
  const detail = row.detail !== '' && rest > 24 ? fitted(row.detail, rest, SIZE.detail) : '';
  const fill = severity !== undefined ? INK_OF[severity] : row.presence === 'missing' ? PALE : INK;
  const cut = label.endsWith(ELLIPSIS) || detail !== row.detail;
  const text =
    `<text x="${x + METRICS.pad}" y="${y + 4}" fill="${fill}"><tspan font-weight="600">${escaped(label)}</tspan>` +
    `${detail === '' ? '' : `<tspan dx="7" font-size="${SIZE.detail}" fill="${PALE}">${escaped(detail)}</tspan>`}` +
    `${cut ? `<title>${escaped(`${row.label} ${row.detail}`.trim())}</title>` : ''}</text>`;
  const frame = `<rect x="${x + 4}" y="${y - METRICS.row / 2 + 2}" width="${width - 8}" height="${METRICS.row - 4}" rx="4" fill="none" stroke="${strokeOf(severity)}"${dashOf(row.presence)}/>`;
  return [...(row.presence === 'there' ? [] : [frame]), text, ...noteLines(row, x + METRICS.pad, y + METRICS.row / 2 + 8, inner)];
}

function noteLines({ notes }: Row | Box, x: number, y: number, width: number): string[] {
  return notesText(notes).map(({ text, severity, messages }, index) =>
    noteText(fitted(text, width, SIZE.note, true), severity, messages, `x="${x}" y="${y + index * METRICS.note}"`),
  );
}

/** The name of a rule, with what it says where the pointer rests on it. */
export function noteText(text: string, severity: Severity, messages: string, place: string): string {
  return `<text ${place} font-size="${SIZE.note}" font-weight="600" fill="${INK_OF[severity]}">${escaped(text)}<title>${escaped(messages)}</title></text>`;
}

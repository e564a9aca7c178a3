import { PlacedEdge, Point } from './layout';
import { Note, notesText } from './picture';
import { METRICS, SIZE } from './sizes';
import { textWidth } from './text';

/** What is written on a step. */
export interface EdgeLabel {
  readonly lines: ReturnType<typeof notesText>;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const PARTS = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82];
const SHIFTS = [0, -1, 1, -2, 2, -3, 3];

/** The labels of all steps, each on its own step and none on another. A finding on several steps between two objects is written once. */
export function labelsOf(edges: readonly PlacedEdge[]): EdgeLabel[] {
  const written = new Set<string>();
  const taken = new Map<number, EdgeLabel[]>();
  const labels: EdgeLabel[] = [];
  for (const { edge, from, to, points } of [...edges].sort((a, b) => middle(a).y - middle(b).y)) {
    const notes = edge.notes.filter((note) => !written.has(keyOf(note, from.box.id, to.box.id)));
    notes.forEach((note) => written.add(keyOf(note, from.box.id, to.box.id)));
    if (notes.length === 0) {
      continue;
    }
    const lines = notesText(notes);
    const width = Math.ceil(Math.max(...lines.map(({ text }) => textWidth(text, SIZE.note, true)))) + 10;
    const height = lines.length * METRICS.note + 3;
    const [start, end] = points.slice(-2);
    const others = taken.get(end.x) ?? [];
    const places = SHIFTS.flatMap((shift) => PARTS.map((part) => placeOf(start, end, part, shift * (height + 1), width)));
    const place = places.find(({ x, y }) => !others.some((other) => overlap(other, { x, y, width, height }))) ?? places[0];
    const label = { lines, ...place, width, height };
    taken.set(end.x, [...others.slice(-40), label]);
    labels.push(label);
  }
  return labels;
}

function keyOf({ finding, rule }: Note, from: string, to: string): string {
  return `${finding} ${rule} ${from} ${to}`;
}

function middle({ points }: PlacedEdge): Point {
  const [start, end] = points.slice(-2);
  return { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 };
}

/** A point of the curve, its label kept off both ends. */
function placeOf(start: Point, end: Point, part: number, shift: number, width: number): Point {
  const x = Math.min(Math.max(curveAt(start.x, end.x, part, true), start.x + width / 2 + 4), end.x - width / 2 - 16);
  return { x: Math.round(x), y: Math.round(curveAt(start.y, end.y, part, false) + shift) };
}

/** A coordinate of the curve that leaves and arrives level. */
function curveAt(start: number, end: number, part: number, across: boolean): number {
  const [one, two] = across ? [(start + end) / 2, (start + end) / 2] : [start, end];
  const rest = 1 - part;
  return rest ** 3 * start + 3 * rest * rest * part * one + 3 * rest * part * part * two + part ** 3 * end;
}

function overlap(one: Omit<EdgeLabel, 'lines'>, other: Omit<EdgeLabel, 'lines'>): boolean {
  return Math.abs(one.x - other.x) * 2 < one.width + other.width && Math.abs(one.y - other.y) * 2 < one.height + other.height;
}

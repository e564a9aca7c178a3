import { Picture, worstOf } from './picture';
import { BORDER, DASHED, dashOf, LINE_OF, PALE, strokeOf } from './style';
import { escaped, textWidth } from './text';

export const LEGEND_HEIGHT = 40;
const SIZE = 10.5;
const SAMPLE = 30;
const SPACE = 22;

export interface Legend {
  readonly lines: readonly string[];
  readonly width: number;
}

/** What the lines and frames mean, of those that the picture has. */
export function legendOf({ boxes, edges }: Picture): Legend {
  const worst = new Set([...edges, ...boxes, ...boxes.flatMap(({ rows }) => rows)].map(({ notes }) => worstOf(notes)));
  const presences = new Set([...boxes, ...boxes.flatMap(({ rows }) => rows)].map(({ presence }) => presence));
  const doubtful = edges.some((edge) => edge.doubtful && worstOf(edge.notes) === undefined);
  const arrow = (stroke: string, dash = ''): string =>
    `<path d="M0 0H${SAMPLE - 4}" stroke="${stroke}" stroke-width="1.5"${dash}/><path d="M${SAMPLE} 0l-7 -3.5v7z" fill="${stroke}"/>`;
  const frame = (dash: string): string =>
    `<rect x="0.5" y="-6.5" width="${SAMPLE - 1}" height="13" rx="4" fill="none" stroke="${dash === '' ? BORDER : strokeOf(undefined)}"${dash}/>`;
  const cross = `<path d="M0 0H${SAMPLE - 2}M${SAMPLE - 8} -4l8 8m0 -8l-8 8" fill="none" stroke="${LINE_OF.error}" stroke-width="2"/>`;
  const entries: readonly (readonly [shown: boolean, sample: string, text: string])[] = [
    [edges.length > 0, arrow(strokeOf(undefined)), 'leads there'],
    [doubtful, arrow(strokeOf(undefined), DASHED), 'may not be answered'],
    [worst.has('error'), cross, 'error'],
    [worst.has('warning'), arrow(LINE_OF.warning), 'warning'],
    [worst.has('info'), arrow(LINE_OF.info, DASHED), 'not in the input, unverified'],
    [presences.has('missing'), frame(dashOf('missing')), 'not there'],
    [presences.has('unknown'), frame(dashOf('unknown')), 'not declared, may listen'],
    [presences.has('outside'), frame(dashOf('outside')), 'beside the input'],
  ];
  let x = 0;
  const lines = entries
    .filter(([shown]) => shown)
    .map(([, sample, text]) => {
      const line = `<g transform="translate(${x} 0)">${sample}<text x="${SAMPLE + 7}" y="4" font-size="${SIZE}" fill="${PALE}">${escaped(text)}</text></g>`;
      x += Math.ceil(SAMPLE + 7 + textWidth(text, SIZE) + SPACE);
      return line;
    });
  return { lines, width: Math.max(0, x - SPACE) };
}

import { Region } from '../yaml/layout';

/** A line of a file and the mark below it. */
export interface Frame {
  readonly line: string;
  readonly mark: string;
}

/** Longer lines, as of JSON on one line, are cut out around the mark. */
const WIDEST = 160;
const BEFORE = 40;
const WIDE = /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|\p{Emoji_Presentation}/u;

/** The line with `^~~~` below the region: tabs stay, so that both lines are as far to the right, however wide a tab is. */
export function frameOf(line: string, { line: at, column, endLine, endColumn }: Region): Frame {
  const start = Math.min(column - 1, line.length);
  const end = endLine > at ? line.length : Math.min(endColumn - 1, line.length);
  const from = line.length > WIDEST ? Math.max(0, start - BEFORE) : 0;
  const to = Math.min(line.length, from + WIDEST);
  const [head, tail] = [from > 0 ? '…' : '', to < line.length ? '…' : ''];
  const width = Math.max(1, widthOf(printable(line.slice(start, Math.min(end, to)))));
  return {
    line: head + printable(line.slice(from, to)) + tail,
    mark: blank(head + printable(line.slice(from, start))) + '^' + '~'.repeat(width - 1),
  };
}

/** A text that a terminal may get: control characters of a file do not reach it. */
export function printable(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\0-\x08\n-\x1F\x7F-\x9F\u2028\u2029\u202A-\u202E\u2066-\u2069]/g, '\uFFFD');
}

function blank(text: string): string {
  return [...text].map((character) => (character === '\t' ? '\t' : ' '.repeat(widthOf(character)))).join('');
}

function widthOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (/\p{M}/u.test(character) ? 0 : WIDE.test(character) ? 2 : 1), 0);
}

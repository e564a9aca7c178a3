import { load, YAMLException } from 'js-yaml';

/**
 * YAML 1.2 wants every line of brackets and quotes farther right than what they belong to. kubectl's parser does not, and many write
 *
 *     args: [
 *       --one,
 *     ]
 *
 * so such lines are moved right before they are parsed.
 */
export interface Padding {
  readonly text: string;
  /** The lines that were moved, from 0. */
  readonly lines: ReadonlySet<number>;
}

const SPACES = 200;
/** Each of them costs another look at the text. */
const MOST_LINES = 100;
const TOO_FAR_LEFT = 'deficient indentation';

/** The value of a text, and how it was padded for that. Throws what the parser throws where that is no matter of indentation. */
export function loadPadded(text: string, options: Parameters<typeof load>[1]): { readonly value: unknown; readonly padding?: Padding } {
  const lines = new Set<number>();
  for (;;) {
    const padding = lines.size > 0 ? { text: pad(text, lines), lines } : undefined;
    try {
      return { value: load(padding?.text ?? text, options), ...(padding ? { padding } : {}) };
    } catch (error) {
      const mark = error instanceof YAMLException ? error.mark : undefined;
      const line = mark && (error as YAMLException).reason === TOO_FAR_LEFT ? mark.line : undefined;
      if (line === undefined || lines.has(line) || lines.size === MOST_LINES) {
        if (mark) {
          mark.column = columnWithout(padding, mark.line, mark.column);
        }
        throw error;
      }
      lines.add(line);
    }
  }
}

function pad(text: string, lines: ReadonlySet<number>): string {
  return text
    .split('\n')
    .map((line, index) => (lines.has(index) ? ' '.repeat(SPACES) + line : line))
    .join('\n');
}

/** A column of a padded line, as it was before. From 0. */
export function columnWithout(padding: Padding | undefined, line: number, column: number): number {
  return padding?.lines.has(line) ? Math.max(column - SPACES, 0) : column;
}

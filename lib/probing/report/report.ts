import { isWell, Judged } from '../judge';
import { Result } from '../outcome';

/** What a report is made of. */
export interface ProbeReport {
  /** In the order of the table. */
  readonly judged: readonly Judged[];
  /** What could not be read, or is not probed: a sentence each. */
  readonly notes: readonly string[];
  /** Version of the program that made it. */
  readonly version: string;
  /** Whether the text may have colours. */
  readonly colors: boolean;
}

/** Turns what came out into one document, with a line break at its end. */
export type ProbeReporter = (report: ProbeReport) => string;

/** How many ports there are of each sort. A port is of one sort only. */
export interface ProbeCounts {
  readonly answering: number;
  /** UDP without an error, and nothing wrong on the way. */
  readonly withoutError: number;
  readonly failing: number;
}

export function countsOf(judged: readonly Judged[]): ProbeCounts {
  const well = judged.filter(isWell);
  const answering = well.filter(({ outcome }) => outcome.result === 'answers').length;
  return { answering, withoutError: well.length - answering, failing: judged.length - well.length };
}

const TEXTS: Readonly<Record<Exclude<Result, 'not-probed'>, string>> = {
  answers: 'answers',
  'no-error': 'no error came back',
  'closed-at-once': 'closed at once',
  refused: 'refused',
  timeout: 'timeout',
  unreachable: 'no way there',
  'name-unknown': 'name unknown',
  failed: 'failed',
};

/** What came of a port, in a few words: where nothing was connected to, why not. */
export function resultText({ outcome, fault }: Judged): string {
  return outcome.result === 'not-probed' ? (fault?.cause ?? outcome.result).replaceAll('-', ' ') : TEXTS[outcome.result];
}

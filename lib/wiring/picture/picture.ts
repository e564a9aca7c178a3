import { Severity } from '../finding';

/** The columns of the picture, from the outside to the Pods. */
export type ColumnId = 'outside' | 'entrance' | 'controller' | 'rule' | 'service' | 'pods';

export interface Column {
  readonly id: ColumnId;
  readonly title: string;
}

export const COLUMNS: readonly Column[] = [
  { id: 'outside', title: 'External ports' },
  { id: 'entrance', title: 'Service of the controller' },
  { id: 'controller', title: 'Controller' },
  { id: 'rule', title: 'Map entries and routes' },
  { id: 'service', title: 'Services' },
  { id: 'pods', title: 'Pods' },
];

/**
 * Whether an object or port is there: `missing` where nobody has it, `outside` where the configuration says that it exists beside the
 * input, `unknown` where a container declares no ports and may listen all the same.
 */
export type Presence = 'there' | 'missing' | 'outside' | 'unknown';

/** What a rule says of one place of the picture. */
export interface Note {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** Equal for the places of one finding. */
  readonly finding: number;
}

/** A port, a map entry or a route, on the box of its object. */
export interface Row {
  /** Made of what it stands for, so that it is the same when others come and go. */
  readonly id: string;
  readonly label: string;
  /** What follows the label in smaller letters. */
  readonly detail: string;
  readonly presence: Presence;
  readonly notes: readonly Note[];
}

/** An object. It has at least one row. */
export interface Box {
  readonly id: string;
  readonly column: ColumnId;
  /** `Service · default`. */
  readonly kind: string;
  readonly name: string;
  readonly presence: Presence;
  readonly notes: readonly Note[];
  readonly rows: readonly Row[];
}

/** A step of the way of a connection. */
export interface Edge {
  /** Ids of rows; `from` lies in a column further to the left. */
  readonly from: string;
  readonly to: string;
  /** It is not known whether the far end answers. */
  readonly doubtful: boolean;
  readonly notes: readonly Note[];
}

export interface Picture {
  readonly boxes: readonly Box[];
  readonly edges: readonly Edge[];
  /** External ports, before ranges are put together. */
  readonly exposures: number;
  /** Findings that are drawn. */
  readonly findings: Readonly<Record<Severity, number>>;
  /** Findings on objects that are not part of the wiring. */
  readonly elsewhere: number;
}

/** How a thing is drawn: by the worst that is said of it. */
export function worstOf(notes: readonly Note[]): Severity | undefined {
  return (['error', 'warning', 'info'] as const).find((severity) => notes.some((note) => note.severity === severity));
}

/** What is written beside a thing: each rule once, the worst first, with how often it says something there. */
export function notesText(notes: readonly Note[]): { readonly text: string; readonly severity: Severity; readonly messages: string }[] {
  return (['error', 'warning', 'info'] as const).flatMap((severity) => {
    const rules = [...new Set(notes.filter((note) => note.severity === severity).map(({ rule }) => rule))];
    return rules.map((rule) => {
      const messages = notes.filter((note) => note.severity === severity && note.rule === rule).map(({ message }) => message);
      const unique = [...new Set(messages)];
      return { text: unique.length > 1 ? `${rule} ×${unique.length}` : rule, severity, messages: shortened(unique) };
    });
  });
}

const MESSAGES = 5;

function shortened(messages: readonly string[]): string {
  const rest = messages.length - MESSAGES;
  return [...messages.slice(0, MESSAGES), ...(rest > 0 ? [`and ${rest} more`] : [])].join('\n');
}

import { Place, RelatedPlace, Severity } from './finding';
import { WiringGraph } from './graph/wiring-graph';

/** What a rule says at one place. */
export interface Violation {
  /** One sentence: what is given, and what comes of it. No full stop. */
  readonly message: string;
  /** How to mend it, as an imperative. */
  readonly fix: string;
  readonly place: Place;
  /** @default - none */
  readonly related?: readonly RelatedPlace[];
  /** The finding rests on something that is missing: unverified where the input may be a part. @default false */
  readonly absent?: boolean;
  /** The input itself shows what was meant, a name mistyped: a warning then, even where it may be a part. @default false */
  readonly hinted?: boolean;
  /** Another object could make it right, as a further NetworkPolicy: a warning where the input may be a part. @default false */
  readonly uncertain?: boolean;
  /**
   * The objects that are in conflict, where the input may hold alternatives of which only one is applied: a warning where they lie in
   * folders apart and the input may be a part. @default - none
   */
  readonly apart?: readonly Place[];
}

/** One rule: one name, one severity, one page in `docs/rules/`. */
export interface Rule {
  /** Kebab-case, stable: it stands in suppressions and reports. */
  readonly id: string;
  readonly severity: Severity;
  /** What it finds, in half a sentence. */
  readonly summary: string;
  /** Looks at the whole graph and reports each violation. */
  check(graph: WiringGraph, report: (violation: Violation) => void): void;
}

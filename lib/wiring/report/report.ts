import { Severity } from '../finding';
import { Verdict } from '../verify';

/** What a report is made of. */
export interface ReportInput {
  readonly verdict: Verdict;
  /** Version of the program that made it. */
  readonly version: string;
  /** The least severe findings that are listed; all are counted. */
  readonly show: Severity;
  /** Findings of this severity, or a worse one, make the run fail. */
  readonly failOn: Severity;
  /** Whether the text may have colours. */
  readonly colors: boolean;
  /** What was read. */
  readonly read: ReadSummary;
  /** The page of a rule in Markdown, for formats that carry it. @default - its summary */
  readonly pageOf?: (rule: string) => string | undefined;
}

export interface ReadSummary {
  readonly files: number;
  readonly objects: number;
  /** Documents that are no Kubernetes objects. */
  readonly others: number;
  /** Patches of kustomizations, which are passed over. */
  readonly patches: readonly string[];
}

/** Turns a verdict into one document, with a line break at its end. */
export type Reporter = (input: ReportInput) => string;

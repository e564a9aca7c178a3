import { Manifest } from './manifest';
import { ParseError } from './yaml/documents';
import { Path, Region } from './yaml/layout';

/** How bad a finding is. An error: a port that does not answer, or an object that Kubernetes does not take. */
export type Severity = 'error' | 'warning' | 'info';

export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

export function isAtLeast(severity: Severity, threshold: Severity): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(threshold);
}

/** A field of a manifest. */
export interface FieldPlace {
  readonly manifest: Manifest;
  /** From the top of the object; where the field is missing, the nearest one above is shown. */
  readonly path: Path;
  /** Which half of the field is shown. @default "value" */
  readonly part?: 'key' | 'value';
  /** Where it is, for what the path cannot tell: the first of two equal keys. @default - where the path leads */
  readonly region?: Region;
}

/** A place in a file that is no part of a manifest. */
export interface FilePlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The line as it is written. @default - not shown */
  readonly sourceLine?: string;
}

export type Place = FieldPlace | FilePlace;

export function isFieldPlace(place: Place): place is FieldPlace {
  return 'manifest' in place;
}

export interface RelatedPlace {
  readonly place: Place;
  readonly message: string;
}

/** One violation of one rule at one place. */
export interface Finding {
  /** Id of the rule. */
  readonly rule: string;
  readonly severity: Severity;
  /** One sentence: what is given, and what comes of it. */
  readonly message: string;
  /** How to mend it. */
  readonly fix: string;
  readonly place: Place;
  readonly related: readonly RelatedPlace[];
  /** It rests on an object that is missing in an input that may be a part: nothing is wrong for certain. */
  readonly unverified: boolean;
  /** Why it is ignored, where somebody said so. */
  readonly suppressed?: string;
}

/** A file or document that could not be read. */
export interface Unreadable extends ParseError {
  readonly file: string;
  /** The line as it is written; undefined behind the end of the document. */
  readonly sourceLine?: string;
  /** It holds the braces of a template: it has to be rendered first. */
  readonly template: boolean;
}

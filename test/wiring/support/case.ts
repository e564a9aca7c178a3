import { Finding, Severity } from '../../../lib/wiring/finding';
import { Externals, NO_EXTERNALS } from '../../../lib/wiring/graph/externals';
import { DEFAULT_OPTIONS } from '../../../lib/wiring/graph/wiring-graph';
import { regionOf } from '../../../lib/wiring/places';
import { readInput } from '../../../lib/wiring/read';
import { Exception, fileOf } from '../../../lib/wiring/suppression';
import { verify } from '../../../lib/wiring/verify';

export interface Files {
  readonly [file: string]: string;
}

/** One input, and every finding of every rule that comes of it. */
export interface RuleCase {
  readonly name: string;
  /** Files by path; a text alone is the file `a.yaml`. */
  readonly input: Files | string;
  /** @default "open" */
  readonly world?: 'open' | 'closed';
  readonly externals?: Partial<Externals>;
  readonly exceptions?: readonly Exception[];
  readonly nodePorts?: { readonly from: number; readonly to: number };
  readonly expected: readonly Expected[];
}

/** Fields that are left out are not compared, but for `unverified` and `suppressed`. */
export interface Expected {
  readonly rule: string;
  readonly severity: Severity;
  /** @default "a.yaml" */
  readonly file?: string;
  /** From 1. */
  readonly line: number;
  readonly column?: number;
  readonly message?: string;
  readonly fix?: string;
  /** Lines of the related places, `file:line`. */
  readonly related?: readonly string[];
  /** @default false */
  readonly unverified?: boolean;
  /** The reason. @default - not suppressed */
  readonly suppressed?: string;
}

export function findingsOf({ input, world, externals, exceptions, nodePorts }: Omit<RuleCase, 'name' | 'expected'>): readonly Finding[] {
  const files = typeof input === 'string' ? { 'a.yaml': input } : input;
  const read = readInput(
    Object.entries(files).map(([file, text]) => ({ file, text })),
    { namespace: 'default' },
  );
  return verify(read.manifests, {
    ...DEFAULT_OPTIONS,
    closed: world === 'closed',
    externals: { ...NO_EXTERNALS, ...externals },
    ...(exceptions ? { exceptions } : {}),
    ...(nodePorts ? { nodePorts } : {}),
    unreadable: read.unreadable,
  }).findings;
}

/** A finding as a case writes it. */
export function shown(finding: Finding): Required<Omit<Expected, 'suppressed'>> & Pick<Expected, 'suppressed'> {
  const region = regionOf(finding.place);
  return {
    rule: finding.rule,
    severity: finding.severity,
    file: fileOf(finding.place) ?? '',
    line: region?.line ?? 0,
    column: region?.column ?? 0,
    message: finding.message,
    fix: finding.fix,
    related: finding.related.map(({ place }) => `${fileOf(place)}:${regionOf(place)?.line}`),
    unverified: finding.unverified,
    ...(finding.suppressed === undefined ? {} : { suppressed: finding.suppressed }),
  };
}

/** What a finding has to be compared with: the fields that the case gives. */
export function expectedFields(expected: Expected): Expected {
  return { file: 'a.yaml', unverified: false, ...expected };
}

/** The fields of a finding that a case gives. */
export function comparable(finding: Finding, expected: Expected | undefined): object {
  const whole = shown(finding);
  const fields = Object.keys(expected ? expectedFields(expected) : { rule: 0, severity: 0, file: 0, line: 0, message: 0 });
  return Object.fromEntries(Object.entries(whole).filter(([field]) => fields.includes(field) || field === 'suppressed'));
}

import { Finding, FilePlace, isFieldPlace, Place, Severity, Unreadable } from './finding';
import { DEFAULT_OPTIONS, GraphOptions, WiringGraph } from './graph/wiring-graph';
import { folderOf } from './kustomize';
import { Manifest, objectText } from './manifest';
import { Rule, Violation } from './rule';
import { RULES } from './rules';
import { Exception, fileOf, ignoreAnnotations, suppressionOf } from './suppression';
import { regionOf } from './places';

export interface VerifyOptions extends GraphOptions {
  /** @default - none */
  readonly exceptions?: readonly Exception[];
  /** Files and documents that could not be read: then nothing that is missing is certain. @default - none */
  readonly unreadable?: readonly Unreadable[];
}

/** What came out of one run. */
export interface Verdict {
  readonly graph: WiringGraph;
  /** By place, the suppressed ones and the unverified ones among them. */
  readonly findings: readonly Finding[];
}

/** Rules about the reading itself, which no object breaks. They have ids and pages as the others. */
const READING_RULES: readonly Pick<Rule, 'id' | 'severity' | 'summary'>[] = [
  { id: 'unreadable', severity: 'error', summary: 'a document that cannot be parsed' },
  { id: 'unrendered-template', severity: 'warning', summary: 'a template that has to be rendered before it can be read' },
  {
    id: 'ignore-without-effect',
    severity: 'warning',
    summary: 'an annotation that asks to ignore a rule, without a reason or for a rule that is none',
  },
];

/** Every rule that a finding may name, by id. */
export const ALL_RULES: readonly Pick<Rule, 'id' | 'severity' | 'summary'>[] = [...RULES, ...READING_RULES].sort((a, b) =>
  a.id < b.id ? -1 : 1,
);

/** Builds the graph once, runs every rule once, and puts what they say in order. */
export function verify(manifests: readonly Manifest[], options: VerifyOptions = DEFAULT_OPTIONS): Verdict {
  const { exceptions = [], unreadable = [] } = options;
  const graph = new WiringGraph(manifests, { ...options, closed: options.closed && unreadable.length === 0 });
  const findings: Finding[] = [];
  for (const rule of RULES) {
    rule.check(graph, (violation) => findings.push(findingOf(rule, violation, graph.closed)));
  }
  findings.push(...unreadable.map(unreadableFinding), ...manifests.flatMap(annotationFindings));
  const marked = findings.map((finding) => {
    const suppressed = suppressionOf(finding, exceptions);
    return suppressed === undefined ? finding : { ...finding, suppressed };
  });
  return { graph, findings: inOrder(marked) };
}

/**
 * In a closed world a rule's severity counts; in an open one what is missing is unverified, and what may be mended elsewhere, or is missing
 * under a name that the input has almost, one step less.
 * So is what rests on an object that a kustomization changes before it is applied.
 */
function findingOf(rule: Rule, violation: Violation, closed: boolean): Finding {
  const { message, fix, place, related = [], absent = false, hinted = false, uncertain = false, apart = [] } = violation;
  const unverified = absent && !hinted && !closed;
  const patched = [place, ...related.map((each) => each.place), ...apart].some((each) => isFieldPlace(each) && each.manifest.patched);
  const doubtful = patched || (!closed && (absent || uncertain || areApart(apart)));
  return {
    rule: rule.id,
    severity: unverified ? 'info' : doubtful ? lowered(rule.severity) : rule.severity,
    message,
    fix,
    place,
    related,
    unverified,
  };
}

function lowered(severity: Severity): Severity {
  return severity === 'error' ? 'warning' : 'info';
}

/** Whether places lie in folders of which none contains the other: overlays, examples, environments. */
function areApart(places: readonly Place[]): boolean {
  const folders = [...new Set(places.flatMap((place) => fileOf(place) ?? []).map(folderOf))].sort((a, b) => a.length - b.length);
  return folders.some((folder, index) => index > 0 && !folders.slice(0, index).every((above) => folder.startsWith(above)));
}

function unreadableFinding({ file, line, column, sourceLine, reason, template }: Unreadable): Finding {
  const place: FilePlace = { file, line, column, sourceLine };
  return template
    ? {
        rule: 'unrendered-template',
        severity: 'warning',
        message: 'this is a template, and is passed over',
        fix: 'render it, and check what comes out: helm template . | multiport check -',
        place,
        related: [],
        unverified: false,
      }
    : {
        rule: 'unreadable',
        severity: 'error',
        message: `this cannot be parsed: ${reason}`,
        fix: 'mend the YAML',
        place,
        related: [],
        unverified: false,
      };
}

function annotationFindings(manifest: Manifest): Finding[] {
  return ignoreAnnotations(manifest).flatMap(({ path, rule, reason }) => {
    const known = ALL_RULES.some(({ id }) => id === rule);
    if (known && reason !== '') {
      return [];
    }
    return [
      {
        rule: 'ignore-without-effect',
        severity: 'warning' as const,
        message: known
          ? `${objectText(manifest)} asks to ignore ${rule} without a reason, and so it is not ignored`
          : `${objectText(manifest)} asks to ignore "${rule}", which is no rule`,
        fix: known ? 'say why, as the value of the annotation' : 'give the id of a rule, as the report has it',
        place: { manifest, path, part: 'key' as const },
        related: [],
        unverified: false,
      },
    ];
  });
}

/**
 * By file and line, or by construct in the order of the input. Equal for every order in which rules are listed. What two objects of one name
 * have in common, as the controllers of two environments, is said once.
 */
function inOrder(findings: readonly Finding[]): Finding[] {
  const keyed = findings.map((finding) => ({ finding, key: sortKey(finding.place) }));
  keyed.sort(
    (a, b) =>
      compareKeys(a.key, b.key) || compareTexts(a.finding.rule, b.finding.rule) || compareTexts(a.finding.message, b.finding.message),
  );
  return keyed.filter((each, index) => index === 0 || !isSame(each, keyed[index - 1])).map(({ finding }) => finding);
}

interface Keyed {
  readonly finding: Finding;
  readonly key: SortKey;
}

function isSame(one: Keyed, other: Keyed): boolean {
  return compareKeys(one.key, other.key) === 0 && one.finding.rule === other.finding.rule && one.finding.message === other.finding.message;
}

type SortKey = readonly [name: string, line: number, column: number];

function sortKey(place: Place): SortKey {
  const region = regionOf(place);
  const name = isFieldPlace(place) && place.manifest.origin.kind === 'construct' ? place.manifest.origin.path : (fileOf(place) ?? '');
  return [name, region?.line ?? 0, region?.column ?? 0];
}

function compareKeys(a: SortKey, b: SortKey): number {
  return compareTexts(a[0], b[0]) || a[1] - b[1] || a[2] - b[2];
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

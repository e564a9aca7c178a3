import { Finding, isAtLeast, Severity } from '../finding';
import { ReadSummary, ReportInput } from './report';

/** How many findings there are of each sort. A finding is of one sort only. */
export interface Counts {
  readonly error: number;
  readonly warning: number;
  readonly info: number;
  /** Somebody said why they may stay. */
  readonly ignored: number;
  /** They rest on an object that may be elsewhere. */
  readonly unverified: number;
}

/** Whether a finding says for certain that something is wrong, and nobody has said that it may be. */
export function isCertain({ suppressed, unverified }: Finding): boolean {
  return suppressed === undefined && !unverified;
}

export function countsOf(findings: readonly Finding[]): Counts {
  const counts = { error: 0, warning: 0, info: 0, ignored: 0, unverified: 0 };
  for (const { severity, suppressed, unverified } of findings) {
    counts[suppressed !== undefined ? 'ignored' : unverified ? 'unverified' : severity] += 1;
  }
  return counts;
}

/** Whether a finding makes the run fail. */
export function fails(finding: Finding, failOn: Severity): boolean {
  return isCertain(finding) && isAtLeast(finding.severity, failOn);
}

/** The findings that a report lists, the ignored ones among them where the format has a place for them. */
export function listed({ verdict, show }: ReportInput, ignored: boolean): Finding[] {
  return verdict.findings.filter(({ severity, suppressed }) => isAtLeast(severity, show) && (ignored || suppressed === undefined));
}

/** `1 file`, `2 files`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** What came out, in one line, and what was passed over, in further ones. */
export function summaryLines(input: ReportInput): string[] {
  const { verdict, read, show } = input;
  const counts = countsOf(verdict.findings);
  const parts = [
    counts.error > 0 && plural(counts.error, 'error'),
    counts.warning > 0 && plural(counts.warning, 'warning'),
    counts.info > 0 && plural(counts.info, 'info'),
    counts.ignored > 0 && `${counts.ignored} ignored`,
  ].filter((part) => part !== false);
  const none = counts.error + counts.warning + counts.info === 0;
  const hidden = verdict.findings.filter((finding) => isCertain(finding) && !isAtLeast(finding.severity, show)).length;
  return [
    [(none ? [cleanText(read), ...parts] : parts).join(', '), ...unverifiedText(counts.unverified)].join('; '),
    ...(hidden > 0 ? [`${plural(hidden, 'finding is', 'findings are')} not listed (--show info lists all)`] : []),
    ...(read.others > 0
      ? [`${plural(read.others, 'document is no Kubernetes object', 'documents are no Kubernetes objects')}, and passed over`]
      : []),
    ...(read.patches.length > 0
      ? [
          `${plural(read.patches.length, 'file is a patch of a kustomization', 'files are patches of kustomizations')}, and passed over: ` +
            'kubectl kustomize . | multiport check - looks at what comes out',
        ]
      : []),
  ];
}

/** `no findings in 2 files (3 objects)`; constructs have no files. */
export function cleanText({ files, objects }: ReadSummary): string {
  const count = plural(objects, 'object');
  return `no findings in ${files > 0 ? `${plural(files, 'file')} (${count})` : count}`;
}

function unverifiedText(count: number): string[] {
  return count > 0
    ? [
        `${plural(count, 'reference leads out of the input and was', 'references lead out of the input and were')} not verified ` +
          `(--closed-world checks ${count === 1 ? 'it' : 'them'})`,
      ]
    : [];
}

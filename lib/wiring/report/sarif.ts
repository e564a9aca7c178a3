import type { Location as SarifLocation, Log, ReportingDescriptor, Result } from 'sarif';
import { Finding, isFieldPlace, Place, Severity } from '../finding';
import { objectText } from '../manifest';
import { IGNORE_PREFIX, ignoreAnnotations } from '../suppression';
import { ALL_RULES } from '../verify';
import { listed } from './counts';
import { fingerprint, identitiesOf } from './identity';
import { locationOf } from './location';
import { ReportInput, Reporter } from './report';

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = { error: 'error', warning: 'warning', info: 'note' };
/** How GitHub calls the same in its own field. */
const PROBLEMS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'recommendation' };
const RULE_INDEX: ReadonlyMap<string, number> = new Map(ALL_RULES.map(({ id }, index) => [id, index]));

/** SARIF 2.1.0, as GitHub code scanning and editors take it. Ignored findings stay in it, with who ignored them and why. */
export const sarifReport: Reporter = (input) => {
  const findings = listed(input, true);
  const identities = identitiesOf(findings);
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'multiport', semanticVersion: input.version, rules: ALL_RULES.map((rule) => descriptorOf(rule, input)) } },
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding, index) => resultOf(finding, identities[index])),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
};

function descriptorOf({ id, severity, summary }: (typeof ALL_RULES)[number], { pageOf }: ReportInput): ReportingDescriptor {
  const ignore = `To ignore it on one object, say why in an annotation: ${IGNORE_PREFIX}${id}: <reason>`;
  return {
    id,
    shortDescription: { text: summary },
    help: {
      text: `${id}: ${summary}. ${ignore}`,
      markdown: pageOf?.(id) ?? `**${id}**: ${summary}.\n\n${ignore.replace(/: (.*)$/, ': `$1`')}`,
    },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { tags: ['kubernetes', 'wiring'], precision: 'high', 'problem.severity': PROBLEMS[severity] },
  };
}

function resultOf(finding: Finding, identity: string): Result {
  const { rule, severity, message, fix, place, related, unverified } = finding;
  return {
    ruleId: rule,
    ruleIndex: RULE_INDEX.get(rule),
    level: LEVELS[severity],
    message: { text: `${message}. Fix: ${fix}.` },
    locations: [sarifLocationOf(place)],
    ...(related.length > 0 && {
      relatedLocations: related.map((each, index) => ({ id: index + 1, ...sarifLocationOf(each.place), message: { text: each.message } })),
    }),
    partialFingerprints: { 'multiport/v1': fingerprint(identity) },
    ...(finding.suppressed !== undefined && { suppressions: [{ kind: suppressionKind(finding), justification: finding.suppressed }] }),
    properties: { unverified },
  };
}

function sarifLocationOf(place: Place): SarifLocation {
  const { file, region, construct } = locationOf(place);
  return {
    ...(file !== undefined && {
      physicalLocation: {
        artifactLocation: { uri: uriOf(file), uriBaseId: '%SRCROOT%' },
        ...(region && {
          region: { startLine: region.line, startColumn: region.column, endLine: region.endLine, endColumn: region.endColumn },
        }),
      },
    }),
    ...(isFieldPlace(place) && {
      logicalLocations: [{ fullyQualifiedName: construct ?? objectText(place.manifest), kind: 'object' }],
    }),
  };
}

/** A path as the relative reference of a URI. */
function uriOf(file: string): string {
  return file
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
}

/** Whether it is an annotation that ignores the finding, or a configuration file. */
function suppressionKind({ place, rule, suppressed }: Finding): 'inSource' | 'external' {
  const annotated =
    isFieldPlace(place) && ignoreAnnotations(place.manifest).some((each) => each.rule === rule && each.reason === suppressed);
  return annotated ? 'inSource' : 'external';
}

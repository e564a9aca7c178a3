import { Finding } from '../finding';
import { cleanText, fails, listed } from './counts';
import { identitiesOf } from './identity';
import { locationOf, placeText } from './location';
import { ReportInput, Reporter } from './report';

/**
 * For CI systems. Each finding is a test case, named after rule, object and field, so that a CI system knows it again when lines
 * move: failed where it makes the run fail, skipped where it is ignored or not verified, passed with a text otherwise.
 */
export const junitReport: Reporter = (input) => {
  const findings = listed(input, true);
  const identities = identitiesOf(findings);
  const cases = findings.flatMap((finding, index) => caseOf(finding, identities[index], input));
  const failures = findings.filter((finding) => fails(finding, input.failOn)).length;
  const skipped = findings.filter((finding) => skipReason(finding) !== undefined).length;
  // Some CI systems take a report without a test for one that failed.
  const all = cases.length > 0 ? cases : [testcase({ name: cleanText(input.read) }, [])];
  const counts = { name: 'multiport', tests: Math.max(findings.length, 1), failures, errors: 0, skipped, time: 0 };
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: 'multiport', tests: counts.tests, failures, errors: 0, time: 0 })}>`,
    `  <testsuite${attributes(counts)}>`,
    ...all.flat(),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
};

export type Attributes = Readonly<Record<string, string | number | undefined>>;

function caseOf(finding: Finding, name: string, { failOn }: ReportInput): string[] {
  const { file, region, construct } = locationOf(finding.place);
  const { severity, message, fix, place, related } = finding;
  const body = [
    `${placeText(place)}: ${severity}: ${message}`,
    `fix: ${fix}`,
    ...related.map((each) => `see ${placeText(each.place)}: ${each.message}`),
  ].join('\n');
  const reason = skipReason(finding);
  const inner =
    reason !== undefined
      ? `<skipped${attributes({ message: reason })}>${escapeXml(body)}</skipped>`
      : fails(finding, failOn)
        ? `<failure${attributes({ type: severity, message })}>${escapeXml(body)}</failure>`
        : `<system-out>${escapeXml(body)}</system-out>`;
  return testcase({ name, classname: file ?? construct, file, line: region?.line }, [`      ${inner}`]);
}

function testcase({ name, classname = 'multiport', file, line }: Attributes, inner: readonly string[]): string[] {
  const open = `    <testcase${attributes({ name, classname, file, line, time: 0 })}`;
  return inner.length === 0 ? [`${open}/>`] : [`${open}>`, ...inner, '    </testcase>'];
}

function skipReason({ suppressed, unverified }: Finding): string | undefined {
  if (suppressed !== undefined) {
    return `ignored: ${suppressed}`;
  }
  return unverified ? 'not verified: it leads out of the input' : undefined;
}

export function attributes(values: Attributes): string {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeXml(String(value)).replace(/[\t\n]/g, (character) => `&#${character.charCodeAt(0)};`)}"`)
    .join('');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** What XML 1.0 cannot hold at all becomes U+FFFD: most control characters, and halves of surrogate pairs. */
export function escapeXml(text: string): string {
  return (
    text
      // eslint-disable-next-line no-control-regex
      .replace(/[\0-\x08\x0B-\x1F\x7F-\x84\x86-\x9F\uFFFE\uFFFF]|\p{Surrogate}/gu, '\uFFFD')
      .replace(/[&<>"']/g, (character) => ENTITIES[character])
  );
}

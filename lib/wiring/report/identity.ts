import { createHash } from 'crypto';
import { Finding, isFieldPlace } from '../finding';
import { objectText } from '../manifest';
import { fileOf } from '../suppression';
import { fieldText } from './location';

/**
 * What a finding is about, without its line: the rule, the object and the field. It stays the same while other lines of the file
 * come and go. Findings that are alike in all three are numbered in their order, so that no two have the same one.
 */
export function identitiesOf(findings: readonly Finding[]): string[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const text = `${finding.rule}: ${subjectOf(finding)}`;
    const count = (seen.get(text) ?? 0) + 1;
    seen.set(text, count);
    return count === 1 ? text : `${text} (${count})`;
  });
}

function subjectOf({ place }: Finding): string {
  if (!isFieldPlace(place)) {
    return fileOf(place) ?? '';
  }
  return [objectText(place.manifest), ...(place.path.length > 0 ? [fieldText(place.path)] : [])].join(' ');
}

/** An identity as a fingerprint: 32 hexadecimal digits. */
export function fingerprint(identity: string): string {
  return createHash('sha256').update(identity).digest('hex').slice(0, 32);
}

import { Finding, isFieldPlace, Place } from '../finding';
import { countsOf, listed } from './counts';
import { locationOf } from './location';
import { Reporter } from './report';

/** Grows by one when a field changes its meaning or goes; new fields may come at any time. */
const FORMAT_VERSION = 1;

/** For programs. The shape is described in `docs/check.md`. */
export const jsonReport: Reporter = (input) => {
  const { verdict, read, version } = input;
  const { error, warning, info, ignored, unverified } = countsOf(verdict.findings);
  const report = {
    formatVersion: FORMAT_VERSION,
    tool: { name: 'multiport', version },
    summary: {
      files: read.files,
      objects: read.objects,
      otherDocuments: read.others,
      patches: read.patches,
      errors: error,
      warnings: warning,
      infos: info,
      ignored,
      unverified,
    },
    findings: listed(input, true).map(jsonOf),
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
};

function jsonOf(finding: Finding): object {
  const { rule, severity, message, fix, place, related, unverified, suppressed } = finding;
  return {
    rule,
    severity,
    message,
    fix,
    location: placeOf(place),
    ...objectOf(place),
    related: related.map((each) => ({ message: each.message, location: placeOf(each.place), ...objectOf(each.place) })),
    unverified,
    suppressed: suppressed === undefined ? null : { reason: suppressed },
  };
}

function placeOf(place: Place): object {
  const { file, region, construct, field } = locationOf(place);
  return { ...(file === undefined ? {} : { file, ...region }), ...(construct === undefined ? {} : { construct }), ...(field && { field }) };
}

function objectOf(place: Place): object {
  if (!isFieldPlace(place)) {
    return {};
  }
  const { kind, namespace, name } = place.manifest;
  return { object: { kind, namespace, name } };
}

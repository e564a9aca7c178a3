import { Finding, Severity } from '../finding';
import { listed, summaryLines } from './counts';
import { locationOf, placeText } from './location';
import { Reporter } from './report';

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/** Workflow commands of GitHub Actions: each finding becomes an annotation on its line. */
export const githubReport: Reporter = (input) =>
  [...listed(input, false).map(commandOf), ...summaryLines(input)].map((line) => `${line}\n`).join('');

function commandOf({ severity, rule, place, message, fix, related }: Finding): string {
  const { file, region, construct } = locationOf(place);
  const properties = [
    ...(file === undefined ? [] : [['file', file] as const]),
    ...(region === undefined
      ? []
      : ([
          ['line', region.line],
          ['col', region.column],
          ['endLine', region.endLine],
          ['endColumn', region.endColumn],
        ] as const)),
    ['title', rule] as const,
  ].map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  const body = [
    construct === undefined ? message : `${placeText(place)}: ${message}`,
    `fix: ${fix}`,
    ...related.map((each) => `see ${placeText(each.place)}: ${each.message}`),
  ].join('\n');
  return `::${COMMANDS[severity]} ${properties.join(',')}::${escapeData(body)}`;
}

/** As `@actions/core` does it. */
function escapeData(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}

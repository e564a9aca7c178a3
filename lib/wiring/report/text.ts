import { createColors } from 'picocolors';
import { Finding, Place, Severity } from '../finding';
import { regionOf, sourceLineOf } from '../places';
import { countsOf, listed, summaryLines } from './counts';
import { frameOf, printable } from './frame';
import { placeText } from './location';
import { Reporter } from './report';

type Colors = ReturnType<typeof createColors>;

/** For people: each finding with its line of the file, and what came out at the end. */
export const textReport: Reporter = (input) => {
  const colors = createColors(input.colors);
  const blocks = listed(input, false).map((finding) => blockOf(finding, colors).join('\n') + '\n');
  const [summary, ...notes] = summaryLines(input);
  const { error, warning, info } = countsOf(input.verdict.findings);
  const paint = error > 0 ? colors.red : warning > 0 ? colors.yellow : info > 0 ? colors.cyan : colors.green;
  return [...blocks, [paint(summary), ...notes.map(colors.dim)].join('\n') + '\n'].join('\n');
};

function blockOf({ place, severity, rule, message, fix, related, unverified }: Finding, colors: Colors): string[] {
  return [
    [
      colors.bold(printable(placeText(place))),
      painter(severity, colors)(severity),
      colors.dim(unverified ? `${rule} (not verified)` : rule),
    ].join('  '),
    `  ${printable(message)}`,
    ...frameLines(place, severity, colors),
    `  fix: ${printable(fix)}`,
    ...related.map((each) => colors.dim(`  see ${printable(placeText(each.place))}: ${printable(each.message)}`)),
  ];
}

function frameLines(place: Place, severity: Severity, colors: Colors): string[] {
  const region = regionOf(place);
  const source = sourceLineOf(place);
  if (region === undefined || source === undefined) {
    return [];
  }
  const { line, mark } = frameOf(source, region);
  const gutter = `${region.line} | `.padStart(8);
  return [colors.dim(gutter) + line, colors.dim('| '.padStart(gutter.length)) + paintMark(mark, painter(severity, colors))];
}

/** The mark alone is painted, and not the blanks before it. */
function paintMark(mark: string, paint: (text: string) => string): string {
  const at = mark.indexOf('^');
  return mark.slice(0, at) + paint(mark.slice(at));
}

function painter(severity: Severity, colors: Colors): (text: string) => string {
  return { error: colors.red, warning: colors.yellow, info: colors.cyan }[severity];
}

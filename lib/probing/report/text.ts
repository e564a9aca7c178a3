import { createColors } from 'picocolors';
import { portText } from '../../model/port';
import { plural } from '../../wiring/report/counts';
import { printable } from '../../wiring/report/frame';
import { listText } from '../../wiring/rules/support';
import { isWell, Judged } from '../judge';
import { publisherText } from '../probe';
import { countsOf, ProbeCounts, ProbeReporter, resultText } from './report';

type Colors = ReturnType<typeof createColors>;

const HEAD = ['PORT', 'ADDRESS', 'PUBLISHED BY', 'LEADS TO', 'RESULT'];

/** For people: a table of all ports, then what is wrong with each that does not answer, then how many there are. */
export const textReport: ProbeReporter = ({ judged, notes, colors: colored }) => {
  const colors = createColors(colored);
  const counts = countsOf(judged);
  const summary = (counts.failing > 0 ? colors.red : colors.green)(summaryText(counts));
  const blocks = judged.map((each) => blockOf(each, colors)).filter((block) => block.length > 0);
  return [tableOf(judged, colors), ...blocks, [summary, ...notes.map((note) => colors.dim(printable(note)))]]
    .map((lines) => lines.map((line) => `${line}\n`).join(''))
    .join('\n');
};

function tableOf(judged: readonly Judged[], colors: Colors): string[] {
  const rows = judged.map(rowOf);
  const widths = HEAD.map((head, column) => Math.max(head.length, ...rows.map((row) => row[column].length)));
  // The last column needs no width, and so may have a colour.
  const line = (cells: readonly string[], last: string): string =>
    [...cells.slice(0, -1).map((cell, column) => cell.padEnd(widths[column])), last].join('  ');
  return [
    colors.dim(line(HEAD, HEAD[HEAD.length - 1])),
    ...judged.map((each, index) => line(rows[index], painter(each, colors)(rows[index][HEAD.length - 1]))),
  ];
}

function rowOf(judged: Judged): string[] {
  const { port, protocol, address, leadsTo } = judged.probe;
  return [portText(port, protocol), address ?? '-', publisherText(judged.probe), listText(leadsTo) || '-', resultText(judged)].map(
    printable,
  );
}

function painter(judged: Judged, colors: Colors): (text: string) => string {
  return !isWell(judged) ? colors.red : judged.outcome.result === 'answers' ? colors.green : colors.yellow;
}

function blockOf(judged: Judged, colors: Colors): string[] {
  const { probe, fault } = judged;
  if (fault === undefined) {
    return [];
  }
  const where = `${portText(probe.port, probe.protocol)} of ${publisherText(probe)}${probe.address === undefined ? '' : ` at ${probe.address}`}`;
  return [
    [colors.bold(printable(where)), ...(probe.address === undefined ? [] : [colors.red(resultText(judged))]), colors.dim(fault.cause)].join(
      '  ',
    ),
    `  ${printable(fault.message)}`,
    `  fix: ${printable(fault.fix)}`,
  ];
}

/** `12 ports: 4 answer, 1 of UDP without an error, 7 do not answer`. */
function summaryText({ answering, withoutError, failing }: ProbeCounts): string {
  const parts = [
    answering > 0 && `${answering} ${answering === 1 ? 'answers' : 'answer'}`,
    withoutError > 0 && `${withoutError} of UDP without an error`,
    failing > 0 && `${failing} ${failing === 1 ? 'does' : 'do'} not answer`,
  ].filter((part) => part !== false);
  return `${plural(answering + withoutError + failing, 'port')}: ${parts.join(', ')}`;
}

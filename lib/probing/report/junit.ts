import { portText } from '../../model/port';
import { attributes, escapeXml } from '../../wiring/report/junit';
import { Judged } from '../judge';
import { publisherText } from '../probe';
import { countsOf, ProbeReporter, resultText } from './report';

/** For CI systems: a test case for each port. Where one has several addresses, its name says which. */
export const junitReport: ProbeReporter = ({ judged, notes }) => {
  const counts = { name: 'multiport probe', tests: judged.length, failures: countsOf(judged).failing, errors: 0, skipped: 0, time: 0 };
  const names = judged.map(nameOf);
  const [seen, twice] = [new Set<string>(), new Set<string>()];
  names.forEach((name) => (seen.has(name) ? twice : seen).add(name));
  const cases = judged.flatMap((each, index) =>
    caseOf(each, twice.has(names[index]) ? `${names[index]} at ${each.probe.address}` : names[index]),
  );
  const { name, tests, failures, errors, time } = counts;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name, tests, failures, errors, time })}>`,
    `  <testsuite${attributes(counts)}>`,
    ...cases,
    ...(notes.length > 0 ? [`    <system-out>${escapeXml(notes.join('\n'))}</system-out>`] : []),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
};

function nameOf({ probe }: Judged): string {
  return `${portText(probe.port, probe.protocol)} of ${publisherText(probe)}`;
}

function caseOf(judged: Judged, name: string): string[] {
  const { probe, fault } = judged;
  const { kind, namespace, name: object } = probe.by;
  const open = `    <testcase${attributes({ name, classname: `${kind} ${namespace}/${object}`, time: 0 })}>`;
  const way = [probe.address, ...probe.leadsTo].filter((part) => part !== undefined).join(' → ');
  const text = [resultText(judged), way].filter((part) => part !== '').join(': ');
  const inner =
    fault === undefined
      ? `<system-out>${escapeXml(text)}</system-out>`
      : `<failure${attributes({ type: fault.cause, message: fault.message })}>${escapeXml(`${text}\n${fault.message}\nfix: ${fault.fix}`)}</failure>`;
  return [open, `      ${inner}`, '    </testcase>'];
}

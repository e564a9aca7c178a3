import { textReport } from '../../../lib/wiring/report/text';
import { at, findingAt, inputOf, manifestIn, manifestOf, mixture, SERVICE } from './sample';

test('a finding: place, severity, rule, sentence, line of the file with a mark, repair, related places; then the summary', () => {
  expect(textReport(inputOf(mixture()))).toBe(`k8s/web.yaml:10:19  error  target-port-undeclared
  port 80 leads nowhere
   10 |       targetPort: http
      |                   ^~~~
  fix: write 8080
  see k8s/web.yaml:4:9: it is this one

chart/web (spec.ports[0])  warning  service-port-name
  a "name" <is> missing
  fix: write 8080

1 error, 1 warning, 1 info, 2 ignored; 1 reference leads out of the input and was not verified (--closed-world checks it)
1 finding is not listed (--show info lists all)
`);
});

test('with show info, what is not verified is listed, and says so', () => {
  expect(textReport(inputOf(mixture().slice(-1), { show: 'info' }))).toBe(`k8s/web.yaml:10:19  info  stream-service-missing (not verified)
  port 80 leads nowhere
   10 |       targetPort: http
      |                   ^~~~
  fix: write 8080

no findings in 2 files (3 objects); 1 reference leads out of the input and was not verified (--closed-world checks it)
`);
});

test('a clean input, and what was passed over', () => {
  expect(textReport(inputOf([]))).toBe('no findings in 2 files (3 objects)\n');
  expect(textReport(inputOf([], { read: { files: 0, objects: 1, others: 0, patches: [] } }))).toBe('no findings in 1 object\n');
  expect(textReport(inputOf([], { read: { files: 1, objects: 1, others: 3, patches: ['a.yaml', 'b.yaml'] } })))
    .toBe(`no findings in 1 file (1 object)
3 documents are no Kubernetes objects, and passed over
2 files are patches of kustomizations, and passed over: kubectl kustomize . | multiport check - looks at what comes out
`);
});

test('each count is in singular or plural', () => {
  const [error, warning] = mixture();
  expect(
    textReport(inputOf([error, error, warning, warning], { show: 'error' }))
      .split('\n')
      .slice(-3),
  ).toEqual(['2 errors, 2 warnings', '2 findings are not listed (--show info lists all)', '']);
});

test('colours are asked for', () => {
  const { length } = textReport(inputOf(mixture()));
  const colored = textReport(inputOf(mixture(), { colors: true }));
  expect(colored).toContain(
    '\u001b[1mk8s/web.yaml:10:19\u001b[22m  \u001b[31merror\u001b[39m  \u001b[2mtarget-port-undeclared\u001b[22m\n',
  );
  expect(colored).toContain('                  \u001b[31m^~~~\u001b[39m\n');
  // eslint-disable-next-line no-control-regex
  expect(colored.replace(/\u001b\[\d+m/g, '')).toHaveLength(length);
});

test('tabs stay tabs, wide letters take two columns, and a mark is never empty', () => {
  const lines = (text: string, key: string) =>
    textReport(inputOf([findingAt(at(manifestIn(text), 'metadata', key))]))
      .split('\n')
      .slice(2, 4);
  const object = (metadata: string) => `{apiVersion: v1, kind: Service,\n${metadata}}\n`;
  expect(lines(object('\tmetadata: {a: 漢字, b: x}'), 'b')).toEqual([
    '    2 | \tmetadata: {a: 漢字, b: x}}',
    '      | \t                       ^',
  ]);
  expect(lines(object('metadata: {a: "", b: x}'), 'a')).toEqual(['    2 | metadata: {a: "", b: x}}', '      |               ^~']);
});

test('of a long line, the part with the mark is shown', () => {
  const text = `{"apiVersion":"v1","kind":"Service","metadata":{"labels":{"a":"${'x'.repeat(300)}"},"name":"web","namespace":"${'y'.repeat(300)}"}}`;
  const [, , line, mark] = textReport(inputOf([findingAt(at(manifestIn(text), 'metadata', 'name'))])).split('\n');
  expect(line).toMatch(/^ {4}1 \| …x+"},"name":"web","namespace":"y+…$/);
  expect(line).toHaveLength(8 + 162);
  expect(mark).toBe(`      | ${' '.repeat(line.indexOf('"web"') - 8)}^~~~~`);
});

test('what a file holds cannot command the terminal', () => {
  const web = manifestIn(SERVICE.replace('http', 'http # \u001b[31m red \u202E'));
  const text = textReport(inputOf([findingAt(at(web, 'spec', 'ports', 0, 'targetPort'), { message: 'a\u001b[2J\nb', fix: 'c\rd' })]));
  expect(text).toContain('  a\uFFFD[2J\uFFFDb\n');
  expect(text).toContain('   10 |       targetPort: http # \uFFFD[31m red \uFFFD\n');
  expect(text).toContain('  fix: c\uFFFDd\n');
});

test('a construct without a field, and a place that is no manifest', () => {
  const text = textReport(
    inputOf([
      findingAt(at(manifestOf('chart/web'))),
      findingAt({ file: 'a.yaml', line: 3, column: 2 }),
      findingAt({ file: 'a.yaml', line: 3, column: 2, sourceLine: 'a: [' }),
    ]),
  );
  expect(text).toContain('chart/web  error  target-port-undeclared\n  port 80 leads nowhere\n  fix: write 8080\n');
  expect(text).toContain('a.yaml:3:2  error  target-port-undeclared\n  port 80 leads nowhere\n  fix: write 8080\n');
  expect(text).toContain('    3 | a: [\n      |  ^\n');
});

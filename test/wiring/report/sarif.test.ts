import { Log, Result } from 'sarif';
import { Finding } from '../../../lib/wiring/finding';
import { ReportInput } from '../../../lib/wiring/report/report';
import { sarifReport } from '../../../lib/wiring/report/sarif';
import { ALL_RULES } from '../../../lib/wiring/verify';
import { at, findingAt, inputOf, manifestIn, mixture, SERVICE } from './sample';

const logOf = (findings: readonly Finding[], over: Partial<ReportInput> = {}): Log => JSON.parse(sarifReport(inputOf(findings, over)));
const resultsOf = (findings: readonly Finding[], over: Partial<ReportInput> = {}): Result[] => logOf(findings, over).runs[0].results ?? [];

test('a clean input has an empty list of results, and every rule', () => {
  const { $schema, version, runs } = logOf([]);
  expect([$schema, version, runs.length]).toEqual(['https://json.schemastore.org/sarif-2.1.0.json', '2.1.0', 1]);
  const [{ results, tool, columnKind }] = runs;
  expect(results).toEqual([]);
  expect(columnKind).toBe('utf16CodeUnits');
  expect([tool.driver.name, tool.driver.semanticVersion]).toEqual(['multiport', '1.2.3']);
  expect(tool.driver.rules?.map(({ id }) => id)).toEqual(ALL_RULES.map(({ id }) => id));
});

test('a rule: what it finds, its level, help, and the page where there is one', () => {
  const rule = (over: Partial<ReportInput>) => logOf([], over).runs[0].tool.driver.rules?.find(({ id }) => id === 'unreadable');
  expect(rule({})).toEqual({
    id: 'unreadable',
    shortDescription: { text: 'a document that cannot be parsed' },
    help: {
      text: 'unreadable: a document that cannot be parsed. To ignore it on one object, say why in an annotation: multiport.dev/ignore.unreadable: <reason>',
      markdown:
        '**unreadable**: a document that cannot be parsed.\n\nTo ignore it on one object, say why in an annotation: `multiport.dev/ignore.unreadable: <reason>`',
    },
    defaultConfiguration: { level: 'error' },
    properties: { tags: ['kubernetes', 'wiring'], precision: 'high', 'problem.severity': 'error' },
  });
  expect(rule({ pageOf: (id) => `# ${id}` })?.help?.markdown).toBe('# unreadable');
});

test('a result: level, region, object, related places, fingerprint', () => {
  const [result] = resultsOf(mixture());
  expect(result).toEqual({
    ruleId: 'target-port-undeclared',
    ruleIndex: ALL_RULES.findIndex(({ id }) => id === 'target-port-undeclared'),
    level: 'error',
    message: { text: 'port 80 leads nowhere. Fix: write 8080.' },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: 'k8s/web.yaml', uriBaseId: '%SRCROOT%' },
          region: { startLine: 10, startColumn: 19, endLine: 10, endColumn: 23 },
        },
        logicalLocations: [{ fullyQualifiedName: 'Service default/web', kind: 'object' }],
      },
    ],
    relatedLocations: [
      {
        id: 1,
        physicalLocation: {
          artifactLocation: { uri: 'k8s/web.yaml', uriBaseId: '%SRCROOT%' },
          region: { startLine: 4, startColumn: 9, endLine: 4, endColumn: 12 },
        },
        logicalLocations: [{ fullyQualifiedName: 'Service default/web', kind: 'object' }],
        message: { text: 'it is this one' },
      },
    ],
    partialFingerprints: { 'multiport/v1': expect.stringMatching(/^[0-9a-f]{32}$/) },
    properties: { unverified: false },
  });
});

test('a construct has no file', () => {
  expect(resultsOf(mixture())[1].locations).toEqual([{ logicalLocations: [{ fullyQualifiedName: 'chart/web', kind: 'object' }] }]);
});

test('ignored findings stay, with who ignored them and why', () => {
  expect(resultsOf(mixture()).map(({ suppressions }) => suppressions)).toEqual([
    undefined,
    undefined,
    [{ kind: 'inSource', justification: 'the Pods come tomorrow' }],
    [{ kind: 'external', justification: 'the file of exceptions says so' }],
  ]);
});

test('show info adds notes, and what is not verified among them', () => {
  expect(resultsOf(mixture(), { show: 'info' }).map(({ level, properties }) => [level, properties?.unverified])).toEqual([
    ['error', false],
    ['warning', false],
    ['note', false],
    ['error', false],
    ['warning', false],
    ['note', true],
  ]);
});

test('fingerprints do not move with the lines, and no two results have the same one', () => {
  const prints = (text: string) => {
    const web = manifestIn(text);
    const target = at(web, 'spec', 'ports', 0, 'targetPort');
    const findings = [
      findingAt(target),
      findingAt(target),
      findingAt(at(web, 'spec')),
      findingAt(target, { rule: 'unreadable' }),
      findingAt({ file: 'a', line: 1, column: 1 }),
    ];
    return resultsOf(findings).map(({ partialFingerprints }) => partialFingerprints?.['multiport/v1']);
  };
  expect(new Set(prints(SERVICE)).size).toBe(5);
  expect(prints(`# a comment\n\n${SERVICE}`)).toEqual(prints(SERVICE));
  expect(prints(SERVICE.replace('name: web', 'name: other'))).not.toEqual(prints(SERVICE));
});

test('URIs are relative, with forward slashes, and encoded', () => {
  const uri = (file: string) =>
    resultsOf([findingAt({ file, line: 1, column: 1 })])[0].locations?.[0].physicalLocation?.artifactLocation?.uri;
  expect(uri('k8s/a b#c?%/ü.yaml')).toBe('k8s/a%20b%23c%3F%25/%C3%BC.yaml');
  expect(uri('../a:b.yaml')).toBe('../a%3Ab.yaml');
  expect(uri('<stdin>')).toBe('%3Cstdin%3E');
  expect(uri('a\uD800.yaml')).toBe('a%EF%BF%BD.yaml');
});

test('every region begins at 1 or later, and ends behind its begin', () => {
  for (const path of [[], ['metadata'], ['metadata', 'name'], ['nothing'], ['spec', 'ports', 5]]) {
    const region = resultsOf([findingAt(at(manifestIn(SERVICE), ...path))])[0].locations?.[0].physicalLocation?.region;
    expect(region?.startLine).toBeGreaterThanOrEqual(1);
    expect(region?.startColumn).toBeGreaterThanOrEqual(1);
    expect(region?.endLine).toBe(region?.startLine);
    expect(region?.endColumn).toBeGreaterThan(region?.startColumn ?? 0);
  }
});

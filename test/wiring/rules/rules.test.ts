import { readdirSync } from 'fs';
import { join } from 'path';
import { ALL_RULES } from '../../../lib/wiring/verify';
import { comparable, expectedFields, findingsOf, RuleCase, shown } from '../support/case';

const FOLDER = join(__dirname, 'cases');

const IDS = readdirSync(FOLDER)
  .map((file) => file.replace(/\.ts$/, ''))
  .sort();

function casesOf(id: string): readonly RuleCase[] {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return (require(join(FOLDER, id)) as { readonly CASES: readonly RuleCase[] }).CASES;
}

test('every rule has a table of cases', () => {
  expect(IDS).toEqual(ALL_RULES.map(({ id }) => id));
});

describe.each(IDS)('%s', (id) => {
  const cases = casesOf(id);
  const ofRule = cases.flatMap(({ expected }) => expected).filter(({ rule }) => rule === id);

  test.each(cases.map((each) => [each.name, each] as const))('%s', (_name, each) => {
    const findings = findingsOf(each);
    expect(findings.map((finding, index) => comparable(finding, each.expected[index]))).toEqual(each.expected.map(expectedFields));
  });

  test('the table holds a hit with its message, a near miss and a suppressed one', () => {
    expect(ofRule.some(({ message, suppressed }) => message !== undefined && suppressed === undefined)).toBe(true);
    expect(cases.some(({ expected }) => expected.length === 0)).toBe(true);
    expect(ofRule.some(({ suppressed }) => suppressed !== undefined)).toBe(true);
  });

  test('names are unique', () => {
    expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
  });

  test('where the rule depends on the world, the table holds both', () => {
    const [open, closed] = (['open', 'closed'] as const).map((world) =>
      cases.map((each) =>
        findingsOf({ ...each, world })
          .map(shown)
          .filter(({ rule }) => rule === id)
          .map(({ severity, message, unverified }) => ({ severity, message, unverified })),
      ),
    );
    const worlds = new Set(cases.filter(({ expected }) => expected.some(({ rule }) => rule === id)).map(({ world }) => world ?? 'open'));
    if (JSON.stringify(open) !== JSON.stringify(closed)) {
      expect([...worlds].sort()).toEqual(['closed', 'open']);
    }
  });
});

test('no finding ends in a full stop, and every one says how to mend it', () => {
  for (const finding of IDS.flatMap(casesOf).flatMap(findingsOf)) {
    expect(finding.message).not.toMatch(/[.\s]$/);
    expect(finding.fix).toMatch(/\S/);
    expect(finding.fix).not.toMatch(/[.\s]$/);
  }
});

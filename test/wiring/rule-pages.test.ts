import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { readInput } from '../../lib/wiring/read';
import { ALL_RULES } from '../../lib/wiring/verify';
import { findingsOf } from './support/case';
import { gateway } from './support/yaml';

const FOLDER = join(__dirname, '../../docs/rules');

/** What takes hundreds of lines, or two files, is told in the example and not shown. */
const TOLD = [
  'azure-rules',
  'gateway-too-many-listeners',
  'last-applied-too-large',
  'nlb-listeners',
  'node-ports-exhausted',
  'object-in-two-files',
  'stream-dictionary-full',
];

/** Examples of ingress-nginx that show only a part: the rest is a gateway that is right. */
const OF_A_GATEWAY = /^(stream|controller|proxy-protocol)-/;
const WHOLE = ['stream-map-missing', 'stream-proxy-udp', 'stream-upstream-collision'];

/** Their examples are whole files. */
const OF_FILES = ['unreadable', 'unrendered-template'];

function page(name: string): string {
  return readFileSync(join(FOLDER, name), 'utf8');
}

function examples(id: string): [wrong: string, right: string] {
  const [, wrong, right] = /```yaml\n# wrong\n([^]*?)```\n\n```yaml\n# right\n([^]*?)```/.exec(page(`${id}.md`)) ?? [];
  return [wrong, right];
}

function documents(text: string): { readonly name: string; readonly text: string }[] {
  return text.split(/^---\n/m).map((each) => {
    const [manifest] = readInput([{ file: 'a.yaml', text: each }], { namespace: 'default' }).manifests;
    return { name: `${manifest.kind} ${manifest.namespace}/${manifest.name}`, text: each };
  });
}

/** `base` with the objects of `change` in place of those of the same name. */
function changed(base: string, change: string): string {
  const others = documents(change);
  const kept = documents(base).filter(({ name }) => !others.some((each) => each.name === name));
  return [...kept, ...others].map(({ text }) => text).join('---\n');
}

const rulesFound = (input: string): string[] => [...new Set(findingsOf({ input, world: 'closed' }).map(({ rule }) => rule))];

test('every rule has a page, and every page a rule', () => {
  expect(
    readdirSync(FOLDER)
      .filter((name) => name !== 'README.md')
      .sort(),
  ).toEqual(ALL_RULES.map(({ id }) => `${id}.md`));
});

test.each(ALL_RULES.map((rule) => [rule.id, rule] as const))(
  'the page of %s begins with what the code says',
  (id, { severity, summary }) => {
    expect(page(`${id}.md`).split('\n').slice(0, 3)).toEqual([`# ${id}`, '', `**${severity}**: ${summary}`]);
    expect(page(`${id}.md`)).toMatch(/^## How to fix it\n[^]*^## Example\n[^]*^## To ignore it\n/m);
  },
);

test('the index lists every rule as the code has it', () => {
  const rows = page('README.md')
    .split('\n')
    .filter((line) => line.startsWith('| ['));
  expect(rows).toEqual(ALL_RULES.map(({ id, severity, summary }) => `| [${id}](${id}.md) | ${severity} | ${summary} |`));
});

test.each(ALL_RULES.map(({ id }) => id).filter((id) => !TOLD.includes(id)))('the examples of %s are wrong and right', (id) => {
  const [shown, right] = examples(id);
  const inGateway = OF_A_GATEWAY.test(id) && !WHOLE.includes(id);
  const wrong = inGateway ? changed(Object.values(gateway()).join('---\n'), shown) : shown;
  expect(rulesFound(wrong)).toEqual([id]);
  expect(rulesFound(OF_FILES.includes(id) ? right : changed(wrong, right))).toEqual([]);
});

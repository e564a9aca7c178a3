import fc from 'fast-check';
import { load } from 'js-yaml';
import { stringify } from 'yaml';
import { layoutOf, Path, Region } from '../../../lib/wiring/yaml/layout';
import { parseDocument, parseDocuments, SourceDocument } from '../../../lib/wiring/yaml/documents';
import { KUBERNETES_SCHEMA } from '../../../lib/wiring/yaml/schema';

function only(text: string): { readonly document: SourceDocument; readonly value: unknown } {
  const [parsed] = parseDocuments(text);
  if ('error' in parsed) {
    throw new Error(parsed.error.reason);
  }
  return parsed;
}

/** What a region shows, of the whole file. */
function cut(text: string, { line, column, endLine, endColumn }: Region): string {
  expect(endLine).toBe(line);
  const source = text.split('\n')[line - 1].replace(/\r$/, '');
  expect(endColumn).toBeLessThanOrEqual(source.length + 1);
  return source.slice(column - 1, endColumn - 1);
}

function scalarsOf(value: unknown, path: Path = []): { readonly path: Path; readonly value: unknown }[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => scalarsOf(item, [...path, index]));
  }
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, item]) => scalarsOf(item, [...path, key]));
  }
  return [{ path, value }];
}

const key = fc
  .stringMatching(/^[a-z][a-zA-Z0-9./-]{0,12}$/)
  .filter((text) => !['true', 'yes', 'on', 'y', 'no', 'off', 'n', 'null', 'false'].includes(text));
const scalar = fc.oneof(
  fc.integer({ min: -70000, max: 70000 }),
  fc.boolean(),
  fc.stringMatching(/^[ -~]{0,24}$/),
  fc.constantFrom('80', '010', 'yes', '~', '- a', '# x', 'a: b', "it's", '"', '{', '[x]', '*a', '&a', '!t', '| x', '%', 'ünïcödé'),
);
const { document: documents } = fc.letrec<{ node: unknown; document: unknown }>((tie) => ({
  node: fc.oneof({ depthSize: 'small' }, scalar, fc.array(tie('node'), { maxLength: 4 }), fc.dictionary(key, tie('node'), { maxKeys: 4 })),
  document: fc.dictionary(key, tie('node'), { minKeys: 1, maxKeys: 5 }),
}));
const style = fc.record({
  indent: fc.integer({ min: 1, max: 6 }),
  indentSeq: fc.boolean(),
  collectionStyle: fc.constantFrom('any' as const, 'flow' as const),
  defaultStringType: fc.constantFrom('PLAIN' as const, 'QUOTE_SINGLE' as const, 'QUOTE_DOUBLE' as const),
  defaultKeyType: fc.constantFrom('PLAIN' as const, 'QUOTE_DOUBLE' as const),
  lineWidth: fc.constant(0),
  version: fc.constant('1.1' as const),
});
const before = fc.array(fc.constantFrom('# a comment', '', '---', 'a: b\n---', '{a: b}\n---'), { maxLength: 4 });

test('what the region of a scalar shows is the scalar', () => {
  fc.assert(
    fc.property(documents, style, before, fc.boolean(), (value, options, head, windows) => {
      const source = [...head, '---', `${stringify(value, options)}`].join('\n');
      const text = windows ? source.replace(/\n/g, '\r\n') : source;
      const parsed = parseDocuments(text).pop();
      if (parsed === undefined || 'error' in parsed) {
        throw new Error(`not parsed: ${text}`);
      }
      expect(parsed.value).toEqual(value);
      for (const each of scalarsOf(value)) {
        const shown = cut(text, layoutOf(parsed.document).regionOf(each.path, 'value'));
        const region = layoutOf(parsed.document).regionOf(each.path, 'key');
        // A block of text is shown by its key.
        if (!/^[ \t-]*[|>][-+0-9]*\r?$/.test(text.split('\n')[region.line - 1].slice(region.endColumn))) {
          expect(load(shown, { schema: KUBERNETES_SCHEMA })).toEqual(each.value);
        }
        const last = each.path[each.path.length - 1];
        if (typeof last === 'string') {
          expect(String(load(cut(text, region), { schema: KUBERNETES_SCHEMA }))).toBe(last);
        }
      }
    }),
    { numRuns: 300 },
  );
});

test.each<[string, string, Path, 'key' | 'value', string, number]>([
  ['a value', 'a:\n  b: c\n', ['a', 'b'], 'value', 'c', 2],
  ['a key', 'a:\n  b: c\n', ['a', 'b'], 'key', 'b', 2],
  ['in quotes', 'a: "b"\n', ['a'], 'value', '"b"', 1],
  ['a key in quotes', '"80": b\n', ['80'], 'key', '"80"', 1],
  ['a bare key that is a number', '80: b\n', ['80'], 'key', '80', 1],
  ['a key in octal', '0120: b\n', ['80'], 'key', '0120', 1],
  ['a map by its first key', 'a:\n  b: c\n', ['a'], 'value', 'a', 1],
  ['an item of a list', 'a:\n  - b: c\n  - d: e\n', ['a', 1], 'value', 'd', 3],
  ['a block by its key', 'a: |\n  text\n  more\n', ['a'], 'value', 'a', 1],
  ['nothing by its key', 'a:\nb: c\n', ['a'], 'value', 'a', 1],
  ['what is missing by what is above', 'a:\n  b: c\n', ['a', 'x', 'y'], 'value', 'a', 1],
  ['a merged field where it stands', 'x: &x { b: c }\na:\n  <<: *x\n', ['a', 'b'], 'value', 'c', 1],
  ['a field of a list of merges', 'x: &x { b: c }\ny: &y { d: e }\na:\n  <<: [*x, *y]\n', ['a', 'd'], 'value', 'e', 2],
  ['its own field before a merged one', 'x: &x { b: c }\na:\n  <<: *x\n  b: d\n', ['a', 'b'], 'value', 'd', 4],
  ['the target of an alias', 'x: &x [1, 2]\na: *x\n', ['a', 1], 'value', '2', 1],
  ['of a key that is there twice the last', 'a: 1\na: 2\n', ['a'], 'value', '2', 2],
  ['behind a BOM-free CRLF', 'a:\r\n  b: c\r\n', ['a', 'b'], 'value', 'c', 2],
  ['JSON', '{"a": {"b": [1, 22]}}', ['a', 'b', 1], 'value', '22', 1],
  ['brackets that end under their key', 'a:\n  args: [\n    one,\n    two,\n  ]\n  b: c\n', ['a', 'args', 1], 'value', 'two', 4],
  ['behind such brackets', 'a:\n  args: [\n    one,\n  ]\n  b: c\n', ['a', 'b'], 'value', 'c', 5],
  ['within them, at the margin', 'a:\n  args: [\none,\n  two]\n', ['a', 'args', 0], 'value', 'one', 3],
  ['braces that end under their key', 'a:\n  b: {\n    c: d\n  }\n', ['a', 'b', 'c'], 'value', 'd', 3],
])('%s', (_name, text, path, part, expected, line) => {
  const region = layoutOf(only(text).document).regionOf(path, part);
  expect([cut(text, region), region.line]).toEqual([expected, line]);
});

test('quotes whose lines stand at the margin, as kubectl takes them', () => {
  const { document, value } = only('a:\n  b: "one\ntwo\n\n  three"\n  c: d\n');
  expect(value).toEqual({ a: { b: 'one two\nthree', c: 'd' } });
  expect(layoutOf(document).regionOf(['a', 'c'], 'value')).toEqual({ line: 6, column: 6, endLine: 6, endColumn: 7 });
  expect(layoutOf(document).lineText(3)).toBe('two');
  expect(layoutOf(document).lineText(7)).toBe('');
  expect(layoutOf(document).lineText(8)).toBeUndefined();
});

test('indentation that is wrong for kubectl, too', () => {
  expect(parseDocument({ text: 'a:\n  b: c\n d: e\n', line: 3 })).toMatchObject({ error: { line: 5, reason: expect.any(String) } });
});

test('the keys of a map as they were written, each of those that are there twice', () => {
  const { document } = only('data:\n  80: a\n  "80": b\n  0x50: c\n');
  expect(
    layoutOf(document)
      .keysAt(['data'])
      .map(({ key, text, quoted, region }) => [key, text, quoted, region.line]),
  ).toEqual([
    ['80', '80', false, 2],
    ['80', '80', true, 3],
    ['80', '0x50', false, 4],
  ]);
  expect(layoutOf(document).keysAt(['data', '80'])).toEqual([]);
});

import fc from 'fast-check';
import { assertLabels, Labels, labelsText, selects } from '../../lib/model/labels';
import { SelectorIndex } from '../../lib/model/selector-index';
import { messageOf } from '../support/message';

test.each<Labels>([{ app: 'web' }, { 'app.kubernetes.io/name': 'a_B.c-9' }, { app: '' }, { ['k'.repeat(63)]: 'v'.repeat(63) }])(
  'takes %p',
  (labels) => {
    expect(() => assertLabels(labels, 'labels')).not.toThrow();
  },
);

test.each<[Labels, string]>([
  [{ 'a b': 'x' }, 'labels has the key "a b", which is no label key'],
  [{ 'a/b/c': 'x' }, 'labels has the key "a/b/c", which is no label key'],
  [{ '/a': 'x' }, 'labels has the key "/a", which is no label key'],
  [{ ['k'.repeat(64)]: 'x' }, `labels has the key "${'k'.repeat(64)}", which is no label key`],
  [{ app: 'a b' }, 'labels gives "app" the value "a b", which is no label value'],
  [{ app: '-a' }, 'labels gives "app" the value "-a", which is no label value'],
  [{ app: 'v'.repeat(64) }, `labels gives "app" the value "${'v'.repeat(64)}", which is no label value`],
  [{ app: 1 as unknown as string }, 'labels gives "app" the value 1, which is no label value'],
])('refuses %p', (labels, message) => {
  expect(messageOf(() => assertLabels(labels, 'labels'))).toContain(`${message}: give `);
});

test('a selector takes Pods that have all its pairs; an empty one takes none', () => {
  expect(selects({ app: 'a' }, { app: 'a', tier: 'x' })).toBe(true);
  expect(selects({ app: 'a', tier: 'y' }, { app: 'a', tier: 'x' })).toBe(false);
  expect(selects({}, { app: 'a' })).toBe(false);
});

test('labels are shown in the order of their keys', () => {
  expect(labelsText({ b: '2', a: '1' })).toBe('{a: 1, b: 2}');
});

describe('SelectorIndex', () => {
  const labels = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('1', '2', '3'), { minKeys: 1 });
  const workload = fc
    .record({ selector: labels, further: labels })
    .map(({ selector, further }) => ({ selector, podLabels: { ...further, ...selector } }));

  test('finds exactly what going through all of them finds', () => {
    fc.assert(
      fc.property(fc.array(workload, { maxLength: 30 }), workload, (entries, probe) => {
        const index = new SelectorIndex<(typeof entries)[number]>();
        entries.forEach((entry) => index.add(entry));
        const selected = index.selectedBy(probe.selector);
        const selecting = index.selecting(probe.podLabels);
        expect(selected !== undefined).toBe(entries.some((entry) => selects(probe.selector, entry.podLabels)));
        expect(selecting !== undefined).toBe(entries.some((entry) => selects(entry.selector, probe.podLabels)));
        expect(selected === undefined || selects(probe.selector, selected.podLabels)).toBe(true);
        expect(selecting === undefined || selects(selecting.selector, probe.podLabels)).toBe(true);
      }),
    );
  });
});

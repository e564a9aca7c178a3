import fc from 'fast-check';
import { LabelIndex } from '../../../lib/wiring/graph/label-index';
import { isEmptySelector, matchesLabelSelector } from '../../../lib/wiring/graph/label-selector';

const KEYS = ['app', 'tier', 'app.kubernetes.io/name', 'x'];
const VALUES = ['a', 'b', '', 'toString'];
const key = fc.constantFrom(...KEYS, 'constructor');
const value = fc.constantFrom(...VALUES);
const labels = fc.dictionary(key, value, { maxKeys: 4, noNullPrototype: true });
const pods = fc.array(fc.record({ namespace: fc.constantFrom('default', 'shop'), labels }), { maxLength: 12 });

/** As a sentence: every pair is on the Pod. */
function naive(selector: object, of: object): boolean {
  const mine = JSON.stringify(Object.entries(of));
  return Object.entries(selector).every((pair) => mine.includes(JSON.stringify(pair)));
}

test('the index takes what one by one takes, in the same order', () => {
  fc.assert(
    fc.property(pods, fc.constantFrom('default', 'shop', 'nowhere'), labels, (all, namespace, selector) => {
      const expected = all.filter((pod) => pod.namespace === namespace && Object.keys(selector).length > 0 && naive(selector, pod.labels));
      expect(new LabelIndex(all).selectedBy(namespace, selector)).toEqual(expected);
      expect(new LabelIndex(all).all(namespace)).toEqual(all.filter((pod) => pod.namespace === namespace));
    }),
    { numRuns: 1000 },
  );
});

const expression = fc.record({
  key,
  operator: fc.constantFrom('In', 'NotIn', 'Exists', 'DoesNotExist'),
  values: fc.array(value, { maxLength: 3 }),
});

function naiveExpression(
  { key: name, operator, values }: { key: string; operator: string; values: string[] },
  of: { [key: string]: string },
): boolean {
  const mine = Object.entries(of)
    .filter(([each]) => each === name)
    .map(([, each]) => each);
  const among = mine.some((each) => values.indexOf(each) >= 0);
  return { In: among, NotIn: !among, Exists: mine.length === 1, DoesNotExist: mine.length === 0 }[operator] === true;
}

test('a LabelSelector takes what each of its parts takes', () => {
  fc.assert(
    fc.property(fc.option(labels), fc.option(fc.array(expression, { maxLength: 3 })), labels, (matchLabels, matchExpressions, of) => {
      const selector = { ...(matchLabels ? { matchLabels } : {}), ...(matchExpressions ? { matchExpressions } : {}) };
      const expected = naive(matchLabels ?? {}, of) && (matchExpressions ?? []).every((each) => naiveExpression(each, of));
      expect(matchesLabelSelector(selector, of)).toBe(expected);
      expect(isEmptySelector(selector)).toBe(Object.keys(matchLabels ?? {}).length === 0 && (matchExpressions ?? []).length === 0);
    }),
    { numRuns: 1000 },
  );
});

test('an operator that is none takes nothing', () => {
  expect(matchesLabelSelector({ matchExpressions: [{ key: 'app', operator: 'Gt', values: ['1'] }] }, { app: '2' })).toBe(false);
});

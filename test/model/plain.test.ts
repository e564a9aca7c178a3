import { mergeDeep } from '../../lib/model/plain';

test('maps merge, lists are replaced, undefined leaves what was there', () => {
  const base = { a: { b: 1, c: [1, 2] }, d: 'x', e: 1 };
  expect(mergeDeep(base, { a: { c: [3], f: { g: 1 } }, d: { h: 1 }, e: undefined })).toEqual({
    a: { b: 1, c: [3], f: { g: 1 } },
    d: { h: 1 },
    e: 1,
  });
  expect(base).toEqual({ a: { b: 1, c: [1, 2] }, d: 'x', e: 1 });
});

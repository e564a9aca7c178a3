import { compareReleases, parseRelease, releaseOf } from '../../../lib/controllers/gateway-api/release';
import { messageOf } from '../../support/message';

test.each([
  ['1.9', [1, 9, 0]],
  ['1.9.0', [1, 9, 0]],
  ['v1.9.1', [1, 9, 1]],
  ['2.13.3', [2, 13, 3]],
])('%s is a version', (text, release) => {
  expect(releaseOf(text, 'Envoy Gateway', '1.9')).toEqual(release);
});

test.each([
  ['1', '"1"'],
  ['1.9-rc.1', '"1.9-rc.1"'],
  ['1.9.1.1', '"1.9.1.1"'],
  ['latest', '"latest"'],
  ['', '""'],
  ['V1.9', '"V1.9"'],
  [' 1.9', '" 1.9"'],
  ['1.99999', '"1.99999"'],
  [1.9, '1.9'],
  [null, 'null'],
])('%p is none', (given, shown) => {
  expect(messageOf(() => releaseOf(given, 'Envoy Gateway', '1.9'))).toBe(
    `version ${shown} of Envoy Gateway is not valid: give major and minor, with or without the patch, as "1.9" or "1.9.1"`,
  );
});

test('versions are compared by number, not by letter', () => {
  const sorted = ['1.10', '1.9.1', '2.0', '1.9', '1.9.10'].map(parseRelease).sort(compareReleases);
  expect(sorted.map((release) => release.join('.'))).toEqual(['1.9.0', '1.9.1', '1.9.10', '1.10.0', '2.0.0']);
});

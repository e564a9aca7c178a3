import * as fc from 'fast-check';
import { hostnamesOf, isEveryConnection, nameMatches, namesIn } from '../../../lib/controllers/traefik/matching';

test('exact names are one match, each wildcard is one', () => {
  expect(nameMatches(['*.example.com', 'a.example.com', 'b.example.org'])).toEqual([
    { match: 'HostSNI(`a.example.com`) || HostSNI(`b.example.org`)' },
    { match: 'HostSNIRegexp(`^.+\\.example\\.com$`)', priority: 2 },
  ]);
});

/** As Traefik chooses among routes: the highest priority, which is the length of the match where none is given. */
function chosen(matches: ReturnType<typeof nameMatches>, name: string): string | undefined {
  return matches
    .filter(({ match }) =>
      [...match.matchAll(/(HostSNI|HostSNIRegexp)\(`([^`]+)`\)/g)].some(([, kind, value]) =>
        kind === 'HostSNI' ? value === name : new RegExp(value).test(name),
      ),
    )
    .sort((a, b) => (b.priority ?? b.match.length) - (a.priority ?? a.match.length))[0]?.match;
}

test.each([
  ['a.b.example', 'HostSNI(`a.b.example`)'],
  ['c.b.example', 'HostSNIRegexp(`^.+\\.b\\.example$`)'],
  ['d.c.b.example', 'HostSNIRegexp(`^.+\\.b\\.example$`)'],
  ['a.c.example', 'HostSNIRegexp(`^.+\\.example$`)'],
  ['b.example', 'HostSNIRegexp(`^.+\\.example$`)'],
  ['example', undefined],
  ['axb.example2', undefined],
])('%s goes to the closest', (name, expected) => {
  const matches = [...nameMatches(['*.example']), ...nameMatches(['*.b.example']), ...nameMatches(['a.b.example'])];
  expect(chosen(matches, name)).toBe(expected);
});

test('what a match takes', () => {
  expect(['HostSNI(`*`)', ' hostsni( "*" ) ', 'HostSNI(`*`) && ClientIP(`10.0.0.0/8`)', 'HostSNI(`a`)'].map(isEveryConnection)).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect(namesIn('HostSNI(`a.example`) || HostSNI("b.example") || HostSNIRegexp(`.+`) || HostSNI(`*`)')).toEqual([
    'a.example',
    'b.example',
  ]);
});

test('the host names of a match are read back', () => {
  const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?$/);
  const hostname = fc
    .tuple(fc.boolean(), fc.array(label, { minLength: 1, maxLength: 4 }))
    .map(([wild, labels]) => `${wild ? '*.' : ''}${labels.join('.')}`);
  fc.assert(
    fc.property(fc.uniqueArray(hostname, { minLength: 1, maxLength: 6 }), (hostnames) => {
      const read = nameMatches(hostnames).flatMap(({ match }) => hostnamesOf(match));
      expect([...read].sort()).toEqual([...hostnames].sort());
    }),
  );
});

test.each([
  ['HostSNI("a.example")||hostsni(`b.example`)', ['a.example', 'b.example']],
  ['HostSNI(`a.example`) && ClientIP(`10.0.0.0/8`)', undefined],
  ['!HostSNI(`a.example`)', undefined],
  ['HostSNIRegexp(`^(a|b)\\.example$`)', undefined],
  ['ALPN(`h2`)', undefined],
])('the host names of %s', (match, expected) => {
  expect(hostnamesOf(match)).toEqual(expected);
});

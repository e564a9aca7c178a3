import * as fc from 'fast-check';
import { shareHostname } from '../../../lib/wiring/graph/routes';
import { findingsOf } from '../support/case';
import { documents, lines, service, workload } from '../support/yaml';

test.each([
  ['a.example', 'a.example', true],
  ['a.example', 'b.example', false],
  ['*.example', 'a.example', true],
  ['*.example', 'x.a.example', true],
  ['*.example', 'example', false],
  ['*.example', 'aexample', false],
  ['*.a.example', '*.example', true],
  ['*.a.example', '*.b.example', false],
])('host names %s and %s', (one, other, expected) => {
  expect(shareHostname(one, other)).toBe(expected);
  expect(shareHostname(other, one)).toBe(expected);
});

test('two host names share one exactly where some name is taken by both', () => {
  const label = fc.constantFrom('a', 'b');
  const name = fc.array(label, { minLength: 1, maxLength: 3 }).map((labels) => labels.join('.'));
  const pattern = fc.tuple(fc.boolean(), name).map(([wild, text]) => (wild ? `*.${text}` : text));
  const takes = (given: string, asked: string): boolean => (given.startsWith('*.') ? asked.endsWith(given.slice(1)) : given === asked);
  const all = ['a', 'b'].flatMap((one) => [one, ...['a', 'b'].flatMap((two) => [`${two}.${one}`, ...three(`${two}.${one}`)])]);
  fc.assert(
    fc.property(pattern, pattern, (one, other) => {
      expect(shareHostname(one, other)).toBe(all.some((each) => takes(one, each) && takes(other, each)));
    }),
  );
});

/** Names of three and four labels that end in two given ones. */
function three(end: string): string[] {
  return ['a', 'b'].flatMap((third) => [`${third}.${end}`, ...['a', 'b'].map((fourth) => `${fourth}.${third}.${end}`)]);
}

const COUNT = 1000;
const many = (make: (index: number) => string): string => Array.from({ length: COUNT }, (_, index) => make(index)).join('');

/** Pairwise this takes a minute. */
test('a thousand listeners and a thousand routes are no matter of pairs', () => {
  const gateway = lines(
    'apiVersion: gateway.networking.k8s.io/v1',
    'kind: Gateway',
    'metadata: { name: gw }',
    'spec:',
    '  gatewayClassName: eg',
    '  listeners:',
    many((index) => `    - { name: l${index}, port: ${2000 + index}, protocol: TCP }\n`).trimEnd(),
  );
  const routes = many(
    (index) => `---
apiVersion: gateway.networking.k8s.io/v1
kind: TCPRoute
metadata: { name: r${index} }
spec:
  parentRefs: [{ name: gw, sectionName: l${index} }]
  rules: [{ backendRefs: [{ name: web, namespace: shop, port: 80 }] }]
---
apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata: { name: g${index}, namespace: shop }
spec:
  from: [{ group: gateway.networking.k8s.io, kind: TCPRoute, namespace: ${index === 0 ? 'default' : 'other'} }]
  to: [{ group: "", kind: Service }]
`,
  );
  const input = documents(service({ namespace: 'shop' }), workload({ namespace: 'shop' }), gateway) + routes;
  expect(findingsOf({ input, world: 'closed' }).map(({ rule }) => rule)).toEqual(['gateway-too-many-listeners']);
});

import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { regionOf } from '../../../lib/wiring/places';
import { readInput } from '../../../lib/wiring/read';
import { FORMATS, REPORTERS } from '../../../lib/wiring/report';
import { DEFAULT_OPTIONS } from '../../../lib/wiring/graph/wiring-graph';
import { verify } from '../../../lib/wiring/verify';
import { ROOT } from '../../support/run';
import { RuleCase } from '../support/case';

const ROUNDS = 10_000;

/** Ways of writing that the tables of the rules do not have. */
const SPECIAL = [
  '{"apiVersion":"v1","kind":"List","items":[{"apiVersion":"v1","kind":"Service","metadata":{"name":"web"},"spec":{"ports":[{"port":80}]}}]}',
  'apiVersion: v1\r\nkind: Service\r\nmetadata:\r\n  name: web\r\nspec:\r\n  selector:\r\n    app: web\r\n  ports:\r\n  - port: 80\r\n    targetPort: http\r\n',
  `# comments
%YAML 1.1
---
base: &base
  metadata: &meta { name: web, labels: &labels { app: web } }
<<: *base
apiVersion: v1
kind: Pod
spec:
  containers:
    - name: |
        main
      image: >-
        nginx
      ports: [{ containerPort: 0x50, name: 'http' }]
...
---
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { selector: { app: web }, ports: [{ port: !!int "80", targetPort: "http" }] }
`,
  `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources: [a.yaml]
patches: [{ path: a.yaml }, { patch: "- op: remove" }]
patchesStrategicMerge: [b.yaml]
replacements: [{ path: c.yaml }]
`,
  `apiVersion: v1
kind: ServiceList
items:
  - metadata: { name: a, annotations: { multiport.dev/ignore.unreadable: "" } }
    spec: { ports: [{ port: 70000 }, { port: 1, nodePort: 1 }] }
`,
  '{{- if .Values.a }}\napiVersion: v1\nkind: Service\nmetadata: {{ toYaml .Values.b | nindent 2 }}\n{{- end }}\n',
];

const VALUES = [
  ...['null', '~', '[]', '{}', '""', '-1', '0', '80', '"80"', '65536', '1e400', '.nan', '0x50', '0o17', '017', 'yes', '1:20', '2020-01-01'],
  ...[
    '99999999999999999999',
    '!!binary "AA=="',
    '!!set {a}',
    '!custom x',
    '*base',
    '&base x',
    '[[[]]]',
    '{a: {b: [c]}}',
    '|',
    '>-',
    '"\\u0000"',
  ],
  ...['__proto__', 'constructor', '{__proto__: {a: b}}', 'http', 'default/web:80', 'a/b:c:PROXY:PROXY', '*', '"a\\nb"', 'é漢😀', '\uD800'],
];
const LETTERS = [...'{}[]:,-?#&*!|>\'"%@` \t\n\r\0\u0085\u2028\uFEFFa0/.~<'];

/** A generator of numbers that are the same in each run. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function spliced(lines: readonly string[], at: number, count: number, ...others: readonly string[]): string[] {
  return [...lines.slice(0, at), ...others, ...lines.slice(at + count)];
}

/** Changes a text at one place. */
function mutated(text: string, other: string, next: (below: number) => number): string {
  const lines = text.split('\n');
  const at = next(lines.length);
  const pick = <T>(list: readonly T[]): T => list[next(list.length)];
  const offset = next(text.length + 1);
  switch (next(9)) {
    case 0:
      return spliced(lines, at, 1 + next(3)).join('\n');
    case 1:
      return spliced(lines, at, 0, ...lines.slice(at, at + 1 + next(4))).join('\n');
    case 2:
      return spliced(lines, at, 1, lines[next(lines.length)]).join('\n');
    case 3:
      return text.slice(0, offset) + pick(LETTERS) + text.slice(offset + next(2));
    case 4:
      return text.slice(0, offset) + text.slice(offset + next(30));
    case 5:
      return spliced(lines, at, 1, ' '.repeat(next(4)) + lines[at].slice(next(4))).join('\n');
    case 6:
      return spliced(lines, at, 1, ...other.split('\n').slice(next(5), 5 + next(10))).join('\n');
    default: {
      // The most telling one: another value where a text, a number, a list or a map is meant.
      const fields = [...text.matchAll(/: *([^\s:][^\n,}\]]*)/g)];
      const field = fields.length === 0 ? undefined : pick(fields);
      return field ? text.slice(0, field.index) + `: ${pick(VALUES)}` + text.slice(field.index + field[0].length) : text;
    }
  }
}

function corpus(): string[] {
  const folder = join(__dirname, '..', 'rules', 'cases');
  const cases = readdirSync(folder).flatMap((file) => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { CASES } = require(join(folder, file)) as { readonly CASES: readonly RuleCase[] };
    return CASES.flatMap(({ input }) => (typeof input === 'string' ? [input] : Object.values(input)));
  });
  return [...SPECIAL, readFileSync(join(ROOT, 'test', 'fixtures', 'small-controller.yaml'), 'utf8'), ...cases].filter(
    ({ length }) => length < 20_000,
  );
}

test(`${ROUNDS} mutated texts crash neither the reading nor the rules nor a report, and every finding lies in its file`, () => {
  const texts = corpus();
  const next = random(20261125);
  for (let round = 0; round < ROUNDS; round += 1) {
    let text = texts[round % texts.length];
    for (let count = next(4); count >= 0; count -= 1) {
      text = mutated(text, texts[next(texts.length)], next);
    }
    try {
      examine(text, round);
    } catch (error) {
      throw new Error(`round ${round}: ${(error as Error).stack}\n${text}`, { cause: error });
    }
  }
});

function examine(text: string, round: number): void {
  const sources = [
    { file: 'a.yaml', text, named: round % 2 === 0 },
    { file: 'b.yaml', text: round % 5 === 0 ? text : '' },
  ];
  const { manifests, unreadable, others, patches } = readInput(sources, { namespace: 'default' });
  const verdict = verify(manifests, { ...DEFAULT_OPTIONS, closed: round % 3 === 0, unreadable });
  const lines = text.split('\n').length;
  for (const { place, related } of verdict.findings) {
    for (const each of [place, ...related.map((one) => one.place)]) {
      const region = regionOf(each);
      if (!region || region.line < 1 || region.line > lines || region.column < 1 || region.endColumn <= region.column) {
        throw new Error(`a region that is none: ${JSON.stringify(region)}`);
      }
    }
  }
  const read = { files: 2, objects: manifests.length, others, patches };
  // The rules make every SARIF report long.
  for (const format of FORMATS.filter((each) => each !== 'sarif' || round % 10 === 0)) {
    const report = REPORTERS[format]({ verdict, version: '1', show: 'info', failOn: 'error', colors: round % 2 === 0, read });
    if (format === 'json' || format === 'sarif') {
      JSON.parse(report);
    }
  }
}

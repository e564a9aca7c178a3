import * as fc from 'fast-check';
import { readFileSync } from 'fs';
import { join } from 'path';
import { foldRanges } from '../../../lib/wiring/picture/ranges';
import { Picture } from '../../../lib/wiring/picture/picture';
import { svgOf } from '../../../lib/wiring/picture/svg';
import { ROOT } from '../../support/run';
import { container, documents, gateway, service, workload } from '../support/yaml';
import { draw } from './drawing';

/** The names of open elements, last first; throws where one is closed that is not open. */
function openElements(xml: string): string[] {
  const open: string[] = [];
  for (const [, slash, name, rest] of xml.matchAll(/<(\/?)([a-z]+)((?:\s+[\w:-]+="[^"<>]*")*)\s*\/?>/g)) {
    if (slash === '/') {
      expect(open.shift()).toBe(name);
    } else if (!xml.includes(`<${name}${rest}/>`)) {
      open.unshift(name);
    }
  }
  return open;
}

const naive = documents(
  service({ ports: ['{ name: a, port: 1 }', '{ name: b, port: 2 }'], more: ['type: LoadBalancer'] }),
  workload({ name: 'one', labels: '{ app: web, n: one }', containers: [container('main', '{ containerPort: 1 }')] }),
  workload({ name: 'two', labels: '{ app: web, n: two }', containers: [container('main', '{ containerPort: 2 }')] }),
);

test('a small picture', () => {
  expect(svgOf(draw({ input: naive }))).toMatchSnapshot();
});

test('nothing to draw', () => {
  expect(svgOf(draw({ input: workload() }))).toMatchSnapshot();
});

test.each([
  ['naive-service', 'docs/images/naive-service.yaml'],
  ['gateway', 'dist/tcp-multi-port.k8s.yaml'],
])('docs/images/%s.svg is what the program draws', (name, source) => {
  const text = readFileSync(join(ROOT, source), 'utf8');
  expect(readFileSync(join(ROOT, 'docs', 'images', `${name}.svg`), 'utf8')).toBe(svgOf(draw({ input: text })));
});

test('no script, nothing from elsewhere, and it says what it is', () => {
  const svg = svgOf(draw({ input: naive }));
  expect(svg).not.toMatch(/<script|<style|href|url\(|@import/);
  expect(svg).toContain('role="img"');
  expect(svg).toContain('>Wiring of 2 external ports</title>');
  expect(svg).toContain('error service-selects-unequal-workloads.</desc>');
});

test('equal input, equal bytes', () => {
  expect(svgOf(draw({ input: gateway() }))).toBe(svgOf(draw({ input: gateway() })));
});

test('five hundred ways are drawn in reasonable time', () => {
  const names = Array.from({ length: 500 }, (_, index) => `web-${index}`);
  const input = documents(
    ...names.flatMap((name, index) => [
      service({
        name,
        selector: `{ app: ${name} }`,
        ports: [`{ port: ${1000 + 2 * index}, targetPort: 8080 }`],
        more: ['type: LoadBalancer'],
      }),
      workload({ name, labels: `{ app: ${name} }` }),
    ]),
  );
  const picture = draw({ input });
  const svg = svgOf(picture);
  expect([picture.exposures, svg.match(/<path d="M[^"]*C/g)?.length]).toEqual([500, 1000]);
});

test('texts of any kind leave the XML well-formed', () => {
  const text = fc.string({ unit: 'binary' });
  const note = fc.record({ rule: text, severity: fc.constantFrom('error', 'warning', 'info'), message: text, finding: fc.nat() });
  const notes = fc.array(note, { maxLength: 2 });
  const presence = fc.constantFrom('there', 'missing', 'outside', 'unknown');
  const pictures = fc
    .record({ kind: text, name: text, label: text, detail: text, presence, notes, doubtful: fc.boolean() })
    .map(({ kind, name, label, detail, presence: there, notes: said, doubtful }): Picture => ({
      boxes: (['outside', 'service'] as const).map((column) => ({
        id: column,
        column,
        kind,
        name,
        presence: there,
        notes: said,
        rows: [{ id: `${column} row`, label, detail, presence: there, notes: said }],
      })),
      edges: [{ from: 'outside row', to: 'service row', doubtful, notes: said }],
      exposures: 1,
      findings: { error: 0, warning: 0, info: 0 },
      elsewhere: 0,
    }));
  fc.assert(
    fc.property(pictures, (picture) => {
      const svg = svgOf(foldRanges(picture));
      expect(openElements(svg)).toEqual([]);
      expect(svg).not.toMatch(/\p{Cs}/u);
    }),
  );
});

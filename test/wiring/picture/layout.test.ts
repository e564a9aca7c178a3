import * as fc from 'fast-check';
import { heights, spaced } from '../../../lib/wiring/picture/heights';
import { layoutOf } from '../../../lib/wiring/picture/layout';
import { crossings, Item, Link, ordered } from '../../../lib/wiring/picture/order';
import { Edge, Picture, Row } from '../../../lib/wiring/picture/picture';
import { ELLIPSIS, escaped, fitted, textWidth } from '../../../lib/wiring/picture/text';
import { container, controller, controllerService, gateway, service, streamMap, workload } from '../support/yaml';
import { draw } from './drawing';

/** Two to five columns of rows in boxes, and links between neighbours. */
const graphs = fc
  .array(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 5 }), { minLength: 2, maxLength: 5 })
  .chain((shape) => {
    const columns: Item[][] = shape.map((boxes, column) =>
      boxes.flatMap((rows, box) =>
        Array.from({ length: rows }, (_, row) => ({ id: `${column}.${box}.${row}`, group: `${column}.${box}` })),
      ),
    );
    const links = fc.tuple(
      ...columns.slice(1).map((column, index) =>
        fc.array(
          fc.record({ from: fc.constantFrom(...columns[index].map(({ id }) => id)), to: fc.constantFrom(...column.map(({ id }) => id)) }),
          {
            maxLength: 12,
          },
        ),
      ),
    );
    return links.map((all): { columns: Item[][]; links: Link[][] } => ({ columns, links: all }));
  });

describe('order', () => {
  const naive = (left: readonly Item[], right: readonly Item[], links: readonly Link[]): number => {
    const at = (items: readonly Item[], id: string): number => items.findIndex((item) => item.id === id);
    return links.reduce(
      (sum, one, index) =>
        sum +
        links
          .slice(index + 1)
          .filter((other) => (at(left, one.from) - at(left, other.from)) * (at(right, one.to) - at(right, other.to)) < 0).length,
      0,
    );
  };

  test('crossings are counted as pair by pair', () => {
    fc.assert(
      fc.property(graphs, ({ columns, links }) => {
        const expected = links.reduce((sum, between, index) => sum + naive(columns[index], columns[index + 1], between), 0);
        expect(crossings(columns, links)).toBe(expected);
      }),
    );
  });

  test('every item stays in its column and beside its box, and no more links cross than before', () => {
    fc.assert(
      fc.property(graphs, ({ columns, links }) => {
        const after = ordered(columns, links);
        expect(after.map((column) => column.map(({ id }) => id).sort())).toEqual(
          columns.map((column) => column.map(({ id }) => id).sort()),
        );
        for (const column of after) {
          const groups = column.map(({ group }) => group).filter((group, index, all) => group !== all[index - 1]);
          expect(new Set(groups).size).toBe(groups.length);
        }
        expect(crossings(after, links)).toBeLessThanOrEqual(crossings(columns, links));
      }),
    );
  });

  test('links that need not cross do not', () => {
    const item = (id: string): Item => ({ id, group: id });
    const columns = [['a', 'b', 'c'].map(item), ['x', 'y', 'z'].map(item)];
    const links = [['a z', 'b x', 'c y'].map((each) => ({ from: each[0], to: each[2] }))];
    expect(crossings(ordered(columns, links), links)).toBe(0);
  });
});

describe('heights', () => {
  const wishes = fc.array(
    fc.record({ at: fc.integer({ min: -500, max: 500 }), weight: fc.integer({ min: 1, max: 9 }), gap: fc.integer({ min: 0, max: 50 }) }),
    {
      minLength: 1,
      maxLength: 20,
    },
  );

  test('distances are kept', () => {
    fc.assert(
      fc.property(wishes, (all) => {
        const at = spaced(all);
        all.slice(1).forEach(({ gap }, index) => expect(at[index + 1] - at[index]).toBeGreaterThanOrEqual(gap - 1e-6));
      }),
    );
  });

  test('what can be had is had', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 20 }), (gaps) => {
        let y = 7;
        const all = gaps.map((gap) => ({ at: (y += gap + 3), weight: 1, gap }));
        spaced(all).forEach((at, index) => expect(at).toBeCloseTo(all[index].at));
      }),
    );
  });

  test('what cannot be had is shared by weight', () => {
    expect(
      spaced([
        { at: 0, weight: 1, gap: 0 },
        { at: 0, weight: 1, gap: 10 },
      ]),
    ).toEqual([-5, 5]);
    expect(
      spaced([
        { at: 0, weight: 3, gap: 0 },
        { at: 0, weight: 1, gap: 8 },
      ]),
    ).toEqual([-2, 6]);
  });

  test('a single way is level, and columns keep their distances', () => {
    const standing = (id: string, gap = 20): { id: string; gap: number; weight: number } => ({ id, gap, weight: 1 });
    const at = heights(
      [
        [standing('a'), standing('b')],
        [standing('c'), standing('d', 60)],
      ],
      [
        { from: 'a', to: 'c' },
        { from: 'b', to: 'd' },
      ],
    );
    expect(Object.fromEntries(at)).toEqual({ a: 20, c: 20, b: 80, d: 80 });
  });
});

describe('text', () => {
  test('a text that is too long is cut, and fits', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 20, max: 300 }), fc.boolean(), (text, width, bold) => {
        const short = fitted(text, width, 12, bold);
        expect(textWidth(short, 12, bold)).toBeLessThanOrEqual(width);
        expect(short === text || short.endsWith(ELLIPSIS)).toBe(true);
      }),
    );
  });

  test('what is escaped is text of XML', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(escaped(text)).not.toMatch(/[<>"']|&(?!(amp|lt|gt|quot|#39);)/);
        // eslint-disable-next-line no-control-regex
        expect(escaped(text)).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
        expect(escaped(text)).not.toMatch(/\p{Cs}/u);
      }),
    );
  });
});

describe('layout', () => {
  /** Gateways of 1 to 30 exposures, some of which are broken somewhere. */
  const pictures = fc
    .array(fc.constantFrom('right', 'service', 'entry', 'port', 'pods'), { minLength: 1, maxLength: 30 })
    .map((ways): Picture => {
      const exposed = ways.map((way, index) => ({ way, port: 9000 + 7 * index, name: `web-${index}` }));
      const but = (broken: string) => exposed.filter(({ way }) => way !== broken);
      return draw({
        input: gateway({
          'controller.yaml': controller(),
          'service.yaml': controllerService({ ports: but('port').map(({ port }) => `{ name: p-${port}, port: ${port} }`) }),
          'tcp.yaml': streamMap({
            entries: ['"8999": default/web:80', ...but('entry').map(({ port, name }) => `"${port}": default/${name}:80`)],
          }),
          ...Object.fromEntries(
            but('service').map(({ name }) => [`${name}-service.yaml`, service({ name, selector: `{ app: ${name} }` })]),
          ),
          ...Object.fromEntries(
            exposed.map(({ way, name }) => [
              `${name}.yaml`,
              workload({
                name,
                labels: `{ app: ${name} }`,
                containers: [container('main', `{ containerPort: ${way === 'pods' ? 1 : 8080} }`)],
              }),
            ]),
          ),
        }),
      });
    });

  test('nothing overlaps, everything is inside, and steps begin and end at their rows', () => {
    fc.assert(
      fc.property(pictures, (picture) => {
        const { boxes, edges, columns, width, height } = layoutOf(picture);
        const rowAt = new Map<string, number>(boxes.flatMap(({ rows }) => rows.map(({ row, y }) => [row.id, y] as const)));
        for (const box of boxes) {
          expect(box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height).toBe(true);
          const below = boxes.filter((other) => other !== box && other.x === box.x && other.y >= box.y);
          below.forEach((other) => expect(other.y).toBeGreaterThanOrEqual(box.y + box.height));
          box.rows.slice(1).forEach(({ y }, index) => expect(y - box.rows[index].y).toBeGreaterThanOrEqual(22));
        }
        columns.slice(1).forEach(({ x }, index) => expect(x - columns[index].x - columns[index].width).toBeGreaterThanOrEqual(40));
        for (const { edge, from, to, points } of edges) {
          expect(points[0]).toEqual({ x: from.x + from.width, y: rowAt.get(edge.from) });
          expect(points[points.length - 1]).toEqual({ x: to.x, y: rowAt.get(edge.to) });
        }
      }),
      { numRuns: 40 },
    );
  });

  test('a step passes columns between boxes, and not through them', () => {
    const row = (id: string): Row => ({ id, label: id, detail: '', presence: 'there', notes: [] });
    const edge = (from: string, to: string): Edge => ({ from, to, doubtful: false, notes: [] });
    const box = (column: 'outside' | 'service' | 'pods', name: string, ...rows: string[]) => ({
      id: name,
      column,
      kind: 'Kind',
      name,
      presence: 'there' as const,
      notes: [],
      rows: rows.map(row),
    });
    const picture: Picture = {
      boxes: [box('outside', 'o', 'a', 'b', 'c'), box('service', 's', 'd', 'e'), box('pods', 'p', 'f', 'g', 'h')],
      edges: [edge('a', 'd'), edge('b', 'g'), edge('c', 'e'), edge('d', 'f'), edge('e', 'h')],
      exposures: 3,
      findings: { error: 0, warning: 0, info: 0 },
      elsewhere: 0,
    };
    const { boxes, edges } = layoutOf(picture);
    const service = boxes[1];
    const passing = edges.filter(({ points }) => points.length === 4);
    expect(passing).toHaveLength(1);
    passing.forEach(({ points: [, { y }] }) => expect(y < service.y || y > service.y + service.height).toBe(true));
  });
});

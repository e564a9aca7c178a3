import { heights, Standing } from './heights';
import { Item, Link, ordered } from './order';
import { Box, Column, COLUMNS, Edge, Picture, Row } from './picture';
import { boxEnds, columnWidth, gapWidth, METRICS, notesHeight, slimBoxes } from './sizes';

export interface PlacedRow {
  readonly row: Row;
  /** Middle of its first line. */
  readonly y: number;
}

export interface PlacedBox {
  readonly box: Box;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly rows: readonly PlacedRow[];
  /** Its name and its only row share a line. */
  readonly slim: boolean;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A step as points, two for each gap between columns: it passes the columns between its ends level. */
export interface PlacedEdge {
  readonly edge: Edge;
  readonly from: PlacedBox;
  readonly to: PlacedBox;
  readonly points: readonly Point[];
}

export interface PlacedColumn {
  readonly title: string;
  readonly x: number;
  readonly width: number;
}

export interface Layout {
  readonly columns: readonly PlacedColumn[];
  readonly boxes: readonly PlacedBox[];
  readonly edges: readonly PlacedEdge[];
  readonly width: number;
  readonly height: number;
}

/** A step with where it stops: its ends, and a place in every column between them. */
interface Way {
  readonly edge: Edge;
  /** Column of its first stop. */
  readonly first: number;
  readonly stops: readonly string[];
}

/** Rows and boxes, to be asked for by the id of a row. */
interface Index {
  readonly boxOf: ReadonlyMap<string, Box>;
  readonly rowOf: ReadonlyMap<string, Row>;
  readonly slim: ReadonlySet<Box>;
}

/** How much an item wants to be level with its neighbours. */
const LEVEL = { row: 1, passing: 6 } as const;

/** Where everything stands, from (0, 0). Columns that hold nothing are left out. */
export function layoutOf(picture: Picture): Layout {
  const present = COLUMNS.filter(({ id }) => picture.boxes.some(({ column }) => column === id));
  const index: Index = {
    boxOf: new Map(picture.boxes.flatMap((box) => box.rows.map((row) => [row.id, box]))),
    rowOf: new Map(picture.boxes.flatMap((box) => box.rows.map((row) => [row.id, row]))),
    slim: slimBoxes(picture),
  };
  const ways = waysOf(picture, present, index);
  const links = present.slice(1).map((_, gap) => ways.flatMap((way) => linkIn(way, gap)));
  const standing = ordered(itemsOf(picture, present, ways), links).map((column) => standingOf(column, index));
  const y = heights(standing, links.flat());

  const columns: PlacedColumn[] = [];
  let x = 0;
  present.forEach(({ id, title }, at) => {
    const boxes = picture.boxes.filter(({ column }) => column === id);
    const width = columnWidth(title, boxes, index.slim);
    columns.push({ title, x, width });
    x += width + gapWidth(ways.filter(({ first, stops }) => first + stops.length - 2 === at).map(({ edge }) => edge));
  });
  const boxes = picture.boxes.map((box) =>
    placedBox(box, columns[present.findIndex(({ id }) => id === box.column)], y, index.slim.has(box)),
  );
  const placed = new Map(boxes.flatMap((each) => each.rows.map(({ row }) => [row.id, each] as const)));
  const edges = ways.map((way) => ({
    edge: way.edge,
    from: placed.get(way.edge.from) as PlacedBox,
    to: placed.get(way.edge.to) as PlacedBox,
    points: pointsOf(way, columns, y),
  }));
  const last = columns.at(-1);
  const passing = [...y.values()].map((each) => each + METRICS.passing / 2);
  const height = [...boxes.map((box) => box.y + box.height), ...passing].reduce((most, each) => Math.max(most, each), 0);
  return { columns, boxes, edges, width: last ? last.x + last.width : 0, height };
}

function waysOf({ edges }: Picture, present: readonly Column[], { boxOf }: Index): Way[] {
  const position = new Map(present.map(({ id }, at) => [id, at]));
  const columnOf = (row: string): number => position.get((boxOf.get(row) as Box).column) as number;
  return edges.map((edge) => {
    const first = columnOf(edge.from);
    const between = Array.from({ length: columnOf(edge.to) - first - 1 }, (_, at) => `${edge.from} > ${edge.to} @${at}`);
    return { edge, first, stops: [edge.from, ...between, edge.to] };
  });
}

/** The piece of a step between a column and the next one. */
function linkIn({ first, stops }: Way, column: number): Link[] {
  const at = column - first;
  return at >= 0 && at < stops.length - 1 ? [{ from: stops[at], to: stops[at + 1] }] : [];
}

function itemsOf({ boxes }: Picture, present: readonly Column[], ways: readonly Way[]): Item[][] {
  const columns: Item[][] = present.map(({ id }) =>
    boxes.filter(({ column }) => column === id).flatMap((box) => box.rows.map((row) => ({ id: row.id, group: box.id }))),
  );
  for (const { first, stops } of ways) {
    stops.slice(1, -1).forEach((id, at) => columns[first + 1 + at].push({ id, group: id }));
  }
  return columns;
}

/** The distances that the items of a column need. */
function standingOf(column: readonly Item[], { boxOf, rowOf, slim }: Index): Standing[] {
  const endsOf = (item: Item): { readonly above: number; readonly below: number; readonly between: number } => {
    const [box, row] = [boxOf.get(item.id), rowOf.get(item.id)];
    const half = METRICS.passing / 2;
    return box && row ? boxEnds(box, row, slim.has(box)) : { above: half, below: half, between: 0 };
  };
  return column.map((item, at) => {
    const { id, group } = item;
    const weight = rowOf.has(id) ? LEVEL.row : LEVEL.passing;
    const before = at > 0 ? column[at - 1] : undefined;
    if (before?.group === group) {
      return { id, gap: METRICS.row + notesHeight(rowOf.get(before.id) as Row), weight };
    }
    const [mine, upper] = [endsOf(item), before && endsOf(before)];
    return { id, gap: upper ? upper.below + Math.max(upper.between, mine.between) + mine.above : mine.above, weight };
  });
}

function placedBox(box: Box, { x, width }: PlacedColumn, heightOf: ReadonlyMap<string, number>, slim: boolean): PlacedBox {
  const rows = box.rows.map((row) => ({ row, y: heightOf.get(row.id) as number })).sort((a, b) => a.y - b.y);
  const [first, last] = [rows[0], rows[rows.length - 1]];
  const { above, below } = boxEnds(box, last.row, slim);
  return { box, x, y: first.y - above, width, height: above + last.y - first.y + below, rows, slim };
}

function pointsOf({ first, stops }: Way, columns: readonly PlacedColumn[], heightOf: ReadonlyMap<string, number>): Point[] {
  return stops.flatMap((stop, at) => {
    const [{ x, width }, y] = [columns[first + at], heightOf.get(stop) as number];
    return [...(at > 0 ? [{ x, y }] : []), ...(at < stops.length - 1 ? [{ x: x + width, y }] : [])];
  });
}

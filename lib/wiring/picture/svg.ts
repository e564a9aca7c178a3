import { boxLines, noteText } from './boxes';
import { EdgeLabel, labelsOf } from './labels';
import { Layout, layoutOf, PlacedEdge } from './layout';
import { LEGEND_HEIGHT, legendOf } from './legend';
import { notesText, Picture, worstOf } from './picture';
import { METRICS, SIZE } from './sizes';
import { DASHED, FONT, INK, LINE_OF, PALE, PAPER, strokeOf } from './style';
import { escaped } from './text';
import { subtitleOf, titleOf } from './titles';

const TOP = 92;
const LEAST_WIDTH = 560;

/** The picture as one SVG document: no script, no font of its own, and equal bytes for equal input. */
export function svgOf(picture: Picture): string {
  const layout = layoutOf(picture);
  const legend = legendOf(picture);
  const width = Math.max(LEAST_WIDTH, layout.width + 2 * METRICS.margin, legend.width + 2 * METRICS.margin);
  const height = TOP + layout.height + (legend.width > 0 ? LEGEND_HEIGHT : 0) + METRICS.margin;
  const left = Math.round((width - layout.width) / 2);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title desc" font-family="${escaped(FONT)}" font-size="${SIZE.label}">`,
    `<title id="title">${escaped(titleOf(picture))}</title>`,
    `<desc id="desc">${escaped(description(picture))}</desc>`,
    `<rect width="${width}" height="${height}" rx="10" fill="${PAPER}"/>`,
    `<text x="${METRICS.margin}" y="36" font-size="18" font-weight="600" fill="${INK}">${escaped(titleOf(picture))}</text>`,
    `<text x="${METRICS.margin}" y="56" fill="${PALE}">${escaped(subtitleOf(picture))}</text>`,
    `<g transform="translate(${left} ${TOP})">`,
    ...layout.columns.map(
      ({ title, x }) => `<text x="${x}" y="-12" font-size="${SIZE.column}" font-weight="600" fill="${PALE}">${escaped(title)}</text>`,
    ),
    ...body(layout),
    '</g>',
    ...(legend.width > 0 ? [`<g transform="translate(${METRICS.margin} ${height - LEGEND_HEIGHT})">`, ...legend.lines, '</g>'] : []),
    '</svg>',
    '',
  ].join('\n');
}

/** Steps below the boxes, the worst above the others; labels above all. */
function body(layout: Layout): string[] {
  const rank = ({ edge }: PlacedEdge): number => ['error', 'warning', 'info', undefined].indexOf(worstOf(edge.notes));
  const edges = [...layout.edges].sort((a, b) => rank(b) - rank(a));
  return [...edges.map(edgeLines), ...layout.boxes.map(boxLines), ...labelsOf(layout.edges).map(labelLines)].flat();
}

function edgeLines({ edge, points }: PlacedEdge): string[] {
  const severity = worstOf(edge.notes);
  const { x, y } = points[points.length - 1];
  const path = points
    .map((point, index) => {
      if (index === 0) {
        return `M${point.x} ${point.y}`;
      }
      const before = points[index - 1];
      const half = (before.x + point.x) / 2;
      // Every second stretch passes a column, and is level.
      return index % 2 === 0 ? `H${point.x}` : `C${half} ${before.y} ${half} ${point.y} ${point.x} ${point.y}`;
    })
    .join('');
  const stroke = strokeOf(severity);
  const dash = severity !== 'error' && edge.doubtful ? DASHED : '';
  const end =
    severity === 'error'
      ? `<path d="M${x - 12} ${y - 4}l8 8m0 -8l-8 8" fill="none" stroke="${stroke}" stroke-width="2"/>`
      : `<path d="M${x} ${y}l-7 -3.5v7z" fill="${stroke}"/>`;
  return [`<path d="${path}" fill="none" stroke="${stroke}" stroke-width="${severity === undefined ? 1.25 : 2}"${dash}/>`, end];
}

function labelLines({ lines, x, y, width, height }: EdgeLabel): string[] {
  return [
    `<rect x="${x - width / 2}" y="${y - height / 2}" width="${width}" height="${height}" rx="4" fill="${PAPER}" stroke="${LINE_OF[lines[0].severity]}"/>`,
    ...lines.map(({ text, severity, messages }, index) =>
      noteText(text, severity, messages, `x="${x}" y="${y - height / 2 + 11 + index * METRICS.note}" text-anchor="middle"`),
    ),
  ];
}

/** For those who do not see it: what is drawn, and every rule that says something. */
function description({ boxes, edges }: Picture): string {
  const notes = [...edges, ...boxes, ...boxes.flatMap(({ rows }) => rows)].flatMap((each) => each.notes);
  const rules = notesText([...new Map(notes.map((note) => [note.finding, note])).values()]);
  const said = rules.length === 0 ? 'nothing is broken' : rules.map(({ text, severity }) => `${severity} ${text}`).join(', ');
  return `External ports on the left, Pods on the right, and each step between them: ${said}.`;
}

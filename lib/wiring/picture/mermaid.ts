import { Severity } from '../finding';
import { Box, COLUMNS, Edge, notesText, Note, Picture, Presence, Row, worstOf } from './picture';
import { INK_OF, LINE_OF, PALE, PAPER, strokeOf } from './style';
import { subtitleOf, titleOf } from './titles';

const SEVERITIES = ['error', 'warning', 'info'] as const;

/** The picture as the text of a Mermaid flowchart: a subgraph for each object, a node for each port. */
export function mermaidOf(picture: Picture): string {
  const ids = new Ids();
  const boxes = COLUMNS.flatMap(({ id }) => picture.boxes.filter(({ column }) => column === id));
  const nodes = boxes.flatMap((box) => subgraph(box, ids));
  const edges = picture.edges.map((edge) => edgeLine(edge, ids));
  const empty = boxes.length === 0 ? [`  nothing[${quoted(subtitleOf(picture))}]`] : [];
  return [
    '---',
    `title: ${JSON.stringify(titleOf(picture))}`,
    // Names of objects are longer than Mermaid reckons with.
    'config: { flowchart: { rankSpacing: 100, subGraphTitleMargin: { bottom: 16 } } }',
    '---',
    'flowchart LR',
    ...nodes,
    ...empty,
    ...edges,
    ...classes(boxes, ids),
    ...linkStyles(picture.edges),
    '',
  ].join('\n');
}

function subgraph(box: Box, ids: Ids): string[] {
  const [kind, namespace] = box.kind.split(' · ');
  const title = [`${kind} ${namespace === undefined ? '' : `${namespace}/`}${box.name}`, ...notesText(box.notes).map(({ text }) => text)];
  return [
    `  subgraph ${ids.of(box.id)}[${quoted(...title)}]`,
    ...box.rows.map((row) => {
      const label = [`${row.label} ${row.detail}`.trim(), ...notesText(row.notes).map(({ text }) => text)];
      return `    ${ids.of(row.id)}[${quoted(...label)}]`;
    }),
    '  end',
  ];
}

function edgeLine({ from, to, doubtful, notes }: Edge, ids: Ids): string {
  const worst = worstOf(notes);
  const arrow = worst === 'error' ? '--x' : doubtful ? '-.->' : '-->';
  const label = notesText(notes).map(({ text }) => text);
  return `  ${ids.of(from)} ${arrow}${label.length > 0 ? `|${quoted(...label)}|` : ''} ${ids.of(to)}`;
}

/** Frames of what is missing, and of what a rule speaks about. */
function classes(boxes: readonly Box[], ids: Ids): string[] {
  const styles: Readonly<Record<string, string>> = {
    missing: `fill:${PAPER},stroke-dasharray:5 4,color:${PALE}`,
    unknown: 'stroke-dasharray:2 3',
    outside: 'stroke-dasharray:2 3',
    ...Object.fromEntries(
      SEVERITIES.map((severity) => [severity, `fill:${PAPER},stroke:${LINE_OF[severity]},stroke-width:2px,color:${INK_OF[severity]}`]),
    ),
  };
  const things: readonly (Box | Row)[] = boxes.flatMap((box) => [box, ...box.rows]);
  return Object.entries(styles).flatMap(([name, style]) => {
    const members = things.filter((thing) => classesOf(thing).includes(name)).map(({ id }) => ids.of(id));
    return members.length === 0 ? [] : [`  classDef ${name} ${style}`, `  class ${members.join(',')} ${name}`];
  });
}

function classesOf({ presence, notes }: { readonly presence: Presence; readonly notes: readonly Note[] }): string[] {
  const worst: Severity | undefined = worstOf(notes);
  return [...(presence === 'there' ? [] : [presence]), ...(worst === undefined ? [] : [worst])];
}

function linkStyles(edges: readonly Edge[]): string[] {
  return SEVERITIES.flatMap((severity) => {
    const members = edges.flatMap(({ notes }, index) => (worstOf(notes) === severity ? [index] : []));
    return members.length === 0 ? [] : [`  linkStyle ${members.join(',')} stroke:${strokeOf(severity)},stroke-width:2px`];
  });
}

/** Text in quotes, one line for each part. What Mermaid or HTML would read as a sign of its own is written as its number. */
function quoted(...lines: readonly string[]): string {
  const safe = lines.map((line) => line.replace(/[^\p{L}\p{N} .,:/()=+→·×…'-]|^\d+(?=\.)|^-|^\+/gu, entities));
  return `"${safe.join('<br/>')}"`;
}

function entities(text: string): string {
  return [...text].map((character) => `#${character.codePointAt(0)};`).join('');
}

/** The beginning of an id, `service|Service default/`: Mermaid draws no more than 50,000 characters, so its words are short. */
const COLUMN_AND_KIND = /^(\w)\w*\|[^/|]* ([^ /|]*)\//;

/** Names of nodes, made of what they stand for: the same when others come and go. */
class Ids {
  private readonly given = new Map<string, string>();
  private readonly taken = new Set<string>();

  public of(id: string): string {
    const known = this.given.get(id);
    if (known !== undefined) {
      return known;
    }
    const word = id
      .replace(COLUMN_AND_KIND, '$1 $2 ')
      .replace(/[^A-Za-z0-9]+/g, '_')
      .replace(/_+$/, '');
    let name = word;
    for (let count = 2; this.taken.has(name); count++) {
      name = `${word}_${count}`;
    }
    this.given.set(id, name);
    this.taken.add(name);
    return name;
  }
}

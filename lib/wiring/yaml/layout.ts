import { Event, EVENT_ID, getScalarValue, load, parseEvents, SCALAR_STYLE, ScalarEvent } from 'js-yaml';
import { KUBERNETES_SCHEMA } from './schema';
import { SourceDocument } from './documents';
import { columnWithout } from './padding';

/** A field in a manifest: keys and indexes from the top. */
export type Path = readonly (string | number)[];

/** A part of a file. Lines and columns from 1; the end is the first column behind it. */
export interface Region {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

interface ScalarNode extends Span {
  readonly kind: 'scalar';
  readonly text: string;
  readonly quoted: boolean;
  /** Whether it stands on one line, and not in a block of its own or nowhere at all. */
  readonly inline: boolean;
}

interface MapNode extends Span {
  readonly kind: 'map';
  readonly pairs: readonly { readonly key: Node; readonly value: Node }[];
}

interface ListNode extends Span {
  readonly kind: 'list';
  readonly items: readonly Node[];
}

interface AliasNode extends Span {
  readonly kind: 'alias';
  readonly target: string;
}

type Node = ScalarNode | MapNode | ListNode | AliasNode;

/** A key of a map as it was written. */
export interface WrittenKey {
  /** The key as Kubernetes gets it: `80` for `0x50`. */
  readonly key: string;
  /** The key as it stands in the file, without quotes. */
  readonly text: string;
  readonly quoted: boolean;
  readonly region: Region;
}

/**
 * Where things stand in one document. It costs a second pass over the text, and is made only for documents that have a finding, or
 * whose way of writing matters.
 */
class Layout {
  private readonly root: Node | undefined;
  private readonly anchors = new Map<string, Node>();
  /** The text that was parsed, and where its lines begin. */
  private readonly text: string;
  private readonly lineStarts: number[];

  public constructor(private readonly document: SourceDocument) {
    const text = document.padding?.text ?? document.text;
    this.text = text;
    this.lineStarts = [0];
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
      this.lineStarts.push(at + 1);
    }
    this.root = new NodeReader(text, parseEvents(text, {}), this.anchors).read();
  }

  /**
   * The region of a field's key, or of its value. Of a value with many lines it is the key that is shown. Where the path leads
   * nowhere, it is the region of the nearest field above.
   */
  public regionOf(path: Path, part: 'key' | 'value'): Region {
    let node = this.root;
    let key: Node | undefined;
    for (const step of path) {
      const found = this.step(node, step);
      if (found === undefined) {
        return this.regionOfSpan(key ?? firstOf(node));
      }
      ({ key, node } = found);
    }
    const whole = node && this.resolved(node);
    if (part === 'value' && whole?.kind === 'scalar' && whole.inline) {
      return this.regionOfSpan(whole);
    }
    return this.regionOfSpan(key ?? firstOf(whole));
  }

  /** The keys of the map at a path, in the order of the file, every one of those that are there twice. */
  public keysAt(path: Path): WrittenKey[] {
    let node = this.root;
    for (const step of path) {
      node = this.step(node, step)?.node;
    }
    const map = node && this.resolved(node);
    if (map?.kind !== 'map') {
      return [];
    }
    return map.pairs.flatMap(({ key }) =>
      key.kind === 'scalar' ? [{ key: keyOf(key), text: key.text, quoted: key.quoted, region: this.regionOfSpan(key) }] : [],
    );
  }

  /** A line of the file, as it is written, without its end; undefined for one outside of the document. */
  public lineText(line: number): string | undefined {
    const index = line - this.document.line;
    return index in this.lineStarts ? this.lineAt(index) : undefined;
  }

  private step(node: Node | undefined, step: string | number): { key: Node | undefined; node: Node } | undefined {
    const whole = node && this.resolved(node);
    if (whole?.kind === 'list') {
      const item = typeof step === 'number' ? whole.items[step] : undefined;
      return item && { key: undefined, node: item };
    }
    return whole?.kind === 'map' ? this.pairOf(whole, String(step)) : undefined;
  }

  private pairOf(map: MapNode, name: string): { key: Node; node: Node } | undefined {
    const own = map.pairs.filter(({ key }) => key.kind === 'scalar' && keyOf(key) === name).pop();
    if (own) {
      return { key: own.key, node: own.value };
    }
    for (const { key, value } of map.pairs) {
      if (key.kind === 'scalar' && key.text === '<<' && !key.quoted) {
        const merged = this.resolved(value);
        for (const each of merged?.kind === 'list' ? merged.items : [value]) {
          const source = this.resolved(each);
          const found = source?.kind === 'map' ? this.pairOf(source, name) : undefined;
          if (found) {
            return found;
          }
        }
      }
    }
    return undefined;
  }

  private resolved(node: Node): Node | undefined {
    return node.kind === 'alias' ? this.anchors.get(node.target) : node;
  }

  private regionOfSpan(span: Span | undefined): Region {
    const { start, end } = span ?? { start: 0, end: 0 };
    const [line, column] = this.position(start);
    const stop = Math.max(end, start + 1);
    const [endLine, endColumn] = this.position(stop);
    // A block of text is shown by its first line.
    return endLine === line
      ? { line, column, endLine, endColumn }
      : { line, column, endLine: line, endColumn: this.lineAt(line - this.document.line).length + 1 };
  }

  private lineAt(index: number): string {
    const begin = this.lineStarts[index];
    const end = this.text.indexOf('\n', begin);
    const line = this.text.slice(begin, end < 0 ? this.text.length : end).replace(/\r$/, '');
    return line.slice(line.length - columnWithout(this.document.padding, index, line.length));
  }

  private lineIndex(offset: number): number {
    let low = 0;
    let high = this.lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.lineStarts[middle] <= offset) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  private position(offset: number): [line: number, column: number] {
    const index = this.lineIndex(offset);
    return [this.document.line + index, columnWithout(this.document.padding, index, offset - this.lineStarts[index]) + 1];
  }
}

const layouts = new WeakMap<SourceDocument, Layout>();

/** The layout of a document, made once. */
export function layoutOf(document: SourceDocument): Layout {
  let layout = layouts.get(document);
  if (!layout) {
    layout = new Layout(document);
    layouts.set(document, layout);
  }
  return layout;
}

/** What stands for a node in a message: a list or map by its first part. */
function firstOf(node: Node | undefined): Span | undefined {
  switch (node?.kind) {
    case 'map':
      return node.pairs[0]?.key ?? node;
    case 'list':
      return firstOf(node.items[0]) ?? node;
    default:
      return node;
  }
}

/** What begins with a letter and is no text by the schema. */
const WORDS = /^(y|n|yes|no|on|off|true|false|null)$/i;

/** A key as Kubernetes gets it: a number or a boolean becomes its text. */
function keyOf(key: ScalarNode): string {
  if (key.quoted || (/^[a-z]/i.test(key.text) && !WORDS.test(key.text))) {
    return key.text;
  }
  try {
    return String(load(key.text, { schema: KUBERNETES_SCHEMA }));
  } catch {
    return key.text;
  }
}

/** Makes nodes of the parser's events. */
class NodeReader {
  private at = 0;

  public constructor(
    private readonly text: string,
    private readonly events: readonly Event[],
    private readonly anchors: Map<string, Node>,
  ) {}

  public read(): Node | undefined {
    if (this.events[0]?.type === EVENT_ID.DOCUMENT) {
      this.at = 1;
    }
    return this.node();
  }

  private node(): Node | undefined {
    const event = this.events[this.at];
    this.at += 1;
    switch (event?.type) {
      case EVENT_ID.SCALAR:
        return this.anchored(event, this.scalar(event));
      case EVENT_ID.ALIAS:
        return {
          kind: 'alias',
          target: this.text.slice(event.anchorStart, event.anchorEnd),
          start: event.anchorStart - 1,
          end: event.anchorEnd,
        };
      case EVENT_ID.SEQUENCE: {
        const items = this.children();
        return this.anchored(event, { kind: 'list', items, start: event.start, end: endOf(items, event.start) });
      }
      case EVENT_ID.MAPPING: {
        const nodes = this.children();
        const pairs = nodes.flatMap((key, index) => (index % 2 === 0 && nodes[index + 1] ? [{ key, value: nodes[index + 1] }] : []));
        return this.anchored(event, { kind: 'map', pairs, start: event.start, end: endOf(nodes, event.start) });
      }
      default:
        return undefined;
    }
  }

  private children(): Node[] {
    const nodes: Node[] = [];
    while (this.at < this.events.length && this.events[this.at].type !== EVENT_ID.POP) {
      const node = this.node();
      if (node) {
        nodes.push(node);
      }
    }
    this.at += 1;
    return nodes;
  }

  private scalar(event: ScalarEvent): ScalarNode {
    const quotes = event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED ? 1 : 0;
    const start = event.valueStart - quotes;
    return {
      kind: 'scalar',
      text: getScalarValue(this.text, event),
      quoted: event.style !== SCALAR_STYLE.PLAIN,
      inline: event.valueStart >= 0 && event.style !== SCALAR_STYLE.LITERAL_BLOCK && event.style !== SCALAR_STYLE.FOLDED_BLOCK,
      start: Math.max(start, 0),
      end: Math.max(event.valueEnd + quotes, 0),
    };
  }

  private anchored<T extends Node>(event: { readonly anchorStart: number; readonly anchorEnd: number }, node: T): T {
    if (event.anchorStart >= 0) {
      this.anchors.set(this.text.slice(event.anchorStart, event.anchorEnd), node);
    }
    return node;
  }
}

function endOf(nodes: readonly Node[], start: number): number {
  return nodes.length === 0 ? start : nodes[nodes.length - 1].end;
}

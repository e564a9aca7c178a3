import { load, parseEvents } from 'js-yaml';
import { MapNode, Node, NodeReader, ScalarNode, Span } from './nodes';
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

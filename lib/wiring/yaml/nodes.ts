import { Event, EVENT_ID, getScalarValue, SCALAR_STYLE, ScalarEvent } from 'js-yaml';

/** A part of the text, by offsets. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface ScalarNode extends Span {
  readonly kind: 'scalar';
  readonly text: string;
  readonly quoted: boolean;
  /** Whether it stands on one line, and not in a block of its own or nowhere at all. */
  readonly inline: boolean;
}

export interface MapNode extends Span {
  readonly kind: 'map';
  readonly pairs: readonly { readonly key: Node; readonly value: Node }[];
}

export interface ListNode extends Span {
  readonly kind: 'list';
  readonly items: readonly Node[];
}

export interface AliasNode extends Span {
  readonly kind: 'alias';
  readonly target: string;
}

/** A value of the document, and where it stands. */
export type Node = ScalarNode | MapNode | ListNode | AliasNode;

/** Makes nodes of the parser's events; anchors are entered as they come. */
export class NodeReader {
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

import { Finding, isFieldPlace, Place, Severity } from '../finding';
import { Manifest } from '../manifest';
import { Path } from '../yaml/layout';
import { Box, ColumnId, COLUMNS, Edge, Note, Picture, Presence, Row } from './picture';

/** A row while the picture is being made. */
export interface DraftRow {
  readonly id: string;
  readonly box: DraftBox;
  readonly label: string;
  readonly detail: string;
  presence: Presence;
  /** Where it stands in its object; a finding there is one about it. */
  readonly path?: Path;
  readonly notes: Note[];
}

export interface DraftBox {
  readonly id: string;
  readonly column: ColumnId;
  readonly kind: string;
  readonly name: string;
  readonly presence: Presence;
  readonly manifest?: Manifest;
  readonly rows: DraftRow[];
  readonly notes: Note[];
}

export interface DraftEdge {
  readonly from: DraftRow;
  readonly to: DraftRow;
  readonly doubtful: boolean;
  /** Whether a finding is about this step. */
  readonly concerns: (finding: Finding) => boolean;
  readonly notes: Note[];
}

export interface BoxProps {
  readonly column: ColumnId;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** @default "there" */
  readonly presence?: Presence;
  /** @default - an object that the input does not hold */
  readonly manifest?: Manifest;
}

export interface RowProps {
  readonly label: string;
  /** What tells it from the other rows of its box. @default - the label */
  readonly key?: string;
  /** @default - none */
  readonly detail?: string;
  /** @default "there" */
  readonly presence?: Presence;
  /** @default - no field of its own */
  readonly path?: Path;
}

export interface EdgeProps {
  /** @default false */
  readonly doubtful?: boolean;
  /** The objects on which, or beside which, a finding about this step lies. */
  readonly about: readonly (Manifest | undefined)[];
  readonly concerns: (finding: Finding) => boolean;
}

/** The picture while it is being made: what is added twice is there once. */
export class Draft {
  private readonly boxes = new Map<string, DraftBox>();
  private readonly rows = new Map<string, DraftRow>();
  private readonly edges = new Map<string, DraftEdge>();
  private readonly reached = new Set<DraftRow>();
  private readonly ofManifest = new Map<Manifest, { readonly boxes: DraftBox[]; readonly edges: DraftEdge[] }>();
  private readonly numbers = new Map<string, Map<Manifest, number>>();

  /** The box of an object in a column. Two objects of one name, as an overlay's and its base's, have two. */
  public box({ column, kind, namespace, name, presence = 'there', manifest }: BoxProps): DraftBox {
    const key = `${column}|${kind} ${namespace}/${name}`;
    const id = manifest ? this.numbered(key, manifest) : key;
    let box = this.boxes.get(id);
    if (!box) {
      const text = namespace === '' ? kind : `${kind} · ${namespace}`;
      box = { id, column, kind: text, name, presence, rows: [], notes: [], ...(manifest ? { manifest } : {}) };
      this.boxes.set(id, box);
      if (manifest) {
        this.on(manifest).boxes.push(box);
      }
    }
    return box;
  }

  /** A row of a box, by its key. That it is there is believed over that it is not. */
  public row(box: DraftBox, { label, key = label, detail = '', presence = 'there', path }: RowProps): DraftRow {
    const id = `${box.id}|${key}`;
    let row = this.rows.get(id);
    if (!row) {
      row = { id, box, label, detail, presence, notes: [], ...(path ? { path } : {}) };
      this.rows.set(id, row);
      box.rows.push(row);
    } else if (presence === 'there') {
      row.presence = 'there';
    }
    return row;
  }

  public hasEdgeTo(row: DraftRow): boolean {
    return this.reached.has(row);
  }

  public edge(from: DraftRow, to: DraftRow, { doubtful = false, about, concerns }: EdgeProps): void {
    const id = `${from.id} > ${to.id}`;
    if (this.edges.has(id)) {
      return;
    }
    const edge: DraftEdge = { from, to, doubtful, concerns, notes: [] };
    this.edges.set(id, edge);
    this.reached.add(to);
    new Set(about).forEach((manifest) => void (manifest && this.on(manifest).edges.push(edge)));
  }

  /** Puts findings where they belong: on a step, else on a row, else on the object. Those of no drawn object are counted. */
  public picture(findings: readonly Finding[]): Picture {
    const counts: Record<Severity, number> = { error: 0, warning: 0, info: 0 };
    let elsewhere = 0;
    findings
      .filter(({ suppressed }) => suppressed === undefined)
      .forEach((finding, index) => {
        const note: Note = { rule: finding.rule, severity: finding.severity, message: finding.message, finding: index };
        const owners = this.ownersOf(finding);
        owners.forEach(({ notes }) => notes.push(note));
        if (owners.length > 0) {
          counts[finding.severity] += 1;
        } else {
          elsewhere += 1;
        }
      });
    const boxes = COLUMNS.flatMap(({ id }) => [...this.boxes.values()].filter(({ column }) => column === id)).map(boxOf);
    const exposures = boxes.filter(({ column }) => column === 'outside').flatMap(({ rows }) => rows.filter(isThere)).length;
    return { boxes, edges: [...this.edges.values()].map(edgeOf), exposures, findings: counts, elsewhere };
  }

  private ownersOf(finding: Finding): readonly { readonly notes: Note[] }[] {
    const places = [finding.place, ...finding.related.map(({ place }) => place)].filter(isFieldPlace);
    const edges = new Set(places.flatMap(({ manifest }) => this.ofManifest.get(manifest)?.edges ?? []));
    const about = [...edges].filter(({ concerns }) => concerns(finding));
    if (about.length > 0) {
      return about;
    }
    // Where the object itself is not drawn, as a NetworkPolicy, what the finding names beside it is.
    for (const group of [places.slice(0, 1), places.slice(1)]) {
      const boxes = [...new Set(group.flatMap(({ manifest }) => this.ofManifest.get(manifest)?.boxes ?? []))];
      const rows = boxes.flatMap((box) => box.rows.filter(({ path }) => path && group.some((place) => isIn(place, box.manifest, path))));
      if (boxes.length > 0) {
        return rows.length > 0 ? rows : boxes;
      }
    }
    return [];
  }

  private on(manifest: Manifest): { readonly boxes: DraftBox[]; readonly edges: DraftEdge[] } {
    const found = this.ofManifest.get(manifest) ?? { boxes: [], edges: [] };
    this.ofManifest.set(manifest, found);
    return found;
  }

  private numbered(key: string, manifest: Manifest): string {
    const numbers = this.numbers.get(key) ?? new Map<Manifest, number>();
    this.numbers.set(key, numbers);
    const number = numbers.get(manifest) ?? numbers.size + 1;
    numbers.set(manifest, number);
    return number === 1 ? key : `${key}#${number}`;
  }
}

/** Whether a place is a field of an object, or lies below it. */
export function isIn(place: Place, manifest: Manifest | undefined, path: Path): boolean {
  return isFieldPlace(place) && place.manifest === manifest && path.every((key, index) => place.path[index] === key);
}

function isThere({ presence }: Row): boolean {
  return presence !== 'missing';
}

function boxOf({ id, column, kind, name, presence, notes, rows }: DraftBox): Box {
  return { id, column, kind, name, presence, notes, rows: rows.map(rowOf) };
}

function rowOf({ id, label, detail, presence, notes }: DraftRow): Row {
  return { id, label, detail, presence, notes };
}

function edgeOf({ from, to, doubtful, notes }: DraftEdge): Edge {
  return { from: from.id, to: to.id, doubtful, notes };
}

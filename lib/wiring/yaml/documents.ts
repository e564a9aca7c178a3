import { loadAll, YAMLException } from 'js-yaml';
import { loadPadded, Padding } from './padding';
import { KUBERNETES_SCHEMA } from './schema';

/** One document of a YAML stream, as it stands in its file. */
export interface SourceDocument {
  /** Text of the document alone. */
  readonly text: string;
  /** Line of the file on which the text begins, from 1. */
  readonly line: number;
  /** The text as it had to be to be parsed. @default - as it is */
  readonly padding?: Padding;
}

/** A document that cannot be parsed, and where. */
export interface ParseError {
  /** What is wrong, without a place. */
  readonly reason: string;
  /** Line of the file, from 1. */
  readonly line: number;
  /** Column, from 1. */
  readonly column: number;
}

const MARKER = /^(---|\.\.\.)(?=[ \t\r\n]|$)/gm;
const OPTIONS = { schema: KUBERNETES_SCHEMA, json: true, maxAliases: 10_000 };

/**
 * The documents of a stream. YAML allows `---` at the begin of a line as a marker only, even within quotes and block scalars, so
 * that each document can be parsed alone, and a broken one leaves the others whole.
 */
export function splitDocuments(text: string): SourceDocument[] {
  const documents: SourceDocument[] = [];
  let begin = 0;
  let line = 1;
  const push = (end: number): void => {
    const chunk = text.slice(begin, end);
    if (hasContent(chunk)) {
      documents.push({ text: chunk, line });
    }
    line += countLines(chunk);
    begin = end;
  };
  for (const marker of text.matchAll(MARKER)) {
    if (marker[0] === '---') {
      const directives = /^%/m.test(text.slice(begin, marker.index)) && !/^[^%#\s]/m.test(text.slice(begin, marker.index));
      if (!directives) {
        push(marker.index);
      }
    } else {
      push(marker.index + marker[0].length);
    }
  }
  push(text.length);
  return documents;
}

function hasContent(chunk: string): boolean {
  return /^(?!\s*(#|$))/m.test(chunk.replace(/^---[ \t]*/, '').replace(/^\.\.\.[ \t]*$/m, ''));
}

function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    count += 1;
  }
  return count;
}

/** A document, and its value or why it has none. */
export type ParsedDocument = { readonly document: SourceDocument } & ({ readonly value: unknown } | { readonly error: ParseError });

/**
 * The documents of a stream with their values. All at once costs a fifth less than one by one; where that fails, or does not come to the same
 * number of documents, each is parsed alone.
 */
export function parseDocuments(text: string): ParsedDocument[] {
  const documents = splitDocuments(text);
  // With aliases each document is looked at by itself, since a short text may come to much.
  const values = documents.length > 1 && !ALIAS.test(text) ? valuesOf(text) : [];
  return values.length === documents.length
    ? documents.map((document, index) => ({ document, value: values[index] }))
    : documents.flatMap((document) => {
        const parsed = parseDocument(document);
        const objects = 'error' in parsed ? splitJson(document) : [];
        return objects.length > 1 ? objects.map(parseDocument) : [parsed];
      });
}

const ALIAS = /(^|[\s[,{:])\*[\w-]/;

/** JSON objects one after the other, which kubectl reads as well; none where the text is something else. */
function splitJson({ text, line }: SourceDocument): SourceDocument[] {
  const objects: SourceDocument[] = [];
  let depth = 0;
  let begin = 0;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}]|[^\s{}"]+/g)) {
    if (depth === 0 && token !== '{') {
      return [];
    }
    begin = depth === 0 ? index : begin;
    depth += token === '{' ? 1 : token === '}' ? -1 : 0;
    if (depth === 0) {
      objects.push({ text: text.slice(begin, index + 1), line: line + countLines(text.slice(0, begin)) });
    }
  }
  return objects;
}

function valuesOf(text: string): unknown[] {
  try {
    // An empty document, as behind a last `---`, is null here, and none of those that were split.
    return loadAll(text, OPTIONS).filter((value) => value !== null);
  } catch {
    return [];
  }
}

/**
 * The value of a document, as kubectl reads it. Of keys that are there twice the last one counts; whoever cares finds them in the
 * document's layout.
 */
export function parseDocument(document: SourceDocument): ParsedDocument {
  try {
    const { value, padding } = loadPadded(document.text, OPTIONS);
    if (ALIAS.test(document.text) && nodesOf(value) > MOST_NODES) {
      return {
        document,
        error: { reason: `its aliases come to more than ${MOST_NODES.toLocaleString('en-US')} values`, line: document.line, column: 1 },
      };
    }
    return { document: padding ? { ...document, padding } : document, value };
  } catch (error) {
    return { document, error: parseErrorOf(error as Error, document) };
  }
}

const MOST_NODES = 1_000_000;

/** How many values there are, each alias with all that it stands for; it stops counting where that is too many. */
function nodesOf(value: unknown): number {
  const open: unknown[] = [value];
  let count = 0;
  while (open.length > 0 && count <= MOST_NODES) {
    const each = open.pop();
    count += 1;
    if (typeof each === 'object' && each !== null) {
      Object.values(each).forEach((item: unknown) => open.push(item));
    }
  }
  return count;
}

function parseErrorOf(error: Error, document: SourceDocument): ParseError {
  if (error instanceof YAMLException && error.mark) {
    return { reason: error.reason, ...placeOf(document, error.mark) };
  }
  return { reason: error instanceof YAMLException ? error.reason : error.message, line: document.line, column: 1 };
}

/** What is missing at the end is missing behind the last thing that is there, and not on an empty line below it. */
function placeOf({ text, line }: SourceDocument, mark: { readonly line: number; readonly column: number }): Omit<ParseError, 'reason'> {
  const lines = text.split('\n');
  if (lines.slice(mark.line).some((each) => each.trim() !== '')) {
    return { line: line + mark.line, column: mark.column + 1 };
  }
  let last = lines.length - 1;
  while (last > 0 && lines[last].trim() === '') {
    last -= 1;
  }
  return { line: line + last, column: Math.max(lines[last].trimEnd().length, 1) };
}

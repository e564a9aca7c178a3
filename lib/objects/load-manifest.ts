import { execFileSync } from 'child_process';
import { readFileSync } from 'fs';
import { parseAllDocuments, Tags } from 'yaml';
import { display } from '../model/port';
import { Refusal } from '../model/refusal';
import { isPlainObject, PlainObject } from '../model/plain';

const SECONDS = 30;
const MOST_BYTES = 32 * 1024 * 1024;
const MOST_ALIASES = 10_000;
const FETCH = `
fetch(process.argv[1], { signal: AbortSignal.timeout(${SECONDS * 1000}) })
  .then(async (r) => { if (!r.ok) throw new Error('HTTP status ' + r.status); process.stdout.write(await r.text()); })
  .catch((e) => { process.stderr.write(String(e.cause?.message ?? e.message)); process.exitCode = 1; });`;

/** The objects of a YAML file or URL, in their order; a List is unpacked. Throws where it cannot be read or parsed. */
export function loadManifest(pathOrUrl: string): PlainObject[] {
  return parseManifest(/^https?:\/\//.test(pathOrUrl) ? fetchText(pathOrUrl) : readText(pathOrUrl), pathOrUrl);
}

/** The objects of a YAML text. `origin` names it in messages. */
export function parseManifest(text: string, origin: string): PlainObject[] {
  const documents = parseAllDocuments(text, { version: '1.1', customTags: withoutTimes });
  return [...documents].flatMap((document) => {
    if (document.errors.length > 0) {
      const [{ message, linePos }] = document.errors;
      throw new Refusal(`${origin} is not YAML: ${message.split(/ at line|:?\n/)[0]}, line ${linePos?.[0].line ?? '?'}: mend it there`);
    }
    const value = valueOf(document, origin);
    return value === null || value === undefined ? [] : objectsOf(value, origin);
  });
}

/** Aliases that lead nowhere come out only here. */
function valueOf(document: { toJS(options: { maxAliasCount: number }): unknown }, origin: string): unknown {
  try {
    return document.toJS({ maxAliasCount: MOST_ALIASES });
  } catch (error) {
    throw new Refusal(`${origin} is not YAML: ${(error as Error).message}: mend it there`);
  }
}

/** kubectl reads dates and `1:20` as strings; YAML 1.1 in full would make dates and base-60 numbers of them. */
function withoutTimes(tags: Tags): Tags {
  return tags.filter(
    (tag) => typeof tag === 'string' || (tag.tag !== 'tag:yaml.org,2002:timestamp' && !('format' in tag && tag.format === 'TIME')),
  );
}

function objectsOf(value: unknown, origin: string): PlainObject[] {
  if (!isPlainObject(value) || typeof value.kind !== 'string' || typeof value.apiVersion !== 'string') {
    throw new Refusal(`${origin} holds a document that is no Kubernetes object: it needs apiVersion and kind`);
  }
  if (value.kind.endsWith('List') && Array.isArray(value.items)) {
    return value.items.flatMap((item: unknown) => objectsOf(item, origin));
  }
  return [value];
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new Refusal(
      `the manifest ${display(path)} cannot be read (${(error as NodeJS.ErrnoException).code}): give the path or URL of a YAML file`,
    );
  }
}

/** Constructs are made without waiting, so the download happens in a process of its own. */
function fetchText(url: string): string {
  try {
    return execFileSync(process.execPath, ['-e', FETCH, url], {
      encoding: 'utf8',
      maxBuffer: MOST_BYTES,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  } catch (error) {
    const reason = (error as { stderr?: string }).stderr?.trim() || 'no answer';
    throw new Refusal(`the manifest ${url} cannot be fetched (${reason}): check the URL, or download it and give its path`);
  }
}

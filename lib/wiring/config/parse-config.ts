import { isPlainObject } from '../../model/plain';
import { Externals, NO_EXTERNALS } from '../graph/externals';
import { DEFAULT_OPTIONS } from '../graph/wiring-graph';
import { isClusterWide } from '../manifest';
import { Exception } from '../suppression';
import { ALL_RULES, VerifyOptions } from '../verify';
import { parseDocument, SourceDocument, splitDocuments } from '../yaml/documents';
import { layoutOf, Path } from '../yaml/layout';
import { nearestOf } from '../near';
import { externalMapOf, externalObjectOf, externalServiceOf, portRangeOf } from './references';
import { Mistake, schemaMistakes } from './schema-errors';

/** What a configuration file says. */
export interface Config {
  /** @default - the caller's own */
  readonly closed?: boolean;
  /** Namespace of objects that name none. @default - the caller's own */
  readonly namespace?: string;
  readonly nodePorts: { readonly from: number; readonly to: number };
  readonly externals: Externals;
  readonly exceptions: readonly Exception[];
}

/** The name under which a configuration is looked for. */
export const CONFIG_FILE = 'multiport.yaml';

export const NO_CONFIG: Config = { nodePorts: DEFAULT_OPTIONS.nodePorts, externals: NO_EXTERNALS, exceptions: [] };

/** Reads a configuration. Each error is one sentence that begins with `file:line`. */
export function parseConfig(text: string, file: string): { readonly config: Config } | { readonly errors: readonly string[] } {
  const documents = splitDocuments(text.replace(/^\uFEFF/, ''));
  if (documents.length === 0) {
    return { config: NO_CONFIG };
  }
  const [document, second] = documents;
  if (second) {
    return { errors: [`${file}:${second.line}: the file holds ${documents.length} documents: give one`] };
  }
  const parsed = parseDocument(document);
  if ('error' in parsed) {
    return { errors: [`${file}:${parsed.error.line}: the file cannot be parsed: ${parsed.error.reason}`] };
  }
  const value = parsed.value ?? {};
  const bySchema = [...schemaMistakes(value), ...repeatedKeys(document, value)];
  const mistakes = bySchema.length > 0 ? bySchema : meaningMistakes(value);
  if (mistakes.length > 0) {
    const layout = layoutOf(document);
    const placed = mistakes.map(({ path, part, message }) => ({ line: layout.regionOf(path, part).line, message }));
    return { errors: placed.sort((a, b) => a.line - b.line).map(({ line, message }) => `${file}:${line}: ${message}`) };
  }
  return { config: configOf(value) };
}

/** The options for a run: the configuration, and what the caller says beside it or against it. */
export function verifyOptionsOf(
  config: Config,
  over: { readonly closed?: boolean; readonly services?: Externals['services'] } = {},
): VerifyOptions & { readonly exceptions: readonly Exception[] } {
  return {
    closed: over.closed ?? config.closed ?? DEFAULT_OPTIONS.closed,
    externals: { ...config.externals, services: [...config.externals.services, ...(over.services ?? [])] },
    nodePorts: config.nodePorts,
    exceptions: config.exceptions,
  };
}

/** A configuration as the schema allows it. */
interface Written {
  readonly world?: 'open' | 'closed';
  readonly namespace?: string;
  readonly nodePortRange?: string;
  readonly external?: { readonly services?: readonly string[]; readonly objects?: readonly string[]; readonly maps?: readonly string[] };
  readonly ignore?: readonly Exception[];
}

function configOf({ world, namespace, nodePortRange, external = {}, ignore = [] }: Written): Config {
  const { services = [], objects = [], maps = [] } = external;
  return {
    ...(world === undefined ? {} : { closed: world === 'closed' }),
    ...(namespace === undefined ? {} : { namespace }),
    nodePorts: (nodePortRange === undefined ? undefined : portRangeOf(nodePortRange)) ?? NO_CONFIG.nodePorts,
    externals: {
      services: services.flatMap((text) => externalServiceOf(text) ?? []),
      objects: objects.flatMap((text) => externalObjectOf(text) ?? []),
      maps: maps.flatMap((text) => externalMapOf(text) ?? []),
    },
    exceptions: ignore.map((exception) => ({ ...exception, reason: exception.reason.trim() })),
  };
}

/** What no schema can say. */
function meaningMistakes({ nodePortRange, external = {}, ignore = [] }: Written): Mistake[] {
  const range = nodePortRange === undefined || portRangeOf(nodePortRange);
  return [
    ...(range
      ? []
      : [mistake(['nodePortRange'], `nodePortRange "${nodePortRange}" is no range: give two ports from 1 to 65535, the lower one first`)]),
    ...(external.objects ?? []).flatMap((text, index) =>
      externalObjectOf(text) ? [] : [mistake(['external', 'objects', index], namespaceMessage(`external.objects[${index}]`, text))],
    ),
    ...ignore.flatMap(({ rule, object }, index) => [...ruleMistakes(rule, index), ...objectMistakes(object, index)]),
  ];
}

function ruleMistakes(rule: string, index: number): Mistake[] {
  const ids = ALL_RULES.map(({ id }) => id);
  if (ids.includes(rule)) {
    return [];
  }
  const near = nearestOf(rule, ids);
  const repair = near.length > 0 ? `did you mean ${near.join(' or ')}?` : 'give the id of a rule, as the report has it';
  return [mistake(['ignore', index, 'rule'], `ignore[${index}].rule "${rule}" is no rule: ${repair}`)];
}

/** An object without a namespace would never be found, where its kind lives in one. */
function objectMistakes(object: string | undefined, index: number): Mistake[] {
  const [kind, name = ''] = object?.split(' ') ?? [];
  if (object === undefined || object.includes('*') || name.includes('/') !== isClusterWide(kind)) {
    return [];
  }
  return [mistake(['ignore', index, 'object'], namespaceMessage(`ignore[${index}].object`, object))];
}

function namespaceMessage(field: string, text: string): string {
  const [kind, name = ''] = text.split(' ');
  const bare = name.split('/').pop();
  return isClusterWide(kind)
    ? `${field} "${text}" has a namespace, and a ${kind} has none: give "${kind} ${bare}"`
    : `${field} "${text}" names no namespace: give kind, namespace and name, as "${kind} default/${bare}"`;
}

function mistake(path: Path, message: string): Mistake {
  return { path, part: 'value', message };
}

/** Keys that stand in one map twice: only the last one would count. */
function repeatedKeys(document: SourceDocument, value: unknown, path: Path = []): Mistake[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => repeatedKeys(document, item, [...path, index]));
  }
  if (!isPlainObject(value)) {
    return [];
  }
  const keys = layoutOf(document)
    .keysAt(path)
    .map(({ key }) => key);
  const repeated = keys.filter((key, index) => keys.indexOf(key) < index);
  return [
    ...[...new Set(repeated)].map((key) => ({
      path: [...path, key],
      part: 'key' as const,
      message: `key "${key}" is there twice: give it once`,
    })),
    ...Object.entries(value).flatMap(([key, item]) => repeatedKeys(document, item, [...path, key])),
  ];
}

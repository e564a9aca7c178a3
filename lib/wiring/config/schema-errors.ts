import type { ErrorObject, ValidateFunction } from 'ajv';
import { display } from '../../model/port';
import { Path } from '../yaml/layout';
import { CONFIG_SCHEMA } from './schema';

/** A mistake in a configuration, and the field that has to change. */
export interface Mistake {
  readonly path: Path;
  readonly part: 'key' | 'value';
  /** Without its place. */
  readonly message: string;
}

let validate: ValidateFunction | undefined;

/** What a value breaks of the schema. The validator is loaded here, so that a run without a configuration does not wait for it. */
export function schemaMistakes(value: unknown): Mistake[] {
  if (!validate) {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { Ajv } = require('ajv') as typeof import('ajv');
    validate = new Ajv({ allErrors: true, verbose: true }).compile(CONFIG_SCHEMA);
  }
  validate(value);
  return (validate.errors ?? []).map(mistakeOf);
}

interface Described {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, { readonly description?: string }>>;
}

function mistakeOf({ instancePath, keyword, params, parentSchema, data }: ErrorObject): Mistake {
  const path = pathOf(instancePath);
  const given = path.length === 0 ? nameOf(path) : `${nameOf(path)} ${display(data)}`;
  const { description = '', properties = {} } = parentSchema as Described;
  switch (keyword) {
    case 'additionalProperties': {
      const key = String((params as { additionalProperty: unknown }).additionalProperty);
      const message = `unknown key ${JSON.stringify(key)}: give one of ${Object.keys(properties).join(', ')}`;
      return { path: [...path, key], part: 'key', message };
    }
    case 'required': {
      const key = String((params as { missingProperty: unknown }).missingProperty);
      return { path, part: 'value', message: `${nameOf(path)} has no "${key}": give ${properties[key]?.description ?? 'it'}` };
    }
    case 'enum':
      return {
        path,
        part: 'value',
        message: `${given} is not known: give ${(params as { allowedValues: string[] }).allowedValues.join(' or ')}`,
      };
    case 'type':
      return { path, part: 'value', message: `${given} is ${sortOf(data)}: give ${SORTS[String(params.type)]}` };
    default:
      return { path, part: 'value', message: `${given} is not valid: give ${description}` };
  }
}

const SORTS: Readonly<Record<string, string>> = { object: 'a map of keys and values', array: 'a list', string: 'a text in quotes' };

function sortOf(value: unknown): string {
  if (value === null) {
    return 'empty';
  }
  return Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'a map' : typeof value === 'string' ? 'a text' : `a ${typeof value}`;
}

/** `external.services[0]`; "the file" for the whole of it. */
function nameOf(path: Path): string {
  const text = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  return text === '' ? 'the file' : text.slice(1);
}

function pathOf(pointer: string): Path {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => (/^[0-9]+$/.test(step) ? Number(step) : step.replace(/~1/g, '/').replace(/~0/g, '~')));
}

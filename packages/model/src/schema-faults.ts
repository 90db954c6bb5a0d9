import { didYouMean } from './nearest.ts';

/** An issue as the schemas report it: the part of a zod issue that messages need. */
export interface SchemaIssue {
  readonly code?: string | undefined;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly expected?: string | undefined;
  readonly keys?: readonly string[] | undefined;
  readonly values?: readonly unknown[] | undefined;
  readonly errors?: readonly (readonly SchemaIssue[])[] | undefined;
  /** The type with a bound: `number`, `string`, `array`. */
  readonly origin?: string | undefined;
  readonly minimum?: number | bigint | undefined;
  readonly maximum?: number | bigint | undefined;
}

/** The part of a schema that gives the keys of an object. */
export interface SchemaShape {
  readonly def: object;
}

interface Def {
  readonly shape?: Readonly<Record<string, SchemaShape>>;
  readonly element?: SchemaShape;
  readonly innerType?: SchemaShape;
  readonly in?: SchemaShape;
  readonly options?: readonly SchemaShape[];
}

export interface SchemaFault {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** Maximum number of values that a message lists; with more it names only the nearest. */
const LISTED = 12;
const SHOWN = 60;

/** A value as a message shows it: JSON of a bounded length. */
export function boundedJson(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}

const WORDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'a mapping of keys to values',
  record: 'a mapping of keys to values',
  array: 'a list',
};

function valueAt(document: unknown, path: readonly PropertyKey[]): unknown {
  let value = document;
  for (const key of path)
    value =
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined;
  return value;
}

/** Returns the schemas of the value at a key. */
function below(schema: SchemaShape, key: PropertyKey): readonly SchemaShape[] {
  const { shape, element, innerType, in: input, options } = schema.def as Def;
  if (shape) return Object.hasOwn(shape, key) ? [shape[key as string] as SchemaShape] : [];
  if (element) return typeof key === 'number' ? [element] : [];
  const inner = innerType ?? input;
  return inner ? below(inner, key) : (options ?? []).flatMap((option) => below(option, key));
}

function keysOf(schema: SchemaShape): readonly string[] {
  const { shape, innerType, in: input, options } = schema.def as Def;
  if (shape) return Object.keys(shape);
  const inner = innerType ?? input;
  return inner ? keysOf(inner) : (options ?? []).flatMap(keysOf);
}

/** Returns the keys that an object at a path may have. */
function keysAt(schema: SchemaShape, path: readonly PropertyKey[]): readonly string[] {
  let schemas: readonly SchemaShape[] = [schema];
  for (const key of path) schemas = schemas.flatMap((each) => below(each, key));
  return schemas.flatMap(keysOf);
}

/** Returns the issues of the most likely alternative: the one with the type of the value. */
function likeliest(
  errors: readonly (readonly SchemaIssue[])[],
  value: unknown,
): readonly SchemaIssue[] | undefined {
  const isText = typeof value !== 'object';
  const isOther = ({ code, path }: SchemaIssue): boolean =>
    path.length === 0 && (code === 'invalid_type' || (code === 'invalid_value' && !isText));
  return errors.find((issues) => !issues.some(isOther));
}

function boundOf({ origin, minimum, maximum }: SchemaIssue): string | undefined {
  const of = origin === 'string' ? ' characters' : origin === 'array' ? ' entries' : '';
  if (minimum !== undefined) return `at least ${minimum}${of}`;
  return maximum === undefined ? undefined : `at most ${maximum}${of}`;
}

const ISSUED_BY_TYPE: readonly (string | undefined)[] = ['invalid_type', 'invalid_value'];

function ofValue(issue: SchemaIssue, value: unknown): string {
  const { code, expected, values = [], message } = issue;
  if (value === undefined) return ISSUED_BY_TYPE.includes(code) ? 'missing' : `missing: ${message}`;
  if (code === 'invalid_value') {
    const known = values.map(String);
    const list = known.length > LISTED ? 'not known' : `none of ${known.join(', ')}`;
    return `${boundedJson(value)} is ${list}${didYouMean(String(value), known)}`;
  }
  if (code === 'invalid_type')
    return `${WORDS[expected ?? ''] ?? expected} is expected, not ${boundedJson(value)}`;
  const bound = boundOf(issue);
  return bound ? `${bound} is expected, not ${boundedJson(value)}` : `${message}, not ${boundedJson(value)}`;
}

/**
 * Converts issues to faults that name the value found and the nearest valid one; one fault for each unknown key.
 */
export function schemaFaults(
  issues: readonly SchemaIssue[],
  schema: SchemaShape,
  document: unknown,
): readonly SchemaFault[] {
  return issues.flatMap((issue): readonly SchemaFault[] => {
    const { code, path, keys = [], errors } = issue;
    const alternative =
      code === 'invalid_union' && errors ? likeliest(errors, valueAt(document, path)) : undefined;
    if (alternative) {
      const inner = alternative.map((each) => ({ ...each, path: [...path, ...each.path] }));
      return schemaFaults(inner, schema, document);
    }
    if (code !== 'unrecognized_keys') return [{ path, message: ofValue(issue, valueAt(document, path)) }];
    const known = keysAt(schema, path);
    return keys.map((key) => ({
      path: [...path, key],
      message: `there is no such key${didYouMean(key, known)}`,
    }));
  });
}

import * as z from 'zod';

/** The members that a schema without fixed ones has in a table. */
const KEYS = new WeakMap<object, readonly string[]>();

/** Names the members that an open object or record has in every table, whatever a row has. */
export function keyed<Schema extends z.ZodType>(schema: Schema, keys: readonly string[]): Schema {
  KEYS.set(schema, keys);
  return schema;
}

/** Columns that come first, in this order, where a table has them. */
const LEAD = [
  'rank',
  'id',
  'station',
  'region',
  'section',
  'river',
  'lake',
  'name.zh',
  'name.en',
  'period',
  'interval',
  'ts',
  'from',
  'to',
  'validity.kind',
  'provisional',
];

const bare = (schema: unknown): unknown =>
  schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault
    ? bare(schema.unwrap())
    : schema;

function membersOf(schema: unknown): readonly (readonly [string, unknown])[] {
  const keys = (typeof schema === 'object' && schema !== null && KEYS.get(schema)) || undefined;
  if (schema instanceof z.ZodRecord) return (keys ?? []).map((key) => [key, schema.valueType]);
  if (keys) return keys.map((key) => [key, undefined]);
  return schema instanceof z.ZodObject ? Object.entries(schema.shape) : [];
}

function pathsOf(schema: unknown, path: string): string[] {
  const here = bare(schema);
  if (here instanceof z.ZodUnion) return here.options.flatMap((option) => pathsOf(option, path));
  const members = membersOf(here);
  if (members.length === 0) return [path];
  return members.flatMap(([name, member]) => pathsOf(member, path === '' ? name : `${path}.${name}`));
}

/** Columns by schema and by what is left out: they are asked for with every answer. */
const COLUMNS = new WeakMap<z.ZodType, Map<string, readonly string[]>>();

/**
 * The columns of a table whose rows have a schema: nested members are `outer.inner`, lists and open objects are one cell.
 * They depend on the schema alone, and not on what a row has. `without`: columns and groups that the call does not have.
 */
export function columnsOf(schema: z.ZodType, without: readonly string[] = []): readonly string[] {
  const known = COLUMNS.get(schema) ?? new Map<string, readonly string[]>();
  COLUMNS.set(schema, known);
  const key = without.join();
  const columns = known.get(key) ?? columnsWithout(schema, without);
  known.set(key, columns);
  return columns;
}

function columnsWithout(schema: z.ZodType, without: readonly string[]): readonly string[] {
  const all = [...new Set(pathsOf(schema, ''))].filter(
    (path) => !without.some((each) => path === each || path.startsWith(`${each}.`)),
  );
  return [...LEAD.filter((path) => all.includes(path)), ...all.filter((path) => !LEAD.includes(path))];
}

/** A table of evaluations has their derivations where they were asked for. */
export const explained = (
  schema: z.ZodType,
  explain: string | undefined,
  without: readonly string[] = [],
): readonly string[] => columnsOf(schema, explain === 'true' ? without : ['derivation', ...without]);

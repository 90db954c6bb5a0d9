import { didYouMean } from '@lanbi/model';
import * as z from 'zod';
import { Problem } from './problem.ts';

type Members = Readonly<Record<string, unknown>>;
type Path = readonly string[];

/** Characters of `fields`: every column of the widest table can be named. */
const LONGEST = 2048;

/** The query parameter that chooses columns. */
export const fieldsQuery = z
  .string()
  .max(LONGEST)
  .optional()
  .describe(
    'columns of the answer with commas between, such as `to,aqi,concentrations.pm2_5`; a name with members stands for all of them',
  );

/** The columns of an answer that were asked for. */
export interface Fields {
  /** Of a table, in the order in which they were asked for. */
  readonly columns: readonly string[];
  /** The row with these members alone. */
  pick(row: object): object;
}

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Copies the member at a path; false where the row has none. */
function copy(from: Members, to: Record<string, unknown>, [step = '', ...rest]: Path): void {
  const value = from[step];
  if (value === undefined) return;
  if (rest.length === 0) {
    to[step] = value;
    return;
  }
  if (!isMembers(value)) {
    // Of a list there is all or nothing.
    if (Array.isArray(value)) to[step] = value;
    return;
  }
  const inner = to[step];
  const place: Record<string, unknown> = isMembers(inner) ? { ...inner } : {};
  copy(value, place, rest);
  to[step] = place;
}

/** Names that stand for columns: the columns, and what they are members of. */
const namesOf = (columns: readonly string[]): readonly string[] => [
  ...new Set(columns.flatMap((column) => [column, column.split('.', 1).join()])),
];

const isOf = (name: string) => (column: string) => column === name || column.startsWith(`${name}.`);

/**
 * Reads a list of columns; undefined where none is asked for.
 * @param columns all that the call has
 * @throws Problem bad-request for a name that the call does not have
 */
export function fieldsOf(asked: string | undefined, columns: readonly string[]): Fields | undefined {
  if (asked === undefined) return undefined;
  const names = [...new Set(asked.split(',').map((name) => name.trim()))];
  const errors = names
    .filter((name) => name === '' || !columns.some(isOf(name)))
    .map((name) => ({
      field: 'querystring/fields',
      message: `no column "${name}"${didYouMean(name, namesOf(columns)) || `; there are ${columns.join(', ')}`}`,
    }));
  if (errors.length > 0) throw Problem.of(errors);
  const paths = names.map((name) => name.split('.'));
  return {
    columns: [...new Set(names.flatMap((name) => columns.filter(isOf(name))))],
    pick(row) {
      const picked: Record<string, unknown> = {};
      for (const path of paths) copy(row as Members, picked, path);
      return picked;
    },
  };
}

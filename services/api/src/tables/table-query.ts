import { STANDING_PERIODS } from '@lanbi/model';
import type { TableQuestion } from '@lanbi/query';
import * as z from 'zod';
import { airEditionQuery } from '../routes/composite.ts';
import { airSubjectsQuery } from './air-subjects.ts';
import { intervalQuery, stepQuery } from './periods-query.ts';
import { idsText, tableQuery, valuesQuery } from './selection-query.ts';
import { waterSubjectsQuery } from './water-subjects.ts';

type Shape = Readonly<Record<string, z.ZodType>>;

const edition = z.string().max(64).optional();

const EDITIONS = {
  'HJ 633': { edition: edition.describe('an edition of HJ 633 instead of those in force, such as 2026') },
  air: airEditionQuery.shape,
  'GB 3838': {
    edition: edition.describe('an edition of GB 3838 instead of the one in force'),
    method: z.string().max(32).optional().describe('`realtime` or `2011`'),
  },
} as const;

function subjectsShape({ subjects, ids = 'ids' }: TableQuestion): Shape {
  if (subjects === 'air') return airSubjectsQuery;
  if (subjects === 'sections') return waterSubjectsQuery;
  return { [ids]: idsText.describe('ids with commas between, or `all`; all where nothing is asked for') };
}

function timeShape({ time }: TableQuestion): Shape {
  if (time.by === 'row') return {};
  if (time.by === 'period') return { interval: intervalQuery, step: stepQuery };
  const [first = 'day', ...others] = Object.keys(time.days);
  return { interval: z.enum([first, ...others]).default(first) };
}

function choicesShape({ choices = {} }: TableQuestion): Shape {
  return Object.fromEntries(
    Object.entries(choices).map(([name, { values, description }]) => [
      name,
      z.enum(values).optional().describe(description),
    ]),
  );
}

/** The query of the call of a table. */
export function querystringOf(question: TableQuestion) {
  const { profile, ...selection } = valuesQuery;
  const { profiles, edition: of, fill } = question;
  return tableQuery.extend({
    ...subjectsShape(question),
    ...selection,
    ...(profiles !== false && { profile }),
    ...timeShape(question),
    ...choicesShape(question),
    ...(fill !== undefined && { fill: z.enum(['true', 'false']).optional().describe(fill) }),
    ...(of && EDITIONS[of]),
  });
}

/** What queries of all tables may have; the query of a table has some of it, and its choices. */
const anyQuery = tableQuery.extend({
  ...airSubjectsQuery,
  ...waterSubjectsQuery,
  ...valuesQuery,
  ids: idsText,
  rivers: idsText,
  lakes: idsText,
  interval: z.enum(['day', ...STANDING_PERIODS]).optional(),
  step: stepQuery,
  fill: z.enum(['true', 'false']).optional(),
  edition,
  method: z.string().optional(),
});
export type AnyTableQuery = z.infer<typeof anyQuery>;

/** A query that the schema of its table has checked. */
export const readTableQuery = (query: unknown): AnyTableQuery => anyQuery.parse(query);

/** The choices of a table that a query makes. */
export function choicesOf(
  { choices = {} }: TableQuestion,
  query: unknown,
): Readonly<Partial<Record<string, string>>> {
  const given = new Map(Object.entries(query ?? {}).map(([name, value]) => [name, String(value)]));
  return Object.fromEntries(
    Object.keys(choices).flatMap((name) => {
      const value = given.get(name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

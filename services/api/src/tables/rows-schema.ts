import type { ColumnType, FigureColumn, TableCall } from '@lanbi/query';
import { WATER_CLASSES } from '@lanbi/standards';
import * as z from 'zod';
import { evaluation } from '../answers/evaluation.ts';
import { pageMeta } from '../http/page.ts';

const CELLS: Readonly<Record<ColumnType, () => z.ZodType>> = {
  number: () => z.number().nullable(),
  class: () => z.enum(WATER_CLASSES).nullable(),
  time: () => z.string().nullable(),
  date: () => z.string().nullable(),
  text: () => z.string().nullable(),
  list: () => z.array(z.string()),
};

const membersOf = (columns: readonly FigureColumn[]) =>
  Object.fromEntries(
    columns.map(({ name, type, description }) => [name, CELLS[type]().optional().describe(description)]),
  );

/** The rows of a table: members are there where their columns are shown. */
export const rowSchema = ({ columns }: { readonly columns: readonly FigureColumn[] }, id: string) =>
  z.object(membersOf(columns)).meta({ id });

/** What rows may have, and which of it has means. */
type Described = TableCall['described'];

const mean = z.number().nullable().optional();

/** Means of the groups of a profile. */
function profileSchema({ columns, parameters }: Described, id: string) {
  const values = parameters.flatMap((name) => [name, `${name}_count`, `${name}_low`, `${name}_high`]);
  const [subject] = columns;
  return z
    .object({
      [subject?.name ?? 'subject']: z.string(),
      profile: z.string(),
      group: z
        .string()
        .describe(
          'hour 00 to 23, weekday 1 to 7 from Monday, month 01 to 12, season, sector of wind or its speed in whole m/s',
        ),
      ...Object.fromEntries(values.map((name) => [name, mean])),
    })
    .meta({ id });
}

const run = (subject: string, id: string) =>
  z
    .object({
      [subject]: z.string(),
      from: z.string(),
      to: z.string(),
      length: z.number().describe('rows that follow each other'),
      peak: z
        .union([z.number(), z.enum(WATER_CLASSES)])
        .nullable()
        .describe('the largest value'),
      peak_to: z.string(),
    })
    .meta({ id });

const wide = (id: string) =>
  z
    .object({ from: z.string().optional(), to: z.string().optional(), date: z.string().optional() })
    .catchall(z.union([z.number(), z.enum(WATER_CLASSES)]).nullable())
    .meta({ id });

export const rowsMeta = pageMeta.extend({
  evaluation,
});

/** A table of values in all of its forms. */
export function valuesResponse(shape: Described, id: string) {
  const subject = shape.columns[0]?.name ?? 'subject';
  const rows = [
    rowSchema(shape, id),
    run(subject, `${id}Run`),
    profileSchema(shape, `${id}Profile`),
    wide(`${id}Wide`),
  ];
  return z.object({ data: z.array(z.union(rows)), meta: rowsMeta });
}

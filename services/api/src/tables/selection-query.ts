import {
  type AskedSelection,
  CONDITION_LENGTH,
  ORDER_LENGTH,
  type Plan,
  type PlanFault,
  PROFILE_LENGTH,
  planTable,
  type TableRow,
  type TableShape,
  TOP_MOST,
} from '@lanbi/query';
import * as z from 'zod';
import { pageQuery } from '../http/page.ts';
import { Problem } from '../http/problem.ts';
import { timeQuery } from '../http/time.ts';

/** Characters of a list of ids. */
const IDS_LENGTH = 2_000;

export const idsText = z.string().max(IDS_LENGTH).optional();

/** The selection grammar: the same in every table (docs/api.md). */
export const selectionQuery = {
  where: z
    .string()
    .max(CONDITION_LENGTH)
    .optional()
    .describe(
      'terms with commas between that all have to hold, such as `pm2_5>250,level>=4` or `class>III`; operators > >= < <= = !=',
    ),
  order: z
    .string()
    .max(ORDER_LENGTH)
    .optional()
    .describe('columns, the smallest first, with `-` the largest: `-pm2_5`; answers the first `top` rows'),
  rank: z
    .string()
    .max(64)
    .optional()
    .describe(
      'rows of each time by a column, the smallest first, with `-` the largest, with their rank: `-aqi`; with `top` the first ranks alone',
    ),
  top: z.coerce
    .number()
    .int()
    .min(1)
    .max(TOP_MOST)
    .optional()
    .describe('rows of an order or runs at the most, 100 by default; ranks at the most, all by default'),
  fields: z
    .string()
    .max(1024)
    .optional()
    .describe('the columns of the answer with commas between, in their order'),
};

/** What tables of values take beside it. */
export const valuesQuery = {
  ...selectionQuery,
  parameters: z.string().max(1024).optional().describe('only these of the values, such as `pm2_5,o3`'),
  runs: z
    .string()
    .max(CONDITION_LENGTH)
    .optional()
    .describe('the longest runs of rows for which terms hold, such as `pm2_5>75`, instead of rows'),
  profile: z
    .string()
    .max(PROFILE_LENGTH)
    .optional()
    .describe(
      'means by `hour`, `weekday` (1 is Monday), `month`, `season`, of hours of stations that report it also by `wind` (16 sectors and `calm`) and `wind_speed` (whole m/s), or two of them crossed (`hour:weekday`), with count and 95 % interval, instead of rows',
    ),
  layout: z
    .enum(['long', 'wide'])
    .optional()
    .describe('`wide`: a row for each time and a column for each subject, of one value'),
};

export const spanQuery = { from: timeQuery.optional(), to: timeQuery.optional() };

export const tableQuery = pageQuery.extend(spanQuery);

/** The plan of what is asked for. @throws Problem bad-request with the place of the fault */
export function planned<Of>(
  found: { readonly ok: true; readonly plan: Of } | { readonly ok: false; readonly fault: PlanFault },
): Of {
  if (found.ok) return found.plan;
  const { field, at, message } = found.fault;
  throw Problem.of([{ field: `querystring/${field}`, message: `at ${at}: ${message}` }]);
}

/** Reads the selection. @throws Problem bad-request with the place of the fault */
export const readPlan = <Row extends TableRow>(
  shape: TableShape<Row>,
  asked: AskedSelection,
  subjects: readonly string[],
): Plan<Row> => planned(planTable(shape, asked, subjects));

import type { Window } from '@lanbi/evaluation';
import {
  answerState,
  type ClassOfSample,
  EXCEEDANCES_BY,
  type ExceedanceRow,
  type Exceedances,
  exceedanceFigures,
  exceedancesShape,
  type RowSpan,
  type WaterRow,
  waterPeriodRows,
  waterSampleFigures,
  waterSampleRows,
  windowName,
} from '@lanbi/query';
import { DAY, HOUR } from '@lanbi/standards';
import * as z from 'zod';
import { evaluationOf } from '../answers/evaluation.ts';
import type { FigureDeps } from '../deps.ts';
import { endOf } from '../http/period.ts';
import { Problem } from '../http/problem.ts';
import { READ_LIST } from '../http/scope.ts';
import { readSpan } from '../http/time.ts';
import { rowSchema, rowsMeta } from '../tables/rows-schema.ts';
import { readPlan, selectionQuery, tableQuery } from '../tables/selection-query.ts';
import { SCANNED, sendRows } from '../tables/send-rows.ts';
import { waterSubjects, waterSubjectsQuery } from '../tables/water-subjects.ts';
import type { ApiServer } from './types.ts';

const exceedancesQuery = tableQuery.extend({
  ...waterSubjectsQuery,
  ...selectionQuery,
  interval: z.enum(['sample', 'day', 'month']).default('sample').describe('what is counted'),
  by: z
    .enum(EXCEEDANCES_BY)
    .default('section')
    .describe(
      '`section`: items of each section; `item`: of all sections together; `month`: of all together by month',
    ),
});

const INTERVALS = {
  sample: { days: 31, unit: HOUR, align: (to: RowSpan['to']) => to },
  day: { days: 31, unit: DAY, align: endOf('day') },
  month: { days: 366, unit: 28 * DAY, align: endOf('month') },
} as const;

const classOf: ClassOfSample = (stored, section) => waterSampleFigures.compute({ stored, section }).section;

/** The rows that exceedances are counted in. */
function counted(
  deps: FigureDeps,
  interval: keyof typeof INTERVALS,
  subjects: readonly string[],
  span: RowSpan,
): AsyncIterable<readonly WaterRow[]> {
  const asked = { subjects, fill: false };
  if (interval === 'sample') return waterSampleRows(deps, asked, classOf, span);
  return waterPeriodRows(deps, { ...asked, period: interval, under: () => undefined }, span);
}

const monthOf = ({ from, to }: Window): string => windowName('month', { from, to });

async function* exceedances(
  rows: AsyncIterable<readonly WaterRow[]>,
  all: Exceedances,
  span: RowSpan,
  isGone: () => boolean,
): AsyncIterable<readonly ExceedanceRow[]> {
  for await (const page of rows) {
    for (const row of page) all.add(row, monthOf(row));
    if (isGone()) return;
  }
  yield all.rows(span);
}

const described = {
  columns: [...exceedancesShape('section').columns, ...exceedancesShape('month').columns.slice(0, 1)],
};

/** Exceedances by item. All rows are counted before the first is known: the table has a route of its own. */
export function exceedanceRoutes(app: ApiServer, deps: FigureDeps): void {
  const data = z.array(rowSchema(described, 'ExceedanceRow'));
  app.get(
    '/v1/water/exceedances',
    {
      config: { ...READ_LIST, families: [exceedanceFigures] },
      schema: {
        tags: ['water'],
        summary: 'Which items are beyond the target most often, and by how much',
        querystring: exceedancesQuery,
        response: { 200: z.object({ data, meta: rowsMeta }) },
      },
    },
    async (request, reply) => {
      const { query } = request;
      const { interval, by, limit, cursor } = query;
      const { days, unit, align } = INTERVALS[interval];
      const span = readSpan(query, deps.clock.now(), { days, align });
      const { ids, stations } = waterSubjects(deps.registry, query, { from: span.after, to: span.to });
      const plan = readPlan(exceedancesShape(by), query, ids);
      const scanned = Math.ceil((span.to - span.after) / unit) * ids.length;
      if (scanned > SCANNED)
        throw new Problem(
          'bad-request',
          `${scanned} rows would be counted, at most ${SCANNED}: name fewer sections or a shorter span`,
        );
      const { evaluation } = await answerState(deps, stations);
      const gone = () => reply.raw.destroyed;
      return sendRows(request, reply, {
        ...{ plan, span, subjects: ids, limit, cursor, rows: scanned },
        // All of the span, whatever part of the rows is asked for.
        read: () =>
          plan.rows(
            exceedances(counted(deps, interval, ids, span), exceedanceFigures.compute({ by }), span, gone),
          ),
        meta: { evaluation: evaluationOf(evaluation) },
      });
    },
  );
}

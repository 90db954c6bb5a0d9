import { Points } from '@lanbi/evaluation';
import {
  airChangeFigures,
  airPeriodFigures,
  airPeriodRows,
  airPeriodsShape,
  answerState,
} from '@lanbi/query';
import { dateAt } from '@lanbi/standards';
import * as z from 'zod';
import { evaluationOf } from '../answers/evaluation.ts';
import type { FigureDeps } from '../deps.ts';
import { airOptionsFor } from '../editions.ts';
import { READ_LIST } from '../http/scope.ts';
import { airSubjects, airSubjectsQuery } from '../tables/air-subjects.ts';
import { intervalQuery, periodsOf, stepQuery } from '../tables/periods-query.ts';
import { valuesResponse } from '../tables/rows-schema.ts';
import { planOf, tableQuery, valuesQuery } from '../tables/selection-query.ts';
import { sendRows } from '../tables/send-rows.ts';
import { airEditionQuery } from './composite.ts';
import type { App } from './types.ts';

const querystring = tableQuery.extend({
  ...airSubjectsQuery,
  ...valuesQuery,
  ...airEditionQuery.shape,
  interval: intervalQuery,
  step: stepQuery,
  against: z
    .enum(['year-earlier', 'period-before'])
    .optional()
    .describe('adds the earlier period, under the same editions, and the changes in per cent'),
  fill: z.enum(['true', 'false']).optional().describe('a row for each period without a day'),
});

/** Composite index, concentrations, good days and attainment of several subjects as series of periods. */
export function airPeriodRoutes(app: App, deps: FigureDeps): void {
  const points = new Points(deps.registry);
  const shape = airPeriodsShape('region', 'month', true);
  const described = {
    ...shape,
    columns: [...airPeriodsShape('station', 'month', false).columns.slice(0, 1), ...shape.columns],
  };
  app.get(
    '/v1/air/periods',
    {
      config: { ...READ_LIST, families: [airPeriodFigures, airChangeFigures] },
      schema: {
        tags: ['air'],
        summary: 'Months, quarters, years or rolling periods of air of several subjects, also ranked',
        querystring,
        response: { 200: valuesResponse(described, 'AirPeriodRow') },
      },
    },
    async (request, reply) => {
      const { query } = request;
      const { interval, against, fill } = query;
      const { of, ids, stations } = airSubjects(deps.registry, points, query);
      // A ranking by index takes periods with enough days alone.
      const rank = query.rank === 'index' ? 'ranked_index' : query.rank;
      const plan = planOf(airPeriodsShape(of, interval, against !== undefined), { ...query, rank }, ids);
      const { span, windows } = periodsOf(query, ids.length, deps.clock.now());
      const asked = {
        subjects: ids,
        region: of === 'region',
        period: interval,
        fill: fill === 'true',
        options: (last: Parameters<typeof airOptionsFor>[1]) => airOptionsFor(query, last),
        against,
      };
      // An unknown edition is refused also where no period is computed.
      airOptionsFor(query, dateAt(deps.clock.now()));
      const { evaluation } = await answerState(deps, stations);
      return sendRows(request, reply, {
        ...{ plan, span, subjects: ids, limit: query.limit, cursor: query.cursor },
        rows: windows.length * ids.length,
        read: ({ after, to }) =>
          airPeriodRows(
            deps,
            asked,
            windows.filter((window) => window.to > after && window.to <= to),
          ),
        meta: { evaluation: evaluationOf(evaluation) },
      });
    },
  );
}

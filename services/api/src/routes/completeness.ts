import { Points, windowOf } from '@lanbi/evaluation';
import {
  answerState,
  completenessFigures,
  completenessRows,
  completenessShape,
  type RowSpan,
  waterCompletenessRows,
  waterCompletenessShape,
} from '@lanbi/query';
import { dateAt, HOUR } from '@lanbi/standards';
import * as z from 'zod';
import { evaluationOf } from '../answers/evaluation.ts';
import type { FigureDeps } from '../deps.ts';
import { endOf } from '../http/period.ts';
import { READ_LIST } from '../http/scope.ts';
import { readSpan } from '../http/time.ts';
import { airSubjects, airSubjectsQuery } from '../tables/air-subjects.ts';
import { valuesResponse } from '../tables/rows-schema.ts';
import { planOf, tableQuery, valuesQuery } from '../tables/selection-query.ts';
import { sendRows } from '../tables/send-rows.ts';
import { waterSubjects, waterSubjectsQuery } from '../tables/water-subjects.ts';
import type { App } from './types.ts';

const { profile: _, ...selection } = valuesQuery;

const interval = { interval: z.enum(['day', 'month']).default('month') };
const airQuery = tableQuery.extend({ ...airSubjectsQuery, ...selection, ...interval });
const waterQuery = tableQuery.extend({ ...waterSubjectsQuery, ...selection, ...interval });

/** Days before its end at which a span begins that names no begin. */
const DAYS = { day: 31, month: 366 } as const;

/** A part of a span that begins with a whole day or month, or with the span. */
const wholePart = (period: 'day' | 'month', span: RowSpan, part: RowSpan): RowSpan =>
  part.after === span.after ? part : { ...part, after: windowOf(period, dateAt(part.after)).from };

/** How complete the hours of stations are. */
function airRoute(app: App, deps: FigureDeps): void {
  const points = new Points(deps.registry);
  const shape = completenessShape('region', 'month');
  const described = {
    ...shape,
    columns: [...completenessShape('station', 'month').columns.slice(0, 1), ...shape.columns],
  };
  app.get(
    '/v1/air/completeness',
    {
      config: { ...READ_LIST, families: [completenessFigures] },
      schema: {
        tags: ['air'],
        summary: 'Completeness of hourly values by day or month, with the reasons',
        querystring: airQuery,
        response: { 200: valuesResponse(described, 'CompletenessRow') },
      },
    },
    async (request, reply) => {
      const { query } = request;
      const { interval: period, limit, cursor } = query;
      const { of, ids, stations } = airSubjects(deps.registry, points, query);
      const align = endOf(period);
      const read = readSpan(query, deps.clock.now(), { days: DAYS[period], align });
      const span = { after: read.after, to: align(read.to) };
      const plan = planOf(completenessShape(of, period), query, ids);
      const { evaluation } = await answerState(deps, stations);
      const asked = { subjects: ids, region: of === 'region', period };
      return sendRows(request, reply, {
        ...{ plan, span, subjects: ids, limit, cursor },
        rows: Math.ceil((span.to - span.after) / HOUR) * ids.length,
        read: (part) => completenessRows(deps, asked, wholePart(period, span, part)),
        meta: { evaluation: evaluationOf(evaluation) },
      });
    },
  );
}

/** How complete the samples of sections are. */
function waterRoute(app: App, deps: FigureDeps): void {
  const shape = waterCompletenessShape('month');
  app.get(
    '/v1/water/completeness',
    {
      config: { ...READ_LIST, families: [completenessFigures] },
      schema: {
        tags: ['water'],
        summary: 'Completeness of samples of sections by day or month, with the reasons',
        querystring: waterQuery,
        response: { 200: valuesResponse(shape, 'WaterCompletenessRow') },
      },
    },
    async (request, reply) => {
      const { query } = request;
      const { interval: period, limit, cursor } = query;
      const align = endOf(period);
      const read = readSpan(query, deps.clock.now(), { days: DAYS[period], align });
      const span = { after: read.after, to: align(read.to) };
      const { ids, stations } = waterSubjects(deps.registry, query, { from: span.after, to: span.to });
      const plan = planOf(waterCompletenessShape(period), query, ids);
      const { evaluation } = await answerState(deps, stations);
      return sendRows(request, reply, {
        ...{ plan, span, subjects: ids, limit, cursor },
        rows: Math.ceil((span.to - span.after) / HOUR) * ids.length,
        read: (part) => waterCompletenessRows(deps, { subjects: ids, period, counted: span }, part),
        meta: { evaluation: evaluationOf(evaluation) },
      });
    },
  );
}

/** How complete the values of stations and sections are, by day or month, and why values are missing. */
export function completenessRoutes(app: App, deps: FigureDeps): void {
  airRoute(app, deps);
  waterRoute(app, deps);
}

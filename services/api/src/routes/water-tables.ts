import { PERIOD_METHOD, type Window } from '@lanbi/evaluation';
import type { StandingPeriod } from '@lanbi/model';
import {
  answerState,
  type Plan,
  type RowSpan,
  type TableRow,
  type TableShape,
  waterDayFigures,
  waterDaysShape,
  waterPeriodFigures,
  waterPeriodRows,
  waterPeriodsShape,
  waterSampleFigures,
  waterSampleRows,
  waterSamplesShape,
} from '@lanbi/query';
import { DAY, HOUR, WATER_METHODS, type WaterStandards } from '@lanbi/standards';
import type { FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import { evaluationOf } from '../answers/evaluation.ts';
import type { FigureDeps } from '../deps.ts';
import { pick } from '../editions.ts';
import { endOf } from '../http/period.ts';
import { READ_LIST } from '../http/scope.ts';
import { readSpan, type Span } from '../http/time.ts';
import { intervalQuery, periodsOf, stepQuery } from '../tables/periods-query.ts';
import { valuesResponse } from '../tables/rows-schema.ts';
import { planOf, tableQuery, valuesQuery } from '../tables/selection-query.ts';
import { sendRows } from '../tables/send-rows.ts';
import { type WaterSubjects, waterSubjects, waterSubjectsQuery } from '../tables/water-subjects.ts';
import { standardsFor, waterMethodFor } from '../water/under.ts';
import type { App } from './types.ts';

const querystring = tableQuery.extend({
  ...waterSubjectsQuery,
  ...valuesQuery,
  edition: z.string().max(64).optional().describe('an edition of GB 3838 instead of the one in force'),
  method: z.string().max(32).optional().describe('`realtime` or `2011`'),
  fill: z
    .enum(['true', 'false'])
    .optional()
    .describe('a row with its reason for each expected time without data'),
});
type Query = z.infer<typeof querystring>;

const periodQuery = querystring.extend({ interval: intervalQuery, step: stepQuery });

/** How rows are sent. */
interface Answered<Row extends TableRow> {
  readonly plan: Plan<Row>;
  readonly span: Span;
  readonly subjects: WaterSubjects;
  /** Length of a row at the least. */
  readonly unit: number;
  readonly read: (span: RowSpan) => AsyncIterable<readonly Row[]>;
}

async function answerRows<Row extends TableRow>(
  deps: FigureDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  { limit, cursor }: Pick<Query, 'limit' | 'cursor'>,
  { plan, span, subjects: { ids, stations }, unit, read }: Answered<Row>,
): Promise<FastifyReply> {
  const { evaluation } = await answerState(deps, stations);
  return sendRows(request, reply, {
    ...{ plan, span, subjects: ids, limit, cursor, read },
    rows: Math.ceil((span.to - span.after) / unit) * ids.length,
    meta: { evaluation: evaluationOf(evaluation) },
  });
}

const windowOf = ({ after, to }: Span): Window => ({ from: after, to });

const asksOtherwise = ({ edition, method }: Query): boolean => edition !== undefined || method !== undefined;

function sampleOptions({ edition, method }: Query) {
  return {
    edition: edition === undefined ? undefined : pick('GB 3838', edition),
    method: waterMethodFor(method, WATER_METHODS.realtime),
  };
}

/** The standards of a window where a query asks for others than those in force. */
function standardsUnder(
  query: Query,
  period: StandingPeriod | 'day',
): (window: Window) => WaterStandards | undefined {
  if (!asksOtherwise(query)) return () => undefined;
  waterMethodFor(query.method, PERIOD_METHOD);
  // Refused also where no period is computed.
  if (query.edition !== undefined) pick('GB 3838', query.edition);
  return (window) => standardsFor(query, period, window);
}

const schemaOf = <Row extends TableRow>(summary: string, shape: TableShape<Row>, id: string) => ({
  tags: ['water'],
  summary,
  response: { 200: valuesResponse(shape, id) },
});

/** Days before its end at which a span begins that names no begin. */
const DAYS = { sample: 1, day: 31 } as const;

const isFilled = ({ fill }: Query): boolean => fill === 'true';

function samplesRoute(app: App, deps: FigureDeps): void {
  app.get(
    '/v1/water/samples',
    {
      config: { ...READ_LIST, families: [waterSampleFigures] },
      schema: {
        ...schemaOf('Samples of sections in one table', waterSamplesShape(), 'WaterSampleRow'),
        querystring,
      },
    },
    async (request, reply) => {
      const { query } = request;
      const span = readSpan(query, deps.clock.now(), { days: DAYS.sample });
      const subjects = waterSubjects(deps.registry, query, windowOf(span));
      const fill = isFilled(query);
      const plan = planOf(waterSamplesShape(fill), query, subjects.ids);
      const options = sampleOptions(query);
      return answerRows(deps, request, reply, query, {
        ...{ plan, span, subjects, unit: HOUR },
        read: (part) => waterSampleRows(deps, { subjects: subjects.ids, fill }, options, part),
      });
    },
  );
}

function daysRoute(app: App, deps: FigureDeps): void {
  app.get(
    '/v1/water/days',
    {
      config: { ...READ_LIST, families: [waterDayFigures] },
      schema: { ...schemaOf('Days of sections in one table', waterDaysShape, 'WaterDayRow'), querystring },
    },
    async (request, reply) => {
      const { query } = request;
      const span = readSpan(query, deps.clock.now(), { days: DAYS.day, align: endOf('day') });
      const subjects = waterSubjects(deps.registry, query, windowOf(span));
      const plan = planOf(waterDaysShape, query, subjects.ids);
      const asked = {
        ...{ subjects: subjects.ids, period: 'day' as const, fill: isFilled(query) },
        under: standardsUnder(query, 'day'),
      };
      return answerRows(deps, request, reply, query, {
        ...{ plan, span, subjects, unit: DAY },
        read: (part) => waterPeriodRows(deps, asked, part),
      });
    },
  );
}

/** The length of a period at the least; of one that ends with each day a day. */
const LEAST: Readonly<Partial<Record<StandingPeriod, number>>> = {
  month: 28 * DAY,
  quarter: 90 * DAY,
  'half-year': 181 * DAY,
  year: 365 * DAY,
};

function periodsRoute(app: App, deps: FigureDeps): void {
  const shape = waterPeriodsShape('month');
  app.get(
    '/v1/water/months',
    {
      config: { ...READ_LIST, families: [waterPeriodFigures] },
      schema: {
        ...schemaOf(
          'Months, quarters, years or rolling periods of sections in one table, also ranked',
          shape,
          'WaterPeriodRow',
        ),
        querystring: periodQuery,
      },
    },
    async (request, reply) => {
      const { query } = request;
      const { interval: period } = query;
      const now = deps.clock.now();
      // Sections are those of the span, and the span is not longer for more of them.
      const { span } = periodsOf(query, 1, now);
      const subjects = waterSubjects(deps.registry, query, windowOf(span));
      periodsOf(query, subjects.ids.length, now);
      const plan = planOf(waterPeriodsShape(period), query, subjects.ids);
      const asked = {
        ...{ subjects: subjects.ids, period, fill: isFilled(query) },
        under: standardsUnder(query, period),
      };
      return answerRows(deps, request, reply, query, {
        ...{ plan, span, subjects, unit: LEAST[period] ?? DAY },
        read: (part) => waterPeriodRows(deps, asked, part),
      });
    },
  );
}

/** Samples, days and periods of several sections in one table. */
export function waterTableRoutes(app: App, deps: FigureDeps): void {
  samplesRoute(app, deps);
  daysRoute(app, deps);
  periodsRoute(app, deps);
}

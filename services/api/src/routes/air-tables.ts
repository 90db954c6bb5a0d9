import { DEFAULT_QUALITY, excluding, Points } from '@lanbi/evaluation';
import {
  type AirSubjectsRows,
  airDayFigures,
  airDayRows,
  airDaysShape,
  airHourFigures,
  airHourRows,
  airHoursShape,
  answerState,
  type FamilyEntry,
  type RowSpan,
  type TableRow,
  type TableShape,
  windReader,
} from '@lanbi/query';
import { DAY, HOUR, type Instant } from '@lanbi/standards';
import * as z from 'zod';
import { evaluationOf } from '../answers/evaluation.ts';
import type { FigureDeps } from '../deps.ts';
import { pick } from '../editions.ts';
import { endOf } from '../http/period.ts';
import { READ_LIST } from '../http/scope.ts';
import { endOfHour, readSpan } from '../http/time.ts';
import { airSubjects, airSubjectsQuery } from '../tables/air-subjects.ts';
import { valuesResponse } from '../tables/rows-schema.ts';
import { planOf, tableQuery, valuesQuery } from '../tables/selection-query.ts';
import { sendRows } from '../tables/send-rows.ts';
import type { App } from './types.ts';

const querystring = tableQuery.extend({
  ...airSubjectsQuery,
  ...valuesQuery,
  fill: z
    .enum(['true', 'false'])
    .optional()
    .describe('a row with its reason for each expected time without data'),
  edition: z
    .string()
    .max(64)
    .optional()
    .describe('an edition of HJ 633 instead of those in force, such as 2026'),
});

/** A table of values of air. */
interface AirTable<Row extends TableRow> {
  readonly path: string;
  readonly summary: string;
  readonly family: FamilyEntry;
  /** Name of its rows in the document. */
  readonly id: string;
  /** Length of a row. */
  readonly unit: number;
  /** Days before its end at which a span begins that names no begin. */
  readonly days: number;
  readonly align: (to: Instant) => Instant;
  readonly shape: (of: 'station' | 'region') => TableShape<Row>;
  readonly read: (deps: FigureDeps, asked: AirSubjectsRows, span: RowSpan) => AsyncIterable<readonly Row[]>;
}

/** Whether a profile is by the wind of an hour. */
const asksWind = ({ profile }: z.infer<typeof querystring>): boolean => profile?.includes('wind') ?? false;

/** Observations without those that rules of data quality exclude. */
const readingsFor = ({ store, quality }: FigureDeps) => excluding(store, quality ?? DEFAULT_QUALITY);

function airTable<Row extends TableRow>(
  app: App,
  deps: FigureDeps,
  points: Points,
  { path, summary, family, id, unit, days, align, shape, read }: AirTable<Row>,
): void {
  const shapes = { station: shape('station'), region: shape('region') };
  const both = {
    ...shapes.station,
    columns: [...shapes.region.columns.slice(0, 1), ...shapes.station.columns],
  };
  app.get(
    path,
    {
      config: { ...READ_LIST, families: [family] },
      schema: { tags: ['air'], summary, querystring, response: { 200: valuesResponse(both, id) } },
    },
    async (request, reply) => {
      const { query } = request;
      const { of, ids, stations } = airSubjects(deps.registry, points, query);
      const plan = planOf(shapes[of], query, ids);
      const span = readSpan(query, deps.clock.now(), { days, align });
      const hj633 = query.edition === undefined ? undefined : pick('HJ 633', query.edition);
      const asked = {
        subjects: ids,
        region: of === 'region',
        fill: query.fill === 'true',
        options: { hj633 },
        wind: asksWind(query) ? windReader(readingsFor(deps), deps.registry) : undefined,
      };
      const { evaluation } = await answerState(deps, stations);
      return sendRows(request, reply, {
        ...{ plan, span, subjects: ids, limit: query.limit, cursor: query.cursor },
        rows: Math.ceil((span.to - span.after) / unit) * ids.length,
        read: (part) => read(deps, asked, part),
        meta: { evaluation: evaluationOf(evaluation) },
      });
    },
  );
}

/** Hours and days of air of several subjects in one table. */
export function airTableRoutes(app: App, deps: FigureDeps): void {
  const points = new Points(deps.registry);
  airTable(app, deps, points, {
    path: '/v1/air/hours',
    family: airHourFigures,
    summary: 'Hours of air stations, or of districts and cities, in one table',
    ...{ id: 'AirHourRow', unit: HOUR, days: 1, align: endOfHour, shape: airHoursShape, read: airHourRows },
  });
  airTable(app, deps, points, {
    path: '/v1/air/days',
    family: airDayFigures,
    summary: 'Days of air stations, or of districts and cities, in one table',
    ...{ id: 'AirDayRow', unit: DAY, days: 31, align: endOf('day'), shape: airDaysShape, read: airDayRows },
  });
}

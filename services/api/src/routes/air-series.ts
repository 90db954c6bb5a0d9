import { dayKind, hourKind, type Points, type Subject, takesRunningMeans } from '@lanbi/evaluation';
import type { AirDayKind, AirHourKind, Name, StoredResult } from '@lanbi/model';
import {
  type AnswerState,
  airDayFigures,
  airHourFigures,
  answerState,
  madeWith,
  type RunningFigure,
  RunningMeansReader,
} from '@lanbi/query';
import { Derivation, type Instant, instant } from '@lanbi/standards';
import type { FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import { type AirIndexFigure, airIndexAnswer, airIndexOf, CATEGORY_EXTRAS, rulesOf } from '../answers/air.ts';
import { indexParts } from '../answers/air-cells.ts';
import { AirRows } from '../answers/air-rows.ts';
import type { FigureDeps } from '../deps.ts';
import { aqiMethodFor, hj633For } from '../editions.ts';
import { columnsOf } from '../http/columns.ts';
import { endOf } from '../http/period.ts';
import { type PageAt, type RowForms, sendSeries } from '../http/send-series.ts';
import { endOfHour, type QuerySpan, readSpan } from '../http/time.ts';
import { dataSubject, stationsBehind, subjectName } from './composite.ts';
import { type EvaluationQuery, type PageQuery, resultPage, seriesQuery } from './series.ts';

export const airSeriesQuery = seriesQuery.extend({
  interval: z.enum(['hour', 'day']).default('hour'),
  rounding: z
    .enum(['standard', 'exact'])
    .default('standard')
    .describe(
      'digits of the concentrations: those of HJ 663 (CO one decimal, others none), or all of them; with `explain=true` all',
    ),
});
type SeriesQuery = z.infer<typeof airSeriesQuery>;

/** What an index is about, and the state of the answer. */
interface About {
  readonly named: Name;
  readonly state: AnswerState;
}

const isExplained = ({ explain }: EvaluationQuery): boolean => explain === 'true';

/** Under what an index is evaluated where something else than the default is asked for. @throws Problem unknown-edition */
function optionsFor({ edition, method }: EvaluationQuery, kind: 'hourly' | 'daily', at: Instant) {
  if (edition === undefined && method === undefined) return {};
  const hj633 = hj633For(edition, at);
  return { hj633, method: aqiMethodFor(method, kind, hj633) };
}

/** The index of an hour, also under another edition or method, or with its derivation. */
export function hourUnder(
  result: StoredResult<AirHourKind>,
  about: About,
  query: EvaluationQuery,
  running?: RunningFigure,
): AirIndexFigure {
  const trace = isExplained(query) ? new Derivation() : undefined;
  const options = optionsFor(query, 'hourly', result.from);
  const body = airHourFigures.compute(result, { ...options, running: running?.values }, trace);
  const made = running && takesRunningMeans(result.to, options) ? madeWith(result, running) : result;
  return { ...about, result: made, body, steps: trace?.steps };
}

/** Whether running means are read: the method may take them, or they are asked for with the derivation or as columns. */
export function asksRunning(query: EvaluationQuery & { readonly fields?: string | undefined }): boolean {
  const fields = query.fields?.split(',').map((name) => name.trim()) ?? [];
  const isField = fields.some((name) => name === 'further' || isFurther(name));
  return query.method !== undefined || isExplained(query) || isField;
}

/** A page of hours; their running means are read together where they are asked for. */
async function hourPage(
  deps: FigureDeps,
  {
    subject,
    points,
    query,
  }: { readonly subject: Subject; readonly points: Points; readonly query: SeriesQuery },
  page: PageQuery,
  about: About,
) {
  const kind = hourKind(subject);
  const found = await resultPage<AirHourKind, StoredResult<AirHourKind>>(
    deps,
    kind,
    subject.id,
    page,
    (row) => row,
  );
  const ends = asksRunning(query) ? found.data.map(({ to }) => to) : [];
  const running = await new RunningMeansReader(deps, points).of(subject, ends);
  return { ...found, data: found.data.map((row) => hourUnder(row, about, query, running.get(row.to))) };
}

/** As of the hour. */
function dayUnder(result: StoredResult<AirDayKind>, about: About, query: EvaluationQuery): AirIndexFigure {
  const trace = isExplained(query) ? new Derivation() : undefined;
  const body = airDayFigures.compute(result, optionsFor(query, 'daily', result.from), trace);
  return { ...about, result, body, steps: trace?.steps };
}

/** Columns of a table of indices: without those of the other kind of subject, and with derivations where they are asked for. */
export const indexColumns = (
  subject: Subject,
  query: EvaluationQuery,
  schema: z.ZodType = airIndexAnswer,
): readonly string[] =>
  columnsOf(schema, [
    subject.region ? 'station' : 'region',
    ...CATEGORY_EXTRAS,
    ...(isExplained(query) ? [] : ['derivation']),
  ]);

const isFurther = (column: string): boolean => column.startsWith('further.');

/** Under what a series without rows would be. @throws Problem unknown-edition */
function underAtEnd(
  { edition, method, interval }: SeriesQuery,
  kind: AirHourKind | AirDayKind,
  { to }: QuerySpan,
) {
  const last = instant(to - 1);
  const hj633 = hj633For(edition, last);
  const daily = interval === 'day' ? 'daily' : 'hourly';
  const used = aqiMethodFor(method, daily, hj633) ?? hj633.methods[daily][0]?.id ?? '';
  return {
    categories: hj633.categories,
    under: { edition: hj633.id, method: used, rules: rulesOf({ kind, from: last }) },
  };
}

/** The forms of a series of indices. Running means are part of a row where they are asked for. */
function formsOf(
  subject: Subject,
  query: SeriesQuery,
  leanOf: (rows: readonly AirIndexFigure[]) => AirRows,
): RowForms<AirIndexFigure> {
  const explained = isExplained(query);
  const rounded = query.rounding === 'standard' && !explained;
  const all = indexColumns(subject, query);
  const whole = (columns: readonly string[]) => {
    const form = { rounded, further: columns.some(isFurther) };
    return (figure: AirIndexFigure) => airIndexOf(figure, form);
  };
  return {
    columns: explained ? all : all.filter((column) => !isFurther(column)),
    onRequest: explained ? [] : all.filter(isFurther),
    whole,
    parts: (columns) => indexParts(columns, rounded),
    lean: (figures) => {
      const rows = leanOf(figures);
      return {
        common: rows.common(),
        row: explained ? whole(all) : (figure) => rows.row(figure, rounded),
      };
    },
  };
}

/** Sends the indices of a subject by hours or days. @throws Problem bad-time, unknown-edition */
export async function sendIndices(
  deps: FigureDeps,
  points: Points,
  subject: Subject,
  request: FastifyRequest,
  query: SeriesQuery,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { interval } = query;
  const hours = interval === 'hour';
  const span = readSpan(query, deps.clock.now(), { align: hours ? endOfHour : endOf('day') });
  const named = subjectName(deps.registry, subject);
  const stations = stationsBehind(deps, points, subject);
  const stateNow = () => answerState(deps, stations, [dataSubject(subject)]);
  let state = await stateNow();
  const pageAt: PageAt<AirIndexFigure> = async (at) => {
    state = await stateNow();
    const about = { named, state };
    const page = { span, ...at };
    return hours
      ? hourPage(deps, { subject, points, query }, page, about)
      : resultPage(deps, dayKind(subject), subject.id, page, (row) => dayUnder(row, about, query));
  };
  const kind = hours ? hourKind(subject) : dayKind(subject);
  const forms = formsOf(subject, query, (rows) => {
    const series = { subject, named, interval, state, ...underAtEnd(query, kind, span) };
    return new AirRows(series, rows);
  });
  return sendSeries(request, reply, { query, span, pageAt, forms });
}

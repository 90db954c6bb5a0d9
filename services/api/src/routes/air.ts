import {
  type AirDayBody,
  type AirHourBody,
  airDay,
  airHour,
  dayAt,
  dayKind,
  hourKind,
  Points,
  type Subject,
} from '@lanbi/evaluation';
import type { Name, StoredResult } from '@lanbi/model';
import { type AnswerState, answerState } from '@lanbi/query';
import { Derivation, HOUR, instant } from '@lanbi/standards';
import * as z from 'zod';
import { airIndexAnswer, airIndexOf } from '../answers/air.ts';
import { staleness, stalenessOf } from '../answers/registry.ts';
import type { ApiDeps } from '../deps.ts';
import { aqiMethodFor, hj633For } from '../editions.ts';
import { explained } from '../http/columns.ts';
import { pageMeta } from '../http/page.ts';
import { endOf } from '../http/period.ts';
import { Problem } from '../http/problem.ts';
import { READ_LIST } from '../http/scope.ts';
import { type PageAt, sendSeries } from '../http/send-series.ts';
import { sendOne } from '../http/send-table.ts';
import { endOfHour, readSpan } from '../http/time.ts';
import { judging } from '../judging.ts';
import { nameOf, regionSubject, stationSubject, stationsBehind } from './composite.ts';
import { type EvaluationQuery, evaluationQuery, idParams, resultPage, seriesQuery } from './series.ts';
import type { App } from './types.ts';

/** What an index is about, and the state of the answer. */
interface About {
  readonly named: Name;
  readonly state: AnswerState;
}

/** The stored hour, or the same concentrations under another edition or method, or with their derivation. */
function hourUnder(
  result: StoredResult<AirHourBody>,
  { named, state }: About,
  { edition, method, explain }: EvaluationQuery,
) {
  if (edition === undefined && method === undefined && explain !== 'true')
    return airIndexOf(result, named, result.body, state);
  const trace = explain === 'true' ? new Derivation() : undefined;
  const hj633 = hj633For(edition, result.from);
  const options = { hj633, method: aqiMethodFor(method, 'hourly', hj633) };
  return airIndexOf(result, named, airHour(result.body, result.to, options, trace), state, trace?.steps);
}

/** As of the hour. */
function dayUnder(
  result: StoredResult<AirDayBody>,
  { named, state }: About,
  { edition, method, explain }: EvaluationQuery,
) {
  if (edition === undefined && method === undefined && explain !== 'true')
    return airIndexOf(result, named, result.body, state);
  const trace = explain === 'true' ? new Derivation() : undefined;
  const hj633 = hj633For(edition, result.from);
  const options = { hj633, method: aqiMethodFor(method, 'daily', hj633) };
  const body = airDay(result.body, dayAt(result.from), result.body.provisional, options, trace);
  return airIndexOf(result, named, body, state, trace?.steps);
}

/** Hours that a region may wait for its points before the hour before stops being the latest. */
const WAIT = 3 * HOUR;

/**
 * The latest hour that is over; of a region the latest for which enough points reported, as long as that is no more
 * than a few hours back. @throws Problem no-data
 */
async function latestHour({ store, clock }: ApiDeps, subject: Subject): Promise<StoredResult<AirHourBody>> {
  const kind = hourKind(subject);
  const newest = await store.latestResult(kind, subject.id);
  if (!newest) throw new Problem('no-data', `nothing was evaluated for ${subject.id} yet`);
  // A station's newest hour is its latest, unless it is not over; a region's, unless its points are still waited for.
  const settled = !subject.region || (newest.body as AirHourBody).validity.kind !== 'missing';
  if (newest.to <= clock.now() && settled) return newest as StoredResult<AirHourBody>;
  const to = instant(Math.min(newest.to, clock.now()));
  const span = { kind, subject: subject.id, after: instant(to - WAIT), to, limit: 10 };
  const hours = (await store.results(span)) as readonly StoredResult<AirHourBody>[];
  const complete = hours.findLast(({ body }) => !subject.region || body.validity.kind !== 'missing');
  return complete ?? hours.at(-1) ?? (newest as StoredResult<AirHourBody>);
}

const latestIndexAnswer = airIndexAnswer.extend({ staleness });

export function airRoutes(app: App, deps: ApiDeps): void {
  const points = new Points(deps.registry);
  const judge = judging(deps);
  const subjects = {
    stations: (id: string) => stationSubject(deps, id),
    regions: async (id: string) => regionSubject(deps, points, id),
  };
  const tags = ['air'];
  const querystring = seriesQuery.extend({ interval: z.enum(['hour', 'day']).default('hour') });
  const list = z.object({ data: z.array(airIndexAnswer), meta: pageMeta });
  const params = idParams;
  for (const [kind, subjectOf] of Object.entries(subjects)) {
    const columnsFor = ({ explain }: EvaluationQuery, schema: z.ZodType = airIndexAnswer) =>
      explained(schema, explain, [kind === 'stations' ? 'region' : 'station']);
    const of = kind === 'stations' ? 'station' : 'district or city';
    app.get(
      `/v1/air/${kind}/:id/aqi`,
      {
        config: READ_LIST,
        schema: {
          tags,
          summary: `Index of a ${of}, by hours or days`,
          params,
          querystring,
          response: { 200: list },
        },
      },
      async (request, reply) => {
        const subject = await subjectOf(request.params.id);
        const { query } = request;
        const named = nameOf(deps.registry, subject);
        const about = async (): Promise<About> => ({
          named,
          state: await answerState(deps, stationsBehind(deps, points, subject)),
        });
        const align = query.interval === 'hour' ? endOfHour : endOf('day');
        const span = readSpan(query, deps.clock.now(), { align });
        const pageAt: PageAt = async (at) => {
          const of = await about();
          return query.interval === 'hour'
            ? resultPage<AirHourBody>(deps, hourKind(subject), subject.id, { span, ...at }, (row) =>
                hourUnder(row, of, query),
              )
            : resultPage<AirDayBody>(deps, dayKind(subject), subject.id, { span, ...at }, (row) =>
                dayUnder(row, of, query),
              );
        };
        return sendSeries(request, reply, { query, span, pageAt, columns: columnsFor(query) });
      },
    );
    const response = { 200: latestIndexAnswer };
    app.get(
      `/v1/air/${kind}/:id/aqi/latest`,
      {
        config: READ_LIST,
        schema: {
          tags,
          summary: `Latest hourly index of a ${of}`,
          params,
          querystring: evaluationQuery,
          response,
        },
      },
      async (request, reply) => {
        const { query } = request;
        const subject = await subjectOf(request.params.id);
        const stations = stationsBehind(deps, points, subject);
        const about = { named: nameOf(deps.registry, subject), state: await answerState(deps, stations) };
        const { ofPlace, now } = await judge(stations);
        const found = hourUnder(await latestHour(deps, subject), about, query);
        const told = { ...found, staleness: stalenessOf(ofPlace(stations), now) };
        return sendOne(request, reply, told, columnsFor(query, latestIndexAnswer));
      },
    );
  }
}

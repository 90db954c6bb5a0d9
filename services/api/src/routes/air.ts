import { dayKind, hourKind, Points, type Subject } from '@lanbi/evaluation';
import type { AirDayKind, AirHourKind, Name, StoredResult } from '@lanbi/model';
import { type AnswerState, airDayFigures, airHourFigures, answerState, stateWith } from '@lanbi/query';
import { Derivation } from '@lanbi/standards';
import * as z from 'zod';
import { airIndexAnswer, airIndexOf } from '../answers/air.ts';
import { staleness, stalenessOf } from '../answers/registry.ts';
import type { FigureDeps } from '../deps.ts';
import { aqiMethodFor, hj633For } from '../editions.ts';
import { explained } from '../http/columns.ts';
import { LIST_TYPES, preferred } from '../http/negotiate.ts';
import { pageMeta } from '../http/page.ts';
import { endOf } from '../http/period.ts';
import { Problem } from '../http/problem.ts';
import { READ_LIST } from '../http/scope.ts';
import { notModified } from '../http/send.ts';
import { type PageAt, sendSeries } from '../http/send-series.ts';
import { sendOne } from '../http/send-table.ts';
import { endOfHour, readSpan } from '../http/time.ts';
import { latestTag, latestVersion } from '../latest/latest-version.ts';
import { nameOf, regionSubject, stationSubject, stationsBehind } from './composite.ts';
import { type EvaluationQuery, evaluationQuery, idParams, resultPage, seriesQuery } from './series.ts';
import type { App } from './types.ts';

/** What an index is about, and the state of the answer. */
interface About {
  readonly named: Name;
  readonly state: AnswerState;
}

/** The figure of an hour, also under another edition or method, or with its derivation. */
function hourUnder(
  result: StoredResult<AirHourKind>,
  { named, state }: About,
  { edition, method, explain }: EvaluationQuery,
) {
  if (edition === undefined && method === undefined && explain !== 'true')
    return airIndexOf(result, named, airHourFigures.compute(result), state);
  const trace = explain === 'true' ? new Derivation() : undefined;
  const hj633 = hj633For(edition, result.from);
  const options = { hj633, method: aqiMethodFor(method, 'hourly', hj633) };
  return airIndexOf(result, named, airHourFigures.compute(result, options, trace), state, trace?.steps);
}

/** As of the hour. */
function dayUnder(
  result: StoredResult<AirDayKind>,
  { named, state }: About,
  { edition, method, explain }: EvaluationQuery,
) {
  if (edition === undefined && method === undefined && explain !== 'true')
    return airIndexOf(result, named, airDayFigures.compute(result), state);
  const trace = explain === 'true' ? new Derivation() : undefined;
  const hj633 = hj633For(edition, result.from);
  const options = { hj633, method: aqiMethodFor(method, 'daily', hj633) };
  return airIndexOf(result, named, airDayFigures.compute(result, options, trace), state, trace?.steps);
}

/**
 * The latest hour with the state of its stations, out of memory where the registry has the subject.
 * @throws Problem no-data
 */
async function latestOf(deps: FigureDeps, points: Points, subject: Subject) {
  const { latest, store, clock } = deps;
  const found = await latest.one(subject.region ? 'regions' : 'stations', subject.id);
  if (found?.result) return { ...found, result: found.result };
  const gone = found ? undefined : await store.latestResult(hourKind(subject), subject.id);
  if (!gone) throw new Problem('no-data', `nothing was evaluated for ${subject.id} yet`);
  const stations = stationsBehind(deps, points, subject);
  await latest.states.load(stations);
  return {
    version: undefined,
    result: gone,
    evaluation: latest.states.evaluationOf(stations),
    staleness: latest.states.ofPlace(stations, clock.now()),
  };
}

const latestIndexAnswer = airIndexAnswer.extend({ staleness });

export function airRoutes(app: App, deps: FigureDeps): void {
  const points = new Points(deps.registry);
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
            ? resultPage<AirHourKind>(deps, hourKind(subject), subject.id, { span, ...at }, (row) =>
                hourUnder(row, of, query),
              )
            : resultPage<AirDayKind>(deps, dayKind(subject), subject.id, { span, ...at }, (row) =>
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
        config: { ...READ_LIST, version: latestVersion(deps, kind === 'stations' ? 'stations' : 'regions') },
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
        const { version, result, evaluation, staleness: state } = await latestOf(deps, points, subject);
        const tag = version && latestTag(version, preferred(request, LIST_TYPES));
        if (tag && notModified(request, reply, tag)) return reply;
        const about = {
          named: nameOf(deps.registry, subject),
          state: stateWith(deps, evaluation),
        };
        const found = hourUnder(result, about, query);
        const told = { ...found, staleness: stalenessOf(state, deps.clock.now()) };
        return sendOne(request, reply, told, columnsFor(query, latestIndexAnswer));
      },
    );
  }
}

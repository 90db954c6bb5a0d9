import { hourKind, Points, type Subject } from '@lanbi/evaluation';
import {
  airDayFigures,
  airHourFigures,
  RunningMeansReader,
  runningMeanFigures,
  stateWith,
} from '@lanbi/query';
import * as z from 'zod';
import { airIndexAnswer, airIndexOf } from '../answers/air.ts';
import { airIndexCommon, airIndexRow } from '../answers/air-rows.ts';
import { staleness, stalenessOf } from '../answers/registry.ts';
import type { FigureDeps } from '../deps.ts';
import { LIST_TYPES, preferred } from '../http/negotiate.ts';
import { pageMeta } from '../http/page.ts';
import { Problem } from '../http/problem.ts';
import { READ_LIST } from '../http/scope.ts';
import { notModified } from '../http/send.ts';
import { sendOne } from '../http/send-table.ts';
import { latestTag, latestVersion } from '../latest/latest-version.ts';
import { airSeriesQuery, asksRunning, hourUnder, indexColumns, sendIndices } from './air-series.ts';
import { dataSubject, regionSubject, stationSubject, stationsBehind, subjectName } from './composite.ts';
import { evaluationQuery, idParams } from './series.ts';
import type { ApiServer } from './types.ts';

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
    staleness: latest.states.ofSubject(stations, clock.now()),
  };
}

const latestIndexAnswer = airIndexAnswer.extend({ staleness });
const series = z.object({ data: z.array(airIndexRow), meta: pageMeta.extend(airIndexCommon.shape) });

const tags = ['air'];
const params = idParams;

/** The subjects of a call by the id of its path. @throws Problem not-found */
interface Subjects {
  readonly kind: 'stations' | 'regions';
  readonly of: 'station' | 'district or city';
  readonly subjectOf: (id: string) => Promise<Subject>;
}

export function airRoutes(app: ApiServer, deps: FigureDeps): void {
  const points = new Points(deps.registry);
  const all: readonly Subjects[] = [
    { kind: 'stations', of: 'station', subjectOf: (id) => stationSubject(deps, id) },
    { kind: 'regions', of: 'district or city', subjectOf: async (id) => regionSubject(deps, points, id) },
  ];
  for (const subjects of all) {
    seriesRoute(app, deps, points, subjects);
    latestRoute(app, deps, points, subjects);
  }
}

function seriesRoute(
  app: ApiServer,
  deps: FigureDeps,
  points: Points,
  { kind, of, subjectOf }: Subjects,
): void {
  app.get(
    `/v1/air/${kind}/:id/aqi`,
    {
      config: { ...READ_LIST, families: [airHourFigures, runningMeanFigures, airDayFigures] },
      schema: {
        tags,
        summary: `Index of a ${of}, by hours or days`,
        params,
        querystring: airSeriesQuery,
        response: { 200: series },
      },
    },
    async (request, reply) => {
      const subject = await subjectOf(request.params.id);
      return sendIndices(deps, points, subject, request, request.query, reply);
    },
  );
}

function latestRoute(
  app: ApiServer,
  deps: FigureDeps,
  points: Points,
  { kind, of, subjectOf }: Subjects,
): void {
  app.get(
    `/v1/air/${kind}/:id/aqi/latest`,
    {
      config: {
        ...READ_LIST,
        families: [airHourFigures, runningMeanFigures],
        version: latestVersion(deps, kind),
      },
      schema: {
        tags,
        summary: `Latest hourly index of a ${of}`,
        params,
        querystring: evaluationQuery,
        response: { 200: latestIndexAnswer },
      },
    },
    async (request, reply) => {
      const { query } = request;
      const subject = await subjectOf(request.params.id);
      const { version, result, evaluation, staleness: state } = await latestOf(deps, points, subject);
      const tag = version && latestTag(version, preferred(request, LIST_TYPES));
      if (tag && notModified(request, reply, tag)) return reply;
      const data = (await deps.statements.inForce()).dataOf(dataSubject(subject));
      const about = {
        named: subjectName(deps.registry, subject),
        state: stateWith(deps, evaluation, data),
      };
      const ends = asksRunning(query) ? [result.to] : [];
      const running = await new RunningMeansReader(deps, points).of(subject, ends);
      const found = airIndexOf(hourUnder(result, about, query, running.get(result.to)));
      const answer = { ...found, staleness: stalenessOf(state, deps.clock.now()) };
      return sendOne(request, reply, answer, indexColumns(subject, query, latestIndexAnswer));
    },
  );
}

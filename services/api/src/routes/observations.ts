import { observationKey } from '@lanbi/evaluation';
import { AIR_PARAMETERS, type ParameterCode, stationId, WATER_PARAMETERS } from '@lanbi/model';
import { instant, seconds } from '@lanbi/standards';
import { parameterOf } from '@lanbi/wire';
import * as z from 'zod';
import { latestAnswer, latestOf, observationAnswer, readingsOf } from '../answers/observation.ts';
import { staleness, stalenessOf } from '../answers/registry.ts';
import type { ApiDeps } from '../deps.ts';
import { decodeCursor, encodeCursor, pageMeta, pageQuery } from '../http/page.ts';
import { Problem } from '../http/problem.ts';
import { READ } from '../http/scope.ts';
import { sendPage } from '../http/send.ts';
import { readSpan, timeText } from '../http/time.ts';
import { judging } from '../judging.ts';
import { marksOf } from '../marks.ts';
import type { App } from './types.ts';

const params = z.object({ id: z.string().max(64) });
const codes = [...AIR_PARAMETERS, ...WATER_PARAMETERS].join(', ');
const query = pageQuery.extend({
  parameter: z.string().max(32).describe(`one of ${codes}, or an HJ 212 factor code`),
  from: timeText.optional().describe('exclusive; default a day before `to`'),
  to: timeText.optional().describe('inclusive; default now'),
  interval: z.enum(['raw']).default('raw'),
});
const place = z.tuple([z.int(), z.int().min(0)]);

export function observationRoutes(app: App, deps: ApiDeps): void {
  const { registry, store, clock } = deps;
  const judge = judging(deps);
  const stationOr404 = (id: string) => {
    const station = registry.stations.get(stationId(id));
    if (!station) throw new Problem('not-found', `no station ${id}`);
    return station;
  };
  const tags = ['observations'];

  const latest = { 200: z.object({ station: z.string(), staleness, data: z.array(latestAnswer) }) };
  app.get(
    '/v1/stations/:id/latest',
    { config: READ, schema: { tags, summary: 'Last value of each parameter', params, response: latest } },
    async (request) => {
      const station = stationOr404(request.params.id);
      const { id } = station;
      const { of, now } = await judge();
      const readings = await store.latest(id);
      const marks = await marksOf(deps, id, readings);
      const data = readings.map((reading) => latestOf(reading, now, marks.get(observationKey(reading))));
      return { station: id, staleness: stalenessOf(of(station), now), data };
    },
  );

  const series = { 200: z.object({ data: z.array(observationAnswer), meta: pageMeta }) };
  app.get(
    '/v1/stations/:id/observations',
    {
      config: READ,
      schema: { tags, summary: 'Series of one parameter', params, querystring: query, response: series },
    },
    async (request, reply) => {
      const station = stationOr404(request.params.id);
      const parameter = parameterCode(request.query.parameter);
      const { after, to } = readSpan(request.query, clock.now());
      const { limit, cursor } = request.query;
      const behind = cursor === undefined ? undefined : decodeCursor(cursor, place);
      const found = await store.range({
        station: station.id,
        after,
        to,
        parameter,
        limit: limit + 1,
        ...(behind && { behind: { to: instant(behind[0]), period: seconds(behind[1]) } }),
      });
      const page = found.slice(0, limit);
      const last = page.at(-1);
      const next = found.length > limit && last ? { cursor: encodeCursor([last.to, last.period]) } : {};
      const marks = await marksOf(deps, station.id, page);
      return sendPage(request, reply, {
        data: page.flatMap((row) => readingsOf(row, parameter, marks.get(observationKey(row)))),
        meta: { limit, ...next },
      });
    },
  );
}

function parameterCode(name: string): ParameterCode {
  const parameter = parameterOf(name);
  if (!parameter) throw new Problem('bad-request', `parameter: there is no ${name}`);
  return parameter.code;
}

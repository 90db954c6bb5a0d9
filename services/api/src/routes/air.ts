import type { AirHourBody } from '@lanbi/evaluation';
import { type StoredResult, stationId } from '@lanbi/model';
import { Derivation, hourlyAqi } from '@lanbi/standards';
import * as z from 'zod';
import { airHourAnswer, airHourOf } from '../answers/air.ts';
import type { ApiDeps } from '../deps.ts';
import { hj633For } from '../editions.ts';
import { pageMeta } from '../http/page.ts';
import { Problem } from '../http/problem.ts';
import { sendPage } from '../http/send.ts';
import {
  type EvaluationQuery,
  evaluationQuery,
  idParams,
  latestOr404,
  resultPage,
  seriesQuery,
} from './series.ts';
import type { App } from './types.ts';

/** The stored figure, or the same concentrations under another edition, or with their derivation. */
function hourUnder(result: StoredResult<AirHourBody>, { edition, method, explain }: EvaluationQuery) {
  if (method !== undefined && method !== result.body.aqi.method && method !== 'live')
    throw new Problem(
      'not-available',
      `method ${method} of hourly indices needs the sliding means, which are not evaluated yet`,
    );
  if (edition === undefined && explain !== 'true') return airHourOf(result, result.body.aqi);
  const derivation = explain === 'true' ? new Derivation() : undefined;
  const aqi = hourlyAqi(
    { values: result.body.concentrations },
    hj633For(edition, result.from),
    {},
    derivation,
  );
  return airHourOf(result, aqi, derivation?.steps);
}

export function airRoutes(app: App, deps: ApiDeps): void {
  const tags = ['air'];
  const stationOr404 = (id: string) => {
    const station = deps.registry.stations.get(stationId(id));
    if (station?.medium !== 'air') throw new Problem('not-found', `no air station ${id}`);
    return station;
  };

  const querystring = seriesQuery.extend({ interval: z.enum(['hour']).default('hour') });
  const response = { 200: z.object({ data: z.array(airHourAnswer), meta: pageMeta }) };
  app.get(
    '/v1/air/stations/:id/aqi',
    { schema: { tags, summary: 'Hourly index of a station', params: idParams, querystring, response } },
    async (request, reply) => {
      const { id } = stationOr404(request.params.id);
      const page = await resultPage<AirHourBody>(deps, 'aqi.hour', id, request.query, (result) =>
        hourUnder(result, request.query),
      );
      return sendPage(request, reply, page);
    },
  );

  app.get(
    '/v1/air/stations/:id/aqi/latest',
    {
      schema: {
        tags,
        summary: 'Latest hourly index',
        params: idParams,
        querystring: evaluationQuery,
        response: { 200: airHourAnswer },
      },
    },
    async (request) => {
      const { id } = stationOr404(request.params.id);
      return hourUnder(await latestOr404<AirHourBody>(deps, 'aqi.hour', id), request.query);
    },
  );
}

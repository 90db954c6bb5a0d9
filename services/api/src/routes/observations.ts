import { observationKey } from '@lanbi/evaluation';
import { AIR_PARAMETERS, type ParameterCode, type Station, WATER_PARAMETERS } from '@lanbi/model';
import { readingFigures, readingState } from '@lanbi/query';
import { seconds } from '@lanbi/standards';
import { parameterOf } from '@lanbi/wire';
import * as z from 'zod';
import { name } from '../answers/name.ts';
import {
  latestAnswer,
  latestAnswerOf,
  OBSERVATION_COLUMNS,
  observationAnswer,
  readingAnswersOf,
} from '../answers/observation.ts';
import { type ObservedFigure, observedCommon, observedRow } from '../answers/observed.ts';
import { staleness, stalenessOf } from '../answers/registry.ts';
import type { ApiDeps, FigureDeps } from '../deps.ts';
import { fieldsQuery } from '../http/fields.ts';
import { decodeCursor, encodeCursor, endWithin, type Page, pageMeta, pageQuery } from '../http/page.ts';
import { endOf } from '../http/period.ts';
import { Problem } from '../http/problem.ts';
import { READ_LIST } from '../http/scope.ts';
import { type PageAt, sendSeries } from '../http/send-series.ts';
import { sendTable } from '../http/send-table.ts';
import { endOfHour, readSpan, timeQuery } from '../http/time.ts';
import { knownStation } from '../known-station.ts';
import { outOfServiceOf } from '../out-of-service.ts';
import { flagsUnlessAway, qualityFlagsByKey } from '../quality-flags.ts';
import { stalenessNow } from '../staleness-now.ts';
import { meansForms, meansPage } from './means.ts';
import type { PageQuery } from './series.ts';
import type { ApiServer } from './types.ts';

const params = z.object({ id: z.string().max(64) });
const codes = [...AIR_PARAMETERS, ...WATER_PARAMETERS].join(', ');
const query = pageQuery.extend({
  parameter: z.string().max(32).describe(`one of ${codes}, or an HJ 212 factor code`),
  from: timeQuery
    .optional()
    .describe(
      'begin of the span; required for `interval=raw`, which is the default; of `hour` 1, of `day` 31 days before `to` by default',
    ),
  to: timeQuery.optional().describe('end of the span, of a date its 24:00; default now'),
  interval: z
    .enum(['raw', 'hour', 'day'])
    .default('raw')
    .describe(
      '`raw`: readings as they came, since `from`; `hour`, `day`: one row each, also where nothing came',
    ),
  explain: z.enum(['true', 'false']).optional().describe('add the derivation of each mean'),
  rounding: z
    .enum(['standard', 'exact'])
    .default('standard')
    .describe(
      'digits of a mean: those of HJ 663, of water those of hourly values, or all of them; with `explain=true` all',
    ),
  fields: fieldsQuery,
});
/** No period is longer than a month (contract 1). */
const place = z.tuple([
  z.int(),
  z
    .int()
    .min(0)
    .max(31 * 86_400),
]);

const LATEST_COLUMNS = [...OBSERVATION_COLUMNS, 'ageSeconds'];

const TAGS = ['observations'];

const latestResponse = {
  200: z.object({
    station: z.string(),
    name,
    staleness,
    suspectUnknown: z
      .literal(true)
      .optional()
      .describe('the flags of values cannot be read now, since their store is away: `suspect` is in no row'),
    data: z.array(latestAnswer),
  }),
};

const seriesResponse = {
  200: z.object({
    data: z.array(z.union([observationAnswer, observedRow])),
    meta: pageMeta.extend(observedCommon.partial().shape),
  }),
};

export function observationRoutes(app: ApiServer, deps: FigureDeps): void {
  latestRoute(app, deps);
  seriesRoute(app, deps);
}

/** @throws Problem not-found */
async function stationOr404(deps: FigureDeps, id: string): Promise<Station> {
  const known = await knownStation(deps, id);
  if (!known) throw new Problem('not-found', `no station ${id}`);
  return known.station;
}

function latestRoute(app: ApiServer, deps: FigureDeps): void {
  const readStaleness = stalenessNow(deps);
  app.get(
    '/v1/stations/:id/latest',
    {
      config: { ...READ_LIST, families: [readingFigures] },
      schema: { tags: TAGS, summary: 'Last value of each parameter', params, response: latestResponse },
    },
    async (request, reply) => {
      const station = await stationOr404(deps, request.params.id);
      const { id, name: named } = station;
      const { of, now } = await readStaleness();
      const readings = await deps.store.latest(id);
      const flags = await flagsUnlessAway(deps, id, readings);
      const data = readings.map((reading) =>
        latestAnswerOf(reading, now, flags?.get(observationKey(reading))),
      );
      const answer = {
        ...{ station: id, name: { ...named }, staleness: stalenessOf(of(station), now), data },
        ...(!flags && { suspectUnknown: true as const }),
      };
      return sendTable(request, reply, answer, data, LATEST_COLUMNS);
    },
  );
}

function seriesRoute(app: ApiServer, deps: FigureDeps): void {
  app.get(
    '/v1/stations/:id/observations',
    {
      config: { ...READ_LIST, families: [readingFigures] },
      schema: {
        tags: TAGS,
        summary: 'Series of one parameter: as it came, or its means by hours or days',
        params,
        querystring: query,
        response: seriesResponse,
      },
    },
    async (request, reply) => {
      const station = await stationOr404(deps, request.params.id);
      const parameter = parameterCode(request.query.parameter);
      const { query: asked } = request;
      const { interval } = asked;
      const span = readSpan(asked, deps.clock.now(), { days: daysBack(asked), align: ALIGN[interval] });
      if (interval === 'raw') {
        const pageAt: PageAt<object> = (at) => rawPage(deps, station, parameter, { span, ...at });
        const forms = { columns: OBSERVATION_COLUMNS, whole: () => (row: object) => row };
        return sendSeries(request, reply, { query: asked, span, pageAt, forms });
      }
      const pageAt: PageAt<ObservedFigure> = (at) =>
        meansPage(deps, station, parameter, { ...asked, span, ...at, interval });
      const forms = meansForms({ station, parameter, interval }, asked, readingState(deps));
      return sendSeries(request, reply, { query: asked, span, pageAt, forms });
    },
  );
}

type SeriesQuery = z.infer<typeof query>;

async function rawPage(
  deps: ApiDeps,
  station: Station,
  parameter: ParameterCode,
  { span: { after, to }, limit, cursor }: PageQuery,
): Promise<Page<object>> {
  const behind = cursor === undefined ? undefined : decodeCursor(cursor, place);
  const found = await deps.store.range({
    station: station.id,
    after,
    to,
    parameter,
    limit: limit + 1,
    ...(behind && {
      behind: { to: endWithin(behind[0], { after, to }), period: seconds(behind[1]) },
    }),
  });
  const page = found.slice(0, limit);
  const last = page.at(-1);
  const next = found.length > limit && last ? { cursor: encodeCursor([last.to, last.period]) } : {};
  const flags = await qualityFlagsByKey(deps, station.id, page);
  return {
    data: page.flatMap((row) =>
      readingAnswersOf(row, parameter, flags.get(observationKey(row))).map((reading) => ({
        ...reading,
        ...outOfServiceOf(station, row),
      })),
    ),
    meta: { limit, ...next },
  };
}

/** The end of the period that holds an end; readings as they came have none. */
const ALIGN = { raw: undefined, hour: endOfHour, day: endOf('day') } as const;

/** How far back means go where `from` is not given. */
const DEFAULT_DAYS = { hour: 1, day: 31 } as const;

/**
 * How many days before `to` a series begins without `from`. Raw ones have no such default: how dense readings are differs
 * by station, and a day that nobody asked for is easily taken for all there is.
 * @throws Problem bad-time
 */
function daysBack({ interval, from }: Pick<SeriesQuery, 'interval' | 'from'>): number | undefined {
  if (interval !== 'raw') return DEFAULT_DAYS[interval];
  if (from !== undefined) return undefined;
  throw new Problem(
    'bad-time',
    'from: missing; raw readings need a first time, such as from=2026-04-01 (interval=hour and interval=day have a default)',
  );
}

function parameterCode(name: string): ParameterCode {
  const parameter = parameterOf(name);
  if (!parameter) throw new Problem('bad-request', `parameter: there is no ${name}`);
  return parameter.code;
}

import { didYouMean, regionId } from '@lanbi/model';
import {
  airHourFigures,
  type FamilyEntry,
  type LatestGroup,
  waterSampleFigures,
  withinRegion,
} from '@lanbi/query';
import type { FastifyRequest } from 'fastify';
import * as z from 'zod';
import { evaluationOf, setEvaluation } from '../answers/evaluation.ts';
import {
  latestAirMeta,
  latestAirMetaOf,
  latestRegionOf,
  latestRegionRow,
  latestStationOf,
  latestStationRow,
} from '../answers/latest-air.ts';
import {
  latestSectionOf,
  latestSectionRow,
  latestWaterMeta,
  latestWaterMetaOf,
} from '../answers/latest-water.ts';
import type { FigureDeps } from '../deps.ts';
import { columnsOf } from '../http/columns.ts';
import { fieldsOf, fieldsQuery } from '../http/fields.ts';
import { featureCollection, GEOJSON } from '../http/geojson.ts';
import { preferred } from '../http/negotiate.ts';
import { Problem } from '../http/problem.ts';
import type { VersionOf } from '../http/ready-answers.ts';
import { READ } from '../http/scope.ts';
import { notModified, sendText } from '../http/send.ts';
import { csvOf, linesOf } from '../http/table.ts';
import { readEnd, timeQuery } from '../http/time.ts';
import { type LatestAsked, type LatestShape, LatestTable } from '../latest/latest-table.ts';
import { latestTag } from '../latest/latest-version.ts';
import type { ApiServer } from './types.ts';

const TYPES = {
  json: 'application/json',
  csv: 'text/csv',
  ndjson: 'application/x-ndjson',
  geojson: GEOJSON,
} as const;
type Format = keyof typeof TYPES;
const FORMATS = Object.keys(TYPES) as [Format, ...Format[]];

const querystring = z.object({
  region: z.string().max(64).optional().describe('only what is in this region or below it'),
  at: timeQuery
    .optional()
    .describe(
      'the latest as of this time: what had ended then, at most a day before; the states of stations are those of now',
    ),
  fields: fieldsQuery,
  format: z.enum(FORMATS).optional().describe('default by `Accept`, JSON where that does not say'),
});
type Query = z.infer<typeof querystring>;

interface Call<Of extends LatestGroup> extends LatestShape<Of> {
  readonly path: string;
  readonly tags: string[];
  readonly family: FamilyEntry;
  readonly summary: string;
  readonly row: z.ZodObject;
  readonly meta: z.ZodObject;
}

const formatOf = (request: FastifyRequest, { format }: Query): Format => {
  if (format) return format;
  const type = preferred(request, Object.values(TYPES));
  return FORMATS.find((each) => TYPES[each] === type) ?? 'json';
};

/** @throws Problem not-found */
function within({ regions }: FigureDeps['registry'], asked: string | undefined): LatestAsked['within'] {
  if (asked === undefined) return undefined;
  if (!regions.has(regionId(asked)))
    throw new Problem('not-found', `no region ${asked}${didYouMean(asked, regions.keys())}`);
  return withinRegion(regions, asked);
}

function latestRoute<Of extends LatestGroup>(app: ApiServer, deps: FigureDeps, call: Call<Of>): void {
  const { path, tags, family, summary, row, meta, of } = call;
  const table = new LatestTable(call, deps);
  const columns = columnsOf(row);
  const response = {
    200: {
      description: 'A row for each subject, also for one without data',
      content: {
        [TYPES.json]: { schema: z.object({ data: z.array(row), meta }) },
        [TYPES.csv]: { schema: z.string() },
        [TYPES.ndjson]: { schema: z.string() },
        [TYPES.geojson]: { schema: featureCollection(row, meta) },
      },
    },
  };
  const textOf = async (format: Format, asked: LatestAsked, all: Awaited<ReturnType<typeof table.all>>) => {
    if (format === 'json') return table.json(all, asked);
    if (format === 'geojson') return table.geojson(all, asked);
    const chosen = asked.fields?.columns ?? columns;
    const rows = table.rows(all, asked);
    if (format === 'csv') return csvOf(rows, chosen, true);
    return linesOf(asked.fields ? rows.map(asked.fields.pick) : rows, chosen);
  };
  // Of a past time the version is not known before the store is read.
  const version: VersionOf = ({ query }) =>
    (query as Query).at === undefined ? deps.latest.versionOfAll(of) : undefined;
  app.get(
    path,
    {
      config: { ...READ, types: Object.values(TYPES), typesBy: 'format', families: [family], version },
      schema: { tags, summary, querystring, response },
    },
    async (request, reply) => {
      const { query } = request;
      const asked = {
        within: within(deps.registry, query.region),
        fields: fieldsOf(query.fields, columns),
      };
      const format = formatOf(request, query);
      const all = await table.all(query.at === undefined ? undefined : readEnd('at', query.at));
      if (notModified(request, reply, latestTag(all.version, format))) return reply;
      if (format === 'csv' || format === 'ndjson') setEvaluation(reply, evaluationOf(all.evaluation));
      const text = await textOf(format, asked, all);
      return sendText(reply, TYPES[format], text);
    },
  );
}

/** The latest figure of every air station, district and city, and section, each group in one call. */
export function latestRoutes(app: ApiServer, deps: FigureDeps): void {
  const airMeta = { meta: latestAirMeta, metaOf: (lag: never) => latestAirMetaOf(deps.clock.now(), lag) };
  latestRoute(app, deps, {
    of: 'stations',
    path: '/v1/air/stations/latest',
    family: airHourFigures,
    tags: ['air'],
    summary: 'Latest hourly index of every air station',
    row: latestStationRow,
    rowOf: latestStationOf,
    ...airMeta,
  });
  latestRoute(app, deps, {
    of: 'regions',
    path: '/v1/air/regions/latest',
    family: airHourFigures,
    tags: ['air'],
    summary: 'Latest hourly index of every district and city',
    row: latestRegionRow,
    rowOf: latestRegionOf,
    ...airMeta,
  });
  latestRoute(app, deps, {
    of: 'sections',
    path: '/v1/water/sections/latest',
    family: waterSampleFigures,
    tags: ['water'],
    summary: 'Latest class of every section, by its last sample',
    row: latestSectionRow,
    rowOf: latestSectionOf,
    meta: latestWaterMeta,
    metaOf: (lag) => latestWaterMetaOf(deps.clock.now(), lag),
  });
}

import { lakeId, regionId, riverId, type Section, sectionId, stationId } from '@lanbi/model';
import * as z from 'zod';
import {
  heardOf,
  lakeAnswer,
  regionAnswer,
  regionOf,
  riverAnswer,
  sectionAnswer,
  sectionOf,
  stationAnswer,
  stationOf,
} from '../answers/registry.ts';
import type { FigureDeps } from '../deps.ts';
import { columnsOf } from '../http/columns.ts';
import { decodeCursor, type Page, pageMeta, pageOf, pageQuery } from '../http/page.ts';
import { Problem } from '../http/problem.ts';
import { READ_LIST } from '../http/scope.ts';
import { sendPage } from '../http/send.ts';
import { sendOne } from '../http/send-table.ts';
import { knownStation } from '../known-station.ts';
import { type StalenessNow, stalenessNow, stationsOf, stationsWithin } from '../staleness-now.ts';
import type { ApiServer } from './types.ts';

interface Kind<Id extends string, Item> {
  readonly path: string;
  readonly one: string;
  readonly answer: z.ZodType<object>;
  readonly items: ReadonlyMap<Id, Item>;
  readonly id: (text: string) => Id;
  readonly show: (item: Item, now: StalenessNow) => { readonly id: string };
  /** One that the registry does not have. */
  readonly otherwise?: (id: string, now: StalenessNow) => Promise<object | undefined>;
}

/** Lists of the registry stand in the order of ids; the cursor is the last id. */
function page(
  all: readonly { readonly id: string }[],
  limit: number,
  cursor: string | undefined,
): Page<object> {
  const after = cursor === undefined ? '' : decodeCursor(cursor, z.tuple([z.string()]))[0];
  const rest = all.filter(({ id }) => id > after).sort((a, b) => (a.id < b.id ? -1 : 1));
  return pageOf(
    rest.slice(0, limit + 1),
    limit,
    ({ id }) => [id],
    (row) => row,
  );
}

function routesOf<Id extends string, Item>(
  app: ApiServer,
  readStaleness: () => Promise<StalenessNow>,
  { path, one, answer, items, id: idOf, show, otherwise }: Kind<Id, Item>,
): void {
  const tags = ['registry'];
  const columns = columnsOf(answer);
  const response = { 200: z.object({ data: z.array(answer), meta: pageMeta }) };
  app.get(
    `/v1/${path}`,
    { config: READ_LIST, schema: { tags, summary: `All ${path}`, querystring: pageQuery, response } },
    async (request, reply) => {
      const at = await readStaleness();
      const all = [...items.values()].map((item) => show(item, at));
      return sendPage(request, reply, page(all, request.query.limit, request.query.cursor), columns);
    },
  );
  const params = z.object({ id: z.string().max(64) });
  app.get(
    `/v1/${path}/:id`,
    { config: READ_LIST, schema: { tags, summary: `One ${one}`, params, response: { 200: answer } } },
    async (request, reply) => {
      const found = items.get(idOf(request.params.id));
      if (found) return sendOne(request, reply, show(found, await readStaleness()), columns);
      const gone = await otherwise?.(request.params.id, await readStaleness());
      if (!gone) throw new Problem('not-found', `no ${one} ${request.params.id}`);
      return sendOne(request, reply, gone, columns);
    },
  );
}

const idsOf = (all: readonly Pick<Section, 'id'>[]): string[] => all.map(({ id }) => id);

function stationRoutes(app: ApiServer, deps: FigureDeps, readStaleness: () => Promise<StalenessNow>): void {
  routesOf(app, readStaleness, {
    path: 'stations',
    one: 'station',
    answer: stationAnswer,
    items: deps.registry.stations,
    id: stationId,
    show: (station, at) => stationOf(station, at),
    otherwise: async (id, at) => {
      const known = await knownStation(deps, id);
      return known && stationOf(known.station, at, known.registered);
    },
  });
}

function regionRoutes(app: ApiServer, deps: FigureDeps, readStaleness: () => Promise<StalenessNow>): void {
  routesOf(app, readStaleness, {
    path: 'regions',
    one: 'region',
    answer: regionAnswer,
    items: deps.registry.regions,
    id: regionId,
    show: (region, { ofSubject, now }) => ({
      ...regionOf(region),
      ...heardOf(ofSubject(stationsWithin(deps, region)), now),
    }),
  });
}

function sectionRoutes(app: ApiServer, deps: FigureDeps, readStaleness: () => Promise<StalenessNow>): void {
  routesOf(app, readStaleness, {
    path: 'sections',
    one: 'section',
    answer: sectionAnswer,
    items: deps.registry.sections,
    id: sectionId,
    show: (section, at) => sectionOf(section, stationsOf(deps, [section]), at),
  });
}

function waterBodyRoutes(app: ApiServer, deps: FigureDeps, readStaleness: () => Promise<StalenessNow>): void {
  const { rivers, lakes, sections } = deps.registry;
  const sectionsWhere = (key: 'river' | 'lake', id: string): Section[] =>
    [...sections.values()].filter((section) => section[key] === id);
  const heard = (at: readonly Section[], { ofSubject, now }: StalenessNow) =>
    heardOf(ofSubject(stationsOf(deps, at)), now);
  routesOf(app, readStaleness, {
    path: 'rivers',
    one: 'river',
    answer: riverAnswer,
    items: rivers,
    id: riverId,
    show: (river, at) => {
      const own = sectionsWhere('river', river.id);
      return { ...river, sections: idsOf(own), ...heard(own, at) };
    },
  });
  routesOf(app, readStaleness, {
    path: 'lakes',
    one: 'lake',
    answer: lakeAnswer,
    items: lakes,
    id: lakeId,
    show: (lake, at) => {
      const own = sectionsWhere('lake', lake.id);
      const inflows = [...rivers.values()].filter(({ inflowOf }) => inflowOf === lake.id).map(({ id }) => id);
      return { ...lake, inflows, sections: idsOf(own), ...heard(own, at) };
    },
  });
}

/** Stations, and the subjects that have some: each with the state of its best station. */
export function registryRoutes(app: ApiServer, deps: FigureDeps): void {
  const readStaleness = stalenessNow(deps);
  stationRoutes(app, deps, readStaleness);
  sectionRoutes(app, deps, readStaleness);
  regionRoutes(app, deps, readStaleness);
  waterBodyRoutes(app, deps, readStaleness);
}

import { lakeId, regionId, riverId, sectionId, stationId } from '@lanbi/model';
import * as z from 'zod';
import {
  lakeAnswer,
  regionAnswer,
  riverAnswer,
  sectionAnswer,
  sectionOf,
  stationAnswer,
  stationOf,
} from '../answers/registry.ts';
import type { ApiDeps } from '../deps.ts';
import { decodeCursor, type Page, pageMeta, pageOf, pageQuery } from '../http/page.ts';
import { Problem } from '../http/problem.ts';
import { sendPage } from '../http/send.ts';
import { judging } from '../judging.ts';
import type { App } from './types.ts';

interface Kind {
  readonly path: string;
  readonly one: string;
  readonly answer: z.ZodType<object>;
  /** All of the kind, by id. */
  all(): Promise<readonly { readonly id: string }[]>;
  get(id: string): Promise<object | undefined>;
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

function routesOf(app: App, { path, one, answer, all, get }: Kind): void {
  const tags = ['registry'];
  const response = { 200: z.object({ data: z.array(answer), meta: pageMeta }) };
  app.get(
    `/v1/${path}`,
    { schema: { tags, summary: `All ${path}`, querystring: pageQuery, response } },
    async (request, reply) =>
      sendPage(request, reply, page(await all(), request.query.limit, request.query.cursor)),
  );
  const params = z.object({ id: z.string().max(64) });
  app.get(
    `/v1/${path}/:id`,
    { schema: { tags, summary: `One ${one}`, params, response: { 200: answer } } },
    async (request) => {
      const found = await get(request.params.id);
      if (!found) throw new Problem('not-found', `no ${one} ${request.params.id}`);
      return found;
    },
  );
}

export function registryRoutes(app: App, deps: ApiDeps): void {
  const { registry, store } = deps;
  const by = judging(deps);
  const { regions, stations, rivers, lakes, sections } = registry;
  const sectionsWhere = (key: 'river' | 'lake', id: string) =>
    [...sections.values()].filter((section) => section[key] === id).map((section) => section.id);
  const river = (id: string) => {
    const found = rivers.get(riverId(id));
    return found && { ...found, sections: sectionsWhere('river', id) };
  };
  const lake = (id: string) => {
    const found = lakes.get(lakeId(id));
    const inflows = [...rivers.values()].filter(({ inflowOf }) => inflowOf === id).map((inflow) => inflow.id);
    return found && { ...found, inflows, sections: sectionsWhere('lake', id) };
  };
  const each = <Id extends string, Answer extends { readonly id: string }>(
    ids: Iterable<Id>,
    get: (id: Id) => Answer | undefined,
  ) => [...ids].flatMap((id) => get(id) ?? []);

  routesOf(app, {
    path: 'stations',
    one: 'station',
    answer: stationAnswer,
    all: async () => {
      const activity = await store.activity();
      return [...stations.values()].map((station) => stationOf(station, activity, by()));
    },
    get: async (id) => {
      const station = stations.get(stationId(id));
      return station && stationOf(station, await store.activity(), by());
    },
  });
  routesOf(app, {
    path: 'sections',
    one: 'section',
    answer: sectionAnswer,
    all: async () => {
      const activity = await store.activity();
      return [...sections.values()].map((section) => sectionOf(section, registry, activity, by()));
    },
    get: async (id) => {
      const section = sections.get(sectionId(id));
      return section && sectionOf(section, registry, await store.activity(), by());
    },
  });
  routesOf(app, {
    path: 'regions',
    one: 'region',
    answer: regionAnswer,
    all: async () => [...regions.values()],
    get: async (id) => regions.get(regionId(id)),
  });
  routesOf(app, {
    path: 'rivers',
    one: 'river',
    answer: riverAnswer,
    all: async () => each(rivers.keys(), river),
    get: async (id) => river(id),
  });
  routesOf(app, {
    path: 'lakes',
    one: 'lake',
    answer: lakeAnswer,
    all: async () => each(lakes.keys(), lake),
    get: async (id) => lake(id),
  });
}

import { comparableIndex, sectionsOf, type Window } from '@lanbi/evaluation';
import { type Region, regionId } from '@lanbi/model';
import {
  type AnswerState,
  answerState,
  cityWaterChangeFigures,
  cityWaterRankingFigures,
  dataOf,
  type IndexChange,
  isOpen,
  type NamesOfSections,
  newestOf,
  revisionOf,
} from '@lanbi/query';
import { CITY_WATER_RANKING, Derivation, formatInstant } from '@lanbi/standards';
import * as z from 'zod';
import { computed } from '../answers/air.ts';
import { cityIndexFigure, cityIndexOf, shownIndex } from '../answers/city-waters.ts';
import { validityAnswerOf } from '../answers/coverage.ts';
import { dataState, dataStateOf } from '../answers/data-state.ts';
import { evaluationOf } from '../answers/evaluation.ts';
import { orReason } from '../answers/maybe.ts';
import { name } from '../answers/name.ts';
import {
  placesValidity,
  type RankedRegions,
  rankedRow,
  rankedRows,
  unrankedRow,
  unrankedRows,
} from '../answers/ranking-rows.ts';
import { states, statesOf } from '../answers/section-states.ts';
import { standards, standardsOf } from '../answers/standards.ts';
import { derivation, derivationOf } from '../answers/step.ts';
import type { ApiDeps, FigureDeps } from '../deps.ts';
import { explained } from '../http/columns.ts';
import { Problem } from '../http/problem.ts';
import { READ_LIST } from '../http/scope.ts';
import { sendOne, sendTable } from '../http/send-table.ts';
import { dataOfSection, stationsOf } from '../staleness-now.ts';
import { readIndexItems } from '../water/index-items.ts';
import { askedPeriod, waterPeriodQuery } from '../water/period-query.ts';
import { standardsFor } from '../water/under.ts';
import { idParams } from './series.ts';
import type { ApiServer } from './types.ts';

const tags = ['water'];

const indexQuery = waterPeriodQuery.omit({ method: true, rounding: true, saturation: true }).extend({
  items: z
    .string()
    .max(200)
    .optional()
    .describe('items of the index, with commas between; default those of automatic sections'),
});
type IndexQuery = z.infer<typeof indexQuery>;

const change = z.object({
  before: z.number().nullable(),
  change: z.number().nullable().describe('per cent; falling is better'),
  reason: z.string().optional().describe('why there is no change'),
});

const indexAnswer = cityIndexFigure
  .extend({
    region: z.string(),
    name,
    period: z.string(),
    ...computed.shape,
    standards,
    change: z.object({ periodBefore: change, yearEarlier: change }),
    states,
    derivation,
  })
  .meta({ id: 'CityWaterIndex' });

const changeOf = ({ before, change: found }: IndexChange): z.infer<typeof change> => {
  const { value, reason } = orReason(found);
  return { before: shownIndex(before).index, change: value, ...(reason && { reason }) };
};

/** @throws Problem not-found */
function regionOr404({ registry }: ApiDeps, id: string): Region {
  const region = registry.regions.get(regionId(id));
  if (!region) throw new Problem('not-found', `no region ${id}`);
  return region;
}

function asked(deps: ApiDeps, query: IndexQuery) {
  const span = askedPeriod(query, deps.clock.now());
  const { edition } = standardsFor(query, span.period, span.window);
  return { span, by: { items: readIndexItems(query.items), edition } };
}

/** The state of all sections that some regions have on some day of a window. */
function regionsState(deps: FigureDeps, regions: readonly Region[], window: Window): Promise<AnswerState> {
  const within = (during?: Window) =>
    regions.flatMap(({ id }) => sectionsOf(`region:${id}`, deps.registry, during) ?? []);
  return answerState(deps, stationsOf(deps, within()), within(window).map(dataOfSection));
}

function indexRoute(app: ApiServer, deps: FigureDeps): void {
  const schema = {
    tags,
    summary: 'Water quality index (CWQI) of the sections of a region',
    params: idParams,
    querystring: indexQuery,
    response: { 200: indexAnswer },
  };
  app.get(
    '/v1/water/regions/:id/quality-index',
    { config: { ...READ_LIST, families: [cityWaterChangeFigures] }, schema },
    async (request, reply) => {
      const {
        params: { id },
        query,
      } = request;
      const region = regionOr404(deps, id);
      const { span, by } = asked(deps, query);
      const trace = query.explain === 'true' ? new Derivation() : undefined;
      const { now, change: against } = await deps.water.comparedRegion(region, span, by, trace);
      const { found, index } = now;
      if (found.members.length === 0)
        throw new Problem('no-data', `nothing was evaluated for ${id} in this ${span.period} yet`);
      const state = await regionsState(deps, [region], span.window);
      const answer = {
        ...cityIndexOf(index, by.items),
        region: region.id,
        name: { ...region.name },
        period: span.period,
        from: formatInstant(span.window.from),
        to: formatInstant(span.window.to),
        validity: validityAnswerOf(found.validity, deps.registry),
        provisional: isOpen(span.window, state),
        ...dataStateOf(state.data.of(span.window)),
        evaluation: evaluationOf(state.evaluation),
        revision: found.revision,
        computedAt: formatInstant(found.computedAt),
        standards: standardsOf(by.edition.id, CITY_WATER_RANKING.id),
        change: {
          periodBefore: changeOf(against['period-before']),
          yearEarlier: changeOf(against['year-earlier']),
        },
        ...statesOf(found.states),
        ...derivationOf(trace?.steps),
      };
      return sendOne(request, reply, answer, explained(indexAnswer, query.explain));
    },
  );
}

const rankingQuery = indexQuery.omit({ explain: true }).extend({
  level: z.enum(['district', 'city']).default('city'),
  by: z.enum(['index', 'change']).default('index'),
  against: z.enum(['year-earlier', 'period-before']).default('year-earlier'),
});

const rankingAnswer = z
  .object({
    level: z.string(),
    period: z.string(),
    by: z.string(),
    ranked: z.array(rankedRow.extend({ dataState })),
    unranked: z.array(unrankedRow.extend({ dataState })),
    items: z.array(z.string()),
    rules: z.string(),
    standards,
    ...computed.shape,
  })
  .meta({ id: 'CityWaterRanking' });

type Ranked = Awaited<ReturnType<FigureDeps['water']['rankedRegions']>>;

function regionsOf({ regions }: Ranked, names: NamesOfSections): RankedRegions {
  const of = new Map(regions.map(({ now }) => [now.region.id as string, now]));
  return {
    name: (id) => of.get(id)?.region.name ?? { zh: id, en: id },
    index: (id) => {
      const now = of.get(id);
      return now ? shownIndex(comparableIndex(now.index)).index : null;
    },
    short: (id) => of.get(id)?.found.validity,
    names,
  };
}

async function rankingOf(deps: FigureDeps, query: z.infer<typeof rankingQuery>) {
  const { span, by } = asked(deps, query);
  const found = await deps.water.rankedRegions(query, span, by);
  const { regions: all, places } = found;
  const state = await regionsState(
    deps,
    all.map(({ now }) => now.region),
    span.window,
  );
  const regions = regionsOf(found, deps.registry);
  const statements = await deps.statements.inForce();
  const checked = <Row extends { readonly region: string }>(row: Row) => {
    const sections = sectionsOf(`region:${row.region}`, deps.registry, span.window) ?? [];
    return { ...row, ...dataStateOf(dataOf(statements, sections.map(dataOfSection)).of(span.window)) };
  };
  return {
    level: query.level,
    period: span.period,
    by: query.by,
    ranked: rankedRows(places.ranked, regions, query.by === 'change').map(checked),
    unranked: unrankedRows(places.unranked, regions).map(checked),
    items: [...by.items],
    rules: CITY_WATER_RANKING.id,
    standards: standardsOf(by.edition.id, CITY_WATER_RANKING.id),
    from: formatInstant(span.window.from),
    to: formatInstant(span.window.to),
    validity: placesValidity(all.length, places.ranked.length),
    provisional: isOpen(span.window, state),
    ...dataStateOf(state.data.of(span.window)),
    evaluation: evaluationOf(state.evaluation),
    revision: revisionOf(all.flatMap(({ now: { found } }) => (found.members.length > 0 ? found : []))),
    computedAt: formatInstant(newestOf(all.map(({ now }) => now.found))),
  };
}

const RANKING_COLUMNS = cityWaterRankingFigures.tables.flatMap(({ columns }) =>
  columns.map(({ name: column }) => column),
);

function rankingRoute(app: ApiServer, deps: FigureDeps): void {
  const schema = {
    tags,
    summary: 'Cities or districts by water quality index or by its change',
    querystring: rankingQuery,
    response: { 200: rankingAnswer },
  };
  app.get(
    '/v1/water/rankings',
    { config: { ...READ_LIST, families: [cityWaterRankingFigures] }, schema },
    async (request, reply) => {
      const answer = await rankingOf(deps, request.query);
      const span = { from: answer.from, to: answer.to };
      const rows = [
        ...answer.ranked.map((row) => ({ ...row, change: row.change ?? null, ...span, reason: null })),
        ...answer.unranked.map(({ region, name: named, reason, index }) => ({
          rank: null,
          region,
          name: named,
          index,
          change: null,
          ...span,
          reason,
        })),
      ];
      return sendTable(request, reply, answer, rows, RANKING_COLUMNS);
    },
  );
}

/** The water quality of cities: the index and the ranking by it. */
export function cityWaterRoutes(app: ApiServer, deps: FigureDeps): void {
  indexRoute(app, deps);
  rankingRoute(app, deps);
}

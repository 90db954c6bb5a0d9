import {
  type Against,
  changedRegions,
  datesOf,
  Points,
  type RankingBody,
  rankedIndex,
  type Window,
} from '@lanbi/evaluation';
import { type DataState, type DataSubject, type Region, regionId } from '@lanbi/model';
import {
  type AnswerState,
  type AskedRanking,
  airRankingFigures,
  answerState,
  COMPARISONS,
  isOpen,
  isRanked,
  type RankingFigure,
  stateVersion,
} from '@lanbi/query';
import {
  changeInPercent,
  Derivation,
  formatInstant,
  type Instant,
  missing,
  type Ranked,
  rankByChange,
  rankByIndex,
  rankingInForce,
  type Unranked,
} from '@lanbi/standards';
import * as z from 'zod';
import { computed } from '../answers/air.ts';
import { goodDays, goodDaysAnswerOf } from '../answers/air-period.ts';
import { dataState, dataStateOf } from '../answers/data-state.ts';
import { dustAnswer, dustOf } from '../answers/dust.ts';
import { evaluationOf } from '../answers/evaluation.ts';
import { orReason } from '../answers/maybe.ts';
import {
  placesValidity,
  type RankedRegions,
  rankedRow,
  rankedRows,
  unrankedRow,
  unrankedRows,
} from '../answers/ranking-rows.ts';
import { standards, standardsOf } from '../answers/standards.ts';
import { derivation, derivationOf } from '../answers/step.ts';
import type { ApiDeps, FigureDeps } from '../deps.ts';
import { airOptionsFor } from '../editions.ts';
import { readWindow } from '../http/period.ts';
import { READ_LIST } from '../http/scope.ts';
import { sendTable } from '../http/send-table.ts';
import { sendVersioned } from '../http/versioned.ts';
import { pointsOf } from '../staleness-now.ts';
import { compositeQuery } from './composite.ts';
import type { ApiServer } from './types.ts';

const query = compositeQuery.extend({
  level: z.enum(['district', 'city']).default('district'),
  by: z.enum(['index', 'change']).default('index'),
  against: z
    .enum(['year-earlier', 'period-before'])
    .default('year-earlier')
    .describe('what a change is compared with'),
});

/** What stands beside each place, so that a table of regions is one call. */
const beside = {
  primary: z.array(z.string()).describe('pollutants with the largest term of the index'),
  goodDays,
  dust: dustAnswer,
  dataState,
  changes: z
    .object({ periodBefore: z.number().nullable(), yearEarlier: z.number().nullable() })
    .describe('of the index, per cent, against both earlier periods under the editions that `compare` says'),
};

const ranked = rankedRow.extend(beside);

const rankingAnswer = z
  .object({
    level: z.string(),
    period: z.string(),
    by: z.string(),
    ranked: z.array(ranked),
    improved: z.array(ranked).optional(),
    deteriorated: z.array(ranked).optional().describe('without those that attain grade 2'),
    leftOut: z.array(z.string()).optional().describe('rose, and attain grade 2'),
    unranked: z.array(unrankedRow.extend(beside)),
    rules: z.string(),
    editions: z.array(z.string()),
    standards,
    ...computed.shape,
    compare: z.enum(COMPARISONS).describe('of a change: under which editions the earlier period is'),
    derivation,
  })
  .meta({ id: 'AirRanking' });

type Query = z.infer<typeof query>;
type Answer = z.infer<typeof rankingAnswer>;

/** How the places come about; how each index does, the index of the region itself explains. */
function stepsOf({ members }: RankingFigure, { by, against }: Query, window: Window) {
  const trace = new Derivation();
  const rules = rankingInForce(datesOf(window)[1]);
  const indices = members.map(({ region, now }) => ({ id: region, index: rankedIndex(now) }));
  if (by === 'index') rankByIndex(indices, rules, trace);
  else rankByChange(changedRegions(members, against), rules, trace);
  return trace.steps;
}

const regionsOf = ({ registry }: ApiDeps, { indices, short }: RankingBody): RankedRegions => ({
  name: (id) => registry.regions.get(regionId(id))?.name ?? { zh: id, en: id },
  index: (id) => orReason(indices[id] ?? missing('no-data')).value,
  short: (id) => short[id],
});

/** Decimals of a change in per cent, as the composite index has it. */
const CHANGE_DIGITS = 2;

type Beside = Pick<z.infer<typeof ranked>, 'primary' | 'goodDays' | 'dust' | 'dataState' | 'changes'>;

/** How far the data of regions were checked, by id; without those whose data are live. */
type Checked = ReadonlyMap<string, DataState>;

/** What stands beside a region, by its id. */
function besideOf({ members }: RankingFigure, checked: Checked): (id: string) => Beside {
  const byId = new Map(members.map((member) => [member.region, member]));
  return (id) => {
    const member = byId.get(id);
    if (!member)
      return {
        primary: [],
        goodDays: { good: 0, valid: 0, ratio: null },
        changes: { periodBefore: null, yearEarlier: null },
      };
    const { now, before } = member;
    const change = (against: Against): number | null =>
      orReason(changeInPercent(now.composite.index, before[against].composite.index, CHANGE_DIGITS)).value;
    return {
      primary: [...now.composite.primary],
      goodDays: goodDaysAnswerOf(now),
      ...dustOf(now),
      ...dataStateOf(checked.get(id)),
      changes: { periodBefore: change('period-before'), yearEarlier: change('year-earlier') },
    };
  };
}

/** The places by index or by change. */
function placesOf(deps: ApiDeps, { by, against }: Query, found: RankingFigure, checked: Checked) {
  const { byIndex, byChange } = found.body;
  const of = regionsOf(deps, found.body);
  const beside = besideOf(found, checked);
  const rows = (all: readonly Ranked[]) =>
    rankedRows(all, of, by === 'change').map((row) => ({ ...row, ...beside(row.region) }));
  const rest = (all: readonly Unranked[]) =>
    unrankedRows(all, of).map((row) => ({ ...row, ...beside(row.region) }));
  if (by === 'index') return { ranked: rows(byIndex.ranked), unranked: rest(byIndex.unranked) };
  const { ranked: places, improved, deteriorated, leftOut, unranked } = byChange[against];
  return {
    ranked: rows(places),
    improved: rows(improved),
    deteriorated: rows(deteriorated),
    leftOut: [...leftOut],
    unranked: rest(unranked),
  };
}

/** What is asked for as query takes it. */
function askedRanking(asked: Query, now: Instant): AskedRanking {
  const window = readWindow(asked, now);
  const options = airOptionsFor(asked, datesOf(window)[1]);
  const { level, period, compare } = asked;
  return { level, period, window, options, compare };
}

const dataOfRegion = ({ id }: Region): DataSubject => ({ of: 'region', id });

/** The state of all stations of the regions that are ranked, and how far the data of each region were checked. */
async function rankingState(
  deps: FigureDeps,
  points: Points,
  { level, window }: AskedRanking,
): Promise<{ readonly state: AnswerState; readonly checked: Checked }> {
  const regions = [...deps.registry.regions.values()].filter(
    ({ id, kind }) => kind === level && isRanked(points, id, window),
  );
  const stations = regions.flatMap(({ id }) => pointsOf(points, id));
  const state = await answerState(deps, stations, regions.map(dataOfRegion));
  const statements = await deps.statements.inForce();
  const states = regions.flatMap((region) => {
    const found = statements.dataOf(dataOfRegion(region)).of(window);
    return found === undefined ? [] : [[region.id, found] as const];
  });
  return { state, checked: new Map(states) };
}

async function ranking(
  deps: FigureDeps,
  asked: Query,
  ranked: AskedRanking,
  { state, checked }: Awaited<ReturnType<typeof rankingState>>,
): Promise<Answer> {
  const { window } = ranked;
  const found = await deps.air.ranking(ranked);
  const { body, revision, computedAt } = found;
  const places = placesOf(deps, asked, found, checked);
  const steps = asked.explain === 'true' ? stepsOf(found, asked, window) : undefined;
  return {
    level: asked.level,
    period: asked.period,
    by: asked.by,
    from: formatInstant(window.from),
    to: formatInstant(window.to),
    ...places,
    rules: body.rules,
    editions: [...body.editions],
    standards: standardsOf(body.rules, ...body.editions, ...body.dayEditions),
    compare: asked.compare,
    validity: placesValidity(found.members.length, places.ranked.length),
    provisional: isOpen(window, state),
    ...dataStateOf(state.data.of(window)),
    evaluation: evaluationOf(state.evaluation),
    revision,
    computedAt: formatInstant(computedAt),
    ...derivationOf(steps),
  };
}

/** A region a row, those without a rank at the end with the reason. */
function tableOf({ registry }: ApiDeps, { ranked: places, unranked, from, to, editions }: Answer): object[] {
  const span = { from, to, editions };
  const rest = unranked.map(({ region, reason, index }) => {
    const name = registry.regions.get(regionId(region))?.name;
    return { rank: null, region, name: { ...name }, index, ...span, reason };
  });
  return [...places.map((row) => ({ ...row, ...span })), ...rest];
}

const ALL_COLUMNS = airRankingFigures.tables.flatMap(({ columns }) => columns);
const CHANGE_COLUMNS = ALL_COLUMNS.map(({ name }) => name);
const COLUMNS = ALL_COLUMNS.flatMap(({ name, extra }) => (extra ? [] : name));

export function rankingRoutes(app: ApiServer, deps: FigureDeps): void {
  const points = new Points(deps.registry);
  app.get(
    '/v1/air/rankings',
    {
      config: { ...READ_LIST, families: [airRankingFigures] },
      schema: {
        tags: ['air'],
        summary: 'Districts or cities by composite index or by its change',
        querystring: query,
        response: { 200: rankingAnswer },
      },
    },
    async (request, reply) => {
      const { query: asked } = request;
      const ranked = askedRanking(asked, deps.clock.now());
      const evaluated = await rankingState(deps, points, ranked);
      const states = [stateVersion(ranked.window, evaluated.state), ...evaluated.checked].join(' ');
      const version = `${await deps.air.rankingVersion(ranked)} ${states}`;
      return sendVersioned(request, reply, version, async () => {
        const answer = await ranking(deps, asked, ranked, evaluated);
        const columns = asked.by === 'change' ? CHANGE_COLUMNS : COLUMNS;
        return sendTable(request, reply, answer, tableOf(deps, answer), columns);
      });
    },
  );
}

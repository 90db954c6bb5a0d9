import {
  changedRegions,
  datesOf,
  editionSetOf,
  haveSameEditions,
  Points,
  periodBefore,
  type RankingBody,
  type RankingMember,
  rankedIndex,
  rankingBody,
  type Window,
  yearEarlier,
} from '@lanbi/evaluation';
import { type Region, regionId, type StoredResult } from '@lanbi/model';
import { type AnswerState, answerState } from '@lanbi/query';
import {
  Derivation,
  formatInstant,
  type Instant,
  instant,
  PERIOD_COVERAGE,
  type Ranked,
  rankByChange,
  rankByIndex,
  rankingInForce,
  type Unranked,
  type Validity,
} from '@lanbi/standards';
import * as z from 'zod';
import { computed, isOpen } from '../answers/air.ts';
import { validityOf as shownValidity, validity } from '../answers/coverage.ts';
import { evaluationOf } from '../answers/evaluation.ts';
import { name } from '../answers/name.ts';
import { standards, standardsOf } from '../answers/standards.ts';
import type { ApiDeps } from '../deps.ts';
import { airOptionsFor } from '../editions.ts';
import { computedPeriod, type PeriodFigure, periodFigure } from '../figures/air-period.ts';
import { COMPARISONS } from '../figures/change.ts';
import { isRanked, rankedIn } from '../figures/ranked.ts';
import { readWindow } from '../http/period.ts';
import { READ_LIST } from '../http/scope.ts';
import { sendTable } from '../http/send-table.ts';
import { pointsOf } from '../judging.ts';
import { compositeQuery } from './composite.ts';
import type { App } from './types.ts';

const query = compositeQuery.extend({
  level: z.enum(['district', 'city']).default('district'),
  by: z.enum(['index', 'change']).default('index'),
  against: z
    .enum(['year-earlier', 'period-before'])
    .default('year-earlier')
    .describe('what a change is compared with'),
});

const ranked = z.object({
  rank: z.number(),
  region: z.string(),
  name,
  index: z.number().nullable(),
  change: z.number().optional().describe('per cent'),
});

const rankingAnswer = z
  .object({
    level: z.string(),
    period: z.string(),
    by: z.string(),
    ranked: z.array(ranked),
    improved: z.array(ranked).optional(),
    deteriorated: z.array(ranked).optional().describe('without those that attain grade 2'),
    leftOut: z.array(z.string()).optional().describe('rose, and attain grade 2'),
    unranked: z.array(
      z.object({
        region: z.string(),
        name,
        reason: z.string(),
        index: z.number().nullable().describe('shown, but without a place'),
        validity: validity.nullable().describe('why its period is not valid; null where it is'),
      }),
    ),
    rules: z.string(),
    editions: z.array(z.string()),
    standards,
    ...computed.shape,
    compare: z.enum(COMPARISONS).describe('of a change: under which editions the earlier period is'),
    derivation: z.array(z.looseObject({})).optional(),
  })
  .meta({ id: 'AirRanking' });

type Query = z.infer<typeof query>;
type Answer = z.infer<typeof rankingAnswer>;

interface Member {
  readonly region: Region;
  readonly now: PeriodFigure;
}

/** A ranking, kept or computed now, with what every computed answer tells. */
interface Found {
  readonly body: RankingBody;
  readonly revision: number;
  readonly computedAt: Instant;
}

/** The figures of all districts or cities that have points; they are read in turn. */
async function members(deps: ApiDeps, points: Points, asked: Query, window: Window): Promise<Member[]> {
  const options = airOptionsFor(asked, datesOf(window)[1]);
  const found: Member[] = [];
  for (const region of deps.registry.regions.values()) {
    if (region.kind !== asked.level || !isRanked(points, region.id, window)) continue;
    const subject = { id: region.id, region: true };
    const now = options
      ? await computedPeriod(deps, subject, asked.period, window, options)
      : await periodFigure(deps, subject, asked.period, window);
    found.push({ region, now });
  }
  return found;
}

/** The earlier figure under the editions of the later one, or those in force then. */
async function earlier(
  deps: ApiDeps,
  { now }: Member,
  window: Window,
  { compare }: Query,
): Promise<PeriodFigure> {
  const { method } = now.body.composite;
  const before = await periodFigure(deps, now.subject, now.period, window);
  const isSame = compare === 'in-force' || haveSameEditions(before.body, now.body);
  if (isSame && method === 'ranking') return before;
  const editions = isSame ? {} : editionSetOf(now.body);
  return computedPeriod(deps, now.subject, now.period, window, { ...editions, method });
}

/** Members with the earlier figures that they are held against, and all of these figures. */
async function heldMembers(deps: ApiDeps, points: Points, asked: Query, window: Window) {
  const found = await members(deps, points, asked, window);
  const all: RankingMember[] = [];
  const figures = found.map(({ now }) => now);
  for (const member of found) {
    const before = await earlier(deps, member, yearEarlier(asked.period, window), asked);
    const last = await earlier(deps, member, periodBefore(asked.period, window), asked);
    figures.push(before, last);
    const held = { 'year-earlier': before.body, 'period-before': last.body };
    all.push({ region: member.region.id, now: member.now.body, before: held });
  }
  return { all, figures };
}

/** Of a custom period, or under another edition, stage or method: it was changed as often as its members together. */
async function computedRanking(deps: ApiDeps, points: Points, asked: Query, window: Window): Promise<Found> {
  const { all, figures } = await heldMembers(deps, points, asked, window);
  const times = figures.map(({ computedAt }) => computedAt);
  return {
    body: rankingBody(all, datesOf(window)[1], deps.periodCoverage),
    revision: figures.reduce((sum, { revision }) => sum + Math.max(0, revision - 1), 1),
    computedAt: instant(Math.max(window.from, ...times)),
  };
}

async function foundRanking(deps: ApiDeps, points: Points, asked: Query, window: Window): Promise<Found> {
  return (await storedRanking(deps, points, asked, window)) ?? computedRanking(deps, points, asked, window);
}

/**
 * The stored ranking, where it is what is asked for: it is judged as of a period that is over, by the share of days in
 * force when it was stored, and compares under the editions of the later period.
 */
async function storedRanking(
  deps: ApiDeps,
  points: Points,
  asked: Query,
  window: Window,
): Promise<Found | undefined> {
  const { period, level, compare } = asked;
  const isOther = airOptionsFor(asked, datesOf(window)[1]) !== undefined || compare !== 'same-edition';
  if (period === 'custom' || isOther || deps.clock.now() < window.to) return undefined;
  const stored = await deps.store.get({ kind: `ranking.${period}`, subject: level, ...window });
  const body = stored?.body as RankingBody | undefined;
  const coverage = deps.periodCoverage ?? PERIOD_COVERAGE;
  if (!stored || body?.coverage !== coverage) return undefined;
  return { ...(stored as StoredResult<RankingBody>), body: rankedIn(points, window, body) };
}

/** How the places come about; how each index does, the index of the region itself explains. */
async function derivationOf(deps: ApiDeps, points: Points, asked: Query, window: Window) {
  const { all } = await heldMembers(deps, points, asked, window);
  const trace = new Derivation();
  const rules = rankingInForce(datesOf(window)[1]);
  const indices = all.map(({ region, now }) => ({ id: region, index: rankedIndex(now) }));
  if (asked.by === 'index') rankByIndex(indices, rules, trace);
  else rankByChange(changedRegions(all, asked.against), rules, trace);
  return trace.steps.map((step) => ({ ...step }));
}

const nameOf = ({ registry }: ApiDeps, id: string) => ({
  ...(registry.regions.get(regionId(id))?.name ?? { zh: id, en: id }),
});

const indexOf = ({ indices }: RankingBody, id: string): number | null => {
  const index = indices[id];
  return typeof index === 'number' ? index : null;
};

const unrankedOf = (deps: ApiDeps, all: readonly Unranked[], body: RankingBody) =>
  all.map(({ id, reason }) => {
    const short: Validity | undefined = body.short[id];
    const shown = short ? shownValidity(short) : null;
    return { region: id, name: nameOf(deps, id), reason, index: indexOf(body, id), validity: shown };
  });

function rowsOf(
  deps: ApiDeps,
  all: readonly Ranked[],
  body: RankingBody,
  isChange: boolean,
): z.infer<typeof ranked>[] {
  return all.map(({ id, rank, figure }) => {
    const index = indexOf(body, id);
    return { rank, region: id, name: nameOf(deps, id), index, ...(isChange && { change: figure }) };
  });
}

/** The places by index or by change. */
function placesOf(deps: ApiDeps, { by, against }: Query, body: RankingBody) {
  if (by === 'index') {
    const { ranked: places, unranked } = body.byIndex;
    return { ranked: rowsOf(deps, places, body, false), unranked: unrankedOf(deps, unranked, body) };
  }
  const { ranked: places, improved, deteriorated, leftOut, unranked } = body.byChange[against];
  return {
    ranked: rowsOf(deps, places, body, true),
    improved: rowsOf(deps, improved, body, true),
    deteriorated: rowsOf(deps, deteriorated, body, true),
    leftOut: [...leftOut],
    unranked: unrankedOf(deps, unranked, body),
  };
}

/** Of the regions: how many there are, and how many have a place in the list asked for. */
function validityOf({ indices }: RankingBody, places: number): Answer['validity'] {
  const expected = Object.keys(indices).length;
  if (places === 0) return { kind: 'missing', reason: 'no-data' };
  return shownValidity({
    kind: places === expected ? 'valid' : 'insufficient',
    expected,
    observed: places,
  });
}

/** The state of all stations of the regions. */
const rankingState = (deps: ApiDeps, points: Points, { indices }: RankingBody): Promise<AnswerState> =>
  answerState(
    deps,
    Object.keys(indices).flatMap((id) => pointsOf(points, regionId(id))),
  );

async function ranking(deps: ApiDeps, points: Points, asked: Query): Promise<Answer> {
  const window = readWindow(asked, deps.clock.now());
  const { body, revision, computedAt } = await foundRanking(deps, points, asked, window);
  const places = placesOf(deps, asked, body);
  const state = await rankingState(deps, points, body);
  const derivation = asked.explain === 'true' ? await derivationOf(deps, points, asked, window) : undefined;
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
    validity: validityOf(body, places.ranked.length),
    provisional: isOpen(window.to, state),
    evaluation: evaluationOf(state.evaluation),
    revision,
    computedAt: formatInstant(computedAt),
    ...(derivation && { derivation }),
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

const COLUMNS = ['rank', 'region', 'name.zh', 'name.en', 'index', 'from', 'to', 'editions', 'reason'];
const CHANGE_COLUMNS = [...COLUMNS.slice(0, 5), 'change', ...COLUMNS.slice(5)];

export function rankingRoutes(app: App, deps: ApiDeps): void {
  const points = new Points(deps.registry);
  app.get(
    '/v1/air/rankings',
    {
      config: READ_LIST,
      schema: {
        tags: ['air'],
        summary: 'Districts or cities by composite index or by its change',
        querystring: query,
        response: { 200: rankingAnswer },
      },
    },
    async (request, reply) => {
      const answer = await ranking(deps, points, request.query);
      const columns = request.query.by === 'change' ? CHANGE_COLUMNS : COLUMNS;
      return sendTable(request, reply, answer, tableOf(deps, answer), columns);
    },
  );
}

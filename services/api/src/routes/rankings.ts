import {
  changedRegions,
  datesOf,
  Points,
  periodBefore,
  type RankingBody,
  type RankingMember,
  rankingBody,
  type Window,
  yearEarlier,
} from '@lanbi/evaluation';
import { type Region, regionId, type StoredResult } from '@lanbi/model';
import {
  Derivation,
  editionById,
  formatInstant,
  type Gb3095Edition,
  type Instant,
  instant,
  type Ranked,
  rankByChange,
  rankByIndex,
  rankingInForce,
  type Unranked,
} from '@lanbi/standards';
import * as z from 'zod';
import { validityOf as shownValidity, validity } from '../answers/coverage.ts';
import { name } from '../answers/name.ts';
import { standards, standardsOf } from '../answers/standards.ts';
import type { ApiDeps } from '../deps.ts';
import { airOptionsFor } from '../editions.ts';
import { computedPeriod, type PeriodFigure, periodFigure } from '../figures/air-period.ts';
import { isRanked, rankedIn } from '../figures/ranked.ts';
import { readWindow } from '../http/period.ts';
import { READ_LIST } from '../http/scope.ts';
import { sendTable } from '../http/send-table.ts';
import { compositeQuery } from './composite.ts';
import type { App } from './types.ts';

const query = compositeQuery.extend({
  level: z.enum(['district', 'city']).default('district'),
  by: z.enum(['index', 'change']).default('index'),
  against: z
    .enum(['year-earlier', 'period-before'])
    .default('year-earlier')
    .describe('what a change is compared with; both sides under the edition of the later period'),
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
    from: z.string(),
    to: z.string(),
    ranked: z.array(ranked),
    improved: z.array(ranked).optional(),
    deteriorated: z.array(ranked).optional().describe('without those that attain grade 2'),
    leftOut: z.array(z.string()).optional().describe('rose, and attain grade 2'),
    unranked: z.array(z.object({ region: z.string(), name, reason: z.string() })),
    rules: z.string(),
    editions: z.array(z.string()),
    standards,
    validity,
    provisional: z.boolean(),
    revision: z.number(),
    computedAt: z.string(),
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

/** The earlier figure under the edition of the later one. */
async function earlier(deps: ApiDeps, { now }: Member, window: Window): Promise<PeriodFigure> {
  const { edition, method } = now.body.composite;
  const before = await periodFigure(deps, now.subject, now.period, window);
  if (before.body.composite.edition === edition && method === 'ranking') return before;
  const gb3095 = editionById(edition) as Gb3095Edition;
  return computedPeriod(deps, now.subject, now.period, window, { gb3095, method });
}

/** Members with the earlier figures that they are held against, and all of these figures. */
async function heldMembers(deps: ApiDeps, points: Points, asked: Query, window: Window) {
  const found = await members(deps, points, asked, window);
  const all: RankingMember[] = [];
  const figures = found.map(({ now }) => now);
  for (const member of found) {
    const before = await earlier(deps, member, yearEarlier(asked.period, window));
    const last = await earlier(deps, member, periodBefore(asked.period, window));
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
    body: rankingBody(all, datesOf(window)[1]),
    revision: figures.reduce((sum, { revision }) => sum + Math.max(0, revision - 1), 1),
    computedAt: instant(Math.max(window.from, ...times)),
  };
}

async function foundRanking(deps: ApiDeps, points: Points, asked: Query, window: Window): Promise<Found> {
  const { period, level } = asked;
  const standing = airOptionsFor(asked, datesOf(window)[1]) ? 'custom' : period;
  const stored =
    standing === 'custom'
      ? undefined
      : await deps.store.get({ kind: `ranking.${standing}`, subject: level, ...window });
  if (!stored) return computedRanking(deps, points, asked, window);
  const found = stored as StoredResult<RankingBody>;
  return { ...found, body: rankedIn(points, window, found.body) };
}

/** How the places come about; how each index does, the index of the region itself explains. */
async function derivationOf(deps: ApiDeps, points: Points, asked: Query, window: Window) {
  const { all } = await heldMembers(deps, points, asked, window);
  const trace = new Derivation();
  const rules = rankingInForce(datesOf(window)[1]);
  const indices = all.map(({ region, now }) => ({ id: region, index: now.composite.index }));
  if (asked.by === 'index') rankByIndex(indices, rules, trace);
  else rankByChange(changedRegions(all, asked.against), rules, trace);
  return trace.steps.map((step) => ({ ...step }));
}

const nameOf = ({ registry }: ApiDeps, id: string) => ({
  ...(registry.regions.get(regionId(id))?.name ?? { zh: id, en: id }),
});

const unrankedOf = (deps: ApiDeps, all: readonly Unranked[]) =>
  all.map(({ id, reason }) => ({ region: id, name: nameOf(deps, id), reason }));

function rowsOf(
  deps: ApiDeps,
  all: readonly Ranked[],
  { indices }: RankingBody,
  isChange: boolean,
): z.infer<typeof ranked>[] {
  return all.map(({ id, rank, figure }) => {
    const index = indices[id];
    const shown = typeof index === 'number' ? index : null;
    return { rank, region: id, name: nameOf(deps, id), index: shown, ...(isChange && { change: figure }) };
  });
}

/** The places by index or by change. */
function placesOf(deps: ApiDeps, { by, against }: Query, body: RankingBody) {
  if (by === 'index') {
    const { ranked: places, unranked } = body.byIndex;
    return { ranked: rowsOf(deps, places, body, false), unranked: unrankedOf(deps, unranked) };
  }
  const { ranked: places, improved, deteriorated, leftOut, unranked } = body.byChange[against];
  return {
    ranked: rowsOf(deps, places, body, true),
    improved: rowsOf(deps, improved, body, true),
    deteriorated: rowsOf(deps, deteriorated, body, true),
    leftOut: [...leftOut],
    unranked: unrankedOf(deps, unranked),
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

async function ranking(deps: ApiDeps, points: Points, asked: Query): Promise<Answer> {
  const window = readWindow(asked, deps.clock.now());
  const { body, revision, computedAt } = await foundRanking(deps, points, asked, window);
  const places = placesOf(deps, asked, body);
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
    standards: standardsOf(body.rules, ...body.editions),
    validity: validityOf(body, places.ranked.length),
    provisional: body.provisional,
    revision,
    computedAt: formatInstant(computedAt),
    ...(derivation && { derivation }),
  };
}

/** A region a row, those without a rank at the end with the reason. */
function tableOf({ registry }: ApiDeps, { ranked: places, unranked, from, to, editions }: Answer): object[] {
  const span = { from, to, editions };
  const rest = unranked.map(({ region, reason }) => {
    const name = registry.regions.get(regionId(region))?.name;
    return { rank: null, region, name: { ...name }, index: null, ...span, reason };
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

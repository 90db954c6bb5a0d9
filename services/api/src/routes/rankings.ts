import { datesOf, Points, periodBefore, type Window, yearEarlier } from '@lanbi/evaluation';
import type { Region } from '@lanbi/model';
import {
  editionById,
  formatInstant,
  type Gb3095Edition,
  type Ranked,
  rankByChange,
  rankByIndex,
  rankingInForce,
  type Unranked,
} from '@lanbi/standards';
import * as z from 'zod';
import { validity } from '../answers/air.ts';
import type { ApiDeps } from '../deps.ts';
import { computedPeriod, type PeriodFigure, periodFigure } from '../figures/air-period.ts';
import { readWindow } from '../http/period.ts';
import { type CompositeQuery, compositeQuery, optionsOf } from './composite.ts';
import type { App } from './types.ts';

const query = compositeQuery.omit({ explain: true }).extend({
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
  name: z.object({ zh: z.string(), en: z.string() }),
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
    unranked: z.array(z.object({ region: z.string(), reason: z.string() })),
    rules: z.string(),
    editions: z.array(z.string()),
    validity,
    provisional: z.boolean(),
    revision: z.number(),
    computedAt: z.string(),
  })
  .meta({ id: 'AirRanking' });

type Query = z.infer<typeof query>;
type Answer = z.infer<typeof rankingAnswer>;

interface Member {
  readonly region: Region;
  readonly now: PeriodFigure;
}

/** The figures of all districts or cities that have points; they are read in turn, a ranking is never stored. */
async function members(deps: ApiDeps, points: Points, asked: Query, window: Window): Promise<Member[]> {
  const options = optionsOf(asked as CompositeQuery, datesOf(window)[1]);
  const found: Member[] = [];
  for (const region of deps.registry.regions.values()) {
    if (region.kind !== asked.level || points.of(region.id).length === 0) continue;
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

/** What a ranking is made of stands for it: it is as provisional, and was changed as often, as its members together. */
function envelope(figures: readonly PeriodFigure[], of: number, rankedCount: number, now: number) {
  const kind = rankedCount === of ? 'valid' : 'insufficient';
  return {
    validity:
      rankedCount === 0
        ? { kind: 'missing' as const, reason: 'no-data' }
        : { kind: kind as 'valid' | 'insufficient', expected: of, observed: rankedCount },
    provisional: figures.some(({ body }) => body.provisional),
    revision: figures.reduce((sum, { revision }) => sum + Math.max(0, revision - 1), 1),
    computedAt: formatInstant(
      Math.max(...figures.map((each) => each.computedAt), figures.length > 0 ? 0 : now) as never,
    ),
  };
}

const unrankedOf = (all: readonly Unranked[]) => all.map(({ id, reason }) => ({ region: id, reason }));

function rowsOf(
  all: readonly Ranked[],
  found: readonly Member[],
  isChange: boolean,
): z.infer<typeof ranked>[] {
  const byId = new Map<string, Member>(found.map((member) => [member.region.id, member]));
  return all.flatMap(({ id, rank, figure }) => {
    const member = byId.get(id);
    if (!member) return [];
    const { index } = member.now.body.composite;
    const shown = typeof index === 'number' ? index : null;
    const { id: region, name } = member.region;
    return [{ rank, region, name: { ...name }, index: shown, ...(isChange && { change: figure }) }];
  });
}

async function ranking(deps: ApiDeps, points: Points, asked: Query): Promise<Answer> {
  const window = readWindow(asked, deps.clock.now());
  const rules = rankingInForce(datesOf(window)[1]);
  const found = await members(deps, points, asked, window);
  const head = {
    level: asked.level,
    period: asked.period,
    by: asked.by,
    from: formatInstant(window.from),
    to: formatInstant(window.to),
    rules: rules.id,
    editions: [...new Set(found.map(({ now }) => now.body.composite.edition))],
  };
  const nows = found.map(({ now }) => now);
  if (asked.by === 'index') {
    const cities = found.map(({ region, now }) => ({
      id: region.id as string,
      index: now.body.composite.index,
    }));
    const result = rankByIndex(cities, rules);
    const rest = envelope(nows, found.length, result.ranked.length, deps.clock.now());
    return {
      ...head,
      ranked: rowsOf(result.ranked, found, false),
      unranked: unrankedOf(result.unranked),
      ...rest,
    };
  }
  const previous = (asked.against === 'year-earlier' ? yearEarlier : periodBefore)(asked.period, window);
  const befores = await Promise.all(found.map((member) => earlier(deps, member, previous)));
  const cities = found.map(({ region, now }, i) => ({
    id: region.id as string,
    now: now.body.composite.index,
    before: befores[i]?.body.composite.index ?? now.body.composite.index,
    attains: now.body.attainment.attains,
  }));
  const result = rankByChange(cities, rules);
  return {
    ...head,
    ranked: rowsOf(result.ranked, found, true),
    improved: rowsOf(result.improved, found, true),
    deteriorated: rowsOf(result.deteriorated, found, true),
    leftOut: [...result.leftOut],
    unranked: unrankedOf(result.unranked),
    ...envelope([...nows, ...befores], found.length, result.ranked.length, deps.clock.now()),
  };
}

export function rankingRoutes(app: App, deps: ApiDeps): void {
  const points = new Points(deps.registry);
  app.get(
    '/v1/air/rankings',
    {
      schema: {
        tags: ['air'],
        summary: 'Districts or cities by composite index or by its change',
        querystring: query,
        response: { 200: rankingAnswer },
      },
    },
    async (request) => ranking(deps, points, request.query),
  );
}

import {
  type AirPeriodOptions,
  datesOf,
  dayAt,
  type Points,
  type RankedLevel,
  type RankingBody,
  type RankingMember,
  rankingBody,
  type Window,
} from '@lanbi/evaluation';
import type { RegionId, Registry } from '@lanbi/model';
import { type Instant, instant } from '@lanbi/standards';
import type { DaysOf } from './air-days.ts';
import { type ComparedUnder, comparedFigure, comparedUnder } from './change.ts';
import { periodIndexFigure, type ValidityContext } from './figure.ts';
import type { AskedFigure, AskedPeriod } from './period.ts';

/** A request for the ranking of the regions of a level. */
export interface AskedRanking {
  readonly level: RankedLevel;
  readonly period: AskedPeriod;
  readonly window: Window;
  readonly options?: AirPeriodOptions | undefined;
  /** Under which editions earlier periods are. */
  readonly compare: ComparedUnder;
}

/** A ranking with its figures. */
export interface RankingFigure {
  readonly body: RankingBody;
  readonly members: readonly RankingMember[];
  /** One plus the number of corrections of the figures that it is made of. */
  readonly revision: number;
  /** When the last of their days changed; the begin of the window where there is no day. */
  readonly computedAt: Instant;
}

/** Whether a region has an evaluation point on some day of a window. */
export const isRanked = (points: Points, region: RegionId, { from, to }: Window): boolean =>
  points.during(region, dayAt(from), dayAt(instant(to - 1))).length > 0;

/**
 * Returns the figures of the ranked regions: those of a level with an evaluation point on some day of the window.
 */
export const rankedFigures = (
  { regions }: Registry,
  points: Points,
  { level, period, window, options }: AskedRanking,
): readonly AskedFigure[] =>
  [...regions.values()]
    .filter(({ id, kind }) => kind === level && isRanked(points, id, window))
    .map(({ id }) => ({ subject: { id, region: true }, period, window, options }));

/** The ranking of regions whose days are there. */
export function rankingFigure(
  daysOf: DaysOf,
  asked: readonly AskedFigure[],
  { window, compare }: AskedRanking,
  context: ValidityContext,
): RankingFigure {
  const all = asked.map((each) => {
    const { figure, changes } = comparedFigure(daysOf, each, { context, earlierAt: periodIndexFigure });
    const before = comparedUnder(changes.yearEarlier, compare).figure;
    const last = comparedUnder(changes.periodBefore, compare).figure;
    return { figure, before, last };
  });
  const figures = all.flatMap(({ figure, before, last }) => [figure, before, last]);
  const members = all.map(({ figure, before, last }) => ({
    region: figure.subject.id,
    now: figure.body,
    before: { 'year-earlier': before.body, 'period-before': last.body },
  }));
  return {
    body: rankingBody(members, datesOf(window)[1], context.periodCoverage),
    members,
    revision: figures.reduce((sum, { revision }) => sum + Math.max(0, revision - 1), 1),
    computedAt: instant(Math.max(window.from, ...figures.map(({ computedAt }) => computedAt))),
  };
}

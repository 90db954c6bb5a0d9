import {
  type ChangedCity,
  type ChangeRanking,
  type CivilDate,
  editionById,
  type Gb3095Edition,
  type Hj633Edition,
  type Hj663Edition,
  type IndexRanking,
  isMissing,
  type Maybe,
  missing,
  PERIOD_COVERAGE,
  rankByChange,
  rankByIndex,
  rankingInForce,
  type Validity,
} from '@lanbi/standards';
import type { AirIndexBody, AirPeriodBody, AirPeriodOptions } from './period-body.ts';

/** Levels of regions; regions of one level are ranked together. */
export const RANKED_LEVELS = ['district', 'city'] as const;
export type RankedLevel = (typeof RANKED_LEVELS)[number];

/** Earlier periods with which a period is compared. */
export const AGAINST = ['year-earlier', 'period-before'] as const;
export type Against = (typeof AGAINST)[number];

/** A region with its figures of a period and of earlier ones. */
export interface RankingMember {
  readonly region: string;
  readonly now: AirPeriodBody;
  /** Under the edition and stage of the later period. */
  readonly before: Readonly<Record<Against, AirIndexBody>>;
}

/** The ranking of the regions of a level over a period, as stored under `ranking.{period}` of the level. */
export interface RankingBody {
  readonly rules: string;
  /** Editions of GB 3095. */
  readonly editions: readonly string[];
  /** Editions of HJ 633 and HJ 663. */
  readonly dayEditions: readonly string[];
  /** Indices by region, including regions without a rank. */
  readonly indices: Readonly<Record<string, Maybe<number>>>;
  /** Validity of the regions that are not valid. */
  readonly short: Readonly<Record<string, Validity>>;
  readonly byIndex: Pick<IndexRanking, 'ranked' | 'unranked'>;
  readonly byChange: Readonly<Record<Against, Omit<ChangeRanking, 'edition'>>>;
  /** Minimum share of days of the regions, in percent. */
  readonly coverage: number;
  /** Validity by the number of regions, and of those with a rank by index. */
  readonly validity: Validity;
  /** True while the period of a region with a figure is not over. */
  readonly provisional: boolean;
}

/** Returns the editions of the figures of a period. */
export const editionSetOf = ({ composite, hj633 = '', hj663 }: AirIndexBody): AirPeriodOptions => ({
  gb3095: editionById(composite.edition) as Gb3095Edition,
  hj633: editionById(hj633) as Hj633Edition,
  hj663: editionById(hj663) as Hj663Edition,
});

/** Whether two periods have the same editions in all figures. */
export const haveSameEditions = (a: AirIndexBody, b: AirIndexBody): boolean =>
  a.composite.edition === b.composite.edition && a.hj633 === b.hj633 && a.hj663 === b.hj663;

/**
 * Returns the options under which an earlier period is compared; undefined if it already has the same editions.
 */
export const earlierOptions = (now: AirIndexBody, before: AirIndexBody): AirPeriodOptions | undefined =>
  haveSameEditions(now, before) ? undefined : editionSetOf(now);

/** Returns the index of a period for rankings; missing if it has too few days. */
export const rankedIndex = ({
  composite,
  validity,
}: Pick<AirIndexBody, 'composite' | 'validity'>): Maybe<number> =>
  validity.kind === 'valid' || isMissing(composite.index) ? composite.index : missing('too-few-samples');

/** Returns the regions for the ranking by change; both periods must have enough days. */
export const changedRegions = (members: readonly RankingMember[], against: Against): ChangedCity[] =>
  members.map(({ region, now, before }) => ({
    id: region,
    now: rankedIndex(now),
    before: rankedIndex(before[against]),
    attains: now.attainment.attains,
  }));

function changesOf(members: readonly RankingMember[], against: Against, last: CivilDate) {
  const cities = changedRegions(members, against);
  const { edition: _edition, ...ranking } = rankByChange(cities, rankingInForce(last));
  return ranking;
}

function validityOf(members: number, ranked: number): Validity {
  if (ranked === 0) return { kind: 'missing', reason: 'no-data' };
  return { kind: ranked === members ? 'valid' : 'insufficient', expected: members, observed: ranked };
}

/**
 * Ranks regions by index and by its change, best first. A region without a valid index has a reason instead of a rank.
 * @param last the last day of the period, whose ranking rules apply
 * @source ranking rules: ties share a rank [2]
 */
export function rankingBody(
  members: readonly RankingMember[],
  last: CivilDate,
  coverage: number = PERIOD_COVERAGE,
): RankingBody {
  const rules = rankingInForce(last);
  const indices = members.map(({ region, now }) => ({ id: region, index: rankedIndex(now) }));
  const { ranked, unranked } = rankByIndex(indices, rules);
  return {
    rules: rules.id,
    editions: [...new Set(members.map(({ now }) => now.composite.edition))],
    dayEditions: [...new Set(members.flatMap(({ now: { hj633, hj663 } }) => [hj633 ?? [], hj663].flat()))],
    indices: Object.fromEntries(members.map(({ region, now }) => [region, now.composite.index])),
    short: Object.fromEntries(
      members.flatMap(({ region, now: { validity } }) =>
        validity.kind === 'valid' ? [] : [[region, validity]],
      ),
    ),
    byIndex: { ranked, unranked },
    byChange: {
      'year-earlier': changesOf(members, 'year-earlier', last),
      'period-before': changesOf(members, 'period-before', last),
    },
    coverage,
    validity: validityOf(members.length, ranked.length),
    provisional: members.some(({ now }) => now.validity.kind !== 'missing' && now.provisional),
  };
}

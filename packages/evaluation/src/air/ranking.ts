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

/** Regions of one level are ranked among each other. */
export const RANKED_LEVELS = ['district', 'city'] as const;
export type RankedLevel = (typeof RANKED_LEVELS)[number];

/** What a change is held against. */
export const AGAINST = ['year-earlier', 'period-before'] as const;
export type Against = (typeof AGAINST)[number];

/** A region with its index of a period and of earlier ones. */
export interface RankingMember {
  readonly region: string;
  readonly now: AirPeriodBody;
  /** Under the edition and stage of the later period. */
  readonly before: Readonly<Record<Against, AirIndexBody>>;
}

/** The ranking of the regions of a level over a period, as stored under `ranking.{period}` of the level. */
export interface RankingBody {
  readonly rules: string;
  /** Of GB 3095. */
  readonly editions: readonly string[];
  /** Of HJ 633 and HJ 663. */
  readonly dayEditions: readonly string[];
  /** Also of regions that have no place. */
  readonly indices: Readonly<Record<string, Maybe<number>>>;
  /** Why regions are not valid. */
  readonly short: Readonly<Record<string, Validity>>;
  readonly byIndex: Pick<IndexRanking, 'ranked' | 'unranked'>;
  readonly byChange: Readonly<Record<Against, Omit<ChangeRanking, 'edition'>>>;
  /** The least share of days, per cent, that the regions were held to. */
  readonly coverage: number;
  /** Of the regions: how many there are, and how many have a rank by index. */
  readonly validity: Validity;
  /** True while the period of one that has a figure is not over. */
  readonly provisional: boolean;
}

/** The editions that the figures of a period stand under. */
export const editionSetOf = ({ composite, hj633 = '', hj663 }: AirIndexBody): AirPeriodOptions => ({
  gb3095: editionById(composite.edition) as Gb3095Edition,
  hj633: editionById(hj633) as Hj633Edition,
  hj663: editionById(hj663) as Hj663Edition,
});

/** Whether two periods stand under the same editions in all their figures. */
export const haveSameEditions = (a: AirIndexBody, b: AirIndexBody): boolean =>
  a.composite.edition === b.composite.edition && a.hj633 === b.hj633 && a.hj663 === b.hj663;

/** The options under which an earlier period is compared; undefined where it stands under the same editions anyway. */
export const earlierOptions = (now: AirIndexBody, before: AirIndexBody): AirPeriodOptions | undefined =>
  haveSameEditions(now, before) ? undefined : editionSetOf(now);

/** The index of a period as rankings take it: without enough days it has no place. */
export const rankedIndex = ({
  composite,
  validity,
}: Pick<AirIndexBody, 'composite' | 'validity'>): Maybe<number> =>
  validity.kind === 'valid' || isMissing(composite.index) ? composite.index : missing('too-few-samples');

/** Regions as the ranking by change takes them: both periods must have enough days. */
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
 * Regions by their index and by its change, best first. One without a valid index has no rank and a reason.
 * @param last the last day of the period, whose ranking rules hold
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

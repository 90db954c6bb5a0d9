import {
  type ChangedCity,
  type ChangeRanking,
  type CivilDate,
  editionById,
  type Gb3095Edition,
  type IndexRanking,
  type Maybe,
  rankByChange,
  rankByIndex,
  rankingInForce,
  type Validity,
} from '@lanbi/standards';
import type { AirPeriodBody, AirPeriodOptions } from './air-period.ts';

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
  readonly before: Readonly<Record<Against, AirPeriodBody>>;
}

/** The ranking of the regions of a level over a period, as stored under `ranking.{period}` of the level. */
export interface RankingBody {
  readonly rules: string;
  readonly editions: readonly string[];
  readonly indices: Readonly<Record<string, Maybe<number>>>;
  readonly byIndex: Pick<IndexRanking, 'ranked' | 'unranked'>;
  readonly byChange: Readonly<Record<Against, Omit<ChangeRanking, 'edition'>>>;
  /** Of the regions: how many there are, and how many have a rank by index. */
  readonly validity: Validity;
  /** True while the period of one that has a figure is not over. */
  readonly provisional: boolean;
}

/** The options under which an earlier period is compared; undefined where it stands under the same edition anyway. */
export function earlierOptions(now: AirPeriodBody, before: AirPeriodBody): AirPeriodOptions | undefined {
  const { edition } = now.composite;
  return before.composite.edition === edition ? undefined : { gb3095: editionById(edition) as Gb3095Edition };
}

/** Regions as the ranking by change takes them. */
export const changedRegions = (members: readonly RankingMember[], against: Against): ChangedCity[] =>
  members.map(({ region, now, before }) => ({
    id: region,
    now: now.composite.index,
    before: before[against].composite.index,
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
export function rankingBody(members: readonly RankingMember[], last: CivilDate): RankingBody {
  const rules = rankingInForce(last);
  const indices = members.map(({ region, now }) => ({ id: region, index: now.composite.index }));
  const { ranked, unranked } = rankByIndex(indices, rules);
  return {
    rules: rules.id,
    editions: [...new Set(members.map(({ now }) => now.composite.edition))],
    indices: Object.fromEntries(indices.map(({ id, index }) => [id, index])),
    byIndex: { ranked, unranked },
    byChange: {
      'year-earlier': changesOf(members, 'year-earlier', last),
      'period-before': changesOf(members, 'period-before', last),
    },
    validity: validityOf(members.length, ranked.length),
    provisional: members.some(({ now }) => now.validity.kind !== 'missing' && now.provisional),
  };
}

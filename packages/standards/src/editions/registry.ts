import type { Gb3095Edition } from '../air/gb3095/edition.ts';
import { GB3095_2012 } from '../air/gb3095/gb3095-2012.ts';
import { GB3095_2026_FINAL } from '../air/gb3095/gb3095-2026-final.ts';
import { GB3095_2026_TRANSITION } from '../air/gb3095/gb3095-2026-transition.ts';
import type { Hj633Edition } from '../air/hj633/edition.ts';
import { HJ633_2012 } from '../air/hj633/hj633-2012.ts';
import { HJ633_2026 } from '../air/hj633/hj633-2026.ts';
import type { Hj663Edition } from '../air/hj663/edition.ts';
import { HJ663_2013 } from '../air/hj663/hj663-2013.ts';
import { HJ663_2026 } from '../air/hj663/hj663-2026.ts';
import type { RankingEdition } from '../air/ranking/edition.ts';
import { RANKING_RULES } from '../air/ranking/ranking-rules.ts';
import type { CivilDate } from '../time/civil.ts';
import { ASSESSMENT_2011 } from '../water/assessment/assessment-2011.ts';
import type { WaterAssessmentEdition } from '../water/assessment/edition.ts';
import type { Gb3838Edition } from '../water/gb3838/edition.ts';
import { GB3838_2002 } from '../water/gb3838/gb3838-2002.ts';
import type { Edition } from './edition.ts';

/** The shape of the editions of each standard. */
export interface Registered {
  readonly 'HJ 633': Hj633Edition;
  readonly 'GB 3095': Gb3095Edition;
  readonly 'HJ 663': Hj663Edition;
  readonly ranking: RankingEdition;
  readonly 'GB 3838': Gb3838Edition;
  readonly '环办〔2011〕22号': WaterAssessmentEdition;
}

export type RegisteredStandard = keyof Registered;

/** Every edition, oldest first, each day of one of them at most. Adding one is its file and its name here. */
const EDITIONS: { readonly [S in RegisteredStandard]: readonly [Registered[S], ...Registered[S][]] } = {
  'HJ 633': [HJ633_2012, HJ633_2026],
  'GB 3095': [GB3095_2012, GB3095_2026_TRANSITION, GB3095_2026_FINAL],
  'HJ 663': [HJ663_2013, HJ663_2026],
  ranking: [RANKING_RULES],
  'GB 3838': [GB3838_2002],
  '环办〔2011〕22号': [ASSESSMENT_2011],
};

export const REGISTERED_STANDARDS = Object.keys(EDITIONS) as readonly RegisteredStandard[];

/** All editions of a standard, oldest first. */
export const editionsOf = <S extends RegisteredStandard>(standard: S): readonly Registered[S][] =>
  EDITIONS[standard];

/** The edition of an id such as `HJ 633-2026` or `GB 3095-2026/transition`; undefined where there is none. */
export const editionById = (id: string): Edition | undefined =>
  Object.values(EDITIONS)
    .flat()
    .find((edition) => edition.id === id);

/**
 * The edition and stage in force on a civil date; a date before the first edition takes the first. An hour that
 * ends at 00:00 belongs to the day before.
 * @example inForce('HJ 633', civilDate('2026-03-01')).id // "HJ 633-2026"
 */
export const inForce = <S extends RegisteredStandard>(standard: S, date: CivilDate): Registered[S] =>
  EDITIONS[standard].findLast((edition) => edition.from <= date) ?? EDITIONS[standard][0];

/**
 * The edition and stage of every standard in force on a civil date.
 * @example allInForce(dateAt(now))['GB 3095'].stage
 */
export const allInForce = (date: CivilDate): Registered =>
  Object.fromEntries(
    REGISTERED_STANDARDS.map((standard) => [standard, inForce(standard, date)]),
  ) as unknown as Registered;

/** `inForce` of one standard. */
export const hj633InForce = (date: CivilDate): Hj633Edition => inForce('HJ 633', date);
export const gb3095InForce = (date: CivilDate): Gb3095Edition => inForce('GB 3095', date);
export const hj663InForce = (date: CivilDate): Hj663Edition => inForce('HJ 663', date);
export const rankingInForce = (date: CivilDate): RankingEdition => inForce('ranking', date);
export const gb3838InForce = (date: CivilDate): Gb3838Edition => inForce('GB 3838', date);
export const waterAssessmentInForce = (date: CivilDate): WaterAssessmentEdition =>
  inForce('环办〔2011〕22号', date);

import { rational } from '../exact/rational.ts';
import { roundRational } from '../exact/round.ts';
import { isMissing, type Maybe, missing } from '../figure/missing.ts';
import { rankOf, type WaterClass } from './item.ts';
import { WATER_LEVELS, type WaterLevel } from './level.ts';

/** One section of a river or region: its class, and its target where it has one. */
export interface AreaSection {
  readonly class: Maybe<WaterClass>;
  readonly target?: WaterClass;
}

/** Shares in percent, one decimal half to even; sections without a class leave the denominator. */
export interface AreaShares {
  readonly evaluated: number;
  readonly withoutClass: number;
  readonly counts: Readonly<Record<WaterClass, number>>;
  /** Share of class I to III. */
  readonly good: Maybe<number>;
  /** Share worse than V. */
  readonly worse: Maybe<number>;
  /** Compliant of those evaluated that have a target. */
  readonly attainment: Maybe<number>;
  /** By proportion, for five evaluated sections or more; fewer are evaluated by the mean of their items. */
  readonly level: Maybe<WaterLevel>;
}

const share = (part: number, whole: number): Maybe<number> =>
  whole === 0 ? missing('no-data') : roundRational(rational(BigInt(part) * 100n, BigInt(whole)), 1);

/** The fewest sections that are evaluated by proportion. @source 环办〔2011〕22号 [2] */
const BY_PROPORTION = 5;

/**
 * The level by the counts of sections: of `whole`, `good` are I to III and `worse` are worse than V. The thresholds
 * are compared as counts, so that no rounding decides.
 * @source 环办〔2011〕22号, river or basin of five sections or more [2]
 */
export function levelByProportion(good: number, worse: number, whole: number): WaterLevel {
  if (good * 100 >= 90 * whole) return WATER_LEVELS.I;
  if (good * 100 >= 75 * whole) return WATER_LEVELS.III;
  if (worse * 100 < 20 * whole) return WATER_LEVELS.IV;
  return worse * 100 < 40 * whole ? WATER_LEVELS.V : WATER_LEVELS['worse-than-V'];
}

/** Shares of the classes, attainment and, from five sections on, the level of a river or region. */
export function areaShares(sections: readonly AreaSection[]): AreaShares {
  const counts = { I: 0, II: 0, III: 0, IV: 0, V: 0, 'worse-than-V': 0 };
  let [evaluated, targeted, compliant] = [0, 0, 0];
  for (const { class: of, target } of sections) {
    if (isMissing(of)) continue;
    counts[of] += 1;
    evaluated += 1;
    if (target === undefined) continue;
    targeted += 1;
    if (rankOf(of) <= rankOf(target)) compliant += 1;
  }
  const [good, worse] = [counts.I + counts.II + counts.III, counts['worse-than-V']];
  return {
    evaluated,
    withoutClass: sections.length - evaluated,
    counts,
    good: share(good, evaluated),
    worse: share(worse, evaluated),
    attainment: share(compliant, targeted),
    level: evaluated < BY_PROPORTION ? missing('not-applicable') : levelByProportion(good, worse, evaluated),
  };
}

import { rational } from '../../exact/rational.ts';
import { roundRational } from '../../exact/round.ts';
import { isMissing, type Maybe, missing } from '../../figure/missing.ts';
import type { WaterAssessmentEdition } from '../assessment/edition.ts';
import { rankOf, type WaterClass } from '../item.ts';
import type { WaterLevel } from '../level.ts';
import { levelByProportion } from './proportion.ts';

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
  readonly shares: Readonly<Record<WaterClass, Maybe<number>>>;
  /** Share of class I to III. */
  readonly good: Maybe<number>;
  /** Share worse than V. */
  readonly worse: Maybe<number>;
  /** Sections evaluated that have a target, and those of them whose class is no worse. */
  readonly targeted: number;
  readonly compliant: number;
  /** Compliant of targeted. */
  readonly attainment: Maybe<number>;
  /** By proportion, for five evaluated sections or more; fewer are evaluated by the mean of their items. */
  readonly level: Maybe<WaterLevel>;
}

/** Part of whole in percent, one decimal half to even; `no-data` of nothing. */
export const share = (part: number, whole: number): Maybe<number> =>
  whole === 0 ? missing('no-data') : roundRational(rational(BigInt(part) * 100n, BigInt(whole)), 1);

function count(sections: readonly AreaSection[]) {
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
  return { counts, evaluated, targeted, compliant };
}

/**
 * Shares of the classes, attainment and, from five sections on, the level of a river or region.
 * @source 环办〔2011〕22号 [2]; attainment and its decimal: water.md 2, target management (no source stated)
 */
export function areaShares(sections: readonly AreaSection[], assessment: WaterAssessmentEdition): AreaShares {
  const { counts, evaluated, targeted, compliant } = count(sections);
  const [good, worse] = [counts.I + counts.II + counts.III, counts['worse-than-V']];
  const shareOf = (of: WaterClass) => share(counts[of], evaluated);
  return {
    evaluated,
    withoutClass: sections.length - evaluated,
    counts,
    shares: {
      I: shareOf('I'),
      II: shareOf('II'),
      III: shareOf('III'),
      IV: shareOf('IV'),
      V: shareOf('V'),
      'worse-than-V': shareOf('worse-than-V'),
    },
    good: share(good, evaluated),
    worse: share(worse, evaluated),
    targeted,
    compliant,
    attainment: share(compliant, targeted),
    level:
      evaluated < assessment.proportion.fewest
        ? missing('not-applicable')
        : levelByProportion(good, worse, evaluated, assessment),
  };
}

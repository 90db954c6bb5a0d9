import { rational } from '../../exact/rational.ts';
import { roundRational } from '../../exact/round.ts';
import { halfEven, type Trace } from '../../figure/derivation.ts';
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
  /** By proportion, for five sections or more; fewer are evaluated by the mean of their items. */
  readonly level: Maybe<WaterLevel>;
}

/** Decimals of a share. */
const SHARE_DIGITS = 1;

/** Part of whole in percent, one decimal half to even; `no-data` of nothing. @example share(1, 8) // 12.5 */
export const share = (part: number, whole: number): Maybe<number> =>
  whole === 0
    ? missing('no-data')
    : roundRational(rational(BigInt(part) * 100n, BigInt(whole)), SHARE_DIGITS);

interface Counted extends Pick<AreaShares, 'evaluated' | 'targeted' | 'compliant'> {
  readonly counts: Readonly<Record<WaterClass, number>>;
}

type Shares = 'good' | 'worse' | 'attainment';

function count(sections: readonly AreaSection[]): Counted {
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

/** The steps behind the shares and the attainment. */
function traceShares(
  { evaluated, targeted, compliant, good, worse, attainment, counts }: Counted & Pick<AreaShares, Shares>,
  assessment: WaterAssessmentEdition,
  trace: Trace,
): void {
  const clause = 'shares and attainment; sections without a class leave the denominator';
  const step = (quantity: string, part: number, whole: number, result: Maybe<number>): void =>
    trace.step({
      quantity,
      edition: assessment.id,
      clause,
      inputs: { part, whole },
      arithmetic: isMissing(result) ? `${part} of none` : `${part} / ${whole} × 100`,
      rounding: halfEven(SHARE_DIGITS),
      result: isMissing(result) ? null : result,
    });
  step('share.good', counts.I + counts.II + counts.III, evaluated, good);
  step('share.worse', counts['worse-than-V'], evaluated, worse);
  step('attainment', compliant, targeted, attainment);
}

/**
 * Shares of the classes, attainment and, from five sections on, the level of a river or region.
 * @param deciding how many sections decide whether there is a level; default those evaluated
 * @source 环办〔2011〕22号 [2]; attainment and its decimal: target management, no source stated
 * @example areaShares([{ class: 'II', target: 'III' }], ASSESSMENT_2011).attainment // 100
 */
export function areaShares(
  sections: readonly AreaSection[],
  assessment: WaterAssessmentEdition,
  trace?: Trace,
  deciding?: number,
): AreaShares {
  const counted = count(sections);
  const { counts, evaluated, targeted, compliant } = counted;
  const byProportion = evaluated > 0 && (deciding ?? evaluated) >= assessment.proportion.fewest;
  const [good, worse] = [counts.I + counts.II + counts.III, counts['worse-than-V']];
  const shareOf = (of: WaterClass) => share(counts[of], evaluated);
  const shares = {
    good: share(good, evaluated),
    worse: share(worse, evaluated),
    attainment: share(compliant, targeted),
  };
  if (trace) traceShares({ ...counted, ...shares }, assessment, trace);
  return {
    ...shares,
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
    targeted,
    compliant,
    level: byProportion
      ? levelByProportion(good, worse, evaluated, assessment, trace)
      : missing('not-applicable'),
  };
}

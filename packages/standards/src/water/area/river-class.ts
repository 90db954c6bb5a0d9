import type { Trace } from '../../figure/derivation.ts';
import { isMissing, type Maybe, missing } from '../../figure/missing.ts';
import type { WaterClass } from '../item.ts';
import type { WaterLevel } from '../level.ts';
import { meanValues } from '../mean.ts';
import { type MainItem, mainItems } from '../section/main-items.ts';
import { type SectionClass, type SectionInput, sectionClass } from '../section/section-class.ts';
import type { WaterStandards } from '../section/standards.ts';
import { type AreaMainItem, areaMainItems } from './area-main-items.ts';
import { type AreaShares, areaShares } from './shares.ts';

interface RiverBase {
  readonly edition: string;
  readonly assessment: string;
  readonly shares: AreaShares;
  /** Each section, in the order given. */
  readonly sections: readonly SectionClass[];
  readonly level: Maybe<WaterLevel>;
}

/** By the mean of each item over the sections, then like one section: fewer than five of them. */
export interface RiverByMean extends RiverBase {
  readonly basis: 'mean';
  readonly class: Maybe<WaterClass>;
  readonly mean: SectionClass;
  readonly mainItems: readonly MainItem[];
}

/** By proportion: there is a level and no class. */
export interface RiverByProportion extends RiverBase {
  readonly basis: 'proportion';
  readonly class: Maybe<WaterClass>;
  readonly mainItems: readonly AreaMainItem[];
}

export type RiverClass = RiverByMean | RiverByProportion;

function byMean(
  base: RiverBase,
  inputs: readonly SectionInput[],
  by: WaterStandards,
  trace?: Trace,
): RiverByMean {
  const { edition, assessment, method, options } = by;
  const values = meanValues(inputs.map((input) => input.values));
  const mean = sectionClass({ waterBody: 'river', values }, edition, method, options, trace);
  return {
    ...base,
    basis: 'mean',
    class: mean.class,
    level: mean.level ?? missing('no-data'),
    mean,
    mainItems: mainItems(mean, 'river', edition, assessment),
  };
}

function byProportion(base: RiverBase, { assessment }: WaterStandards, trace?: Trace): RiverByProportion {
  const { good, worse, evaluated, level } = base.shares;
  trace?.step({
    quantity: 'level',
    edition: assessment.id,
    clause: assessment.proportion.clause,
    inputs: {
      sections: evaluated,
      good: isMissing(good) ? null : good,
      worse: isMissing(worse) ? null : worse,
    },
    arithmetic: `G = ${good} %, D = ${worse} %: the first row of the table that holds`,
    result: isMissing(level) ? null : level.en,
  });
  return {
    ...base,
    basis: 'proportion',
    class: missing('not-applicable'),
    level,
    mainItems: areaMainItems(base.sections, assessment),
  };
}

/**
 * The evaluation of a river, basin or region by its sections: by the mean of each item below five sections with a
 * class, else by proportion, where no class is given.
 * @throws RangeError as sectionClass, or when a mean cannot be taken.
 * @source 环办〔2011〕22号, river or basin: fewer than five sections [1], five or more [2]
 */
export function riverClass(inputs: readonly SectionInput[], by: WaterStandards, trace?: Trace): RiverClass {
  const sections = inputs.map((input) => sectionClass(input, by.edition, by.method, by.options));
  const targeted = sections.map(({ class: of }, at) => {
    const target = inputs[at]?.target;
    return target ? { class: of, target } : { class: of };
  });
  const shares = areaShares(targeted, by.assessment);
  const base = {
    edition: by.edition.id,
    assessment: by.assessment.id,
    shares,
    sections,
    level: shares.level,
  };
  return shares.evaluated < by.assessment.proportion.fewest
    ? byMean(base, inputs, by, trace)
    : byProportion(base, by, trace);
}

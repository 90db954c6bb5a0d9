import type { Trace } from '../../figure/derivation.ts';
import { isMissing, type Maybe, missing } from '../../figure/missing.ts';
import type { WaterBody, WaterClass } from '../item.ts';
import type { WaterLevel } from '../level.ts';
import { meanValues } from '../mean.ts';
import { type MainItem, mainItems } from '../section/main-items.ts';
import { type SectionClass, type SectionInput, sectionClass } from '../section/section-class.ts';
import type { RiverCount, WaterStandards } from '../section/standards.ts';
import { type AreaMainItem, areaMainItems } from './area-main-items.ts';
import { type AreaShares, areaShares } from './shares.ts';

interface RiverBase {
  readonly edition: string;
  readonly assessment: string;
  readonly shares: AreaShares;
  /** How many sections there are, how many of them have a class, and which number chose the basis. */
  readonly counted: { readonly by: RiverCount; readonly registered: number; readonly reporting: number };
  /** Each section, in the order given. */
  readonly sections: readonly SectionClass[];
  readonly level: Maybe<WaterLevel>;
  readonly class: Maybe<WaterClass>;
}

/** By the mean of each item over the sections, then like one section: fewer than five of them. */
export interface RiverByMean extends RiverBase {
  readonly basis: 'mean';
  readonly mean: SectionClass;
  readonly mainItems: readonly MainItem[];
}

/** By proportion: there is a level and no class. */
export interface RiverByProportion extends RiverBase {
  readonly basis: 'proportion';
  readonly mainItems: readonly AreaMainItem[];
}

/**
 * Neither: fewer than five sections, some on rivers and some on lakes, whose limits differ, so that a mean of both
 * has no class [D].
 */
export interface RiverMixed extends RiverBase {
  readonly basis: 'mixed';
  readonly mainItems: readonly AreaMainItem[];
}

export type RiverClass = RiverByMean | RiverByProportion | RiverMixed;

type Base = Omit<RiverBase, 'class'>;

function byMean(
  base: Base,
  waterBody: WaterBody,
  inputs: readonly SectionInput[],
  by: WaterStandards,
  trace?: Trace,
): RiverByMean {
  const { edition, assessment, method, options } = by;
  const values = meanValues(
    inputs.map((input) => input.values),
    trace && { edition: assessment.id, trace },
  );
  const mean = sectionClass({ waterBody, values }, edition, method, options, trace);
  return {
    ...base,
    basis: 'mean',
    class: mean.class,
    level: isMissing(mean.class) ? mean.class : method.levels[mean.class],
    mean,
    mainItems: mainItems(mean, edition, assessment, trace),
  };
}

function byProportion(base: Base, { assessment }: WaterStandards, trace?: Trace): RiverByProportion {
  return {
    ...base,
    basis: 'proportion',
    class: missing('not-applicable'),
    mainItems: areaMainItems(base.sections, assessment, trace),
  };
}

function mixed(base: Base, { assessment }: WaterStandards, trace?: Trace): RiverMixed {
  const none = missing('not-applicable');
  const items = areaMainItems(base.sections, assessment, trace);
  return { ...base, basis: 'mixed', class: none, level: none, mainItems: items };
}

function baseOf(inputs: readonly SectionInput[], by: WaterStandards, trace?: Trace): Base {
  const sections = inputs.map((input) => sectionClass(input, by.edition, by.method, by.options));
  const targeted = sections.map(({ class: of }, at) => {
    const target = inputs[at]?.target;
    return target ? { class: of, target } : { class: of };
  });
  const which = by.riverCount ?? 'registered';
  const shares = areaShares(
    targeted,
    by.assessment,
    trace,
    which === 'registered' ? inputs.length : undefined,
  );
  const counted = { registered: inputs.length, reporting: shares.evaluated } as const;
  const { edition, assessment } = by;
  return {
    edition: edition.id,
    assessment: assessment.id,
    shares,
    counted: { by: which, ...counted },
    sections,
    level: shares.level,
  };
}

/**
 * The evaluation of a river, basin or region by its sections: below five sections by the mean of each item, else by
 * proportion, where no class is given. All sections given count, so that the basis does not change with those that report
 * ([D]); `riverCount: 'reporting'` counts those with a class.
 * @param inputs all sections of the river; one that reports nothing has no values
 * @throws RangeError as sectionClass, or when a mean cannot be taken.
 * @source 环办〔2011〕22号, river or basin: fewer than five sections [1], five or more [2]
 * @example riverClass(sections, { edition: GB3838_2002, assessment: ASSESSMENT_2011, method }).level
 */
export function riverClass(inputs: readonly SectionInput[], by: WaterStandards, trace?: Trace): RiverClass {
  const base = baseOf(inputs, by, trace);
  const { by: which, ...counts } = base.counted;
  if (counts[which] >= by.assessment.proportion.fewest) return byProportion(base, by, trace);
  const [body = 'river', ...others] = new Set(inputs.map(({ waterBody }) => waterBody));
  return others.length > 0 ? mixed(base, by, trace) : byMean(base, body, inputs, by, trace);
}

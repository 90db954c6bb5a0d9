import type { Trace } from '../../figure/derivation.ts';
import { isMissing, type Maybe, sharedReason } from '../../figure/missing.ts';
import type { Gb3838Edition, ItemRules } from '../gb3838/edition.ts';
import { itemsIn, rankOf, WATER_CLASSES, type WaterBody, type WaterClass, type WaterItem } from '../item.ts';
import type { WaterLevel } from '../level.ts';
import type { Measured } from '../measured.ts';
import { type Assessing, assess } from './assess.ts';
import { type Exceedance, exceedanceOf } from './exceedance.ts';
import type { ItemClass } from './item-class.ts';
import { itemsUnder, type SectionOptions, type WaterMethod } from './method.ts';
import { traceExceedances, traceWorst } from './trace-section.ts';

export interface SectionClass {
  readonly edition: string;
  readonly method: string;
  readonly options: SectionOptions;
  readonly waterBody: WaterBody;
  /** The worst item's, or why there is none. */
  readonly class: Maybe<WaterClass>;
  /** Absent when there is no class. */
  readonly level?: WaterLevel;
  /** The items that have the class of the section, in table order. */
  readonly determining: readonly WaterItem[];
  readonly items: Readonly<Partial<Record<WaterItem, ItemClass>>>;
  /** Against the target, or class III where none is given. */
  readonly exceedances: readonly Exceedance[];
  readonly against: WaterClass;
}

export interface SectionInput {
  readonly waterBody: WaterBody;
  /** Finite and in the canonical unit of each item; an absent item was not measured. */
  readonly values: Readonly<Partial<Record<WaterItem, Measured>>>;
  readonly target?: WaterClass;
}

type Items = Partial<Record<WaterItem, ItemClass>>;

/** What the items of a section come to. */
interface Found {
  readonly items: Items;
  /** Rank of the worst item that takes part, 0 for none. */
  worst: number;
  determining: WaterItem[];
  /** Those beyond the class held against. */
  readonly exceedances: Exceedance[];
}

/** Keeps the worst and what is beyond `against` on the way: this is the hot path, one pass over the items. */
function take(
  item: WaterItem,
  { value, class: of }: ItemClass,
  against: WaterClass,
  rules: ItemRules,
  to: Found,
) {
  if (isMissing(of)) return;
  const rank = rankOf(of);
  if (rank > to.worst) {
    to.worst = rank;
    to.determining = [item];
  } else if (rank === to.worst) to.determining.push(item);
  const rule = rules[item];
  if (rank > rankOf(against) && against !== 'worse-than-V' && rule && !isMissing(value))
    to.exceedances.push(exceedanceOf(item, value, of, rule, against));
}

/** Every item that is there, in table order. */
function assessAll(values: SectionInput['values'], against: WaterClass, by: Assessing): Found {
  const found: Found = { items: {}, worst: 0, determining: [], exceedances: [] };
  for (const item of itemsIn(values)) {
    const measured = values[item];
    if (measured === undefined) continue;
    const assessed = assess(item, measured, by);
    found.items[item] = assessed;
    if (assessed.evaluated) take(item, assessed, against, by.rules, found);
  }
  return found;
}

/** The reason that the items share which would have taken part. */
const whyNone = (items: Items): Maybe<WaterClass> =>
  sharedReason(
    Object.values(items)
      .filter((found) => found.evaluated)
      .map((found) => found.class)
      .filter(isMissing),
  );

/** What was asked for, apart from the values. */
interface Asked {
  readonly waterBody: WaterBody;
  readonly against: WaterClass;
  readonly method: WaterMethod;
}

type Writable = { -readonly [Key in keyof SectionClass]: SectionClass[Key] };

/** The level is set afterwards and not spread: a spread was measured to take a quarter of the whole evaluation. */
function resultOf(of: WaterClass | undefined, found: Found, by: Assessing, asked: Asked): SectionClass {
  const { items, determining, exceedances } = found;
  const { waterBody, against, method } = asked;
  const result: Writable = {
    edition: by.edition.id,
    method: method.id,
    options: by.options,
    waterBody,
    class: of ?? whyNone(items),
    determining,
    items,
    exceedances,
    against,
  };
  if (of !== undefined) result.level = method.levels[of];
  return result;
}

/**
 * The class of a section: single factor, the worst item that takes part decides; missing items are skipped.
 * Options that are not given are those of the method.
 * @throws RangeError when a value is not finite, or negative where the item has limits; with the relief by
 * saturation also when the temperature is not above -31.6.
 * @source GB 3838-2002 clause 5.1 [P]; which items take part is stated by the method
 * @example sectionClass({ waterBody: 'river', values: { tp: 0.2 } }, GB3838_2002, WATER_METHODS.realtime).class // 'III'
 */
export function sectionClass(
  { waterBody, values, target: against = 'III' }: SectionInput,
  edition: Gb3838Edition,
  method: WaterMethod,
  chosen?: Partial<SectionOptions>,
  trace?: Trace,
): SectionClass {
  const options = chosen ? { ...method.options, ...chosen } : method.options;
  const by: Assessing = {
    edition,
    rules: edition.rules[waterBody],
    items: itemsUnder(method, options),
    options,
    temperature: values.water_temperature,
    trace,
  };
  const found = assessAll(values, against, by);
  const of = found.worst > 0 ? WATER_CLASSES[found.worst - 1] : undefined;
  if (trace) {
    traceWorst(found.items, of ?? null, edition, trace);
    traceExceedances(found.exceedances, against, edition, trace);
  }
  return resultOf(of, found, by, { waterBody, against, method });
}

import type { Trace } from '../../figure/derivation.ts';
import { isMissing, type Maybe, sharedReason } from '../../figure/missing.ts';
import type { Gb3838Edition } from '../gb3838/edition.ts';
import {
  rankOf,
  WATER_CLASSES,
  WATER_ITEMS,
  type WaterBody,
  type WaterClass,
  type WaterItem,
} from '../item.ts';
import type { WaterLevel } from '../level.ts';
import type { Measured } from '../measured.ts';
import { type Assessing, assess, type ItemClass } from './assess.ts';
import { type Exceedance, exceedancesAgainst } from './exceedance.ts';
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
  readonly determining: WaterItem[];
  /** Rank of the worst item that takes part, 0 for none. */
  readonly worst: number;
}

/** One pass in table order: this is the hot path, so the worst is kept on the way. */
function assessAll(values: SectionInput['values'], by: Assessing): Found {
  const items: Items = {};
  let determining: WaterItem[] = [];
  let worst = 0;
  for (const item of WATER_ITEMS) {
    const measured = values[item];
    if (measured === undefined) continue;
    const found = assess(item, measured, by);
    items[item] = found;
    const { class: of } = found;
    if (!found.evaluated || isMissing(of)) continue;
    const rank = rankOf(of);
    if (rank > worst) determining = [item];
    else if (rank === worst) determining.push(item);
    worst = Math.max(worst, rank);
  }
  return { items, determining, worst };
}

/** The reason that the items share which would have taken part. */
const whyNone = (items: Items): Maybe<WaterClass> =>
  sharedReason(
    Object.values(items)
      .filter((found) => found.evaluated)
      .map((found) => found.class)
      .filter(isMissing),
  );

/**
 * The class of a section: single factor, the worst item that takes part decides; missing items are skipped.
 * Options that are not given are those of the method.
 * @throws RangeError when a value is not finite, or negative where the item has limits; with the relief by
 * saturation also when the temperature is not above -31.6.
 * @source GB 3838-2002 clause 5.1 [P]; which items take part is told by the method
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
  const { items, determining, worst } = assessAll(values, by);
  const found = worst > 0 ? WATER_CLASSES[worst - 1] : undefined;
  const exceedances = worst > rankOf(against) ? exceedancesAgainst(items, by.rules, against) : NONE;
  if (trace) {
    traceWorst(items, found ?? null, edition, trace);
    traceExceedances(exceedances, against, edition, trace);
  }
  return {
    edition: edition.id,
    method: method.id,
    options,
    waterBody,
    class: found ?? whyNone(items),
    ...(found && { level: method.levels[found] }),
    determining,
    items,
    exceedances,
    against,
  };
}

const NONE: readonly Exceedance[] = Object.freeze([]);

import type { Trace } from '../../figure/derivation.ts';
import { isMissing, type Maybe, missing } from '../../figure/missing.ts';
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
import { type Assessed, type Exceedance, exceedancesOf } from './exceedance.ts';
import { itemsUnder, type SectionOptions, type WaterMethod } from './method.ts';
import { traceWorst } from './trace-item.ts';

export interface SectionClass {
  readonly edition: string;
  readonly method: string;
  readonly options: SectionOptions;
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

/** Fills `items` in table order and answers those that take part. */
function assessAll(values: SectionInput['values'], by: Assessing, items: Items): Assessed[] {
  const assessed: Assessed[] = [];
  for (const item of WATER_ITEMS) {
    const measured = values[item];
    if (measured === undefined) continue;
    const found = assess(item, measured, by);
    items[item] = found;
    const { value, class: of } = found;
    const rule = by.rules[item];
    if (found.evaluated && rule && !isMissing(value) && !isMissing(of))
      assessed.push({ item, value, class: of, rule });
  }
  return assessed;
}

/** The reason of the first item that would have taken part. */
function whyNone(items: Items): Maybe<WaterClass> {
  const reasons = WATER_ITEMS.map((item) => items[item]).filter((found) => found?.evaluated);
  return reasons[0]?.class ?? missing('no-data');
}

function worstOf(assessed: readonly Assessed[]): WaterClass | undefined {
  let worst = 0;
  for (const found of assessed) worst = Math.max(worst, rankOf(found.class));
  return worst === 0 ? undefined : WATER_CLASSES[worst - 1];
}

function determiningOf(assessed: readonly Assessed[], worst: WaterClass | undefined): WaterItem[] {
  const items: WaterItem[] = [];
  for (const found of assessed) if (found.class === worst) items.push(found.item);
  return items;
}

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
  const items: Items = {};
  const assessed = assessAll(values, by, items);
  const worst = worstOf(assessed);
  if (trace) traceWorst(assessed, worst ?? null, edition, trace);
  const exceedances = exceedancesOf(assessed, against);
  const determining = determiningOf(assessed, worst);
  const named = { edition: edition.id, method: method.id, options, determining, items, exceedances, against };
  return worst ? withClass(named, worst, method) : { ...named, class: whyNone(items) };
}

type Named = Omit<SectionClass, 'class' | 'level'>;

/** Written out: a spread here was measured to take a quarter of the whole evaluation. */
const withClass = (named: Named, worst: WaterClass, { levels }: WaterMethod): SectionClass => ({
  edition: named.edition,
  method: named.method,
  options: named.options,
  class: worst,
  level: levels[worst],
  determining: named.determining,
  items: named.items,
  exceedances: named.exceedances,
  against: named.against,
});

import type { Trace } from '../figure/derivation.ts';
import { isMissing, type Maybe, missing } from '../figure/missing.ts';
import { type Assessed, type Exceedance, exceedancesOf } from './exceedance.ts';
import type { Gb3838Edition } from './gb3838-2002.ts';
import {
  rankOf,
  WATER_CLASSES,
  WATER_ITEMS,
  type WaterBody,
  type WaterClass,
  type WaterItem,
} from './item.ts';
import { itemClass } from './item-class.ts';
import { WATER_LEVELS, type WaterLevel } from './level.ts';
import type { WaterMethod } from './method.ts';

export interface ItemClass {
  readonly value: Maybe<number>;
  readonly class: Maybe<WaterClass>;
  /** False for an item that is shown as reference only. */
  readonly evaluated: boolean;
}

export interface SectionClass {
  readonly edition: string;
  readonly method: string;
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
  readonly values: Readonly<Partial<Record<WaterItem, Maybe<number>>>>;
  readonly target?: WaterClass;
}

interface Evaluated {
  readonly items: SectionClass['items'];
  readonly assessed: readonly Assessed[];
}

function evaluate(
  { waterBody, values }: SectionInput,
  edition: Gb3838Edition,
  method: WaterMethod,
): Evaluated {
  const items: Partial<Record<WaterItem, ItemClass>> = {};
  const assessed: Assessed[] = [];
  for (const item of WATER_ITEMS) {
    const value = values[item];
    if (value === undefined) continue;
    const evaluated = method.items.has(item);
    const of = isMissing(value) ? value : itemClass(item, value, waterBody, edition);
    items[item] = { value, class: of, evaluated };
    const rule = edition.rules[waterBody][item];
    if (evaluated && rule && !isMissing(value) && !isMissing(of)) {
      assessed.push({ item, value, class: of, rule });
    }
  }
  return { items, assessed };
}

/** The reason of the first item that would have taken part. */
function whyNone(items: SectionClass['items']): Maybe<WaterClass> {
  const reasons = WATER_ITEMS.map((item) => items[item]).filter((found) => found?.evaluated);
  return reasons[0]?.class ?? missing('no-data');
}

/**
 * The class of a section: single factor, the worst item that takes part decides; missing items are skipped.
 * @throws RangeError when a value is not finite, or negative where the item has limits.
 * @source GB 3838-2002 clause 5.1 [P]; which items take part is told by the method
 * @example sectionClass({ waterBody: 'river', values: { tp: 0.2 } }, GB3838_2002, WATER_METHODS.realtime).class // 'III'
 */
export function sectionClass(
  input: SectionInput,
  edition: Gb3838Edition,
  method: WaterMethod,
  _options: Readonly<Record<string, never>> = {},
  trace?: Trace,
): SectionClass {
  const { items, assessed } = evaluate(input, edition, method);
  const worst = WATER_CLASSES[Math.max(...assessed.map((found) => rankOf(found.class))) - 1];
  const against = input.target ?? 'III';
  if (trace) for (const found of assessed) traceItem(found, edition, trace);
  return {
    edition: edition.id,
    method: method.id,
    class: worst ?? whyNone(items),
    ...(worst && { level: WATER_LEVELS[worst] }),
    determining: assessed.filter((found) => found.class === worst).map((found) => found.item),
    items,
    exceedances: exceedancesOf(assessed, against),
    against,
  };
}

function traceItem(found: Assessed, edition: Gb3838Edition, trace: Trace): void {
  const { item, value, rule } = found;
  const limits =
    rule.kind === 'within' ? `${rule.low} to ${rule.high}` : Object.values(rule.limits).join(', ');
  trace.step({
    quantity: `class.${item}`,
    edition: edition.id,
    clause: rule.clause,
    inputs: { value, limits },
    arithmetic: `${value} ${rule.kind} ${limits}: the best class whose limit it meets`,
    result: found.class,
  });
}

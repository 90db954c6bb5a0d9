import { type Maybe, missing } from '../../figure/missing.ts';
import type { Gb3838Edition, ItemRule } from '../gb3838/edition.ts';
import { WATER_CLASSES, type WaterBody, type WaterClass, type WaterItem } from '../item.ts';
import type { Measured } from '../measured.ts';

/** An item of a section with its class. */
export interface ItemClass {
  /** The value whose class it is, in the unit of the item: after rounding, and half a detection limit. */
  readonly value: Maybe<number>;
  /** What was given, where that is not the value. */
  readonly received?: Measured;
  readonly class: Maybe<WaterClass>;
  /** False for an item that is shown as reference only. */
  readonly evaluated: boolean;
}

/** Column of the best class whose limit is met, 0 for I; one past the last where none is. */
function columnOf(value: number, rule: ItemRule): 0 | 1 | 2 | 3 | 4 | 5 {
  if (rule.kind === 'within') return value >= rule.low && value <= rule.high ? 0 : 5;
  const { I, II, III, IV, V } = rule.limits;
  if (rule.kind === 'at-most')
    return value <= I ? 0 : value <= II ? 1 : value <= III ? 2 : value <= IV ? 3 : value <= V ? 4 : 5;
  return value >= I ? 0 : value >= II ? 1 : value >= III ? 2 : value >= IV ? 3 : value >= V ? 4 : 5;
}

/**
 * The best class whose limit the value meets. Doubles are compared as they are: distinct decimals of up to 15
 * digits are distinct doubles in the same order, so nothing is lost against the printed figures.
 * @throws RangeError when the value is not finite or negative.
 * @source GB 3838-2002 table 1 [P]/[2]
 */
export function classByRule(item: WaterItem, value: number, rule: ItemRule): WaterClass {
  if (!(value >= 0 && value < Infinity)) throw new RangeError(`not a reading: ${item} ${value}`);
  return WATER_CLASSES[columnOf(value, rule)];
}

/**
 * The class of one item, value in its canonical unit (mg/L; pH none; coliform 1/L); `not-applicable` where the
 * table gives it no class limits (water temperature). Limits are inclusive.
 * @throws RangeError when the value is not finite, or negative where the item has limits.
 * @source GB 3838-2002 table 1 [P]/[2]
 * @example itemClass('nh3n', 0.15, 'river', GB3838_2002) // 'I'
 */
export function itemClass(
  item: WaterItem,
  value: number,
  waterBody: WaterBody,
  edition: Gb3838Edition,
): Maybe<WaterClass> {
  const rule = edition.rules[waterBody][item];
  if (rule) return classByRule(item, value, rule);
  if (!Number.isFinite(value)) throw new RangeError(`not a finite number: ${item} ${value}`);
  return missing('not-applicable');
}

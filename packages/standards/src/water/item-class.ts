import { type Maybe, missing } from '../figure/missing.ts';
import type { Gb3838Edition, ItemRule } from './gb3838-2002.ts';
import { BOUNDED_CLASSES, type WaterBody, type WaterClass, type WaterItem } from './item.ts';

/**
 * The best class whose limit the value meets. Doubles are compared as they are: distinct decimals of up to 15
 * digits are distinct doubles in the same order, so nothing is lost against the printed figures.
 */
function classByRule(value: number, rule: ItemRule): WaterClass {
  if (rule.kind === 'within') return value >= rule.low && value <= rule.high ? 'I' : 'worse-than-V';
  const { kind, limits } = rule;
  const met = BOUNDED_CLASSES.find((of) => (kind === 'at-most' ? value <= limits[of] : value >= limits[of]));
  return met ?? 'worse-than-V';
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
  if (!Number.isFinite(value)) throw new RangeError(`not a finite number: ${item} ${value}`);
  const rule = edition.rules[waterBody][item];
  if (!rule) return missing('not-applicable');
  if (value < 0) throw new RangeError(`negative: ${item} ${value}`);
  return classByRule(value, rule);
}

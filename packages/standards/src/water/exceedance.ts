import { divide, exactly, subtract } from '../exact/rational.ts';
import { roundRational } from '../exact/round.ts';
import { type Maybe, missing } from '../figure/missing.ts';
import type { ItemRule } from './gb3838-2002.ts';
import { type BoundedClass, rankOf, type WaterClass, type WaterItem } from './item.ts';

/** An item that takes part: its value in its canonical unit, its class, and the row that gave it. */
export interface Assessed {
  readonly item: WaterItem;
  readonly value: number;
  readonly class: WaterClass;
  readonly rule: ItemRule;
}

/** An item beyond the class held against; pH and dissolved oxygen get no multiple [code]. */
export interface Exceedance {
  readonly item: WaterItem;
  readonly value: number;
  /** In the unit of the item; for pH the end of the range that the value is beyond. */
  readonly limit: number;
  /** (C - S) / S, two decimals half to even; `not-applicable` for pH and dissolved oxygen. */
  readonly multiple: Maybe<number>;
}

function limitOf(rule: ItemRule, against: BoundedClass, value: number): number {
  if (rule.kind !== 'within') return rule.limits[against];
  return value < rule.low ? rule.low : rule.high;
}

const multipleOf = (value: number, limit: number): number =>
  roundRational(divide(subtract(exactly(value), exactly(limit)), exactly(limit)), 2);

/** The items beyond `against`, in table order; nothing is beyond worse than V. @source GB 3838-2002 5.1 [P] */
export function exceedancesOf(assessed: readonly Assessed[], against: WaterClass): Exceedance[] {
  if (against === 'worse-than-V') return [];
  const beyond = assessed.filter((found) => rankOf(found.class) > rankOf(against));
  return beyond.map(({ item, value, rule }) => {
    const limit = limitOf(rule, against, value);
    const multiple = rule.kind === 'at-most' ? multipleOf(value, limit) : missing('not-applicable');
    return { item, value, limit, multiple };
  });
}

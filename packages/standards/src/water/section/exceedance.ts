import { divide, exactly, subtract } from '../../exact/rational.ts';
import { divideHalfEven, roundRational, scaledInteger } from '../../exact/round.ts';
import { type Maybe, missing } from '../../figure/missing.ts';
import type { ItemRule } from '../gb3838/edition.ts';
import { type BoundedClass, rankOf, type WaterClass, type WaterItem } from '../item.ts';

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

/** Millionths hold every reading and limit of table 1; what they do not hold is worked out in fractions. */
const DIGITS = 6;
/** Hundred times this is still within what divideHalfEven takes. */
const LARGEST = 4e13;

function multipleOf(value: number, limit: number): number {
  const [c, s] = [scaledInteger(value, DIGITS), scaledInteger(limit, DIGITS)];
  if (c !== undefined && s !== undefined && c <= LARGEST) return divideHalfEven((c - s) * 100, s) / 100;
  return roundRational(divide(subtract(exactly(value), exactly(limit)), exactly(limit)), 2);
}

function exceedanceOf({ item, value, rule }: Assessed, against: BoundedClass): Exceedance {
  const limit = limitOf(rule, against, value);
  const multiple = rule.kind === 'at-most' ? multipleOf(value, limit) : missing('not-applicable');
  return { item, value, limit, multiple };
}

const NONE: readonly Exceedance[] = Object.freeze([]);

/** The items beyond `against`, in table order; nothing is beyond worse than V. @source GB 3838-2002 5.1 [P] */
export function exceedancesOf(assessed: readonly Assessed[], against: WaterClass): readonly Exceedance[] {
  if (against === 'worse-than-V') return NONE;
  const bound = rankOf(against);
  const beyond = assessed.filter((found) => rankOf(found.class) > bound);
  return beyond.length === 0 ? NONE : beyond.map((found) => exceedanceOf(found, against));
}

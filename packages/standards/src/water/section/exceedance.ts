import { divide, exactly, subtract } from '../../exact/rational.ts';
import { divideHalfEven, roundRational, scaledInteger } from '../../exact/round.ts';
import { isMissing, type Maybe, missing } from '../../figure/missing.ts';
import type { Gb3838Edition, ItemRule, ItemRules } from '../gb3838/edition.ts';
import {
  type BoundedClass,
  itemsIn,
  rankOf,
  type WaterBody,
  type WaterClass,
  type WaterItem,
} from '../item.ts';
import type { ItemClass } from './item-class.ts';

type Items = Readonly<Partial<Record<WaterItem, ItemClass>>>;

/** An item beyond the class held against; pH and dissolved oxygen get no multiple [code]. */
export interface Exceedance {
  readonly item: WaterItem;
  readonly value: number;
  readonly class: WaterClass;
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
/** Decimals of a multiple: how many are printed is not stated, two are given [D]. */
export const MULTIPLE_DIGITS = 2;

function multipleOf(value: number, limit: number): number {
  const [c, s] = [scaledInteger(value, DIGITS), scaledInteger(limit, DIGITS)];
  if (c !== undefined && s !== undefined && c <= LARGEST) return divideHalfEven((c - s) * 100, s) / 100;
  return roundRational(divide(subtract(exactly(value), exactly(limit)), exactly(limit)), MULTIPLE_DIGITS);
}

const NO_MULTIPLE = missing('not-applicable');

/** How far a value is beyond a class; that its own class is a worse one is for the caller to know. */
export function exceedanceOf(
  item: WaterItem,
  value: number,
  of: WaterClass,
  rule: ItemRule,
  against: BoundedClass,
): Exceedance {
  const limit = limitOf(rule, against, value);
  const multiple = rule.kind === 'at-most' ? multipleOf(value, limit) : NO_MULTIPLE;
  return { item, value, class: of, limit, multiple };
}

/**
 * The items that take part and are beyond `against`, in table order; nothing is beyond worse than V.
 * @source GB 3838-2002 clause 5.1 [P]; no multiple for pH and dissolved oxygen [code]
 */
export function exceedancesAgainst(
  items: Items,
  rules: ItemRules,
  against: WaterClass,
): readonly Exceedance[] {
  if (against === 'worse-than-V') return [];
  const bound = rankOf(against);
  const beyond: Exceedance[] = [];
  for (const item of itemsIn(items)) {
    const [found, rule] = [items[item], rules[item]];
    if (!found?.evaluated || !rule || isMissing(found.value) || isMissing(found.class)) continue;
    const { value, class: of } = found;
    if (rankOf(of) > bound) beyond.push(exceedanceOf(item, value, of, rule, against));
  }
  return beyond;
}

/**
 * The exceedances of an evaluated section against another class than its own target.
 * @source GB 3838-2002 clause 5.1 [P]
 * @example sectionExceedances(section, 'III', GB3838_2002)[0]?.multiple // 0.5
 */
export const sectionExceedances = (
  { items, waterBody }: { readonly items: Items; readonly waterBody: WaterBody },
  against: WaterClass,
  edition: Gb3838Edition,
): readonly Exceedance[] => exceedancesAgainst(items, edition.rules[waterBody], against);

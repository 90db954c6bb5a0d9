import { divide, exactly, subtract } from '../exact/rational.ts';
import { roundRational } from '../exact/round.ts';
import type { Trace } from '../figure/derivation.ts';
import { isMissing, type Maybe, missing } from '../figure/missing.ts';
import type { Gb3838Edition, ItemRule } from './gb3838-2002.ts';
import {
  rankOf,
  WATER_CLASSES,
  WATER_ITEMS,
  type WaterBody,
  type WaterClass,
  type WaterItem,
} from './item.ts';
import type { WaterMethod } from './method.ts';

/** Quality level and its colour. @source 环办〔2011〕22号 [2] */
export interface WaterLevel {
  readonly zh: string;
  readonly en: string;
  readonly colour: string;
}

const LEVELS: Readonly<Record<WaterClass, WaterLevel>> = {
  I: { zh: '优', en: 'excellent', colour: 'blue' },
  II: { zh: '优', en: 'excellent', colour: 'blue' },
  III: { zh: '良好', en: 'good', colour: 'green' },
  IV: { zh: '轻度污染', en: 'lightly polluted', colour: 'yellow' },
  V: { zh: '中度污染', en: 'moderately polluted', colour: 'orange' },
  'worse-than-V': { zh: '重度污染', en: 'heavily polluted', colour: 'red' },
};

export interface ItemClass {
  readonly value: Maybe<number>;
  readonly class: Maybe<WaterClass>;
  /** False for an item that is shown as reference only. */
  readonly evaluated: boolean;
}

/** An item beyond the target; pH and dissolved oxygen get no multiple (water.md 2). */
export interface Exceedance {
  readonly item: WaterItem;
  readonly value: number;
  readonly limit: number;
  readonly multiple: Maybe<number>;
}

export interface SectionClass {
  readonly edition: string;
  readonly method: string;
  /** The worst item's, or why there is none. */
  readonly class: Maybe<WaterClass>;
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
  readonly values: Readonly<Partial<Record<WaterItem, Maybe<number>>>>;
  readonly target?: WaterClass;
}

/** Two printed decimals of up to 15 digits differ exactly where their doubles do, so doubles are compared as they are. */
function rankByRule(value: number, rule: ItemRule): number {
  if (rule.kind === 'within') return value >= rule.low && value <= rule.high ? 1 : 6;
  const meets = (limit: number): boolean => (rule.kind === 'at-most' ? value <= limit : value >= limit);
  const first = rule.limits.findIndex(meets);
  return first < 0 ? 6 : first + 1;
}

/**
 * The class of one item: the best whose inclusive limit it meets; missing where the table gives it no limits.
 * @throws RangeError when the value is not finite, or negative.
 * @source GB 3838-2002 table 1
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
  return WATER_CLASSES[rankByRule(value, rule) - 1] ?? missing('not-applicable');
}

function itemsOf(
  { waterBody, values }: SectionInput,
  edition: Gb3838Edition,
  method: WaterMethod,
): SectionClass['items'] {
  const items: Partial<Record<WaterItem, ItemClass>> = {};
  for (const item of WATER_ITEMS) {
    const value = values[item];
    if (value === undefined) continue;
    const of = isMissing(value) ? value : itemClass(item, value, waterBody, edition);
    items[item] = { value, class: of, evaluated: method.items.has(item) };
  }
  return items;
}

/** The end of a range that the value is beyond, or the limit of the class. */
function limitAt(rule: ItemRule, against: WaterClass, value: number): number {
  if (rule.kind === 'within') return value < rule.low ? rule.low : rule.high;
  return rule.limits[Math.min(rankOf(against), 5) - 1] ?? rule.limits[4];
}

function exceedancesOf(
  items: SectionClass['items'],
  against: WaterClass,
  rules: Gb3838Edition['rules'][WaterBody],
): Exceedance[] {
  return WATER_ITEMS.flatMap((item) => {
    const found = items[item];
    const rule = rules[item];
    if (!found?.evaluated || !rule || isMissing(found.class) || isMissing(found.value)) return [];
    if (rankOf(found.class) <= rankOf(against)) return [];
    const limit = limitAt(rule, against, found.value);
    const multiple = rule.kind === 'at-most' ? multipleOf(found.value, limit) : missing('not-applicable');
    return [{ item, value: found.value, limit, multiple }];
  });
}

/** (C - S) / S to two decimals [M]. */
const multipleOf = (value: number, limit: number): number =>
  roundRational(divide(subtract(exactly(value), exactly(limit)), exactly(limit)), 2);

const whyNone = (items: SectionClass['items'], method: WaterMethod): Maybe<WaterClass> => {
  const first = WATER_ITEMS.find((item) => method.items.has(item) && items[item]);
  const value = first && items[first]?.value;
  return missing(isMissing(value) ? value.missing : 'no-data');
};

/**
 * The class of a section: single factor, the worst item that takes part decides; missing items are skipped.
 * @throws RangeError when a value is not finite, or negative (temperature may be).
 * @source GB 3838-2002 clause 5.1; the method's own source says which items take part
 */
export function sectionClass(
  input: SectionInput,
  edition: Gb3838Edition,
  method: WaterMethod,
  _options: Readonly<Record<string, never>> = {},
  trace?: Trace,
): SectionClass {
  const items = itemsOf(input, edition, method);
  const taking = WATER_ITEMS.filter((item) => items[item]?.evaluated && !isMissing(items[item].class));
  const ranks = taking.map((item) => rankOf(items[item]?.class as WaterClass));
  const worst = WATER_CLASSES[Math.max(...ranks) - 1];
  const against = input.target ?? 'III';
  for (const item of taking) traceItem(item, items[item], input.waterBody, edition, trace);
  return {
    edition: edition.id,
    method: method.id,
    class: worst ?? whyNone(items, method),
    ...(worst && { level: LEVELS[worst] }),
    determining: taking.filter((item) => items[item]?.class === worst),
    items,
    exceedances: exceedancesOf(items, against, edition.rules[input.waterBody]),
    against,
  };
}

function traceItem(
  item: WaterItem,
  found: ItemClass | undefined,
  body: WaterBody,
  edition: Gb3838Edition,
  trace?: Trace,
): void {
  const rule = edition.rules[body][item];
  if (!trace || !found || !rule || isMissing(found.value) || isMissing(found.class)) return;
  const limits = rule.kind === 'within' ? `${rule.low} to ${rule.high}` : rule.limits.join(', ');
  trace.step({
    quantity: `class.${item}`,
    edition: edition.id,
    clause: `table 1 (${body}), ${rule.kind}`,
    inputs: { value: found.value, limits },
    arithmetic: `${found.value} against ${limits}: the best class whose limit it meets`,
    result: found.class,
  });
}

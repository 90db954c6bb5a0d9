import { halfEven, type Trace } from '../../figure/derivation.ts';
import { isMissing } from '../../figure/missing.ts';
import type { Gb3838Edition, ItemRule } from '../gb3838/edition.ts';
import type { WaterClass, WaterItem } from '../item.ts';
import type { BelowDetection } from '../measured.ts';
import { ROUNDING_DIGITS, type Rounding } from '../rounding.ts';
import { type Exceedance, MULTIPLE_DIGITS } from './exceedance.ts';
import type { ItemClass } from './item-class.ts';

/** One item on its way to its class. */
export interface ItemTrace {
  readonly item: WaterItem;
  readonly measured: number | BelowDetection;
  readonly value: number;
  readonly rounding: Rounding;
  readonly class: WaterClass;
  readonly rule: ItemRule;
  readonly relief: boolean;
}

const SIGNS = { 'at-most': '≤', 'at-least': '≥' } as const;

const limitsOf = (rule: ItemRule): string =>
  rule.kind === 'within' ? `${rule.low} to ${rule.high}` : Object.values(rule.limits).join(', ');

function arithmeticOf({ value, rule, relief }: ItemTrace): string {
  if (rule.kind === 'within') return `${value} within ${limitsOf(rule)}: I, outside: worse-than-V`;
  if (relief && rule.kind === 'at-least')
    return `${value} is ${rule.saturationPercent} % of saturation or more: I`;
  return `the best class of I to V for which ${value} ${SIGNS[rule.kind]} ${limitsOf(rule)}`;
}

/** What was received, where the value whose class it is was worked out of it. */
function received({ measured, value }: ItemTrace): Record<string, number> {
  if (typeof measured === 'number') return measured === value ? {} : { received: measured };
  return { belowDetection: measured.belowDetection };
}

/** The step behind the class of one item. */
export function traceItem(found: ItemTrace, edition: Gb3838Edition, trace: Trace): void {
  const digits = found.rounding === 'none' ? undefined : ROUNDING_DIGITS[found.rounding][found.item];
  trace.step({
    quantity: `class.${found.item}`,
    edition: edition.id,
    clause: found.rule.clause,
    inputs: { ...received(found), value: found.value, limits: limitsOf(found.rule) },
    arithmetic: arithmeticOf(found),
    ...(digits !== undefined && { rounding: `the value ${halfEven(digits)}` }),
    result: found.class,
  });
}

/** The step from the classes of the items to that of the section. */
export function traceWorst(
  items: Readonly<Partial<Record<WaterItem, ItemClass>>>,
  worst: WaterClass | null,
  edition: Gb3838Edition,
  trace: Trace,
): void {
  const parts = Object.entries(items).filter(([, found]) => found.evaluated);
  trace.step({
    quantity: 'class',
    edition: edition.id,
    clause: 'clause 5.1, single factor',
    inputs: Object.fromEntries(parts.map(([item, { class: of }]) => [item, isMissing(of) ? of.missing : of])),
    arithmetic: 'the worst of the items that take part',
    result: worst,
  });
}

/** How far each item is beyond the class held against. */
export function traceExceedances(
  exceedances: readonly Exceedance[],
  against: WaterClass,
  edition: Gb3838Edition,
  trace: Trace,
): void {
  for (const { item, value, limit, multiple } of exceedances) {
    const none = isMissing(multiple);
    trace.step({
      quantity: `exceedance.${item}`,
      edition: edition.id,
      clause: `clause 5.1, against class ${against}`,
      inputs: { value, limit },
      arithmetic: none ? `${value} is beyond ${limit}` : `(${value} - ${limit}) / ${limit}`,
      ...(!none && { rounding: halfEven(MULTIPLE_DIGITS) }),
      result: none ? null : multiple,
    });
  }
}

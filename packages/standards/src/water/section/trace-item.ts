import type { Trace } from '../../figure/derivation.ts';
import type { Gb3838Edition, ItemRule } from '../gb3838/edition.ts';
import type { WaterClass } from '../item.ts';
import type { Assessed } from './exceedance.ts';

const SIGNS = { 'at-most': '≤', 'at-least': '≥' } as const;

const limitsOf = (rule: ItemRule): string =>
  rule.kind === 'within' ? `${rule.low} to ${rule.high}` : Object.values(rule.limits).join(', ');

function arithmeticOf({ value, rule, relief }: Assessed & { relief: boolean }): string {
  if (rule.kind === 'within') return `${value} within ${limitsOf(rule)}: I, outside: worse-than-V`;
  if (relief && rule.kind === 'at-least')
    return `${value} is ${rule.saturationPercent} % of saturation or more: I`;
  return `the best class of I to V for which ${value} ${SIGNS[rule.kind]} ${limitsOf(rule)}`;
}

/** The step behind the class of one item. */
export function traceItem(found: Assessed & { relief: boolean }, edition: Gb3838Edition, trace: Trace): void {
  trace.step({
    quantity: `class.${found.item}`,
    edition: edition.id,
    clause: found.rule.clause,
    inputs: { value: found.value, limits: limitsOf(found.rule) },
    arithmetic: arithmeticOf(found),
    result: found.class,
  });
}

/** The step from the classes of the items to that of the section. */
export function traceWorst(
  assessed: readonly Assessed[],
  worst: WaterClass | null,
  edition: Gb3838Edition,
  trace: Trace,
): void {
  trace.step({
    quantity: 'class',
    edition: edition.id,
    clause: 'clause 5.1, single factor',
    inputs: Object.fromEntries(assessed.map((found) => [found.item, found.class])),
    arithmetic: 'the worst of the items that take part',
    result: worst,
  });
}

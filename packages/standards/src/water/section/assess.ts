import type { Trace } from '../../figure/derivation.ts';
import { isMissing, type Maybe, missing } from '../../figure/missing.ts';
import type { Gb3838Edition, ItemRule, ItemRules } from '../gb3838/edition.ts';
import type { WaterClass, WaterItem } from '../item.ts';
import { type BelowDetection, countedValue, detectedValue, type Measured } from '../measured.ts';
import { isSaturated } from '../oxygen.ts';
import { roundValue } from '../rounding.ts';
import { classByRule, type ItemClass } from './item-class.ts';
import type { SectionOptions } from './method.ts';
import { traceItem } from './trace-section.ts';

/** What the items of one section are assessed with. */
export interface Assessing {
  readonly edition: Gb3838Edition;
  readonly rules: ItemRules;
  readonly items: ReadonlySet<WaterItem>;
  readonly options: SectionOptions;
  readonly temperature: Measured | undefined;
  readonly trace: Trace | undefined;
}

/** Class I by saturation: only under the option, only where the row has it and the temperature is known. */
function relieved(value: number, rule: ItemRule, { options, temperature }: Assessing): boolean {
  if (!options.saturationRelief || rule.kind !== 'at-least' || temperature === undefined) return false;
  const celsius = countedValue(temperature);
  return !isMissing(celsius) && isSaturated(value, celsius, rule.saturationPercent);
}

function classOf(
  item: WaterItem,
  measured: number | BelowDetection,
  value: number,
  by: Assessing,
): Maybe<WaterClass> {
  const rule = by.rules[item];
  if (!rule) {
    if (Number.isFinite(value)) return missing('not-applicable');
    throw new RangeError(`not a finite number: ${item} ${value}`);
  }
  const byLimits = classByRule(item, value, rule);
  const relief = byLimits !== 'I' && relieved(value, rule, by);
  const found = relief ? 'I' : byLimits;
  if (by.trace && by.items.has(item)) {
    const { rounding } = by.options;
    traceItem({ item, measured, value, rounding, class: found, rule, relief }, by.edition, by.trace);
  }
  return found;
}

/** The class of one item of a section under its options. @throws RangeError as itemClass */
export function assess(item: WaterItem, measured: Measured, by: Assessing): ItemClass {
  const evaluated = by.items.has(item);
  if (isMissing(measured)) return { value: measured, class: measured, evaluated };
  const value = roundValue(item, detectedValue(measured), by.options.rounding);
  const found = { value, class: classOf(item, measured, value, by), evaluated };
  return value === measured ? found : { ...found, received: measured };
}

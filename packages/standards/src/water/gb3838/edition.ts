import type { Edition, Sourced } from '../../editions/edition.ts';
import type { BoundedClass, WaterBody, WaterItem } from '../item.ts';

/** The limit of each class, in the unit of the item; inclusive. */
export type ClassLimits = Readonly<Record<BoundedClass, number>>;

/** A row of table 1 that has class limits. */
export type ItemRule = Sourced &
  (
    | { readonly kind: 'at-most'; readonly limits: ClassLimits }
    /** Class I is met at `saturationPercent` of saturation too, where a method uses that. */
    | { readonly kind: 'at-least'; readonly limits: ClassLimits; readonly saturationPercent: number }
    /** Both ends inclusive, the same for all classes; outside is worse than V. */
    | { readonly kind: 'within'; readonly low: number; readonly high: number }
  );

/** The rows of table 1 that have class limits, by item. */
export type ItemRules = Readonly<Partial<Record<WaterItem, ItemRule>>>;

/** The row of water temperature: a bound on what people may change within a week, and no class. */
export interface TemperatureRule extends Sourced {
  /** Greatest rise and fall of the weekly mean, in °C; inclusive. */
  readonly maxWeeklyRise: number;
  readonly maxWeeklyFall: number;
}

/** GB 3838: table 1, complete for one edition. */
export interface Gb3838Edition extends Edition {
  readonly standard: 'GB 3838';
  readonly temperature: TemperatureRule;
  readonly rules: Readonly<Record<WaterBody, ItemRules>>;
}

import type { ByWaterItem } from './water-item.ts';

/** The exact sum of some results, `unscaled` × 10^-`scale`. */
export interface ItemSum {
  /** A whole number; a bigint where it is beyond the safe integers. */
  readonly unscaled: number | bigint;
  /** Decimals of the sum; `unscaled` has no trailing zero where there is one. */
  readonly scale: number;
  /** How many results it is the sum of. */
  readonly count: number;
}

/** The record of a civil day of a section. Means, class and validity of the day and of any period are computed from it. */
export interface WaterDayRecord {
  /** In the unit of each item; of pH hydrogen ions in 10^-26 mol/L. An item without a result is absent. */
  readonly sums: ByWaterItem<ItemSum>;
  /** Sampling times with a value. */
  readonly samples: number;
  /** Expected sampling times that have a sample, each once. */
  readonly covered: number;
}

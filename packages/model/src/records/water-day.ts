import type { ByWaterItem } from './water-item.ts';

/** The exact sum of some results, `unscaled` × 10^-`scale`. */
export interface ItemSum {
  /** An integer; a bigint if it is beyond the safe integers. */
  readonly unscaled: number | bigint;
  /** Number of decimals of the sum; `unscaled` has no trailing zero if there are decimals. */
  readonly scale: number;
  /** Number of results in the sum. */
  readonly count: number;
}

/** The record of a civil day of a section. Means, class and validity of the day and of any period are computed from it. */
export interface WaterDayRecord {
  /**
   * Sums in the unit of each item; for pH hydrogen ions in 10^-26 mol/L. An item without a result is absent.
   */
  readonly sums: ByWaterItem<ItemSum>;
  /** Number of sampling times with a value. */
  readonly samples: number;
  /** Number of expected sampling times with a sample, each counted once. */
  readonly covered: number;
}

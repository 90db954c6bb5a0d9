import type { Maybe } from '@lanbi/standards';
import type { StationId } from '../nouns/ids.ts';
import type { ByWaterItem } from './water-item.ts';

/**
 * The record of a section at one sampling time. Class, determining items, exceedances and validity are computed from it.
 */
export interface WaterSampleRecord {
  /**
   * Values in mg/L, or the unit of the item; below the detection limit half of the limit, as figures use it.
   */
  readonly values: ByWaterItem<Maybe<number>>;
  /** Stations whose observations took part, in the order of their ids. */
  readonly stations: readonly StationId[];
  /**
   * Whether it is instantaneous: a sample of 00:00 then counts for the day that begins, otherwise for the day that
   * ends.
   */
  readonly instant: boolean;
}

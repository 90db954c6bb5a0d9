import type { Maybe } from '@lanbi/standards';
import type { StationId } from '../nouns/ids.ts';
import type { ByWaterItem } from './water-item.ts';

/**
 * The record of a section at one sampling time. Class, determining items, exceedances and validity are computed from it.
 */
export interface WaterSampleRecord {
  /** mg/L, or the unit of the item. Of a value below the detection limit half of the limit, as it enters figures. */
  readonly values: ByWaterItem<Maybe<number>>;
  /** Stations whose observations took part, in the order of their ids. */
  readonly stations: readonly StationId[];
  /** Whether it is made of instants alone: that of 00:00 counts to the day that begins, any other to the day that ends. */
  readonly instant: boolean;
}

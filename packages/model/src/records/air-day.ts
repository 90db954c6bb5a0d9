import type { AirValues, Maybe } from '@lanbi/standards';
import type { Coverage, Rests } from './air-hour.ts';

/** The record of a civil day of a station or region. Index, category and validity are computed from it. */
export interface AirDayRecord {
  /** Day means, of ozone the daily maximum 8 h: µg/m³, CO mg/m³. */
  readonly concentrations: AirValues;
  /** What rounding them to a millionth left out; of them longer periods are made. */
  readonly rests?: Rests;
  /** Daily maximum 1 h of ozone, µg/m³. */
  readonly further: { readonly o3_1h: Maybe<number> };
  readonly coverage: Coverage;
  /** True until the last hour of the day or a later one is there. */
  readonly running: boolean;
}

import type { AirValues, Maybe, Remainder } from '@lanbi/standards';
import type { PollutantCoverage, Rests } from './air-hour.ts';

/** The remainders of rounding the values of a day to a millionth. */
export interface DayRests extends Rests {
  readonly o3_1h?: Remainder;
}

/** The record of a civil day of a station or region. Index, category and validity are computed from it. */
export interface AirDayRecord {
  /** Day means, for ozone the daily maximum 8 h: µg/m³, CO mg/m³. */
  readonly concentrations: AirValues;
  /** Remainders; longer periods are computed from values and remainders. */
  readonly rests?: DayRests;
  /** Daily maximum 1 h of ozone, µg/m³. */
  readonly further: { readonly o3_1h: Maybe<number> };
  readonly coverage: PollutantCoverage;
  /** True until the last hour of the day or a later one is there. */
  readonly running: boolean;
}

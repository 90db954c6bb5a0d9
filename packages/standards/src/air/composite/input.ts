import type { Rational } from '../../exact/rational.ts';
import type { Maybe } from '../../figure/missing.ts';
import type { AirPollutant, AirValues } from '../pollutant.ts';

export interface CompositeInput {
  /** Period means of SO2, NO2, PM10, PM2.5 (µg/m³), the 95th percentile of CO (mg/m³), the 90th of O3 (µg/m³). */
  readonly values: AirValues;
  /** For `annex-c`: percentiles of the day means, SO2 and NO2 the 98th, PM10 and PM2.5 the 95th (µg/m³). */
  readonly percentiles?: Readonly<Partial<Record<AirPollutant, Maybe<number>>>>;
  /** Of those that are no decimals, for a rounding that takes concentrations as they come. */
  readonly exact?: ExactInput | undefined;
}

/** Exact concentrations in the places of rounded ones. */
export interface ExactInput {
  readonly values: Readonly<Partial<Record<AirPollutant, Rational>>>;
  readonly percentiles: Readonly<Partial<Record<AirPollutant, Rational>>>;
}

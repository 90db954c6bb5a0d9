import type { Maybe } from '../../figure/missing.ts';
import type { AirPollutant, AirValues } from '../pollutant.ts';

export interface CompositeInput {
  /** Period means of SO2, NO2, PM10, PM2.5 (µg/m³), the 95th percentile of CO (mg/m³), the 90th of O3 (µg/m³). */
  readonly values: AirValues;
  /** For `annex-c`: percentiles of the day means, SO2 and NO2 the 98th, PM10 and PM2.5 the 95th (µg/m³). */
  readonly percentiles?: Readonly<Partial<Record<AirPollutant, Maybe<number>>>>;
}

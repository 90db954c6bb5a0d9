import type { AirPollutant, AirValues } from '../../src/index.ts';
import { AIR_POLLUTANTS, type Maybe, type MissingReason, missing } from '../../src/index.ts';

/** A clean day or hour: every sub-index is at most 50. */
export const CLEAN = { so2: 10, no2: 15, co: 0.5, o3: 60, pm10: 20, pm2_5: 10 } as const;

/** The clean values with some of them replaced: a number or why there is none. */
export function given(values: Partial<Record<AirPollutant, number | MissingReason>> = {}): AirValues {
  const of = (pollutant: AirPollutant): Maybe<number> => {
    const value = values[pollutant] ?? CLEAN[pollutant];
    return typeof value === 'number' ? value : missing(value);
  };
  return Object.fromEntries(AIR_POLLUTANTS.map((each) => [each, of(each)])) as Record<
    AirPollutant,
    Maybe<number>
  >;
}

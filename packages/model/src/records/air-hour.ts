import type { AirPollutant, AirValues, FurtherInput, Maybe, Remainder } from '@lanbi/standards';

/** The sliding means that end with an hour: ozone over 8 h, SO2 and particulates over 24 h. */
export type RunningInput = Exclude<FurtherInput, 'o3_1h'>;

/** Sliding means that end with the hour; µg/m³. */
export type RunningMeans = Readonly<Record<RunningInput, Maybe<number>>>;

/**
 * A value rounded to a millionth, or the reason why it is missing, and the rounding remainder; without a remainder it
 * is exact.
 */
export interface CarriedValue {
  readonly value: Maybe<number>;
  readonly rest?: Remainder | undefined;
}

/** Of how many the value is made: hours of a station's day, points of a region; by pollutant. */
export type PollutantCoverage = Readonly<
  Record<AirPollutant, { readonly expected: number; readonly observed: number }>
>;

/** Whole minutes that the samples of an hour cover, for pollutants with too few. */
export type FewMinutes = Readonly<Partial<Record<AirPollutant, number>>>;

/** Remainders of rounding values to a millionth; absent for exact values. */
export type Rests = Readonly<Partial<Record<AirPollutant, Remainder>>>;

/**
 * The record of a clock hour of a station or region. Index, sub-indices, category and validity are computed from it;
 * running means from the records of their hours.
 */
export interface AirHourRecord {
  /** One-hour means: µg/m³, CO mg/m³. */
  readonly concentrations: AirValues;
  /** Rounding remainders of the means, so that values computed from them are rounded once. */
  readonly rests?: Rests;
  /**
   * The running mean of SO2, only if SO2 is above the scale of the hour and an edition uses the running mean instead:
   * then it is an input of the index.
   * @source HJ 633-2012, SO2 1 h above 800 [P]
   */
  readonly so2_24h?: CarriedValue;
  /** Points that took part, of a region only. */
  readonly coverage?: PollutantCoverage;
  /** Of a station only. */
  readonly minutes?: FewMinutes;
}

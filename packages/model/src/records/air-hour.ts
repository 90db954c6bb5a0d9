import type { AirPollutant, AirValues, FurtherInput, Maybe, Remainder } from '@lanbi/standards';

/** The sliding means that end with an hour: ozone over 8 h, SO2 and particulates over 24 h. */
export type RunningInput = Exclude<FurtherInput, 'o3_1h'>;

/** Sliding means that end with the hour; µg/m³. */
export type RunningMeans = Readonly<Record<RunningInput, Maybe<number>>>;

/** A value to a millionth or why there is none, and what rounding it left out; without a remainder it is exact. */
export interface CarriedValue {
  readonly value: Maybe<number>;
  readonly rest?: Remainder | undefined;
}

/** Of how many the value is made: hours of a station's day, points of a region; by pollutant. */
export type PollutantCoverage = Readonly<
  Record<AirPollutant, { readonly expected: number; readonly observed: number }>
>;

/** Whole minutes that the samples of an hour cover, of the pollutants for which they are too few. */
export type FewMinutes = Readonly<Partial<Record<AirPollutant, number>>>;

/** What rounding values to a millionth left out; nothing of those that are exact. */
export type Rests = Readonly<Partial<Record<AirPollutant, Remainder>>>;

/**
 * The record of a clock hour of a station or region. Index, sub-indices, category and validity are computed from it;
 * running means from the records of the hours that they are made of.
 */
export interface AirHourRecord {
  /** One-hour means: µg/m³, CO mg/m³. */
  readonly concentrations: AirValues;
  /** What rounding the means to a millionth left out, so that whatever is made of them is rounded once. */
  readonly rests?: Rests;
  /**
   * The running mean of SO2, only where SO2 is above the scale of the hour and an edition takes the running mean in its
   * place: then it is an input of the index.
   * @source HJ 633-2012, SO2 1 h above 800 [P]
   */
  readonly so2_24h?: CarriedValue;
  /** Points that took part, of a region only. */
  readonly coverage?: PollutantCoverage;
  /** Of a station only. */
  readonly minutes?: FewMinutes;
}

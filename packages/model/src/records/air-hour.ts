import type { AirPollutant, AirValues, FurtherInput, Maybe, Remainder } from '@lanbi/standards';

/** Sliding means that end with the hour: ozone over 8 h, SO2 and particulates over 24 h; µg/m³. */
export type RunningMeans = Readonly<Record<Exclude<FurtherInput, 'o3_1h'>, Maybe<number>>>;

/** Of how many the value is made: hours of a station's day, points of a region; by pollutant. */
export type Coverage = Readonly<
  Record<AirPollutant, { readonly expected: number; readonly observed: number }>
>;

/** Whole minutes that the samples of an hour cover, of the pollutants for which they are too few. */
export type FewMinutes = Readonly<Partial<Record<AirPollutant, number>>>;

/** What rounding values to a millionth left out; nothing of those that are exact. */
export type Rests = Readonly<Partial<Record<AirPollutant, Remainder>>>;

/**
 * The record of a clock hour of a station or region. Index, sub-indices, category and validity are computed from it.
 *
 * The running means of a station are stored although they follow from the 24 hours: an hour is then read as one slot,
 * and a corrected hour changes the revision and time of each later hour whose running means hold it.
 */
export interface AirHourRecord {
  /** One-hour means: µg/m³, CO mg/m³. */
  readonly concentrations: AirValues;
  /** Only of short decimals, for which the side of the exact value decides how an index rounds. */
  readonly rests?: Rests;
  readonly further: RunningMeans;
  /** Points that took part, of a region only. */
  readonly coverage?: Coverage;
  /** Of a station only. */
  readonly minutes?: FewMinutes;
}

import type { AirDayKind, AirHourKind } from '../nouns/result.ts';
import type { AirDayColumns } from '../records/air-day-columns.ts';
import type { AirHourColumns } from '../records/air-hour-columns.ts';

/** Days of air of some subjects, from one day to another. */
export interface AirDaysRange {
  readonly kind: AirDayKind;
  readonly subjects: readonly string[];
  /** Numbers of civil days since 1970. */
  readonly first: number;
  readonly last: number;
}

/** Hours of air of some subjects, from one hour to another. */
export interface AirHoursRange {
  readonly kind: AirHourKind;
  readonly subjects: readonly string[];
  /** Numbers of clock hours since 1970 at +08:00. */
  readonly first: number;
  readonly last: number;
}

/**
 * Reads days and hours of air of several subjects as columns, in the order of `subjects`; the values are those of
 * `RecordReader.results`. Period statistics and tables need thousands of records at once, and columns avoid an object
 * for each.
 */
export interface AirColumnsReader {
  airDays(range: AirDaysRange): Promise<readonly AirDayColumns[]>;
  airHours(range: AirHoursRange): Promise<readonly AirHourColumns[]>;
}

import type { Edition, Sourced } from '../../editions/edition.ts';
import type { CivilDate } from '../../time/civil.ts';
import type { Averaging } from '../gb3095/edition.ts';
import type { AirPollutant } from '../pollutant.ts';

/** What a monitoring point is for. */
export type PointRole = 'evaluation' | 'background' | 'control' | 'traffic' | 'other';

/** A statistic of a period and the limit it is held against. */
export interface StatisticRow extends Sourced {
  readonly pollutant: AirPollutant;
  readonly kind: 'mean' | 'percentile';
  /** Of the percentile. */
  readonly percent?: number;
  /** Every period, or calendar years only. */
  readonly periods: 'every' | 'year';
  readonly against: Averaging;
}

/** Decimals of a result as printed. */
export interface ResultDigits extends Sourced {
  readonly co: number;
  readonly others: number;
  /** Of an exceedance multiple. */
  readonly multiple: number;
  /** Of a share in per cent. */
  readonly ratio: number;
}

/** HJ 663: statistics and evaluation, complete for one edition. */
export interface Hj663Edition extends Edition {
  readonly standard: 'HJ 663';
  /** Ozone daily maximum 8 h: windows by the label of their last hour, and how many must be valid. */
  readonly ozone: Sourced & {
    readonly firstLabel: number;
    readonly lastLabel: number;
    readonly validWindows: number;
    /** With fewer windows the day still counts if its maximum is above grade 2. */
    readonly exception: 'above-grade-2' | 'none';
  };
  readonly city: {
    /** The points that take part. */
    readonly roles: Sourced & { readonly of: readonly PointRole[] };
    /** Least share of valid points, per cent; another one below a number of points. */
    readonly share: Sourced & {
      readonly percent: number;
      readonly few: { readonly below: number; readonly percent: number };
    };
  };
  readonly statistics: readonly StatisticRow[];
  readonly digits: ResultDigits;
  /** Pollutants whose period statistics leave out days marked as exceptional events, such as dust. */
  readonly exceptionalEvents: Sourced & {
    readonly leftOutOf: readonly AirPollutant[];
    /** The first day that may be left out; absent where the rule is as old as the edition. */
    readonly from?: CivilDate;
  };
  /** Years of a moving mean; absent where the edition has none. */
  readonly movingMean?: Sourced & { readonly years: number };
  /** The largest index of a good day. */
  readonly goodDay: Sourced & { readonly upTo: number };
}

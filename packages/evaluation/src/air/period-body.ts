import type {
  AirPollutant,
  AirValues,
  AqiMethodId,
  CompositeIndex,
  CompositeOptions,
  Gb3095Edition,
  GoodDays,
  Hj633Edition,
  Hj663Edition,
  Maybe,
  PeriodOptions,
  PeriodStatistics,
  Validity,
} from '@lanbi/standards';
import type { LeftOutDay } from './dust.ts';

/** The composite index of a period, with its statistics, good days, attainment and validity. */
export interface AirPeriodBody {
  readonly composite: CompositeIndex;
  /** The edition of HJ 633 for good days and primary pollutants; absent in a body of an earlier version. */
  readonly hj633?: string;
  readonly hj663: string;
  /** Whether another edition or stage was in force when the period began. */
  readonly editionChangedWithin: boolean;
  /** Period means, CO 95th and ozone 90th percentile: µg/m³, CO mg/m³. */
  readonly concentrations: AirValues;
  /** Percentiles of the day means, for a calendar year only. */
  readonly percentiles: PeriodStatistics['percentiles'];
  /** Number of valid days of each pollutant. */
  readonly days: Readonly<Record<AirPollutant, number>>;
  readonly goodDays: GoodDays;
  /** Good days without dust days; absent if there are no dust days. */
  readonly goodDaysWithoutDust?: GoodDays;
  /** Number of days on which each was a primary pollutant. */
  readonly primaryDays: Readonly<Record<AirPollutant, number>>;
  /** Attainment of grade 2. */
  readonly attainment: {
    readonly attains: Maybe<boolean>;
    readonly pollutants: Readonly<Record<AirPollutant, Maybe<boolean>>>;
  };
  /** Dust days that concentrations, index and attainment leave out; absent if there are none. */
  readonly dust?: readonly LeftOutDay[];
  /**
   * Validity in days: those of the period, and those of the pollutant with the fewest; as if the period were over.
   */
  readonly validity: Validity;
  /** True while the last day of the period is not over. */
  readonly provisional: boolean;
}

/** The input of rankings and changes: the part of the figure that needs no index of a day. */
export type AirIndexBody = Omit<AirPeriodBody, 'goodDays' | 'goodDaysWithoutDust' | 'primaryDays'>;

/** Selects editions and methods that differ from those in force at the end of the period. */
export interface AirPeriodOptions extends CompositeOptions {
  readonly gb3095?: Gb3095Edition | undefined;
  readonly hj633?: Hj633Edition | undefined;
  readonly hj663?: Hj663Edition | undefined;
  /** The method of the daily indices, if the edition has it. */
  readonly dailyMethod?: AqiMethodId | undefined;
  readonly statistics?: PeriodOptions;
}

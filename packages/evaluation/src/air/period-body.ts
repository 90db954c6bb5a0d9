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

/** The composite index of a period and what goes with it. */
export interface AirPeriodBody {
  readonly composite: CompositeIndex;
  /** Of the good days and the primary pollutants of the days; absent in a body of an earlier version. */
  readonly hj633?: string;
  readonly hj663: string;
  /** True where another edition or stage was in force when the period began. */
  readonly editionChangedWithin: boolean;
  /** Period means, CO 95th and ozone 90th percentile: µg/m³, CO mg/m³. */
  readonly concentrations: AirValues;
  /** Percentiles of the day means, of a calendar year only. */
  readonly percentiles: PeriodStatistics['percentiles'];
  /** Valid days of each pollutant. */
  readonly days: Readonly<Record<AirPollutant, number>>;
  readonly goodDays: GoodDays;
  /** Of the days without dust, where there are days of dust. */
  readonly goodDaysWithoutDust?: GoodDays;
  /** On how many days each was a primary pollutant. */
  readonly primaryDays: Readonly<Record<AirPollutant, number>>;
  /** Grade 2. */
  readonly attainment: {
    readonly attains: Maybe<boolean>;
    readonly pollutants: Readonly<Record<AirPollutant, Maybe<boolean>>>;
  };
  /** Days of dust that concentrations, index and attainment leave out; absent where there is none. */
  readonly dust?: readonly LeftOutDay[];
  /** In days: those of the period, and those that the pollutant with the fewest has; judged as if the period were over. */
  readonly validity: Validity;
  /** True while the last day of the period is not over. */
  readonly provisional: boolean;
}

/** What rankings and changes are made of: all that needs no index of a day. */
export type AirIndexBody = Omit<AirPeriodBody, 'goodDays' | 'goodDaysWithoutDust' | 'primaryDays'>;

/** What a period is evaluated under, where it differs from the editions in force at its end. */
export interface AirPeriodOptions extends CompositeOptions {
  readonly gb3095?: Gb3095Edition | undefined;
  readonly hj633?: Hj633Edition | undefined;
  readonly hj663?: Hj663Edition | undefined;
  /** Of the indices of the days, where the edition has it. */
  readonly dailyMethod?: AqiMethodId | undefined;
  readonly statistics?: PeriodOptions;
}

import type { Edition, Sourced } from '../../editions/edition.ts';
import type { AirPollutant } from '../pollutant.ts';
import type { AqiCategory } from './category.ts';

/** A column of the table of breakpoints. */
export type Column =
  | 'so2.day'
  | 'so2.1h'
  | 'no2.day'
  | 'no2.1h'
  | 'co.day'
  | 'co.1h'
  | 'o3.1h'
  | 'o3.8h'
  | 'pm10.day'
  | 'pm2_5.day';

/** Upper concentrations for 0, 50, 100, 150, 200, 300, 400, 500; null where the table has a dash. */
export type Breakpoints = readonly (number | null)[];

/** The sub-indices that the columns' breakpoints stand for. */
export const IAQI_SCALE = [0, 50, 100, 150, 200, 300, 400, 500] as const;

/** What is done with the concentration above the last breakpoint of a column that ends early. */
export type AboveScale = 'no-sub-index' | number;

/** Inputs beside the six values: sliding means that end with the hour, and the ozone daily maximum 1 h. */
export type FurtherInput = 'so2_24h' | 'o3_8h' | 'pm10_24h' | 'pm2_5_24h' | 'o3_1h';
export type AqiInputKey = AirPollutant | FurtherInput;

/** One input of a pollutant's sub-index; where a pollutant has several, the largest sub-index counts. */
export interface AqiRow {
  readonly input: AqiInputKey;
  readonly column: Column;
  /** Used only where the row before it has no sub-index because the scale ends. */
  readonly when?: 'beyond-scale';
}

export type AqiMethodId = 'live' | 'text' | 'hourly' | 'daily' | 'daily-with-o3-1h';

/** Which concentration goes through which column. */
export interface AqiMethod extends Sourced {
  readonly id: AqiMethodId;
  readonly rows: Readonly<Record<AirPollutant, readonly AqiRow[]>>;
}

/** HJ 633: the breakpoints and the rules that go with it, complete for one edition. */
export interface Hj633Edition extends Edition {
  readonly standard: 'HJ 633';
  readonly table: Readonly<Record<Column, Breakpoints>>;
  /** For SO2 1 h and O3 8 h above 800; the other columns reach 500 and stay there. */
  readonly aboveScale: Readonly<Partial<Record<Column, AboveScale>>>;
  /** Decimals of a concentration before the sub-index (GB/T 8170); absent where the edition says nothing. */
  readonly rounding?: { readonly co: number; readonly others: number };
  /** The first is the default. */
  readonly methods: { readonly hourly: readonly AqiMethod[]; readonly daily: readonly AqiMethod[] };
  /** Whether an index is published although a pollutant of the plan is missing: always, or only when above. */
  readonly publishesIncomplete: 'always' | { readonly above: number };
  /** The smallest index. */
  readonly lowest: 0 | 1;
  /** Primary pollutants are named when the index is above this. */
  readonly primaryAbove: number;
  /** Exceedance pollutants have a sub-index above this; absent where the edition does not name them. */
  readonly exceedingAbove?: number;
  readonly categories: readonly AqiCategory[];
  /** Where the table and each rule stand. */
  readonly sources: Readonly<
    Record<
      | 'table'
      | 'aboveScale'
      | 'rounding'
      | 'roundUp'
      | 'publishesIncomplete'
      | 'lowest'
      | 'cap'
      | 'primary'
      | 'exceeding'
      | 'categories',
      Sourced
    >
  >;
}

import type { Edition } from '../../editions/edition.ts';

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

/** What is done with the concentration above the last breakpoint of a column that ends early. */
export type AboveScale = 'no-sub-index' | number;

/** HJ 633: table 1 and the rules that go with it, complete for one edition. */
export interface Hj633Edition extends Edition {
  readonly standard: 'HJ 633';
  readonly table: Readonly<Record<Column, Breakpoints>>;
  /** For SO2 1 h above 800 and O3 8 h above 800. */
  readonly aboveScale: Readonly<Partial<Record<Column, AboveScale>>>;
  /** Decimals of a concentration before the sub-index (GB/T 8170); absent where the edition says nothing. */
  readonly rounding?: { readonly co: number; readonly others: number };
  /** Whether a missing pollutant withholds an index that is not above 100 (2026, 5.3.1). */
  readonly incomplete: 'left-out' | 'only-above-100';
  readonly lowest: 0 | 1;
  readonly defaultMethod: { readonly hourly: string; readonly daily: string };
}

/** The sub-indices that the columns' breakpoints stand for. */
export const IAQI_SCALE = [0, 50, 100, 150, 200, 300, 400, 500] as const;

import type { Edition, Sourced } from '../../editions/edition.ts';
import type { CivilDate } from '../../time/civil.ts';
import type { AirPollutant } from '../pollutant.ts';

/** The six of table 1 and the other items of table 2. */
export type AirItem = AirPollutant | 'tsp' | 'nox' | 'pb' | 'bap';

/** What a limit holds for: a mean over the time named, or the daily maximum of the 8 h means. */
export type Averaging = 'year' | 'quarter' | 'day' | '1h' | 'max8h';

/** A row of table 1 or 2: grade 1 and grade 2 limits, µg/m³, CO mg/m³; inclusive. */
export interface Limit extends Sourced {
  readonly pollutant: AirItem;
  readonly averaging: Averaging;
  readonly grade1: number;
  readonly grade2: number;
}

/** Temperature and pressure that a concentration is stated at. */
export interface ReferenceState {
  readonly kelvin: number;
  readonly hectopascal: number;
}

/** Which state gases and particulates are stated at, from a date on. */
export interface ReferenceStates extends Sourced {
  readonly from: CivilDate;
  readonly gases: ReferenceState;
  /** `actual`: as sampled, never converted. */
  readonly particulates: ReferenceState | 'actual';
}

interface ForItems extends Sourced {
  readonly items: readonly AirItem[];
}

/** Table 4: the least that makes a figure valid. An item without a row has no rule. */
export interface ValidityTable {
  /** Minutes of sampling in the hour. */
  readonly hour: ForItems & { readonly minutes: number };
  /** Hourly means in each 8 h. */
  readonly eightHours: ForItems & { readonly hours: number };
  /** Hourly means a day. */
  readonly day: ForItems & { readonly hours: number };
  /** Daily means a year, and in each of its months. */
  readonly year: ForItems & {
    readonly days: number;
    readonly daysAMonth: number;
    readonly daysInFebruary: number;
  };
}

/** GB 3095: tables 1, 2 and 4 and the reference state, complete for one edition or stage. */
export interface Gb3095Edition extends Edition {
  readonly standard: 'GB 3095';
  readonly limits: readonly Limit[];
  readonly validity: ValidityTable;
  /** Oldest first. */
  readonly referenceStates: readonly ReferenceStates[];
}

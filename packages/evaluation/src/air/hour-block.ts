import type { CarriedValue, FewMinutes, Rests } from '@lanbi/model';
import {
  AIR_POLLUTANTS,
  type AirPollutant,
  type AirValues,
  eachPollutant,
  type Maybe,
} from '@lanbi/standards';
import { columnOf } from './columns.ts';
import type { HourFigures } from './hour-concentrations.ts';
import { NullableColumn } from './nullable-column.ts';
import { isSo2BeyondScale } from './running-means.ts';

const COLUMNS = AIR_POLLUTANTS.length;
const LAST = 23;

/** The map with an entry, or without it where there is no value; made when it is first needed. */
function withEntry<Value>(map: Map<number, Value> | undefined, hour: number, value: Value | undefined) {
  if (value === undefined) map?.delete(hour);
  else return (map ?? new Map<number, Value>()).set(hour, value);
  return map;
}

/** The 24 hours of one station's civil day; hours count from 0 (ends at 01:00) to 23 (ends at 24:00). */
export class HourBlock {
  readonly #values = new NullableColumn(24 * COLUMNS);
  /** Of the few hours that are made of too few minutes. */
  #minutes: Map<number, FewMinutes> | undefined;
  /** Of the hours that are means of minutes. */
  #rests: Map<number, Rests> | undefined;
  #present = 0;
  #several = 0;
  #beyond = 0;

  /** Whether any observation counts to the hour. */
  has(hour: number): boolean {
    return (this.#present & (1 << hour)) !== 0;
  }

  /** Whether the day's last hour is there: then the day is over. */
  get over(): boolean {
    return this.has(LAST);
  }

  /** Whether rounding left nothing out of any of its hours. */
  get isExact(): boolean {
    return this.#rests === undefined || this.#rests.size === 0;
  }

  get empty(): boolean {
    return this.#present === 0;
  }

  /** Whether there is more to the hour than one observation of the whole of it, stamped on it. */
  isMadeOfSeveral(hour: number): boolean {
    return (this.#several & (1 << hour)) !== 0;
  }

  /** Hours of which the index takes the running mean of SO2, as bits. */
  get beyondScale(): number {
    return this.#beyond;
  }

  /** Minutes of what the hour has too few of; undefined where it has enough. */
  minutesOf(hour: number): FewMinutes | undefined {
    return this.#minutes?.get(hour);
  }

  /** What rounding the hour's means to a millionth left out; undefined where they are exact. */
  restsOf(hour: number): Rests | undefined {
    return this.#rests?.get(hour);
  }

  put(hour: number, { values, minutes, rests }: HourFigures, madeOfSeveral: boolean): void {
    for (const [column, pollutant] of AIR_POLLUTANTS.entries())
      this.#values.put(hour * COLUMNS + column, values[pollutant]);
    this.#minutes = withEntry(this.#minutes, hour, minutes);
    this.#rests = withEntry(this.#rests, hour, rests);
    this.#present |= 1 << hour;
    if (isSo2BeyondScale(values.so2, rests?.so2)) this.#beyond |= 1 << hour;
    else this.#beyond &= ~(1 << hour);
    if (madeOfSeveral) this.#several |= 1 << hour;
  }

  valuesOf(hour: number): AirValues {
    return eachPollutant((pollutant) => this.at(hour, pollutant));
  }

  /** With what rounding it left out. */
  carriedAt(hour: number, pollutant: AirPollutant): CarriedValue {
    const [value, rest] = [this.at(hour, pollutant), this.#rests?.get(hour)?.[pollutant]];
    return rest ? { value, rest } : { value };
  }

  at(hour: number, pollutant: AirPollutant): Maybe<number> {
    return this.#values.at(hour * COLUMNS + columnOf(pollutant));
  }
}

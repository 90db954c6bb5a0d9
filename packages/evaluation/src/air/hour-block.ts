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

/** Sets or removes an entry of a map, which is created when first needed. */
function withEntry<Value>(map: Map<number, Value> | undefined, hour: number, value: Value | undefined) {
  if (value === undefined) map?.delete(hour);
  else return (map ?? new Map<number, Value>()).set(hour, value);
  return map;
}

/** The 24 hours of one station's civil day; hours count from 0 (ends at 01:00) to 23 (ends at 24:00). */
export class HourBlock {
  readonly #values = new NullableColumn(24 * COLUMNS);
  /** Minutes of the few hours that have too few. */
  #minutes: Map<number, FewMinutes> | undefined;
  /** Remainders of the hours that are means of minute values. */
  #rests: Map<number, Rests> | undefined;
  #present = 0;
  #several = 0;
  #beyond = 0;

  /** Whether any observation counts for the hour. */
  has(hour: number): boolean {
    return (this.#present & (1 << hour)) !== 0;
  }

  /** Whether the last hour of the day is present; then the day is over. */
  get over(): boolean {
    return this.has(LAST);
  }

  /** Whether no hour has a rounding remainder. */
  get isExact(): boolean {
    return this.#rests === undefined || this.#rests.size === 0;
  }

  get empty(): boolean {
    return this.#present === 0;
  }

  /** Whether the hour has more than one hourly observation stamped on the hour. */
  isMadeOfSeveral(hour: number): boolean {
    return (this.#several & (1 << hour)) !== 0;
  }

  /** Hours whose index uses the running mean of SO2, as bits. */
  get beyondScale(): number {
    return this.#beyond;
  }

  /** Returns the minutes of pollutants with too few; undefined if there are enough. */
  minutesOf(hour: number): FewMinutes | undefined {
    return this.#minutes?.get(hour);
  }

  /** Returns the rounding remainders of the hour's means; undefined if they are exact. */
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

  /** Returns a value with its rounding remainder. */
  carriedAt(hour: number, pollutant: AirPollutant): CarriedValue {
    const [value, rest] = [this.at(hour, pollutant), this.#rests?.get(hour)?.[pollutant]];
    return rest ? { value, rest } : { value };
  }

  at(hour: number, pollutant: AirPollutant): Maybe<number> {
    return this.#values.at(hour * COLUMNS + columnOf(pollutant));
  }
}

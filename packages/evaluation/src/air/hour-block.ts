import {
  AIR_POLLUTANTS,
  type AirPollutant,
  type AirValues,
  eachPollutant,
  type Maybe,
} from '@lanbi/standards';
import { columnOf } from './day-table.ts';
import type { FewMinutes, HourFigures } from './hour-concentrations.ts';
import { Maybes } from './maybes.ts';

const COLUMNS = AIR_POLLUTANTS.length;
const LAST = 23;

/** The 24 hours of one station's civil day; hours count from 0 (ends at 01:00) to 23 (ends at 24:00). */
export class HourBlock {
  readonly #values = new Maybes(24 * COLUMNS);
  /** Of the few hours that are made of too few minutes. */
  #minutes: Map<number, FewMinutes> | undefined;
  #present = 0;
  #several = 0;

  /** Whether any observation counts to the hour. */
  has(hour: number): boolean {
    return (this.#present & (1 << hour)) !== 0;
  }

  /** Whether the day's last hour is there: then the day is over. */
  get over(): boolean {
    return this.has(LAST);
  }

  get empty(): boolean {
    return this.#present === 0;
  }

  /** Whether there is more to the hour than one observation of the whole of it, stamped on it. */
  isMadeOfSeveral(hour: number): boolean {
    return (this.#several & (1 << hour)) !== 0;
  }

  /** Minutes of what the hour has too few of; undefined where it has enough. */
  minutesOf(hour: number): FewMinutes | undefined {
    return this.#minutes?.get(hour);
  }

  put(hour: number, { values, minutes }: HourFigures, madeOfSeveral: boolean): void {
    for (const [column, pollutant] of AIR_POLLUTANTS.entries())
      this.#values.put(hour * COLUMNS + column, values[pollutant]);
    this.#putMinutes(hour, minutes);
    this.#present |= 1 << hour;
    if (madeOfSeveral) this.#several |= 1 << hour;
  }

  #putMinutes(hour: number, minutes: FewMinutes | undefined): void {
    if (!minutes) {
      this.#minutes?.delete(hour);
      return;
    }
    this.#minutes ??= new Map();
    this.#minutes.set(hour, minutes);
  }

  valuesOf(hour: number): AirValues {
    return eachPollutant((pollutant) => this.at(hour, pollutant));
  }

  at(hour: number, pollutant: AirPollutant): Maybe<number> {
    return this.#values.at(hour * COLUMNS + columnOf(pollutant));
  }
}

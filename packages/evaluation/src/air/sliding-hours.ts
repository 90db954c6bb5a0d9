import type { Station } from '@lanbi/model';
import { HOUR, type Instant, instant } from '@lanbi/standards';
import type { Causes } from '../cause.ts';
import { startOfDayNumber } from '../period/day-number.ts';
import { inBatches } from './batches.ts';
import { DirtyHours, endOfDayHour } from './dirty-hours.ts';
import type { Hours } from './hours.ts';
import { RUNNING_HOURS } from './running-means.ts';

/** Finds hours whose index uses the running mean of SO2: they change with each of the 24 hours up to them. */
export class SlidingHours {
  readonly #hours: Hours;

  constructor(hours: Hours) {
    this.#hours = hours;
  }

  /**
   * Loads a day, and the next one if the station was evaluated so far: its running means may include hours of the day.
   */
  async load(station: Station, day: number): Promise<void> {
    await this.#hours.load(station, day);
    if (startOfDayNumber(day + 1) < this.#hours.latest(station.id)) await this.#hours.load(station, day + 1);
  }

  /**
   * Returns the dirty hours of a station, and the later hours whose indices use a running mean that includes them.
   */
  async reachedBy(station: Station, dirty: DirtyHours): Promise<DirtyHours> {
    const reached = new DirtyHours();
    for (const [day, hours] of dirty.days()) {
      await this.load(station, day);
      reached.addDay(day, hours);
      if (!this.isNear([station], day)) continue;
      for (const hour of hours.hours())
        this.addAfter([station], endOfDayHour(day, hour), hours.causesOf(hour), reached);
    }
    return reached;
  }

  /** Whether SO2 of a station is above the scale of the hour in a day, or in the one after it. Both are loaded. */
  isNear(stations: readonly Station[], day: number): boolean {
    return stations.some(
      ({ id }) => this.#hours.hasBeyondScale(id, day) || this.#hours.hasBeyondScale(id, day + 1),
    );
  }

  /**
   * Adds the hours whose 24 h running means include an hour, and in which SO2 of a station is above the scale of the
   * hour.
   */
  addAfter(stations: readonly Station[], end: Instant, causes: Causes, reached: DirtyHours): void {
    for (let ago = 1; ago < RUNNING_HOURS; ago += 1) {
      const later = instant(end + ago * HOUR);
      if (stations.some(({ id }) => this.#hours.isBeyondScale(id, later))) reached.add(later, causes);
    }
  }

  /** Loads a day of stations, and the previous day if a running mean that ends in it is needed. */
  async loadForMeans(stations: readonly Station[], day: number): Promise<void> {
    await inBatches(stations, (station) => this.#hours.load(station, day));
    if (stations.some(({ id }) => this.#hours.hasBeyondScale(id, day)))
      await inBatches(stations, (station) => this.#hours.load(station, day - 1));
  }
}

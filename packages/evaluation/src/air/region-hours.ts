import type { RegionId, Result, Station, StationId } from '@lanbi/model';
import { HOUR, type Instant, instant } from '@lanbi/standards';
import { withCauses } from '../cause.ts';
import type { EvaluationStore } from '../evaluation.ts';
import { inBatches } from './batches.ts';
import { type DirtyDay, DirtyHours, endOfDayHour } from './dirty-hours.ts';
import type { DirtyStation } from './dirty-station.ts';
import type { Hours } from './hours.ts';
import type { Points } from './points.ts';
import { regionHour } from './region-values.ts';
import type { SlidingHours } from './sliding-hours.ts';

/** Computes hour records of regions, each once per flush, however many points reported. */
export class RegionHours {
  readonly #store: EvaluationStore;
  readonly #points: Points;
  readonly #hours: Hours;
  readonly #sliding: SlidingHours;

  constructor(store: EvaluationStore, points: Points, hours: Hours, sliding: SlidingHours) {
    this.#store = store;
    this.#points = points;
    this.#hours = hours;
    this.#sliding = sliding;
  }

  /** Yields the records that change with dirty hours of stations. */
  async *records(stations: readonly DirtyStation[]): AsyncIterableIterator<readonly Result[]> {
    for (const [region, dirty] of this.#regionsOf(stations)) yield* this.#ofRegion(region, dirty);
  }

  /**
   * Returns the regions of which a station is a point on the day of a dirty hour, or on the next day, whose running
   * means include it.
   */
  #regionsOf(stations: readonly DirtyStation[]): ReadonlyMap<RegionId, DirtyHours> {
    const regions = new Map<RegionId, DirtyHours>();
    for (const { station, hours, formerly } of stations)
      for (const [day, dirty] of hours.days())
        for (const region of this.#regionsOn(station.id, day, formerly)) {
          const own = regions.get(region) ?? new DirtyHours();
          regions.set(region, own);
          own.addDay(day, dirty);
        }
    return regions;
  }

  #regionsOn(station: StationId, day: number, formerly: ReadonlySet<RegionId>): Iterable<RegionId> {
    const [own, next] = [this.#points.regionsOf(station, day), this.#points.regionsOf(station, day + 1)];
    return own === next && formerly.size === 0 ? own : new Set([...own, ...next, ...formerly]);
  }

  async *#ofRegion(region: RegionId, dirty: DirtyHours): AsyncIterableIterator<readonly Result[]> {
    for (const [day, hours] of (await this.#reachedBy(region, dirty)).days()) {
      const points = this.#points.of(region, day);
      await this.#sliding.loadForMeans(points, day);
      for (const hour of hours.hours()) {
        const end = endOfDayHour(day, hour);
        yield [{ ...this.#record(region, points, day, end), ...withCauses(hours.causesOf(hour)) }];
      }
      this.#hours.shrink();
    }
  }

  /**
   * Returns the hours that change, as for stations; the running mean of a region's hour may use points without a value
   * in that hour.
   */
  async #reachedBy(region: RegionId, dirty: DirtyHours): Promise<DirtyHours> {
    const reached = new DirtyHours();
    for (const [day, hours] of dirty.days()) {
      const points = new Set([...this.#points.of(region, day), ...this.#points.of(region, day + 1)]);
      await inBatches([...points], (station) => this.#sliding.load(station, day));
      await this.#addPresent(region, day, hours, reached);
      if (this.#sliding.isNear([...points], day))
        for (const hour of hours.hours())
          this.#sliding.addAfter([...points], endOfDayHour(day, hour), hours.causesOf(hour), reached);
      this.#hours.shrink();
    }
    return reached;
  }

  /** Adds the hours in which a point has a value, or for which the region has a record. */
  async #addPresent(region: RegionId, day: number, hours: DirtyDay, reached: DirtyHours): Promise<void> {
    const points = this.#points.of(region, day);
    for (const hour of hours.hours()) {
      const end = endOfDayHour(day, hour);
      if (points.some(({ id }) => this.#hours.has(id, end)) || (await this.#isStored(region, end)))
        reached.add(end, hours.causesOf(hour));
    }
  }

  /** Whether the region has a record of an hour in which none of its points has a value any more. */
  async #isStored(region: RegionId, end: Instant): Promise<boolean> {
    const key = { kind: 'region.aqi.hour', subject: region, from: instant(end - HOUR), to: end } as const;
    return (await this.#store.get(key)) !== undefined;
  }

  #record(region: RegionId, points: readonly Station[], day: number, end: Instant): Result {
    const values = points.map((station) => ({
      station,
      values: this.#hours.valuesOf(station, end),
      rests: this.#hours.restsOf(station, end),
      so2_24h: () => this.#hours.so2Of24h(station, end),
    }));
    const body = regionHour(values, day);
    return { kind: 'region.aqi.hour', subject: region, from: instant(end - HOUR), to: end, body };
  }
}

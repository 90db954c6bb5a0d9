import type { AirHourRecord, RegionId, Result, Station, StationId, StoredObservation } from '@lanbi/model';
import { HOUR, type Instant, instant } from '@lanbi/standards';
import { type Causes, causesOf, type EvaluationInput, withCauses } from '../cause.ts';
import type { Evaluation, EvaluationDeps } from '../evaluation.ts';
import { Watermarks } from '../watermarks.ts';
import { inBatches } from './batches.ts';
import { countsToHour, FULL_HOUR, hoursOf } from './counted-hours.ts';
import { DayRecords } from './day-records.ts';
import { DirtyHours, endOfDayHour } from './dirty-hours.ts';
import type { DirtyStation } from './dirty-station.ts';
import { Hours, type HoursBounds } from './hours.ts';
import { Points } from './points.ts';
import { RegionHours } from './region-hours.ts';
import { SlidingHours } from './sliding-hours.ts';

/** Inputs of one station by the hour for which they count, and the hours that become dirty. */
interface StationInputs extends DirtyStation {
  readonly byHour: Map<Instant, StoredObservation[]>;
}

const noInputs = (station: Station): StationInputs => ({
  station,
  byHour: new Map(),
  hours: new DirtyHours(),
  formerly: new Set<RegionId>(),
});

/** Evaluates air: hour and day records of stations and regions. */
export class AirEvaluation implements Evaluation {
  readonly name = 'air';
  readonly #deps: EvaluationDeps;
  readonly #hours: Hours;
  readonly #sliding: SlidingHours;
  readonly #regionHours: RegionHours;
  readonly #days: DayRecords;
  readonly #watermarks: Watermarks;
  #dirty = new Map<StationId, DirtyStation>();
  #size = 0;

  /** @param bounds of the days in memory; some 80 MB by default */
  constructor(deps: EvaluationDeps, bounds?: HoursBounds) {
    this.#deps = deps;
    const points = new Points(deps.registry);
    this.#hours = new Hours(deps.store, bounds);
    this.#sliding = new SlidingHours(this.#hours);
    this.#regionHours = new RegionHours(deps.store, points, this.#hours, this.#sliding);
    this.#days = new DayRecords(deps.store, points, this.#hours);
    this.#watermarks = new Watermarks((station, period) => this.#lastHour(station, period));
  }

  async restore(): Promise<void> {
    this.#watermarks.clear();
    this.#dirty = new Map();
    this.#size = 0;
    await this.#hours.restore();
    this.#days.restore();
  }

  /** Number of station days in memory. */
  get held(): number {
    return this.#hours.size;
  }

  get dirty(): number {
    return this.#size;
  }

  async apply(inputs: readonly EvaluationInput[]): Promise<void> {
    const all = await this.#byStation(inputs);
    await inBatches([...all.values()], (each) => this.#applyStation(each));
    this.#hours.shrink();
  }

  /** Computes the dirty records; hours first, since they are requested most. */
  async *flush(): AsyncIterableIterator<readonly Result[]> {
    const dirty = [...this.#dirty.values()];
    this.#dirty = new Map();
    this.#size = 0;
    for (const each of dirty) yield* this.#stationHours(each);
    yield* this.#regionHours.records(dirty);
    yield* this.#days.records(dirty);
    this.#hours.shrink();
  }

  async #byStation(inputs: readonly EvaluationInput[]): Promise<Map<StationId, StationInputs>> {
    const all = new Map<StationId, StationInputs>();
    for (const input of inputs) {
      const station = this.#deps.registry.stations.get(input.station);
      if (station?.medium !== 'air' || !countsToHour(input)) continue;
      const own = all.get(station.id) ?? noInputs(station);
      all.set(station.id, own);
      for (const region of input.backfill?.regions ?? [])
        if (this.#deps.registry.regions.has(region)) own.formerly.add(region);
      const known = input.period > 0 ? this.#watermarks.knownCausesOf(station.id, input) : undefined;
      const causes = known ?? (await this.#causesOf(station, input));
      for (const end of hoursOf(input)) {
        const hour = own.byHour.get(end);
        if (hour) hour.push(input);
        else own.byHour.set(end, [input]);
        own.hours.add(end, causes);
      }
    }
    return all;
  }

  /**
   * Returns the causes of an input. Instantaneous values arrive before the hour that contains them: they do not make
   * such an hour late, and are late themselves if a later hour was evaluated.
   */
  async #causesOf(station: Station, input: EvaluationInput): Promise<Causes> {
    if (input.period > 0) return this.#watermarks.causesOf(station, input);
    const [hour] = hoursOf(input);
    return causesOf({ ...input, to: hour }, await this.#watermarks.of(station, input.period)).map(
      (cause) => ({
        ...cause,
        to: input.to,
      }),
    );
  }

  /**
   * Returns the end of the last hour with a record. For hours of shorter samples it is the first millisecond of that
   * hour: one of its samples was applied, and it is not known which.
   */
  async #lastHour(station: Station, period: number): Promise<number> {
    const last = await this.#deps.store.latestResult('aqi.hour', station.id);
    return last ? last.to - (Math.min(period, station.period) < FULL_HOUR ? HOUR - 1 : 0) : -Infinity;
  }

  async #applyStation({ station, byHour, hours, formerly }: StationInputs): Promise<void> {
    for (const [day] of hours.days()) await this.#sliding.load(station, day);
    for (const [end, news] of byHour)
      if (!this.#hours.putWhole(station, end, news)) await this.#hours.put(station, end, news);
    this.#add({ station, hours, formerly });
  }

  #add(added: DirtyStation): void {
    const own = this.#dirty.get(added.station.id);
    if (!own) {
      this.#dirty.set(added.station.id, added);
      this.#size += added.hours.size;
      return;
    }
    this.#size -= own.hours.size;
    own.hours.addAll(added.hours);
    for (const region of added.formerly) own.formerly.add(region);
    this.#size += own.hours.size;
  }

  /** Yields the hour records of a station, one part per day. */
  async *#stationHours({ station, hours }: DirtyStation): AsyncIterableIterator<readonly Result[]> {
    for (const [day, dirty] of (await this.#sliding.reachedBy(station, hours)).days()) {
      await this.#sliding.loadForMeans([station], day);
      yield dirty.hours().map((hour): Result => {
        const end = endOfDayHour(day, hour);
        return {
          kind: 'aqi.hour',
          subject: station.id,
          from: instant(end - HOUR),
          to: end,
          body: this.#hourRecord(station, end),
          ...withCauses(dirty.causesOf(hour)),
        };
      });
      this.#hours.shrink();
    }
  }

  #hourRecord(station: Station, end: Instant): AirHourRecord {
    const concentrations = this.#hours.valuesOf(station, end);
    const rests = this.#hours.restsOf(station, end);
    const minutes = this.#hours.minutesOf(station, end);
    const isBeyond = this.#hours.isBeyondScale(station.id, end);
    if (!rests && !minutes && !isBeyond) return { concentrations };
    return {
      concentrations,
      ...(rests && { rests }),
      ...(isBeyond && { so2_24h: this.#hours.so2Of24h(station, end) }),
      ...(minutes && { minutes }),
    };
  }
}

import type { RegionId, Result, Station, StationId, StoredObservation } from '@lanbi/model';
import { HOUR, type Instant, instant } from '@lanbi/standards';
import { type Causes, causesOf, Due, type Taken, Touched, withCauses } from '../cause.ts';
import type { Evaluation, EvaluationDeps } from '../evaluation.ts';
import { dayOfHour } from '../period/day-number.ts';
import { RUNNING_HOURS } from './air-hour.ts';
import { inBatches } from './batches.ts';
import { countsToHour, FULL_HOUR, hoursOf } from './counted-hours.ts';
import { shortRests } from './day-rests.ts';
import { DaySettling } from './day-settling.ts';
import { Hours } from './hours.ts';
import { Points } from './points.ts';
import { regionHour } from './region-values.ts';

/** Entries of one station in a round, by the hour that they count to. */
interface StationRound {
  readonly station: Station;
  readonly hours: Map<Instant, StoredObservation[]>;
  /** Causes by hour. */
  readonly causes: Touched<Instant>;
  /** Of which it was a point before the registry said otherwise. */
  readonly formerly: Set<RegionId>;
}

type StationHours = ReadonlyMap<Station, Touched<Instant>>;

/** Region hours of one slice. */
const SLICE = 200;

/**
 * Air: hours of stations and regions as entries come, with their running means; days and the composite indices of
 * every period when they are settled.
 */
export class AirEvaluation implements Evaluation {
  readonly name = 'air';
  readonly #deps: EvaluationDeps;
  readonly #points: Points;
  readonly #hours: Hours;
  readonly #days: DaySettling;
  readonly #due: Due;
  #regionHours = new Map<RegionId, Touched<Instant>>();

  constructor(deps: EvaluationDeps) {
    this.#deps = deps;
    this.#points = new Points(deps.registry);
    this.#hours = new Hours(deps.store);
    this.#days = new DaySettling(deps, this.#points, this.#hours);
    this.#due = new Due((station) => this.#lastHour(station));
  }

  async restore(): Promise<void> {
    this.#due.clear();
    this.#regionHours.clear();
    await this.#hours.restore();
    this.#days.restore();
  }

  async take(entries: readonly Taken[]): Promise<readonly Result[]> {
    const round = await this.#sorted(entries);
    if (round.size === 0) return [];
    await inBatches([...round.values()], (station) => this.#put(station));
    const results = this.#stationHours(this.#touchedStations(round));
    for (const each of round.values()) this.#touchRegions(each);
    this.#hours.shrink();
    return results;
  }

  pending(): boolean {
    return this.#regionHours.size > 0 || this.#days.pending();
  }

  /** Hours of regions first: they are the most asked for. Each is computed once, however many points reported. */
  async *settle(): AsyncIterableIterator<readonly Result[]> {
    const regions = this.#regionHours;
    this.#regionHours = new Map();
    for (const [region, hours] of regions) yield* this.#regionResults(region, hours);
    this.#hours.shrink();
    yield* this.#days.settle();
  }

  /** The regions that the station is a point of on the day of an hour, or on the next one, whose running means hold it. */
  #touchRegions({ station, causes, formerly }: StationRound): void {
    for (const [end, why] of causes.entries()) {
      const day = dayOfHour(end);
      const own = [day, day + 1].flatMap((each) => this.#points.regionsOf(station.id, each));
      for (const region of new Set([...own, ...formerly])) {
        const hours = this.#regionHours.get(region) ?? new Touched<Instant>();
        this.#regionHours.set(region, hours);
        hours.add(end, why);
      }
    }
  }

  async #sorted(entries: readonly Taken[]): Promise<Map<StationId, StationRound>> {
    const round = new Map<StationId, StationRound>();
    for (const entry of entries) {
      const station = this.#deps.registry.stations.get(entry.station);
      if (station?.medium !== 'air' || !countsToHour(entry)) continue;
      const none = {
        station,
        hours: new Map(),
        causes: new Touched<Instant>(),
        formerly: new Set<RegionId>(),
      };
      const own = round.get(station.id) ?? none;
      round.set(station.id, own);
      for (const region of entry.restated?.regions ?? [])
        if (this.#deps.registry.regions.has(region)) own.formerly.add(region);
      const causes = await this.#causesOf(station, entry);
      for (const end of hoursOf(entry)) {
        const hour = own.hours.get(end);
        if (hour) hour.push(entry);
        else own.hours.set(end, [entry]);
        own.causes.add(end, causes);
      }
    }
    return round;
  }

  /**
   * Instants run ahead of the hours that are sent once they are over: they make none of them late, and are late
   * themselves where a later hour was evaluated.
   */
  async #causesOf(station: Station, entry: Taken): Promise<Causes> {
    if (entry.period > 0) return this.#due.causesOf(station, entry);
    const [hour] = hoursOf(entry);
    return causesOf({ ...entry, to: hour }, await this.#due.of(station)).map((cause) => ({
      ...cause,
      to: entry.to,
    }));
  }

  /** End of the last hour that has a result; the hour before it where hours are made of shorter samples. */
  async #lastHour({ id, period }: Station): Promise<number> {
    const last = await this.#deps.store.latestResult('aqi.hour', id);
    return last ? last.to - (period < FULL_HOUR ? HOUR : 0) : -Infinity;
  }

  async #put({ station, hours, causes, formerly }: StationRound): Promise<void> {
    const days = new Set<number>();
    for (const end of hours.keys()) for (const day of aroundDays(end)) days.add(day);
    for (const day of [...days].sort((a, b) => a - b)) await this.#hours.load(station, day);
    for (const [end, news] of hours) {
      await this.#hours.put(station, end, news);
      this.#days.touch(station, dayOfHour(end), causes.of(end), formerly);
    }
  }

  /** The hours of the entries, and the hours after them whose running means hold them. */
  #touchedStations(round: ReadonlyMap<StationId, StationRound>): StationHours {
    const touched = new Map<Station, Touched<Instant>>();
    for (const { station, causes } of round.values()) {
      const own = new Touched<Instant>();
      touched.set(station, own);
      for (const [end, why] of causes.entries())
        for (const hour of this.#reaching(station, end)) own.add(hour, why);
    }
    return touched;
  }

  /** The hours so many of whose 24 the touched one is, as far as the station was evaluated. */
  #reaching(station: Station, end: Instant): Instant[] {
    return this.#after(end, this.#hours.latest(station.id), (later) => this.#hours.has(station.id, later));
  }

  #after(end: Instant, latest: number, has: (end: Instant) => boolean): Instant[] {
    const hours = [end];
    for (let ahead = 1; ahead < RUNNING_HOURS; ahead += 1) {
      const later = instant(end + ahead * HOUR);
      if (later - HOUR >= latest) break;
      if (has(later)) hours.push(later);
    }
    return hours;
  }

  /** As of stations; the running means of a region's hour are made of points that may have no value in that hour. */
  async #regionReaching(region: RegionId, hours: Touched<Instant>): Promise<Touched<Instant>> {
    const days = new Set([...hours.keys()].flatMap(aroundDays));
    let latest = -Infinity;
    for (const day of days) {
      const points = this.#points.of(region, day);
      await this.#deps.breathe?.();
      await inBatches(points, (station) => this.#hours.load(station, day));
      for (const { id } of points) latest = Math.max(latest, this.#hours.latest(id));
    }
    const has = (end: Instant): boolean =>
      this.#points.of(region, dayOfHour(end)).some(({ id }) => this.#hours.has(id, end));
    const reached = new Touched<Instant>();
    for (const [end, why] of hours.entries()) {
      await this.#deps.breathe?.();
      for (const hour of this.#after(end, latest, has))
        if (hour !== end || has(end) || (await this.#isStored(region, end))) reached.add(hour, why);
    }
    return reached;
  }

  /** Whether the region has a figure of an hour in which none of its points has a value: some had one before. */
  async #isStored(region: RegionId, end: Instant): Promise<boolean> {
    const key = { kind: 'region.aqi.hour', subject: region, from: instant(end - HOUR), to: end } as const;
    return (await this.#deps.store.get(key)) !== undefined;
  }

  #stationHours(stations: StationHours): Result[] {
    const results: Result[] = [];
    for (const [station, hours] of stations)
      for (const [end, causes] of hours.entries()) {
        const concentrations = this.#hours.valuesOf(station, end);
        const further = this.#hours.runningOf(station, end);
        const minutes = this.#hours.minutesOf(station, end);
        const rests = shortRests(concentrations, this.#hours.restsOf(station, end));
        const body = { concentrations, further, ...(minutes && { minutes }), ...(rests && { rests }) };
        const key = { kind: 'aqi.hour', subject: station.id, from: instant(end - HOUR), to: end } as const;
        results.push({ ...key, body, ...withCauses(causes) });
      }
    return results;
  }

  async *#regionResults(region: RegionId, asked: Touched<Instant>): AsyncIterableIterator<readonly Result[]> {
    let slice: Result[] = [];
    for (const [end, causes] of (await this.#regionReaching(region, asked)).entries()) {
      await this.#deps.breathe?.();
      await this.#loadPoints(region, end);
      slice.push({ ...this.#regionHour(region, end), ...withCauses(causes) });
      if (slice.length < SLICE) continue;
      yield slice;
      slice = [];
    }
    if (slice.length > 0) yield slice;
  }

  /** What was taken between two slices may have pushed days out of the memory. */
  async #loadPoints(region: RegionId, end: Instant): Promise<void> {
    for (const day of [dayOfHour(end) - 1, dayOfHour(end)]) {
      const points = this.#points.of(region, dayOfHour(end));
      const absent = points.filter(({ id }) => !this.#hours.blockOf(id, day));
      await inBatches(absent, (station) => this.#hours.load(station, day));
    }
  }

  #regionHour(region: RegionId, end: Instant): Result {
    const points = this.#points.of(region, dayOfHour(end)).map((station) => ({
      station,
      values: this.#hours.valuesOf(station, end),
      rests: this.#hours.restsOf(station, end),
      further: this.#hours.runningOf(station, end),
    }));
    const body = regionHour(points, dayOfHour(end));
    return { kind: 'region.aqi.hour', subject: region, from: instant(end - HOUR), to: end, body };
  }
}

/** The days that an hour's own and following running means reach into. */
const aroundDays = (end: Instant): number[] => {
  const day = dayOfHour(end);
  return [day - 1, day, day + 1];
};

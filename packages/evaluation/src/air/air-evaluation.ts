import type { AirHourRecord, RegionId, Result, Station, StationId, StoredObservation } from '@lanbi/model';
import { HOUR, type Instant, instant } from '@lanbi/standards';
import { type Causes, causesOf, Due, type Taken, Touched, withCauses } from '../cause.ts';
import type { Evaluation, EvaluationDeps } from '../evaluation.ts';
import { dayOfHour, startOfDayNumber } from '../period/day-number.ts';
import { inBatches } from './batches.ts';
import { countsToHour, FULL_HOUR, hoursOf } from './counted-hours.ts';
import { DaySettling } from './day-settling.ts';
import { Hours } from './hours.ts';
import { Points } from './points.ts';
import { regionHour } from './region-values.ts';
import { RUNNING_HOURS } from './running-means.ts';

/** Entries of one station in a round, by the hour that they count to. */
interface StationRound {
  readonly station: Station;
  readonly hours: Map<Instant, StoredObservation[]>;
  /** Causes by hour. */
  readonly causes: Touched<Instant>;
  /** Of which it was a point before the registry said otherwise. */
  readonly formerly: Set<RegionId>;
}

const emptyRound = (station: Station): StationRound => ({
  station,
  hours: new Map(),
  causes: new Touched<Instant>(),
  formerly: new Set<RegionId>(),
});

type StationHours = ReadonlyMap<Station, Touched<Instant>>;

/** Region hours of one slice. */
const SLICE = 200;

/** Air: hours of stations as entries come; hours of regions and days when they are settled. */
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
    const touched = new Map<Station, Touched<Instant>>();
    for (const { station, causes } of round.values())
      touched.set(station, await this.#reaching(station, causes));
    const results = this.#stationHours(touched);
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
      const [own, next] = [
        this.#points.regionsOf(station.id, day),
        this.#points.regionsOf(station.id, day + 1),
      ];
      for (const region of own) this.#touchRegion(region, end, why);
      if (next !== own) for (const region of next) this.#touchRegion(region, end, why);
      for (const region of formerly) this.#touchRegion(region, end, why);
    }
  }

  #touchRegion(region: RegionId, end: Instant, why: Causes): void {
    const hours = this.#regionHours.get(region) ?? new Touched<Instant>();
    this.#regionHours.set(region, hours);
    hours.add(end, why);
  }

  async #sorted(entries: readonly Taken[]): Promise<Map<StationId, StationRound>> {
    const round = new Map<StationId, StationRound>();
    for (const entry of entries) {
      const station = this.#deps.registry.stations.get(entry.station);
      if (station?.medium !== 'air' || !countsToHour(entry)) continue;
      const own = round.get(station.id) ?? emptyRound(station);
      round.set(station.id, own);
      for (const region of entry.restated?.regions ?? [])
        if (this.#deps.registry.regions.has(region)) own.formerly.add(region);
      const known = entry.period > 0 ? this.#due.knownCausesOf(station.id, entry) : undefined;
      const causes = known ?? (await this.#causesOf(station, entry));
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
    const days = new Set([...hours.keys()].map(dayOfHour));
    for (const day of [...days].sort((a, b) => a - b)) await this.#loadWithNext(station, day);
    for (const [end, news] of hours) {
      await this.#hours.put(station, end, news);
      this.#days.touch(station, dayOfHour(end), causes.of(end), formerly);
    }
  }

  /** A day, and the next one as far as the station was evaluated: hours of it may take hours of the day. */
  async #loadWithNext(station: Station, day: number): Promise<void> {
    await this.#hours.load(station, day);
    if (startOfDayNumber(day + 1) < this.#hours.latest(station.id)) await this.#hours.load(station, day + 1);
  }

  /** The hours of the entries, and the hours after them whose indices take a running mean that holds them. */
  async #reaching(station: Station, causes: Touched<Instant>): Promise<Touched<Instant>> {
    const reached = new Touched<Instant>();
    for (const [end, why] of causes.entries()) reached.add(end, why);
    for (const [end, why] of causes.entries())
      for (const later of this.#beyondAfter([station], end)) reached.add(later, why);
    for (const end of reached.keys())
      if (this.#hours.isBeyondScale(station.id, end)) await this.#hours.load(station, dayOfHour(end) - 1);
    return reached;
  }

  /** As of stations; the running mean of a region's hour is made of points that may have no value in that hour. */
  async #regionReaching(region: RegionId, hours: Touched<Instant>): Promise<Touched<Instant>> {
    for (const day of new Set([...hours.keys()].map(dayOfHour))) {
      await this.#deps.breathe?.();
      await inBatches(this.#points.of(region, day), (station) => this.#loadWithNext(station, day));
      await inBatches(this.#points.of(region, day + 1), (station) => this.#loadWithNext(station, day));
    }
    const reached = new Touched<Instant>();
    for (const [end, why] of hours.entries()) {
      const has = this.#pointsOf(region, end).some(({ id }) => this.#hours.has(id, end));
      if (has || (await this.#isStored(region, end))) reached.add(end, why);
      const points = [dayOfHour(end), dayOfHour(end) + 1].flatMap((day) => this.#points.of(region, day));
      for (const later of this.#beyondAfter(points, end)) reached.add(later, why);
    }
    return reached;
  }

  /** The hours whose running means of 24 h hold an hour, and for which SO2 of a station is above the scale of the hour. */
  #beyondAfter(stations: readonly Station[], end: Instant): readonly Instant[] {
    const day = dayOfHour(end);
    const some = stations.filter(
      ({ id }) => this.#hours.hasBeyondScale(id, day) || this.#hours.hasBeyondScale(id, day + 1),
    );
    if (some.length === 0) return [];
    return hoursAfter(end).filter((later) => some.some(({ id }) => this.#hours.isBeyondScale(id, later)));
  }

  #pointsOf(region: RegionId, end: Instant): readonly Station[] {
    return this.#points.of(region, dayOfHour(end));
  }

  /** Whether SO2 of a region's hour may be above the scale of the hour: that of a point is. */
  #isBeyond(region: RegionId, end: Instant): boolean {
    return this.#pointsOf(region, end).some(({ id }) => this.#hours.isBeyondScale(id, end));
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
        const key = { kind: 'aqi.hour', subject: station.id, from: instant(end - HOUR), to: end } as const;
        results.push({ ...key, body: this.#stationHour(station, end), ...withCauses(causes) });
      }
    return results;
  }

  #stationHour(station: Station, end: Instant): AirHourRecord {
    const rests = this.#hours.restsOf(station, end);
    const minutes = this.#hours.minutesOf(station, end);
    return {
      concentrations: this.#hours.valuesOf(station, end),
      ...(rests && { rests }),
      ...(this.#hours.isBeyondScale(station.id, end) && { so2_24h: this.#hours.so2Of24h(station, end) }),
      ...(minutes && { minutes }),
    };
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
    const points = this.#pointsOf(region, end);
    const load = async (day: number): Promise<void> => {
      const absent = points.filter(({ id }) => !this.#hours.blockOf(id, day));
      if (absent.length > 0) await inBatches(absent, (station) => this.#hours.load(station, day));
    };
    await load(dayOfHour(end));
    if (this.#isBeyond(region, end)) await load(dayOfHour(end) - 1);
  }

  #regionHour(region: RegionId, end: Instant): Result {
    const points = this.#pointsOf(region, end).map((station) => ({
      station,
      values: this.#hours.valuesOf(station, end),
      rests: this.#hours.restsOf(station, end),
      so2_24h: () => this.#hours.so2Of24h(station, end),
    }));
    const body = regionHour(points, dayOfHour(end));
    return { kind: 'region.aqi.hour', subject: region, from: instant(end - HOUR), to: end, body };
  }
}

/** The hours after one whose running means of 24 h hold it. */
const hoursAfter = (end: Instant): Instant[] =>
  Array.from({ length: RUNNING_HOURS - 1 }, (_, at) => instant(end + (at + 1) * HOUR));

import type { AirDayRecord, RegionId, Result, Station } from '@lanbi/model';
import { type Causes, Touched, withCauses } from '../cause.ts';
import type { EvaluationDeps } from '../evaluation.ts';
import { startOfDayNumber } from '../period/day-number.ts';
import { noDay, stationDay } from './air-day.ts';
import { planOf } from './hour-concentrations.ts';
import type { Hours } from './hours.ts';
import { hourConcentrationsOfDay, hourRestsOfDay } from './hours-of-day.ts';
import { KnownDays } from './known-days.ts';
import type { Points } from './points.ts';
import { regionDay } from './region-values.ts';
import { dayKind, type Subject } from './subject.ts';

/** Results of one slice, about. */
const SLICE = 400;

/** Days of a subject that are evaluated, ascending, and the last of them that is there or about to be. */
interface Asked {
  readonly subject: Subject;
  readonly days: readonly number[];
  readonly last: number;
}

/** What the settling of the stations hands on to the regions. */
interface Settled {
  readonly formerly: ReadonlyMap<Station, ReadonlySet<RegionId>>;
  readonly regions: Map<string, Touched<number>>;
}

/** Days that were touched, and how they are computed. */
export class DaySettling {
  readonly #deps: EvaluationDeps;
  readonly #points: Points;
  readonly #hours: Hours;
  readonly #known: KnownDays;
  #touched = new Map<Station, Touched<number>>();
  /** Regions of which stations were points before the registry said otherwise. */
  #formerly = new Map<Station, Set<RegionId>>();

  constructor(deps: EvaluationDeps, points: Points, hours: Hours) {
    this.#deps = deps;
    this.#points = points;
    this.#hours = hours;
    this.#known = new KnownDays(deps.store);
  }

  restore(): void {
    this.#touched.clear();
    this.#formerly.clear();
    this.#known.clear();
  }

  touch(station: Station, day: number, causes: Causes, formerly: ReadonlySet<RegionId>): void {
    const days = this.#touched.get(station) ?? new Touched<number>();
    this.#touched.set(station, days);
    days.add(day, causes);
    if (formerly.size > 0)
      this.#formerly.set(station, new Set([...(this.#formerly.get(station) ?? []), ...formerly]));
  }

  pending(): boolean {
    return this.#touched.size > 0;
  }

  async *settle(): AsyncIterableIterator<readonly Result[]> {
    const [touched, formerly] = [this.#touched, this.#formerly];
    [this.#touched, this.#formerly] = [new Map(), new Map()];
    const settled: Settled = { formerly, regions: new Map() };
    yield* this.#sliced(this.#stations(touched, settled));
    yield* this.#sliced(this.#regions(settled));
    this.#hours.shrink();
  }

  /** Slices of a bounded size. Once the last is in the store, days that are too many may go. */
  async *#sliced(results: AsyncIterable<Result>): AsyncIterableIterator<readonly Result[]> {
    let slice: Result[] = [];
    for await (const result of results) {
      await this.#deps.breathe?.();
      slice.push(result);
      if (slice.length < SLICE) continue;
      yield slice;
      slice = [];
    }
    if (slice.length > 0) yield slice;
    this.#known.shrink();
  }

  /** Stations first: regions are made of their days. */
  async *#stations(
    touched: ReadonlyMap<Station, Touched<number>>,
    settled: Settled,
  ): AsyncIterableIterator<Result> {
    for (const [station, causes] of touched) {
      const asked = await this.#asked({ id: station.id, region: false }, causes);
      for (const day of asked.days) yield await this.#stationDay(station, asked, day, causes.of(day));
      await this.#touchRegions(station, causes, settled);
    }
  }

  async #touchRegions(station: Station, causes: Touched<number>, settled: Settled): Promise<void> {
    for (const [day, why] of causes.entries())
      for (const region of await this.#regionsOf(station, day, settled.formerly.get(station))) {
        const own = settled.regions.get(region) ?? new Touched<number>();
        settled.regions.set(region, own);
        own.add(day, why);
      }
  }

  /** The regions that a station is a point of on a day, and those that have a figure of the day since it was one. */
  async #regionsOf(
    { id }: Station,
    day: number,
    formerly: ReadonlySet<RegionId> = new Set(),
  ): Promise<ReadonlySet<RegionId>> {
    const regions = new Set(this.#points.regionsOf(id, day));
    for (const region of formerly)
      if (!regions.has(region) && (await this.#known.hasRegion(region, day))) regions.add(region);
    return regions;
  }

  /** Once a later day comes, the one that was the latest is asked for again: it is over. */
  async #asked(subject: Subject, causes: Touched<number>): Promise<Asked> {
    const latest = await this.#known.last(subject);
    const last = Math.max(latest, ...causes.keys());
    if (Number.isFinite(latest) && last > latest) causes.add(latest, []);
    return { subject, days: [...causes.keys()].sort((a, b) => a - b), last };
  }

  async #stationDay(station: Station, asked: Asked, day: number, causes: Causes): Promise<Result> {
    const block = await this.#hours.load(station, day);
    const hours = hourConcentrationsOfDay(block, planOf(station));
    const values = stationDay(hours, day, undefined, hourRestsOfDay(block));
    const running = !block.over && day >= asked.last;
    return this.#result(asked, { ...values, running }, day, causes);
  }

  async *#regions({ regions }: Settled): AsyncIterableIterator<Result> {
    for (const [id, causes] of regions) {
      const asked = await this.#asked({ id, region: true }, causes);
      for (const day of asked.days) yield await this.#regionDay(asked, day, causes.of(day));
    }
  }

  async #regionDay(asked: Asked, day: number, causes: Causes): Promise<Result> {
    const points = [];
    let running = day >= asked.last;
    for (const station of this.#points.of(asked.subject.id as RegionId, day)) {
      const own = await this.#known.of(station, day);
      const none = noDay(planOf(station));
      const o3_1h = { value: own?.further.o3_1h ?? none.o3, rest: own?.rests?.o3_1h };
      points.push({ station, values: own?.concentrations ?? none, rests: own?.rests, o3_1h });
      if (own && !own.running) running = false;
    }
    return this.#result(asked, { ...regionDay(points, day), running }, day, causes);
  }

  #result({ subject }: Asked, body: AirDayRecord, day: number, causes: Causes): Result {
    this.#known.put(subject, day, body);
    return {
      kind: dayKind(subject),
      subject: subject.id,
      from: startOfDayNumber(day),
      to: startOfDayNumber(day + 1),
      body,
      ...withCauses(causes),
    };
  }
}

import type { AirDayRecord, RegionId, Result, Station } from '@lanbi/model';
import { type Causes, withCauses } from '../cause.ts';
import { DirtySet } from '../dirty-set.ts';
import type { EvaluationStore } from '../evaluation.ts';
import { startOfDayNumber } from '../period/day-number.ts';
import { noDay, stationDay } from './air-day.ts';
import type { DirtyStation } from './dirty-station.ts';
import { plannedParameters } from './hour-concentrations.ts';
import type { Hours } from './hours.ts';
import { hourConcentrationsOfDay, hourRestsOfDay } from './hours-of-day.ts';
import { KnownDays } from './known-days.ts';
import type { Points } from './points.ts';
import { regionDay } from './region-values.ts';
import { dayKind, type Subject } from './subject.ts';

/** The dirty days of a subject, ascending, and the last day with a record, stored or about to be. */
interface SubjectDays {
  readonly subject: Subject;
  readonly days: DirtySet<number>;
  readonly last: number;
}

type RegionDays = Map<RegionId, DirtySet<number>>;

/** Computes the day records of stations and of the regions of which they are points. */
export class DayRecords {
  readonly #points: Points;
  readonly #hours: Hours;
  readonly #known: KnownDays;

  constructor(store: EvaluationStore, points: Points, hours: Hours) {
    this.#points = points;
    this.#hours = hours;
    this.#known = new KnownDays(store);
  }

  restore(): void {
    this.#known.clear();
  }

  /**
   * Yields the day records that change with dirty hours of stations; stations first, since regions are computed from
   * their days.
   */
  async *records(stations: readonly DirtyStation[]): AsyncIterableIterator<readonly Result[]> {
    const regions: RegionDays = new Map();
    for (const dirty of stations) yield* this.#ofStation(dirty, regions);
    for (const [id, days] of regions) yield* this.#ofRegion(id, days);
    this.#known.shrink();
  }

  async *#ofStation(
    { station, hours, formerly }: DirtyStation,
    regions: RegionDays,
  ): AsyncIterableIterator<readonly Result[]> {
    const days = new DirtySet<number>();
    for (const [day, dirty] of hours.days()) days.add(day, dirty.causes());
    const sent = [...days.entries()];
    const all = await this.#withLatest({ id: station.id, region: false }, days);
    for (const [day, causes] of sent)
      for (const region of await this.#regionsOf(station, day, formerly)) addTo(regions, region, day, causes);
    for (const day of days.keys())
      if (!sent.some(([own]) => own === day)) await this.#addEnded(station, day, regions);
    for (const day of inOrder(all.days)) {
      yield [await this.#stationDay(station, all, day)];
      this.#hours.shrink();
    }
  }

  /**
   * Adds the regions whose latest day is one that is over now for a station. A region with a later day has ended the day
   * itself; one without, because the station is in another region since then, ends it with its station.
   */
  async #addEnded(station: Station, day: number, regions: RegionDays): Promise<void> {
    for (const region of await this.#regionsOf(station, day))
      if ((await this.#known.last({ id: region, region: true })) <= day) addTo(regions, region, day, []);
  }

  /**
   * Returns the regions of which a station is a point on a day, and those that have a record of the day because it was
   * one.
   */
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

  /** Adds the previous latest day if a later day arrived: it is over now and is computed again. */
  async #withLatest(subject: Subject, days: DirtySet<number>): Promise<SubjectDays> {
    const latest = await this.#known.last(subject);
    const last = Math.max(latest, ...days.keys());
    if (Number.isFinite(latest) && last > latest) days.add(latest, []);
    return { subject, days, last };
  }

  async #stationDay(station: Station, all: SubjectDays, day: number): Promise<Result> {
    const block = await this.#hours.load(station, day);
    const hours = hourConcentrationsOfDay(block, plannedParameters(station));
    const values = stationDay(hours, day, undefined, hourRestsOfDay(block));
    const running = !block.over && day >= all.last;
    return this.#result(all, { ...values, running }, day);
  }

  async *#ofRegion(id: RegionId, days: DirtySet<number>): AsyncIterableIterator<readonly Result[]> {
    const all = await this.#withLatest({ id, region: true }, days);
    for (const day of inOrder(all.days)) yield [await this.#regionDay(id, all, day)];
  }

  async #regionDay(id: RegionId, all: SubjectDays, day: number): Promise<Result> {
    const points = [];
    let running = day >= all.last;
    for (const station of this.#points.of(id, day)) {
      const own = await this.#known.of(station, day);
      const none = noDay(plannedParameters(station));
      const o3_1h = { value: own?.further.o3_1h ?? none.o3, rest: own?.rests?.o3_1h };
      points.push({ station, values: own?.concentrations ?? none, rests: own?.rests, o3_1h });
      if (own && !own.running) running = false;
    }
    return this.#result(all, { ...regionDay(points, day), running }, day);
  }

  #result({ subject, days }: SubjectDays, body: AirDayRecord, day: number): Result {
    this.#known.put(subject, day, body);
    return {
      kind: dayKind(subject),
      subject: subject.id,
      from: startOfDayNumber(day),
      to: startOfDayNumber(day + 1),
      body,
      ...withCauses(days.of(day)),
    };
  }
}

function addTo(regions: RegionDays, region: RegionId, day: number, causes: Causes): void {
  const own = regions.get(region) ?? new DirtySet<number>();
  regions.set(region, own);
  own.add(day, causes);
}

const inOrder = (days: DirtySet<number>): readonly number[] => [...days.keys()].sort((a, b) => a - b);

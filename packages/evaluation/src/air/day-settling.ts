import {
  type AirDayRecord,
  type RegionId,
  type Result,
  STANDING_PERIODS,
  type StandingPeriod,
  type Station,
} from '@lanbi/model';
import { type Causes, Touched, withCauses } from '../cause.ts';
import type { EvaluationDeps } from '../evaluation.ts';
import { dateOfDay, startOfDayNumber } from '../period/day-number.ts';
import { windowOf } from '../period/window.ts';
import { noDay, stationDay } from './air-day.ts';
import type { AirPeriodOptions } from './air-period.ts';
import { planOf } from './hour-concentrations.ts';
import type { Hours } from './hours.ts';
import { hourConcentrationsOfDay, hourRestsOfDay } from './hours-of-day.ts';
import { coverageOptions } from './period-validity.ts';
import type { Points } from './points.ts';
import { RankingSettling } from './ranking-settling.ts';
import { regionDay } from './region-values.ts';
import { slidBody } from './slid-body.ts';
import { dayKind, periodKind, type Subject, type SubjectDays } from './subject-days.ts';
import { Subjects } from './subjects.ts';
import { touchedSpans } from './touched-spans.ts';

/** Results of one slice, about. */
const SLICE = 400;
/** Days before a day that its longest window holds. */
const LONGEST = 366;

/** Stations that are settled together; then those used least lately may go. */
const GROUP = 1_000;

/** What a region takes of the day of a point. */
type PointDay = Omit<AirDayRecord, 'coverage'>;

/** What the settling of the stations hands on to the regions. */
interface Settled {
  readonly formerly: ReadonlyMap<Station, ReadonlySet<RegionId>>;
  readonly regions: Map<string, Touched<number>>;
  /** Days of stations that were settled, by id and day. */
  readonly days: Map<string, PointDay>;
}

/** Days and periods that were touched, and how they are computed. */
export class DaySettling {
  readonly #deps: EvaluationDeps;
  readonly #points: Points;
  readonly #hours: Hours;
  readonly #subjects = new Subjects();
  readonly #rankings: RankingSettling;
  #touched = new Map<Station, Touched<number>>();
  /** Regions of which stations were points before the registry said otherwise. */
  #formerly = new Map<Station, Set<RegionId>>();

  constructor(deps: EvaluationDeps, points: Points, hours: Hours) {
    this.#deps = deps;
    this.#points = points;
    this.#hours = hours;
    this.#rankings = new RankingSettling(deps, points, this.#subjects);
  }

  restore(): void {
    this.#touched.clear();
    this.#formerly.clear();
    this.#subjects.clear();
    this.#rankings.restore();
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
    const settled: Settled = { formerly, regions: new Map(), days: new Map() };
    const stations = [...touched];
    for (let at = 0; at < stations.length; at += GROUP)
      yield* this.#sliced(this.#stations(stations.slice(at, at + GROUP), settled));
    yield* this.#sliced(this.#regions(settled));
    yield* this.#sliced(this.#rankings.settle(settled.regions));
    this.#hours.shrink();
  }

  /** Slices of a bounded size. Once the last is in the store, subjects that are too many may go. */
  async *#sliced(parts: AsyncIterable<readonly Result[]>): AsyncIterableIterator<readonly Result[]> {
    let slice: Result[] = [];
    for await (const results of parts) {
      await this.#deps.breathe?.();
      slice.push(...results);
      if (slice.length < SLICE) continue;
      yield slice;
      slice = [];
    }
    if (slice.length > 0) yield slice;
    this.#subjects.shrink();
  }

  /** Stations first: regions are made of their days, and rankings of the days of regions. */
  async *#stations(
    group: readonly (readonly [Station, Touched<number>])[],
    { formerly, regions, days: settled }: Settled,
  ): AsyncIterableIterator<readonly Result[]> {
    for (const [station, asked] of group) {
      const days = await this.#opened({ id: station.id, region: false }, asked);
      for (const day of [...asked.keys()].sort((a, b) => a - b)) {
        const record = await this.#stationDay(station, days, day);
        settled.set(`${station.id} ${day}`, record);
        yield [dayResult(days, record, day, asked.of(day))];
      }
      yield* periodsOf(days, asked, this.#deps);
      for (const [day, causes] of asked.entries())
        for (const region of await this.#regionsOf(station, day, formerly.get(station))) {
          const own = regions.get(region) ?? new Touched<number>();
          regions.set(region, own);
          own.add(day, causes);
        }
    }
  }

  /** The regions that a station is a point of on a day, and those that have a figure of the day since it was one. */
  async #regionsOf(
    { id }: Station,
    day: number,
    formerly: ReadonlySet<RegionId> = new Set(),
  ): Promise<ReadonlySet<RegionId>> {
    const regions = new Set(this.#points.regionsOf(id, day));
    const [from, to] = [startOfDayNumber(day), startOfDayNumber(day + 1)];
    for (const region of formerly) {
      if (regions.has(region)) continue;
      const key = { kind: 'region.aqi.day', subject: region, from, to } as const;
      if (await this.#deps.store.get(key)) regions.add(region);
    }
    return regions;
  }

  /**
   * The subject with its days around those asked for. Once a later day comes, the one that was the latest is asked
   * for again: it and the periods around it are over.
   */
  async #opened(subject: Subject, asked: Touched<number>): Promise<SubjectDays> {
    const days = this.#subjects.of(subject);
    const { store } = this.#deps;
    await days.load(Math.min(...asked.keys()), Math.max(...asked.keys()), store);
    if (days.latest !== undefined && Math.max(...asked.keys()) > days.latest) asked.add(days.latest, []);
    const [first, last] = [Math.min(...asked.keys()), Math.max(...asked.keys())];
    await days.load(first - LONGEST, Math.max(last, Math.min(last + LONGEST, days.latest ?? last)), store);
    days.expect(last);
    return days;
  }

  async #stationDay(station: Station, days: SubjectDays, day: number): Promise<AirDayRecord> {
    const block = await this.#hours.load(station, day);
    const hours = hourConcentrationsOfDay(block, planOf(station));
    const values = stationDay(hours, day, undefined, hourRestsOfDay(block));
    return { ...values, running: !block.over && !days.isFollowed(day) };
  }

  async *#regions(settled: Settled): AsyncIterableIterator<readonly Result[]> {
    for (const [id, asked] of settled.regions) {
      const days = await this.#opened({ id, region: true }, asked);
      for (const day of [...asked.keys()].sort((a, b) => a - b))
        yield [await this.#regionDay(days, day, asked.of(day), settled)];
      yield* periodsOf(days, asked, this.#deps);
    }
  }

  async #regionDay(days: SubjectDays, day: number, causes: Causes, settled: Settled): Promise<Result> {
    const points = [];
    let running = !days.isFollowed(day);
    for (const station of this.#points.of(days.subject.id as RegionId, day)) {
      const own = settled.days.get(`${station.id} ${day}`) ?? (await this.#storedDay(station, day));
      const none = noDay(planOf(station));
      const further = { o3_1h: own?.further.o3_1h ?? none.o3 };
      points.push({ station, values: own?.concentrations ?? none, rests: own?.rests, further });
      if (own && !own.running) running = false;
    }
    return dayResult(days, { ...regionDay(points, day), running }, day, causes);
  }

  /** The day of a station that was not touched. */
  async #storedDay({ id }: Station, day: number): Promise<PointDay | undefined> {
    const known = this.#subjects.known({ id, region: false }, day);
    if (known) {
      const concentrations = known.valuesOf(day);
      const further = { o3_1h: known.o3Of1h(day) };
      const rests = known.restsOf(day);
      return (
        concentrations && {
          concentrations,
          ...(rests && { rests }),
          further,
          running: !known.isOver(day),
        }
      );
    }
    const [from, to] = [startOfDayNumber(day), startOfDayNumber(day + 1)];
    return (await this.#deps.store.get({ kind: 'aqi.day', subject: id, from, to }))?.body;
  }
}

function* periodsOf(
  days: SubjectDays,
  asked: Touched<number>,
  { periodCoverage }: EvaluationDeps,
): IterableIterator<readonly Result[]> {
  const options = coverageOptions(periodCoverage);
  for (const period of STANDING_PERIODS)
    for (const [end, causes] of touchedSpans(period, asked, days).entries())
      yield [periodResult(days, period, [end, causes], options)];
}

function dayResult(days: SubjectDays, body: AirDayRecord, day: number, causes: Causes): Result {
  days.put(day, body, body.running);
  return {
    kind: dayKind(days.subject),
    subject: days.subject.id,
    from: startOfDayNumber(day),
    to: startOfDayNumber(day + 1),
    body,
    ...withCauses(causes),
  };
}

function periodResult(
  days: SubjectDays,
  period: StandingPeriod,
  [end, causes]: readonly [end: number, causes: Causes],
  options: AirPeriodOptions,
): Result {
  const { from, to } = windowOf(period, dateOfDay(end));
  const body = slidBody(days, period, { from, to }, 'now', options);
  return {
    kind: periodKind(days.subject, period),
    subject: days.subject.id,
    from,
    to,
    body,
    ...withCauses(causes),
  };
}

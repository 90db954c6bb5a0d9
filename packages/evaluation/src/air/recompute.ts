import {
  type AirHourRecord,
  type CarriedValue,
  type RegionId,
  type Registry,
  type Rests,
  STANDING_PERIODS,
  type StandingPeriod,
  type Station,
  type StationId,
  type StoredAnnotation,
  type StoredObservation,
} from '@lanbi/model';
import {
  type AirPollutant,
  type AirValues,
  type AqiMethodId,
  HOUR,
  hj633InForce,
  type Instant,
  instant,
} from '@lanbi/standards';
import type { Figured } from '../figure.ts';
import { dateOfDay, dayOfDate, dayOfHour, startOfDayNumber } from '../period/day-number.ts';
import { datesOf, type Window, windowOf } from '../period/window.ts';
import { type AirDayBody, type AirDayValues, airDay, noDay, stationDay } from './air-day.ts';
import { airHour } from './air-hour.ts';
import { airPeriod } from './air-period.ts';
import { byHours } from './counted-hours.ts';
import { earlierWindow } from './earlier-window.ts';
import type { EvaluatedDay } from './evaluated-day.ts';
import { type HourFigures, hourConcentrations, plannedParameters, samplesOf } from './hour-concentrations.ts';
import { LiteralDust } from './literal-dust.ts';
import { LiteralPoints } from './literal-points.ts';
import type { AirPeriodBody, AirPeriodOptions } from './period-body.ts';
import {
  type Against,
  earlierOptions,
  RANKED_LEVELS,
  type RankedLevel,
  type RankingMember,
  rankingBody,
} from './ranking.ts';
import { regionDay, regionHour, regionRunning } from './region-values.ts';
import { isSo2BeyondScale, type RunningValues, runningMeansOf, takesRunningMeans } from './running-means.ts';
import { dayKind, hourKind, periodKind, type Subject } from './subject.ts';

/** Selects another edition, stage or method than those of each date. */
export interface RecomputeOptions extends AirPeriodOptions {
  readonly hourlyMethod?: AqiMethodId | undefined;
  /** Dust days and states of sections, including withdrawn ones. */
  readonly annotations?: readonly StoredAnnotation[] | undefined;
  /** Whether to compute rankings: only if all observations are given, since a change needs earlier years. */
  readonly rankings?: boolean;
  /** Whether to compute periods, which takes most of the time: not if only records are wanted. Yes by default. */
  readonly periods?: boolean;
}

/** Hourly means of one station by the end of the hour. */
type HourTable = ReadonlyMap<Instant, HourFigures>;
/** Values of one subject by day number, and whether the day is over. */
type DayValues = Map<number, AirDayValues & { readonly over: boolean }>;
/** Evaluated days of one subject by day number. */
type DayBodies = ReadonlyMap<number, AirDayBody>;

function hourTable(station: Station, observations: readonly StoredObservation[]): HourTable {
  const byHour = byHours(observations);
  const ends = [...byHour.keys()].sort((a, b) => a - b);
  return new Map(
    ends.map((end) => [
      end,
      hourConcentrations(samplesOf(byHour.get(end) ?? [], end, station), plannedParameters(station), end),
    ]),
  );
}

/**
 * Computes every figure of air literally from the raw readings: each hour, day and period from all its inputs. The
 * incremental evaluation must give the same figures.
 */
export class AirRecomputation {
  readonly #registry: Pick<Registry, 'stations' | 'regions'>;
  readonly #points: LiteralPoints;
  readonly #dust: LiteralDust;
  readonly #options: RecomputeOptions;
  readonly #hours = new Map<StationId, HourTable>();
  readonly #bodies = new Map<string, DayBodies>();

  constructor(registry: Pick<Registry, 'stations' | 'regions'>, options: RecomputeOptions = {}) {
    this.#registry = registry;
    this.#points = new LiteralPoints(registry);
    this.#dust = new LiteralDust(registry, options.annotations);
    this.#options = options;
  }

  /**
   * Yields results one by one, so that the caller may stop or yield.
   * @param observations all stored observations of each station, in any order
   */
  *results(observations: ReadonlyMap<StationId, readonly StoredObservation[]>): IterableIterator<Figured> {
    const stations = [...this.#registry.stations.values()].filter(({ medium }) => medium === 'air');
    for (const station of stations)
      this.#hours.set(station.id, hourTable(station, observations.get(station.id) ?? []));
    const days = new Map<StationId, DayValues>();
    for (const station of stations) {
      const own = this.#stationDays(station);
      days.set(station.id, own);
      const subject = { id: station.id, region: false };
      yield* this.#stationHours(station);
      yield* this.#daysAndPeriods(subject, own);
    }
    for (const { id: region } of this.#points.regions()) {
      const subject = { id: region, region: true };
      yield* this.#regionHours(region);
      yield* this.#daysAndPeriods(subject, this.#regionDays(region, days));
    }
    if (this.#options.rankings) for (const level of RANKED_LEVELS) yield* this.#rankings(level);
  }

  *#rankings(level: RankedLevel): IterableIterator<Figured> {
    const regions = this.#points.regions().filter(({ kind }) => kind === level);
    const days = new Set(regions.flatMap(({ id }) => [...(this.#bodies.get(id)?.keys() ?? [])]));
    for (const period of STANDING_PERIODS) {
      const windows = new Map(
        [...days].map(
          (day) => [windowOf(period, dateOfDay(day)).to, windowOf(period, dateOfDay(day))] as const,
        ),
      );
      for (const window of windows.values()) {
        const ranked = regions.filter(({ id }) => this.#hasPoint(id, window));
        const members = ranked.map(({ id }) => this.#member(id, period, window));
        const body = rankingBody(members, datesOf(window)[1], this.#options.statistics?.coverage);
        yield { kind: `ranking.${period}`, subject: level, from: window.from, to: window.to, body };
      }
    }
  }

  #hasPoint(region: RegionId, window: Window): boolean {
    const [first, last] = datesOf(window).map(dayOfDate) as [number, number];
    for (let day = first; day <= last; day += 1) if (this.#pointsOn(region, day).length > 0) return true;
    return false;
  }

  #member(region: RegionId, period: StandingPeriod, window: Window): RankingMember {
    const bodies = this.#bodies.get(region) ?? new Map<number, AirDayBody>();
    const of = { id: region, region: true };
    const at = (held: Window, options: AirPeriodOptions) => this.#periodOf(of, bodies, period, held, options);
    const now = at(window, this.#options);
    const earlier = (against: Against) => {
      const held = earlierWindow(against, period, window);
      const own = at(held, this.#options);
      const options = earlierOptions(now, own);
      return options ? at(held, { ...this.#options, ...options }) : own;
    };
    const before = { 'year-earlier': earlier('year-earlier'), 'period-before': earlier('period-before') };
    return { region, now, before };
  }

  #pointsOn(region: RegionId, day: number): readonly Station[] {
    return this.#points.on(region, dateOfDay(day));
  }

  #valuesOf(station: Station, end: Instant): AirValues {
    return this.#hours.get(station.id)?.get(end)?.values ?? noDay(plannedParameters(station));
  }

  #runningOf(station: Station, end: Instant): RunningValues {
    const hourAgo = (of: AirPollutant, ago: number): CarriedValue => {
      const hour = instant(end - ago * HOUR);
      return { value: this.#valuesOf(station, hour)[of], rest: this.#restsOf(station, hour)?.[of] };
    };
    return runningMeansOf(hourAgo, end);
  }

  #restsOf(station: Station, end: Instant): Rests | undefined {
    return this.#hours.get(station.id)?.get(end)?.rests;
  }

  #recordOf(station: Station, end: Instant): AirHourRecord {
    const { minutes } = this.#hours.get(station.id)?.get(end) ?? {};
    const [concentrations, rests] = [this.#valuesOf(station, end), this.#restsOf(station, end)];
    const isBeyond = isSo2BeyondScale(concentrations.so2, rests?.so2);
    return {
      concentrations,
      ...(rests && { rests }),
      ...(isBeyond && { so2_24h: this.#runningOf(station, end).so2_24h }),
      ...(minutes && { minutes }),
    };
  }

  #hour(subject: Subject, record: AirHourRecord, end: Instant, running: () => RunningValues): Figured {
    const { hj633, hourlyMethod } = this.#options;
    const { methods } = hj633 ?? hj633InForce(dateOfDay(dayOfHour(end)));
    // A span may include days of an edition without this method: they keep their own method.
    const method = methods.hourly.some(({ id }) => id === hourlyMethod) ? hourlyMethod : undefined;
    const asked = takesRunningMeans(end, { hj633, method }) ? running() : undefined;
    const body = airHour(record, end, { hj633, method, running: asked });
    return { kind: hourKind(subject), subject: subject.id, from: instant(end - HOUR), to: end, body };
  }

  *#stationHours(station: Station): IterableIterator<Figured> {
    const subject = { id: station.id, region: false };
    for (const end of this.#hours.get(station.id)?.keys() ?? [])
      yield this.#hour(subject, this.#recordOf(station, end), end, () => this.#runningOf(station, end));
  }

  *#regionHours(region: RegionId): IterableIterator<Figured> {
    const isPoint = (id: StationId, end: Instant): boolean =>
      this.#pointsOn(region, dayOfHour(end)).some((point) => point.id === id);
    const ends = new Set<Instant>();
    for (const [id, hours] of this.#hours)
      for (const end of hours.keys()) if (isPoint(id, end)) ends.add(end);
    for (const end of ends) {
      const [day, points] = [dayOfHour(end), this.#pointsOn(region, dayOfHour(end))];
      const running = () => points.map((station) => this.#runningOf(station, end));
      const hours = points.map((station) => ({
        station,
        values: this.#valuesOf(station, end),
        rests: this.#restsOf(station, end),
        so2_24h: () => this.#runningOf(station, end).so2_24h,
      }));
      const subject = { id: region, region: true };
      yield this.#hour(subject, regionHour(hours, day), end, () => regionRunning(running(), day));
    }
  }

  #stationDays(station: Station): DayValues {
    const ends = [...(this.#hours.get(station.id)?.keys() ?? [])];
    const days = [...new Set(ends.map(dayOfHour))].sort((a, b) => a - b);
    const latest = days.at(-1) ?? 0;
    return new Map(
      days.map((day) => {
        const end = (hour: number): Instant => instant(startOfDayNumber(day) + (hour + 1) * HOUR);
        const hours = (of: keyof AirValues) =>
          Array.from({ length: 24 }, (_, hour) => this.#valuesOf(station, end(hour))[of]);
        const rests = (of: keyof AirValues) =>
          Array.from({ length: 24 }, (_, hour) => this.#hours.get(station.id)?.get(end(hour))?.rests?.[of]);
        const over = this.#hours.get(station.id)?.has(end(23)) === true || day < latest;
        return [day, { ...stationDay(hours, day, undefined, rests), over }];
      }),
    );
  }

  #regionDays(region: RegionId, all: ReadonlyMap<StationId, DayValues>): DayValues {
    const reported =
      (day: number) =>
      ({ id }: Station): boolean =>
        all.get(id)?.has(day) ?? false;
    const days = new Set(
      [...all.values()]
        .flatMap((own) => [...own.keys()])
        .filter((day) => this.#pointsOn(region, day).some(reported(day))),
    );
    const latest = Math.max(...days);
    return new Map(
      [...days]
        .sort((a, b) => a - b)
        .map((day) => {
          const known = this.#pointsOn(region, day).map((station) => ({
            station,
            own: all.get(station.id)?.get(day),
          }));
          const figures = known.map(({ station, own }) => ({
            station,
            values: own?.concentrations ?? noDay(plannedParameters(station)),
            rests: own?.rests,
            o3_1h: {
              value: own?.further.o3_1h ?? noDay(plannedParameters(station)).o3,
              rest: own?.rests?.o3_1h,
            },
          }));
          const over = day < latest || known.some(({ own }) => own?.over === true);
          return [day, { ...regionDay(figures, day), over }];
        }),
    );
  }

  *#daysAndPeriods(subject: Subject, values: DayValues): IterableIterator<Figured> {
    const { hj633, dailyMethod: method } = this.#options;
    const bodies = new Map(
      [...values].map(
        ([day, { over, ...of }]) => [day, airDay({ ...of, running: !over }, day, { hj633, method })] as const,
      ),
    );
    if (subject.region) this.#bodies.set(subject.id, bodies);
    for (const [day, body] of bodies) {
      const [from, to] = [startOfDayNumber(day), startOfDayNumber(day + 1)];
      yield { kind: dayKind(subject), subject: subject.id, from, to, body };
    }
    if (this.#options.periods === false) return;
    for (const period of STANDING_PERIODS) yield* this.#periods(subject, period, bodies);
  }

  *#periods(subject: Subject, period: StandingPeriod, bodies: DayBodies): IterableIterator<Figured> {
    const windows = new Map(
      [...bodies.keys()].map((day) => {
        const window = windowOf(period, dateOfDay(day));
        return [window.to, window] as const;
      }),
    );
    for (const window of windows.values()) {
      const body = this.#periodOf(subject, bodies, period, window, this.#options);
      yield {
        kind: periodKind(subject, period),
        subject: subject.id,
        from: window.from,
        to: window.to,
        body,
      };
    }
  }

  #periodOf(
    subject: Subject,
    bodies: DayBodies,
    period: StandingPeriod,
    window: Window,
    options: AirPeriodOptions,
  ): AirPeriodBody {
    const [from, to] = datesOf(window);
    const [first, last] = [dayOfDate(from), dayOfDate(to)];
    const days: EvaluatedDay[] = [];
    for (let day = first; day <= last; day += 1) {
      const body = bodies.get(day);
      if (!body) continue;
      const { concentrations: values, rests, further } = body;
      const date = dateOfDay(day);
      days.push({ date, values, rests, further, ...this.#dust.on(subject, date) });
    }
    return airPeriod(period, { from, to }, days, !isOver(last, bodies), options);
  }
}

function isOver(day: number, bodies: DayBodies): boolean {
  if (bodies.get(day)?.provisional === false) return true;
  for (const other of bodies.keys()) if (other > day) return true;
  return false;
}

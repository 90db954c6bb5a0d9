import type { AirDayKind, AirHourKind, Rests, StandingPeriod } from '@lanbi/model';
import { type AirValues, type Maybe, missing, type Remainder } from '@lanbi/standards';
import type { EvaluationStore } from '../evaluation.ts';
import { dayOfDate, dayOfHour, startOfDayNumber } from '../period/day-number.ts';
import { type DayFigures, DayTable, januaryFirst, yearOfDay } from './day-table.ts';
import { type Days, SlidingWindow } from './sliding-window.ts';

/** A station or region whose days and periods are kept. */
export interface Subject {
  readonly id: string;
  readonly region: boolean;
}

export const dayKind = ({ region }: Subject): AirDayKind => (region ? 'region.aqi.day' : 'aqi.day');
export const hourKind = ({ region }: Subject): AirHourKind => (region ? 'region.aqi.hour' : 'aqi.hour');
type CompositeKind = `composite.${StandingPeriod}` | `region.composite.${StandingPeriod}`;

export const periodKind = ({ region }: Subject, period: StandingPeriod): CompositeKind =>
  region ? `region.composite.${period}` : `composite.${period}`;

const DAYS_OF_YEAR = 366;

/** The days of one subject, year by year as they are needed, and the windows that slide over them. */
export class SubjectDays implements Days {
  readonly subject: Subject;
  readonly #years = new Map<number, DayTable>();
  /** By period and role, each made when it is first asked for. */
  readonly #windows = new Map<string, SlidingWindow>();
  /** The last day that has a result; undefined before the first. */
  latest: number | undefined;
  /** Whether that day still runs. */
  running = false;
  #known = false;
  #expected = -Infinity;

  constructor(subject: Subject) {
    this.subject = subject;
  }

  /** Reads the place of the last day and the years of a span of days, where they are not here yet. */
  async load(from: number, to: number, store: EvaluationStore): Promise<void> {
    if (!this.#known) {
      const last = await store.latestResult(dayKind(this.subject), this.subject.id);
      if (last) {
        this.latest = dayOfHour(last.to);
        this.running = last.body.running;
      }
      this.#known = true;
    }
    for (let year = yearOfDay(from); year <= yearOfDay(to); year += 1)
      if (!this.#years.has(year)) this.#years.set(year, await this.#read(year, store));
  }

  async #read(year: number, store: EvaluationStore): Promise<DayTable> {
    const table = new DayTable(dayOfDate(januaryFirst(year)));
    const after = startOfDayNumber(dayOfDate(januaryFirst(year)));
    const to = startOfDayNumber(dayOfDate(januaryFirst(year + 1)));
    const empty = this.latest === undefined || startOfDayNumber(this.latest + 1) <= after;
    if (empty) return table;
    const kind = dayKind(this.subject);
    const days = await store.results({ kind, subject: this.subject.id, after, to, limit: DAYS_OF_YEAR });
    for (const { to: end, body } of days) table.put(dayOfHour(end), body);
    return table;
  }

  /** Sets a day and moves every window that covers it. The year must be loaded. */
  put(day: number, figures: DayFigures, running: boolean): void {
    for (const window of this.#windows.values()) window.take(day);
    this.#tableOf(day)?.put(day, figures);
    for (const window of this.#windows.values()) window.put(day);
    if (this.latest !== undefined && day < this.latest) return;
    this.latest = day;
    this.running = running;
  }

  /** Says that days up to this one are about to be put. */
  expect(day: number): void {
    this.#expected = Math.max(this.#expected, day);
  }

  /** Whether a later day is there or about to be. */
  isFollowed(day: number): boolean {
    return Math.max(this.#expected, this.latest ?? -Infinity) > day;
  }

  /** Whether a day is over: a later one has a result, or its own last hour came. */
  isOver(day: number): boolean {
    return this.latest !== undefined && (day < this.latest || (day === this.latest && !this.running));
  }

  /** @param role windows of different roles slide independently */
  window(period: StandingPeriod, role: string): SlidingWindow {
    const key = `${role} ${period}`;
    let window = this.#windows.get(key);
    if (!window) {
      window = new SlidingWindow(this, period === 'year');
      this.#windows.set(key, window);
    }
    return window;
  }

  /** Whether the year of the day is here. */
  covers(day: number): boolean {
    return this.#years.has(yearOfDay(day));
  }

  has(day: number): boolean {
    return this.#tableOf(day)?.has(day) ?? false;
  }

  millionths(day: number, column: number): number {
    return this.#tableOf(day)?.millionths(day, column) ?? Number.NaN;
  }

  aqiOf(day: number, edition: number): number | undefined {
    return this.#tableOf(day)?.aqiOf(day, edition);
  }

  primaryOf(day: number, edition: number): number {
    return this.#tableOf(day)?.primaryOf(day, edition) ?? 0;
  }

  valuesOf(day: number): AirValues | undefined {
    return this.has(day) ? this.#tableOf(day)?.valuesOf(day) : undefined;
  }

  restsOf(day: number): Rests | undefined {
    return this.#tableOf(day)?.restsOf(day);
  }

  restOf(day: number, column: number): Remainder | undefined {
    return this.#tableOf(day)?.restOf(day, column);
  }

  o3Of1h(day: number): Maybe<number> {
    return this.#tableOf(day)?.o3Of1h(day) ?? missing('no-data');
  }

  daysInMonth(year: number, month: number, column: number): number {
    return this.#years.get(year)?.daysInMonth(month, column) ?? 0;
  }

  #tableOf(day: number): DayTable | undefined {
    return this.#years.get(yearOfDay(day));
  }
}

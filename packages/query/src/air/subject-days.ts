import {
  type AirPeriodBody,
  dateOfDay,
  dayOfDate,
  dayOfHour,
  type EvaluatedDay,
  type Subject,
} from '@lanbi/evaluation';
import type { AirDayKind, StoredResult } from '@lanbi/model';
import { type Instant, instant, type Remainder } from '@lanbi/standards';
import { DayTable, januaryFirst, yearOfDay } from './day-table.ts';
import type { Days } from './sliding-window.ts';

/** Figures of periods that are kept until a day of the subject changes. */
const FIGURES = 12;

/** The days of one subject in the years that were asked for, as typed columns. */
export class SubjectDays implements Days {
  readonly subject: Subject;
  readonly #years = new Map<number, DayTable>();
  readonly #figures = new Map<string, AirPeriodBody>();
  /** The last day that has a result; undefined before the first. */
  #latest: number | undefined;
  /** Whether that day still runs. */
  #running = false;
  /** Whether the last day is known. */
  isOpened = false;

  constructor(subject: Subject) {
    this.subject = subject;
  }

  /** Calendar years whose days are here. */
  get size(): number {
    return this.#years.size;
  }

  get latest(): number | undefined {
    return this.#latest;
  }

  /** The years from one day to another that have to be read; none behind the last day. */
  missing(first: number, last: number): readonly number[] {
    if (this.#latest === undefined) return [];
    const years: number[] = [];
    const end = yearOfDay(Math.min(last, this.#latest));
    for (let year = yearOfDay(first); year <= end; year += 1) if (!this.#years.has(year)) years.push(year);
    return years;
  }

  /** Takes in the last day as it is stored. */
  open(last: StoredResult<AirDayKind> | undefined): void {
    this.isOpened = true;
    if (last) this.#moveOn(last);
  }

  /** Takes in years as they are stored. */
  adopt(years: readonly number[], rows: readonly StoredResult<AirDayKind>[]): void {
    for (const year of years) this.#years.set(year, new DayTable(dayOfDate(januaryFirst(year))));
    for (const row of rows) this.#put(row);
    this.#figures.clear();
  }

  /** Takes in a day that is new or changed. */
  change(row: StoredResult<AirDayKind>): void {
    this.#figures.clear();
    this.#put(row);
    this.#moveOn(row);
  }

  #put(row: StoredResult<AirDayKind>): void {
    const day = dayOfHour(row.to);
    this.#tableOf(day)?.put(day, row.body, row);
  }

  #moveOn({ to, body }: StoredResult<AirDayKind>): void {
    const day = dayOfHour(to);
    if (this.#latest !== undefined && day < this.#latest) return;
    this.#latest = day;
    this.#running = body.running;
  }

  /** A figure of a period as it is kept, else made now. */
  figure(key: string, make: () => AirPeriodBody): AirPeriodBody {
    const kept = this.#figures.get(key);
    if (kept) return kept;
    if (this.#figures.size >= FIGURES) this.#figures.clear();
    const made = make();
    this.#figures.set(key, made);
    return made;
  }

  /** Whether a day is over: a later one has a result, or its own last hour came. */
  isOver(day: number): boolean {
    if (this.#latest === undefined || day > this.#latest) return false;
    return day < this.#latest || !this.#running;
  }

  /** How often the days of a span changed, and one, and when last; 0 and the begin without a day. */
  madeOf(
    first: number,
    last: number,
    begin: Instant,
  ): { readonly revision: number; readonly computedAt: Instant } {
    let [revision, computedAt]: [number, number] = [0, begin];
    for (let day = first; day <= last; day += 1) {
      const table = this.#tableOf(day);
      if (!table?.has(day)) continue;
      revision = Math.max(1, revision) + table.revisionOf(day) - 1;
      computedAt = Math.max(computedAt, table.changedAt(day));
    }
    return { revision, computedAt: instant(computedAt) };
  }

  revisionOf(day: number): number {
    return this.#tableOf(day)?.revisionOf(day) ?? 0;
  }

  /** Whether a day was first stored after an instant and never changed since. */
  cameAfter(day: number, at: Instant): boolean {
    const table = this.#tableOf(day);
    return table !== undefined && table.revisionOf(day) === 1 && table.changedAt(day) > at;
  }

  /** The days of a span with all that their indices are made of. */
  evaluated(first: number, last: number): EvaluatedDay[] {
    const days: EvaluatedDay[] = [];
    for (let day = first; day <= last; day += 1) {
      const table = this.#tableOf(day);
      if (!table?.has(day)) continue;
      const [values, further] = [table.valuesOf(day), { o3_1h: table.o3Of1h(day) }];
      days.push({ date: dateOfDay(day), values, rests: table.restsOf(day), further });
    }
    return days;
  }

  has(day: number): boolean {
    return this.#tableOf(day)?.has(day) ?? false;
  }

  millionths(day: number, column: number): number {
    return this.#tableOf(day)?.millionths(day, column) ?? Number.NaN;
  }

  restOf(day: number, column: number): Remainder | undefined {
    return this.#tableOf(day)?.restOf(day, column);
  }

  aqiOf(day: number, edition: number): number | undefined {
    return this.#tableOf(day)?.aqiOf(day, edition);
  }

  primaryOf(day: number, edition: number): number {
    return this.#tableOf(day)?.primaryOf(day, edition) ?? 0;
  }

  daysInMonth(year: number, month: number, column: number): number {
    return this.#years.get(year)?.daysInMonth(month, column) ?? 0;
  }

  #tableOf(day: number): DayTable | undefined {
    return this.#years.get(yearOfDay(day));
  }
}

import {
  type DustDay,
  dateOfDay,
  dayOfDate,
  dayOfHour,
  dustDays,
  type EvaluatedDay,
  type Subject,
  withDust,
} from '@lanbi/evaluation';
import type { AirDayColumns, AirDayKind, DustStatement, StatementsInForce, StoredResult } from '@lanbi/model';
import { type Hj663Edition, type Instant, instant, leftOutOn } from '@lanbi/standards';
import { changesOf, NO_CHANGES } from '../statement-changes.ts';
import { DayTable, januaryFirst, yearOfDay } from './day-table.ts';
import type { KeptFigure, MadeOf } from './kept-figure.ts';
import { LeftOutDays } from './left-out-days.ts';
import type { NumberedDays, VisitValue } from './sliding-window.ts';

/** Maximum number of figures of periods that are cached until a day of the subject changes. */
const FIGURES = 12;

/** The stored days of a calendar year. */
export interface YearOfDays {
  readonly year: number;
  readonly columns: AirDayColumns;
}

/** The days of one subject in the requested years, as typed columns. */
export class SubjectDays implements NumberedDays {
  readonly subject: Subject;
  readonly #years = new Map<number, DayTable>();
  readonly #figures = new Map<string, KeptFigure>();
  readonly #versions = new Map<string, string>();
  /** What annotations say, of days of dust, also what was withdrawn. */
  #said: readonly DustStatement[] = [];
  #dust: ReadonlyMap<number, DustDay> = new Map();
  /** The last day that has a result; undefined before the first. */
  #latest: number | undefined;
  /** Whether that day is still running. */
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

  /** Returns the years of a range of days that must be read; none after the last day. */
  missing(first: number, last: number, latest: number | undefined = this.#latest): readonly number[] {
    if (latest === undefined) return [];
    const years: number[] = [];
    const end = yearOfDay(Math.min(last, latest));
    for (let year = yearOfDay(first); year <= end; year += 1) if (!this.#years.has(year)) years.push(year);
    return years;
  }

  /** Sets the stored last day. */
  open(last: StoredResult<AirDayKind> | undefined): void {
    this.isOpened = true;
    this.#clear();
    if (last) this.#moveOn(last);
  }

  /** Adds stored years. */
  adopt(years: readonly YearOfDays[]): void {
    for (const { year, columns } of years) this.#years.set(year, new DayTable(columns));
    this.#clear();
  }

  /** Sets a new or changed day. */
  change(row: StoredResult<AirDayKind>): void {
    this.#clear();
    const day = dayOfHour(row.to);
    this.#tableOf(day)?.put(day, row.body, row);
    this.#moveOn(row);
  }

  /** Sets the annotations of the subject. */
  annotate(statements: StatementsInForce): void {
    const said = statements.dustOf(this.subject);
    if (said === this.#said || (said.length === 0 && this.#said.length === 0)) return;
    this.#said = said;
    this.#dust = dustDays(said);
    this.#clear();
  }

  /** The days as statistics under an edition take them: without values of days of dust. */
  takenBy(hj663: Hj663Edition): NumberedDays {
    if (this.#dust.size === 0) return this;
    const leftOut = [...this.#dust].map(([day, { pollutants }]) => {
      const marked = { date: dateOfDay(day), exceptional: pollutants };
      return [day, { pollutants: leftOutOn(marked, hj663) }] as const;
    });
    return new LeftOutDays(this, new Map(leftOut.sort(([a], [b]) => a - b)));
  }

  /** Returns the dust days of a span that have a result. */
  dusty(first: number, last: number): readonly EvaluatedDay[] {
    return [...this.#dust.keys()]
      .filter((day) => day >= first && day <= last)
      .sort((a, b) => a - b)
      .flatMap((day) => this.evaluated(day, day));
  }

  /** Returns a day with its annotations. */
  withDust(day: number, own: EvaluatedDay): EvaluatedDay {
    return withDust(own, this.#dust.get(day));
  }

  #clear(): void {
    this.#figures.clear();
    this.#versions.clear();
  }

  #moveOn({ to, body }: StoredResult<AirDayKind>): void {
    const day = dayOfHour(to);
    if (this.#latest !== undefined && day < this.#latest) return;
    this.#latest = day;
    this.#running = body.running;
  }

  /** Returns a cached figure of a period, or computes it. */
  figure(key: string, make: () => KeptFigure): KeptFigure {
    const kept = this.#figures.get(key);
    if (kept) return kept;
    if (this.#figures.size >= FIGURES) this.#figures.clear();
    const made = make();
    this.#figures.set(key, made);
    return made;
  }

  /** Whether a day is over: a later one has a result, or its own last hour arrived. */
  isOver(day: number): boolean {
    if (this.#latest === undefined || day > this.#latest) return false;
    return day < this.#latest || !this.#running;
  }

  madeOf(first: number, last: number, begin: Instant): MadeOf {
    let [revision, computedAt, days]: [number, number, number] = [0, begin, 0];
    for (let day = first; day <= last; day += 1) {
      const columns = this.#columnsOf(day);
      const own = columns?.revisionOf(day) ?? 0;
      if (own === 0) continue;
      days += 1;
      revision = Math.max(1, revision) + own - 1;
      computedAt = Math.max(computedAt, columns?.changedAt(day) ?? 0);
    }
    if (days === 0 || this.#said.length === 0) return { revision, computedAt: instant(computedAt), days };
    const said = changesOf(this.#said, first, last);
    return {
      revision: revision + said.count,
      computedAt: instant(Math.max(computedAt, said.last)),
      days,
    };
  }

  /** A text that is another one whenever a day of a span is new or changed, or its last day is over; else it stays. */
  version(first: number, last: number, begin: Instant): string {
    const key = `${first} ${last}`;
    const known = this.#versions.get(key);
    if (known !== undefined) return known;
    const { days, revision, computedAt } = this.madeOf(first, last, begin);
    const said = this.#said.length === 0 ? NO_CHANGES : changesOf(this.#said, first, last);
    const version = `${days}.${revision}.${computedAt}${said.versions}${this.isOver(last) ? '' : '+'}`;
    if (this.#versions.size >= FIGURES) this.#versions.clear();
    this.#versions.set(key, version);
    return version;
  }

  revisionOf(day: number): number {
    return this.#columnsOf(day)?.revisionOf(day) ?? 0;
  }

  /** Whether a day was first stored after an instant and never changed since. */
  cameAfter(day: number, at: Instant): boolean {
    const columns = this.#columnsOf(day);
    return columns !== undefined && columns.revisionOf(day) === 1 && columns.changedAt(day) > at;
  }

  /** Returns the days of a span with the inputs of their indices. */
  evaluated(first: number, last: number): EvaluatedDay[] {
    const days: EvaluatedDay[] = [];
    for (let day = first; day <= last; day += 1) {
      const columns = this.#columnsOf(day);
      if (!columns?.has(day)) continue;
      const { concentrations, rests, further } = columns.valuesOf(day);
      const own = { date: dateOfDay(day), values: concentrations, rests, further };
      days.push(this.withDust(day, own));
    }
    return days;
  }

  has(day: number): boolean {
    return this.revisionOf(day) > 0;
  }

  millionths(day: number, column: number): number {
    return this.#columnsOf(day)?.millionths(day, column) ?? Number.NaN;
  }

  restNum(day: number, column: number): number {
    return this.#columnsOf(day)?.restNum(day, column) ?? 0;
  }

  restDen(day: number, column: number): number {
    return this.#columnsOf(day)?.restDen(day, column) ?? 0;
  }

  eachValue(from: number, to: number, column: number, visit: VisitValue): void {
    for (let day = from; day <= to; ) {
      const year = yearOfDay(day);
      const end = Math.min(to, daysOfYear(year).last);
      this.#years.get(year)?.columns.eachValue(day, end, column, visit);
      day = end + 1;
    }
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

  #columnsOf(day: number): AirDayColumns | undefined {
    return this.#tableOf(day)?.columns;
  }
}

/** Returns the first and last day of a calendar year. */
export const daysOfYear = (year: number): { readonly first: number; readonly last: number } => ({
  first: dayOfDate(januaryFirst(year)),
  last: dayOfDate(januaryFirst(year + 1)) - 1,
});

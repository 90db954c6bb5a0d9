import {
  type Aggregate,
  addAggregates,
  dayAt,
  EMPTY_AGGREGATE,
  isInState,
  startOfDayNumber,
  type Window,
} from '@lanbi/evaluation';
import {
  type ItemSum,
  isInForce,
  type SectionId,
  type StateStatement,
  type StoredResult,
  WATER_RECORD_ITEMS,
  type WaterParameter,
} from '@lanbi/model';
import { civilDate, DAY, dateAt, type Instant, instant, startOfDate } from '@lanbi/standards';
import { changesOf } from '../statement-changes.ts';
import { SumColumn } from './sum-column.ts';

const MOST_DAYS = 366;
/** Sums that are kept: the months and some other spans. */
const SUMS = 40;

/** How new the days of a span are. */
export interface Made {
  /** How often these days were changed after they were first stored. */
  readonly corrections: number;
  /** When the last of them changed; 0 without any. */
  readonly computedAt: number;
}

/** The days of a span added up. */
export interface DaySum extends Made {
  readonly aggregate: Aggregate;
  /** Days that are stored, whether they have a result or not. */
  readonly rows: number;
}

export const NO_DAYS: DaySum = { aggregate: EMPTY_AGGREGATE, rows: 0, corrections: 0, computedAt: 0 };

export const addDaySums = (a: DaySum, b: DaySum): DaySum => ({
  aggregate: addAggregates(a.aggregate, b.aggregate),
  rows: a.rows + b.rows,
  corrections: a.corrections + b.corrections,
  computedAt: Math.max(a.computedAt, b.computedAt),
});

/** 00:00 of the first day of a year. */
export const startOfYear = (year: number): Instant =>
  startOfDate(civilDate(`${String(year).padStart(4, '0')}-01-01`));

/** A day of a section as it is stored. */
export type StoredDay = StoredResult<'class.day'>;

/** What is held of a day. */
export type DayState = Pick<StoredDay, 'from' | 'revision' | 'computedAt' | 'body'>;

/**
 * The stored days of one section and year: what periods are made of, in typed columns, some 30 bytes a day and 12 for each
 * item.
 */
export class SectionYear {
  readonly section: SectionId;
  /** 00:00 of the first day, and of the first day of the next year. */
  readonly window: Window;
  readonly #first: number;
  readonly #revisions = new Uint32Array(MOST_DAYS);
  readonly #computedAt = new Float64Array(MOST_DAYS);
  readonly #samples = new Uint32Array(MOST_DAYS);
  readonly #covered = new Float64Array(MOST_DAYS);
  readonly #items = new Map<WaterParameter, SumColumn>();
  readonly #sums = new Map<string, { readonly window: Window; readonly sum: DaySum }>();
  readonly #made = new Map<string, unknown>();
  /** Also those that are withdrawn. */
  #said: readonly StateStatement[] = [];
  #states: readonly StateStatement[] = [];
  #size = 0;

  constructor(section: SectionId, year: number) {
    this.section = section;
    this.window = { from: startOfYear(year), to: startOfYear(year + 1) };
    this.#first = dayAt(this.window.from);
  }

  /** Days that are held. */
  get size(): number {
    return this.#size;
  }

  /** Sets a day in its newest state. It must be of this year. */
  put({ from, revision, computedAt, body }: DayState): void {
    const at = dayAt(from) - this.#first;
    if (this.#revisions[at] === 0) this.#size += 1;
    this.#revisions[at] = revision;
    this.#computedAt[at] = computedAt;
    this.#samples[at] = body.samples;
    this.#covered[at] = body.covered;
    for (const [item, column] of this.#items) column.put(at, body.sums[item]);
    for (const item of WATER_RECORD_ITEMS)
      if (body.sums[item] && !this.#items.has(item)) this.#add(item, at, body);
    this.#changed(from);
  }

  /** A column for an item that no day had before. */
  #add(item: WaterParameter, at: number, { sums }: DayState['body']): void {
    const column = new SumColumn(MOST_DAYS);
    column.put(at, sums[item]);
    this.#items.set(item, column);
  }

  #changed(day: Instant): void {
    for (const [key, { window }] of this.#sums)
      if (day >= window.from && day < window.to) this.#sums.delete(key);
    this.#made.clear();
  }

  /** Takes what annotations say of states of the section from now on. */
  annotate(said: readonly StateStatement[]): void {
    if (said === this.#said || (said.length === 0 && this.#said.length === 0)) return;
    this.#said = said;
    this.#states = said.filter(isInForce);
    this.#sums.clear();
    this.#made.clear();
  }

  /** Takes a day out. */
  remove(day: Instant): void {
    const at = dayAt(day) - this.#first;
    if (this.#revisions[at] !== 0) this.#size -= 1;
    this.#revisions[at] = 0;
    this.#changed(day);
  }

  /** The same days, which may then be changed without a change of these. */
  copy(): SectionYear {
    const copy = new SectionYear(this.section, Number(dateAt(this.window.from).slice(0, 4)));
    copy.#revisions.set(this.#revisions);
    copy.#computedAt.set(this.#computedAt);
    copy.#samples.set(this.#samples);
    copy.#covered.set(this.#covered);
    for (const [item, column] of this.#items) copy.#items.set(item, column.copy());
    copy.#size = this.#size;
    copy.annotate(this.#said);
    return copy;
  }

  /** When a day was last changed, where it was never changed after it was first stored. */
  firstStoredAt(day: Instant): Instant | undefined {
    const at = dayAt(day) - this.#first;
    return this.#revisions[at] === 1 ? instant(this.#computedAt[at] ?? 0) : undefined;
  }

  /** How often the days of a span were corrected, and when the last of them changed. */
  madeOf(window: Window): Made {
    let [corrections, computedAt] = [0, 0];
    for (const at of this.#places(window)) {
      corrections += (this.#revisions[at] ?? 1) - 1;
      computedAt = Math.max(computedAt, this.#computedAt[at] ?? 0);
    }
    if (this.#said.length === 0) return { corrections, computedAt };
    const first = dayAt(window.from);
    const said = changesOf(this.#said, first, dayAt(instant(window.to - 1)));
    return { corrections: corrections + said.count, computedAt: Math.max(computedAt, said.last) };
  }

  /** The days of a span that are in this year, added up, but for those on which the section has no class. */
  sum(window: Window): DaySum {
    const key = `${window.from} ${window.to}`;
    const known = this.#sums.get(key);
    if (known) return known.sum;
    const sum = this.#total([...this.#places(window)], window);
    if (this.#sums.size >= SUMS) this.#sums.clear();
    this.#sums.set(key, { window, sum });
    return sum;
  }

  /** The days that are stored of a span, by their beginning. */
  *days(window: Window): Iterable<Instant> {
    for (const at of this.#places(window)) yield startOfDayNumber(this.#first + at);
  }

  /** What `make` gives of this year alone, kept until a day of it changes. */
  made<Value>(key: string, make: () => Value): Value {
    const known = this.#made.get(key) as Value | undefined;
    if (known !== undefined) return known;
    const value = make();
    this.#made.set(key, value);
    return value;
  }

  *#places({ from, to }: Window): Iterable<number> {
    const first = Math.max(0, dayAt(from) - this.#first);
    const end = Math.min(MOST_DAYS, dayAt(instant(to + DAY - 1)) - this.#first);
    for (let at = first; at < end; at += 1) if (this.#revisions[at] !== 0) yield at;
  }

  #total(stored: readonly number[], window: Window): DaySum {
    const places = stored.filter((at) => !isInState(this.#states, startOfDayNumber(this.#first + at)));
    const sums: Partial<Record<WaterParameter, ItemSum>> = {};
    for (const [item, column] of this.#items) {
      const total = column.total(places);
      if (total) sums[item] = total;
    }
    const aggregate = { sums, samples: 0, covered: 0, days: 0 };
    for (const at of places) {
      const samples = this.#samples[at] ?? 0;
      aggregate.samples += samples;
      aggregate.covered += this.#covered[at] ?? 0;
      aggregate.days += samples > 0 ? 1 : 0;
    }
    return { aggregate, rows: stored.length, ...this.madeOf(window) };
  }
}

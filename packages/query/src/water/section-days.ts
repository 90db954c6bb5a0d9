import type { Window } from '@lanbi/evaluation';
import { type Cache, createCache } from '@lanbi/flow';
import { type SectionId, type StoredResult, sectionId } from '@lanbi/model';
import { DAY, dateAt, type Instant, instant } from '@lanbi/standards';
import type { QueryDeps } from '../deps.ts';
import type { FollowingCache } from '../followed-log.ts';
import { SectionYear, type StoredDay, startOfYear } from './section-year.ts';

/** Days held at once, some 250 bytes each: those of a thousand sections and a year. */
const DAYS = 400_000;
/** More than the days of a year. */
const ALL_OF_A_YEAR = 400;
/** Of a span of more years the first stored day is looked for before its years are read. */
const MANY_YEARS = 4;
const FIRST = instant(-1e15);
const LAST = instant(1e15);

/** A year that is being read, and the changes of its days that came meanwhile. */
interface Loading {
  readonly year: Promise<SectionYear>;
  readonly later: StoredDay[];
}

/** A year takes some room even where it has few days. */
const LEAST = 50;

const weightOf = ({ size }: SectionYear): number => Math.max(LEAST, size);
const keyOf = (section: SectionId, year: number): string => `${section} ${year}`;
const yearOf = (at: Instant): number => Number(dateAt(at).slice(0, 4));

/**
 * The days of sections as they are stored: a bounded copy by section and year, read when they are asked for. At the
 * bound the years not used for longest are dropped.
 */
export class SectionYears implements FollowingCache {
  readonly #store: Pick<QueryDeps['store'], 'results' | 'latestResult'>;
  readonly #held: Cache<SectionYear>;
  readonly #loading = new Map<string, Loading>();

  /** @param most days that are held at once */
  constructor(store: Pick<QueryDeps['store'], 'results' | 'latestResult'>, most: number = DAYS) {
    this.#store = store;
    this.#held = createCache({ entries: Math.ceil(most / LEAST), size: most, sizeOf: weightOf });
  }

  get isEmpty(): boolean {
    return this.#held.size + this.#loading.size === 0;
  }

  take(result: StoredResult): void {
    if (result.kind !== 'class.day') return;
    const key = keyOf(sectionId(result.subject), yearOf(result.from));
    this.#loading.get(key)?.later.push(result);
    const held = this.#held.peek(key);
    if (held) this.#put(key, held, result);
  }

  forget(): void {
    this.#held.clear();
    // What is being read is for those alone who wait for it.
    this.#loading.clear();
  }

  /** The years of a section that have days of a span, in order. */
  async years(section: SectionId, window: Window): Promise<readonly SectionYear[]> {
    const { from, to } = await this.#cut(section, window);
    if (from >= to) return [];
    const years: Promise<SectionYear>[] = [];
    for (let year = yearOf(from); year <= yearOf(instant(to - 1)); year += 1)
      years.push(this.#year(section, year));
    return Promise.all(years);
  }

  /** The last day of a section that is stored. */
  async lastDay(section: SectionId): Promise<Instant | undefined> {
    return (await this.#store.latestResult('class.day', section))?.from;
  }

  /** A span of many years cut to the days that are stored, so that no empty year is read. */
  async #cut(section: SectionId, window: Window): Promise<Window> {
    if (window.to - window.from < MANY_YEARS * 366 * DAY) return window;
    const ever = { kind: 'class.day', subject: section, after: FIRST, to: LAST, limit: 1 } as const;
    const [first] = await this.#store.results(ever);
    const last = await this.lastDay(section);
    if (!first || last === undefined) return { from: window.from, to: window.from };
    const [from, to] = [Math.max(window.from, first.from), Math.min(window.to, last + DAY)];
    return { from: instant(from), to: instant(to) };
  }

  #year(section: SectionId, year: number): Promise<SectionYear> {
    const key = keyOf(section, year);
    const held = this.#held.get(key);
    if (held) return Promise.resolve(held);
    return this.#loading.get(key)?.year ?? this.#load(section, year);
  }

  #load(section: SectionId, year: number): Promise<SectionYear> {
    const key = keyOf(section, year);
    const later: StoredDay[] = [];
    const loading: Loading = { year: this.#read(section, year, later), later };
    this.#loading.set(key, loading);
    const keep = (found: SectionYear | undefined): void => {
      if (this.#loading.get(key) !== loading) return;
      this.#loading.delete(key);
      if (found) this.#held.set(key, found);
    };
    return loading.year.then(
      (found) => {
        keep(found);
        return found;
      },
      (error: unknown) => {
        keep(undefined);
        throw error;
      },
    );
  }

  async #read(section: SectionId, year: number, later: readonly StoredDay[]): Promise<SectionYear> {
    const [after, to] = [startOfYear(year), startOfYear(year + 1)];
    const range = { kind: 'class.day', subject: section, after, to, limit: ALL_OF_A_YEAR } as const;
    const days = await this.#store.results(range);
    const found = new SectionYear(section, year);
    for (const day of [...days, ...later]) found.put(day);
    return found;
  }

  #put(key: string, year: SectionYear, day: StoredDay): void {
    const before = weightOf(year);
    year.put(day);
    if (weightOf(year) === before) return;
    // Its size in the cache is that of the time when it was set.
    this.#held.delete(key);
    this.#held.set(key, year);
  }
}

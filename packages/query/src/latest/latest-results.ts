import type { Offset, StoredResult } from '@lanbi/model';
import { HOUR, type Instant, instant } from '@lanbi/standards';
import type { QueryDeps } from '../deps.ts';
import type { LatestKind } from './latest-figure.ts';

/** How long a region may wait for its points before the hour before stops being the latest. */
export const WAIT = 3 * HOUR;

const PAGE = 500;
/** Pages of changes that are applied one by one; when there are more, all subjects are read again. */
const MOST_PAGES = 4;

/** The newest results of each subject of each kind. */
type Kept = { readonly [Kind in LatestKind]: Map<string, readonly StoredResult<Kind>[]> };

const NONE: readonly never[] = [];

/**
 * The newest results of each subject, kept in memory: the newest one, of a region those of the last hours too. The log
 * of results keeps them current, so that the store is asked only when something changed. What is kept is bounded by the
 * number of subjects that are asked for.
 */
export class LatestResults {
  readonly #deps: Pick<QueryDeps, 'store' | 'clock'>;
  readonly #kept: Kept = { 'aqi.hour': new Map(), 'region.aqi.hour': new Map(), 'class.sample': new Map() };
  #offset: Offset | undefined;
  #changed = true;
  #isApplying = false;
  #version = 0;
  #stop: (() => void) | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(deps: Pick<QueryDeps, 'store' | 'clock'>) {
    this.#deps = deps;
  }

  /** Whether everything that was committed is applied. */
  get isCurrent(): boolean {
    return !this.#changed && !this.#isApplying;
  }

  /** Changes with the newest results of any subject. */
  get version(): number {
    return this.#version;
  }

  /** Applies what was committed since the last call, and reads the subjects that are asked for the first time. */
  load(kind: LatestKind, subjects: readonly string[]): Promise<void> {
    this.#listen();
    if (this.isCurrent && this.#missing(kind, subjects).next().done) return Promise.resolve();
    const loaded = this.#last.then(async () => {
      await this.#readOn();
      for (const subject of this.#missing(kind, subjects)) await this.#keep(kind, subject);
    });
    this.#last = loaded.catch(() => undefined);
    return loaded;
  }

  /** The newest results of a subject that was loaded, in ascending order; the same list until one of them changes. */
  newest<Kind extends LatestKind>(kind: Kind, subject: string): readonly StoredResult<Kind>[] {
    return this.#of(kind).get(subject) ?? NONE;
  }

  stop(): void {
    this.#stop?.();
  }

  #listen(): void {
    this.#stop ??= this.#deps.store.onResults(() => {
      this.#changed = true;
    });
  }

  #of<Kind extends LatestKind>(kind: Kind): Map<string, readonly StoredResult<Kind>[]> {
    return this.#kept[kind];
  }

  *#missing(kind: LatestKind, subjects: readonly string[]): Generator<string, void> {
    const kept = this.#of(kind);
    for (const subject of subjects) if (!kept.has(subject)) yield subject;
  }

  async #readOn(): Promise<void> {
    if (!this.#changed) return;
    this.#changed = false;
    this.#isApplying = true;
    try {
      if (this.#offset === undefined || !(await this.#apply(this.#offset))) await this.#begin();
    } catch (error) {
      this.#changed = true;
      throw error;
    } finally {
      this.#isApplying = false;
    }
  }

  /** Applies the changes behind an offset; false when there are too many of them. */
  async #apply(offset: Offset): Promise<boolean> {
    let after = offset;
    for (let page = 0; page < MOST_PAGES; page++) {
      const results = await this.#deps.store.changedResults(after, PAGE);
      for (const result of results) this.#take(result);
      after = results.at(-1)?.position ?? after;
      this.#offset = after;
      if (results.length < PAGE) return true;
    }
    return false;
  }

  /** Begins at the end of the log; what is asked for from here on is read when it is asked for. */
  async #begin(): Promise<void> {
    this.#offset = await this.#deps.store.resultHead();
    this.#version += 1;
    for (const subjects of Object.values(this.#kept)) subjects.clear();
  }

  async #keep<Kind extends LatestKind>(kind: Kind, subject: string): Promise<void> {
    const read = await this.#read(kind, subject);
    this.#of(kind).set(subject, read);
  }

  async #read<Kind extends LatestKind>(kind: Kind, subject: string): Promise<readonly StoredResult<Kind>[]> {
    const { store } = this.#deps;
    const newest = await store.latestResult(kind, subject);
    if (!newest) return [];
    const { to } = newest;
    if (this.#isAlone(kind, to)) return [newest];
    const hours = await store.results({ kind, subject, after: this.#oldest(to), to, limit: 24 });
    return hours.length === 0 ? [newest] : hours;
  }

  #take(result: StoredResult): void {
    switch (result.kind) {
      case 'aqi.hour':
        this.#put(result.kind, result);
        break;
      case 'region.aqi.hour':
        this.#put(result.kind, result);
        break;
      case 'class.sample':
        this.#put(result.kind, result);
        break;
    }
  }

  #put<Kind extends LatestKind>(kind: Kind, result: StoredResult<Kind>): void {
    const { subject, to } = result;
    const before = this.#of(kind).get(subject);
    if (!before) return;
    const known = before.filter((each) => each.to !== to);
    const all = [...known, result].sort((a, b) => a.to - b.to);
    const newest = all.at(-1) ?? result;
    const oldest = this.#oldest(newest.to);
    this.#version += 1;
    const kept = this.#isAlone(kind, newest.to) ? [newest] : all.filter((each) => each.to > oldest);
    this.#of(kind).set(subject, kept);
  }

  /** Whether no other result than the newest one can be the latest: it is over, and nothing is waited for. */
  #isAlone(kind: LatestKind, to: Instant): boolean {
    if (kind === 'class.sample') return true;
    return kind === 'aqi.hour' && to <= this.#deps.clock.now();
  }

  #oldest(newest: Instant): Instant {
    return instant(Math.min(newest, this.#deps.clock.now()) - WAIT - HOUR);
  }
}

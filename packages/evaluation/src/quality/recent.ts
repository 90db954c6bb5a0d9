import { type Cache, createCache } from '@lanbi/flow';
import type {
  ObservationFlags,
  ObservationReader,
  Offset,
  ParameterCode,
  QualityFlagStore,
  QualityFlags,
  QualityRule,
  StoredObservation,
} from '@lanbi/model';
import { type Instant, instant } from '@lanbi/standards';
import { observationFlags } from './quality-flags.ts';
import { limitsOf, touchesEarlier } from './rules.ts';
import { appendTo, hourOfRule, LOOK, type Series, type SeriesByParameter, seriesOf } from './series.ts';
import { isOfSeries, type SeriesKey, standingFlags } from './standing.ts';

/**
 * Hours in memory beyond LOOK: a spike, with the value before it, ends at most this long before the newest reading.
 */
const BEYOND = 12;
/**
 * Maximum number of series in memory, by station and length of period; the least recently used are read again.
 */
const HELD = 20_000;
/** Flags behind the end that are held; where there are more the series is not held. */
const AHEAD = 2_000;

type RecentStore = Pick<ObservationReader, 'range' | 'latest'> & Pick<QualityFlagStore, 'qualityFlags'>;

interface Tail {
  /**
   * End of the newest observation that arrived as an entry; later than the checked ones if `isNewest` is false.
   */
  readonly newest: Instant;
  readonly isNewest: boolean;
  /** The readings; undefined if the end of the series is later than the checked part. */
  readonly series?: Map<ParameterCode, Series>;
  /** Flags of what stands in the store behind `newest`, made before it came as an entry, by its end. */
  readonly ahead: Map<Instant, QualityFlags>;
  /** The newest observation with its flags; undefined where it was checked with its neighbours. */
  readonly last?: FlaggedObservation | undefined;
}

interface FlaggedObservation {
  readonly entry: StoredObservation;
  readonly flags: QualityFlags;
}

/**
 * A checked series: all observations up to `offset` in the log, ascending, in a span that extends beyond `end`.
 */
export interface CheckedSeries {
  readonly read: readonly StoredObservation[];
  /** Up to where flags are those of `read`. */
  readonly end: Instant;
  readonly offset: Offset;
  /** Flags that are not in the store yet. */
  readonly flags: readonly ObservationFlags[];
}

/** Flags of an observation, beside those that it had. */
export interface ChangedFlags {
  readonly entry: StoredObservation;
  readonly before: QualityFlags;
  readonly after: QualityFlags;
}

const keyOf = ({ station, period }: SeriesKey): string => `${station} ${period}`;

const heldOf = (period: number): number => (LOOK + BEYOND) * hourOfRule(period);

/**
 * The newest readings of each station within the window of the rules, up to an offset in the log, so that a reading
 * that arrives in order, as nearly all do, is checked without reading the store. A bounded copy, which may be dropped.
 */
export class Recent {
  readonly #store: RecentStore;
  readonly #tails: Cache<Tail> = createCache({ entries: HELD });

  constructor(store: RecentStore) {
    this.#store = store;
  }

  /** Drops all series. */
  clear(): void {
    this.#tails.clear();
  }

  /** Whether changes up to a time are, or may be, at the end of the series. */
  isEnd(of: SeriesKey, to: number): boolean {
    const tail = this.#tails.get(keyOf(of));
    return tail === undefined || to >= tail.newest - heldOf(of.period);
  }

  /**
   * The flags of an observation that is new and later than all of its series that came as entries, and of the one before it
   * where it may change them. Undefined where it is not in order, or may change flags of still earlier ones: then it must be
   * checked with its neighbours.
   */
  check(entry: StoredObservation, on: readonly QualityRule[]): readonly ChangedFlags[] | undefined {
    const key = keyOf(entry);
    const tail = this.#tails.get(key);
    if (!tail?.series || entry.to <= tail.newest || entry.readings.some(({ revision }) => revision > 1))
      return undefined;
    const { series, ahead, last } = tail;
    for (const each of series.values()) each.forgetBefore(entry.to - heldOf(entry.period));
    appendTo(series, entry);
    const newest = { newest: entry.to, isNewest: true };
    const reached = reachOf(entry, series);
    const earlier = reached !== undefined && reached === last?.entry.to ? last : undefined;
    if (reached !== undefined && !earlier) {
      this.#hold(key, { ...newest, ahead });
      return undefined;
    }
    const before = ahead.get(entry.to) ?? {};
    ahead.delete(entry.to);
    const own = { entry, before, after: observationFlags(entry, series, on) };
    this.#hold(key, { ...newest, series, ahead, last: { entry, flags: own.after } });
    if (!earlier) return [own];
    return [
      { entry: earlier.entry, before: earlier.flags, after: observationFlags(earlier.entry, series, on) },
      own,
    ];
  }

  /** Takes up a series that was checked up to `end`, if nothing of it that stands in the log up to `offset` ends later. */
  async take(of: SeriesKey, { read, end, offset, flags }: CheckedSeries): Promise<void> {
    const key = keyOf(of);
    const latest = instant(Math.max(...(await this.#store.latest(of.station)).map(({ to }) => to), end));
    const later = await this.#later(of, [end, latest], offset);
    if (later) return this.#hold(key, { ...later, ahead: new Map() });
    const newest = read.at(-1)?.to;
    if (newest === undefined) return this.#forget(key);
    const ahead = latest > newest ? await this.#ahead(of, [newest, latest], flags) : new Map();
    const series = seriesOf(read.filter(({ to }) => to >= newest - heldOf(of.period)));
    const held = ahead.size < AHEAD ? { series, ahead } : { ahead: new Map() };
    this.#hold(key, { newest, isNewest: true, ...held });
  }

  /**
   * Returns an observation after `end` that arrived as an entry, if there is one, and whether it is the newest.
   */
  async #later(
    of: SeriesKey,
    [end, latest]: readonly [Instant, Instant],
    offset: Offset,
  ): Promise<Pick<Tail, 'newest' | 'isNewest'> | undefined> {
    const known = this.#tails.get(keyOf(of));
    if (known?.isNewest) return known.newest > end ? { newest: known.newest, isNewest: true } : undefined;
    if (latest <= end) return undefined;
    const [later] = await this.#store.range({ ...of, after: end, to: latest, upTo: offset, limit: 1 });
    return later && { newest: later.to, isNewest: false };
  }

  /** Flags of observations that end in (after, to]. */
  async #ahead(
    of: SeriesKey,
    [after, to]: readonly [Instant, Instant],
    made: readonly ObservationFlags[],
  ): Promise<Map<Instant, QualityFlags>> {
    const standing = await standingFlags(this.#store, of, { after, to, limit: AHEAD });
    for (const each of made) if (each.to > after && isOfSeries(each, of)) standing.set(each.to, each.flags);
    return standing;
  }

  #forget(key: string): void {
    this.#tails.delete(key);
  }

  #hold(key: string, tail: Tail): void {
    this.#tails.set(key, tail);
  }
}

/**
 * What an observation at the end of its series may change: the end of the one observation whose flags may change, `many`
 * where several may, undefined where none does.
 */
function reachOf(
  { readings, period }: StoredObservation,
  all: SeriesByParameter,
): Instant | 'many' | undefined {
  let reached: Instant | undefined;
  for (const { parameter, invalid } of readings) {
    const series = all.get(parameter);
    const limits = limitsOf(parameter);
    if (invalid !== undefined || !series || !touchesEarlier(series, period, limits)) continue;
    const end = series.endAt(series.length - 2);
    // Rows that repeat one analysis change together, and a lost exponent is checked by all readings around it.
    if (limits.carried || limits.exponent || (reached !== undefined && reached !== end)) return 'many';
    reached = end;
  }
  return reached;
}

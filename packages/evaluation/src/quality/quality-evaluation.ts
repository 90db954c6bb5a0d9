import type {
  ObservationFlags,
  ObservationReader,
  Offset,
  QualityFlagStore,
  QualityFlags,
  QualityRule,
  QualitySettings,
  StoredObservation,
} from '@lanbi/model';
import { type Instant, instant } from '@lanbi/standards';
import type { EvaluationInput } from '../cause.ts';
import { exclusionsOf, stretch, without } from './excluding.ts';
import { observationKey, qualityFlagsOf } from './quality-flags.ts';
import { type ChangedFlags, Recent } from './recent.ts';
import { lookOf } from './series.ts';
import { excludes, rulesOn } from './settings.ts';
import { type SeriesKey, standingFlags } from './standing.ts';

/** Changed observations of one station and period, near enough to be checked together. */
interface Cluster extends SeriesKey {
  readonly from: Instant;
  readonly to: Instant;
  /** Ends of the changed observations. */
  readonly times: Set<Instant>;
}

/** Observations of one series that wait to be checked with their neighbours. */
interface Deferred extends SeriesKey {
  readonly times: Set<Instant>;
}

/** Flags of observations. */
export interface Flagged {
  /** Flags that are new, and none where they are gone. */
  readonly flags: readonly ObservationFlags[];
  /** How often each rule flagged a value that it had not flagged before. */
  readonly counts: ReadonlyMap<QualityRule, number>;
}

export interface CheckedEntries extends Flagged {
  /**
   * What evaluations take: the entries. Under a rule that excludes, all observations whose flags hang on them, changed or
   * not, since a kill may have kept the flags and not the figures; their excluded readings are invalid.
   */
  readonly inputs: readonly EvaluationInput[];
}

type QualityStore = Pick<ObservationReader, 'range' | 'latest'> & Pick<QualityFlagStore, 'qualityFlags'>;

const ALL = 100_000;
/**
 * Maximum number of changed observations of one cluster, which limits the observations that are read at once.
 */
const MOST_TIMES = 2_000;

/** The results of one call. */
interface Found {
  readonly flags: ObservationFlags[];
  readonly inputs: EvaluationInput[];
  readonly counts: Map<QualityRule, number>;
}

type SeriesEntries = readonly [StoredObservation, ...StoredObservation[]];

/** Groups entries by station and period, ascending. */
function seriesAmong(entries: readonly StoredObservation[]): SeriesEntries[] {
  const groups = new Map<string, [StoredObservation, ...StoredObservation[]]>();
  for (const entry of entries) {
    const key = seriesKeyOf(entry);
    const group = groups.get(key);
    if (group) group.push(entry);
    else groups.set(key, [entry]);
  }
  return [...groups.values()].map((group) => group.sort((a, b) => a.to - b.to));
}

const seriesKeyOf = ({ station, period }: SeriesKey): string => `${station} ${period}`;

/** Groups changed times: those within reach of each other form a cluster. @param times ascending */
function clustersOf({ station, period }: SeriesKey, times: readonly Instant[]): Cluster[] {
  const clusters: Cluster[] = [];
  for (const to of times) {
    const last = clusters.at(-1);
    if (last && last.times.size < MOST_TIMES && to - last.to <= 2 * lookOf(period)) {
      last.times.add(to);
      clusters[clusters.length - 1] = { ...last, to };
    } else clusters.push({ station, period, from: to, to, times: new Set([to]) });
  }
  return clusters;
}

const endsOf = (group: SeriesEntries): Instant[] => group.map(({ to }) => to);

const keyOf = ({ station, to, period }: StoredObservation) => ({ station, to, period });

const same = (a: QualityFlags, b: QualityFlags): boolean => JSON.stringify(a) === JSON.stringify(b);

function countNew(counts: Map<QualityRule, number>, before: QualityFlags, after: QualityFlags): void {
  for (const [parameter, rules] of Object.entries(after))
    for (const rule of rules)
      if (!before[parameter as keyof QualityFlags]?.includes(rule))
        counts.set(rule, (counts.get(rule) ?? 0) + 1);
}

/**
 * Flags suspect values. Readings that arrive in order are checked at once. A late or corrected one is checked together
 * with its neighbours, once per flush, so that neighbours are read once for many readings; with a rule that excludes it
 * is checked at once, since records depend on it. Flags are stored beside the readings, one note for each observation
 * with flags.
 */
export class QualityEvaluation {
  readonly #store: QualityStore;
  readonly #settings: QualitySettings;
  readonly #on: readonly QualityRule[];
  readonly #recent: Recent;
  /** Other rules that some records may still depend on. */
  #before: readonly QualitySettings[] = [];
  #deferred = new Map<string, Deferred>();

  constructor(store: QualityStore, settings: QualitySettings) {
    this.#store = store;
    this.#settings = settings;
    this.#on = rulesOn(settings);
    this.#recent = new Recent(store);
  }

  /**
   * Drops all state that is not in the store; call it after a failed commit.
   * @param before other rules under which some records may still have been computed: readings that they excluded are
   * included again when they are checked as neighbours
   */
  restore(before: readonly QualitySettings[] = []): void {
    this.#before = before;
    this.#deferred = new Map();
    this.#recent.clear();
  }

  /** Number of observations that wait to be checked. */
  get deferred(): number {
    let count = 0;
    for (const { times } of this.#deferred.values()) count += times.size;
    return count;
  }

  async check(entries: readonly StoredObservation[]): Promise<CheckedEntries> {
    const found: Found = { flags: [], inputs: [], counts: new Map() };
    const all = [this.#settings, ...this.#before];
    if (all.every((settings) => rulesOn(settings).length === 0)) return { ...found, inputs: entries };
    if (all.some(excludes)) {
      for (const group of seriesAmong(entries))
        for (const cluster of clustersOf(group[0], endsOf(group))) await this.#cluster(cluster, found);
      return { flags: found.flags, inputs: found.inputs, counts: found.counts };
    }
    // Entries after a waiting entry depend on it.
    for (const group of seriesAmong(entries))
      if (this.#deferred.has(seriesKeyOf(group[0])) || !this.#inOrder(group, found)) this.#defer(group);
    return { flags: found.flags, inputs: entries, counts: found.counts };
  }

  #defer(group: SeriesEntries): void {
    const key = seriesKeyOf(group[0]);
    const { station, period } = group[0];
    const own = this.#deferred.get(key) ?? { station, period, times: new Set<Instant>() };
    this.#deferred.set(key, own);
    for (const { to } of group) own.times.add(to);
  }

  /**
   * Checks the waiting observations; call it before the records of the same entries are written.
   * @param offset the offset up to which entries of the log are checked or waiting
   */
  async flush(offset: Offset): Promise<Flagged> {
    const found: Found = { flags: [], inputs: [], counts: new Map() };
    const deferred = this.#deferred;
    this.#deferred = new Map();
    for (const series of deferred.values())
      for (const cluster of clustersOf(
        series,
        [...series.times].sort((a, b) => a - b),
      ))
        await this.#takeUp(cluster, offset, await this.#cluster(cluster, found, offset), found);
    return { flags: found.flags, counts: found.counts };
  }

  /** Checks entries of one series if all come in order and change no flag but their own; else finds nothing. */
  #inOrder(group: readonly StoredObservation[], { flags: made, counts }: Found): boolean {
    const flagged = new Map<Instant, ChangedFlags>();
    for (const entry of group) {
      const changed = this.#recent.check(entry, this.#on);
      if (!changed) return false;
      // One that was checked before in this call keeps the flags that it had before the call.
      for (const each of changed)
        flagged.set(each.entry.to, { ...each, before: flagged.get(each.entry.to)?.before ?? each.before });
    }
    for (const { entry, before, after } of flagged.values()) {
      if (same(before, after)) continue;
      made.push({ ...keyOf(entry), flags: after });
      countNew(counts, before, after);
    }
    return true;
  }

  /**
   * Checks what is touched and all that it is a neighbour of, each with neighbours of its own: those that stand in the
   * log up to an offset, so that flags are what the entries up to there say and later ones are checked as they come.
   * @returns all that was read
   */
  async #cluster(cluster: Cluster, found: Found, offset?: Offset): Promise<readonly StoredObservation[]> {
    const { station, period, from, to, times } = cluster;
    const look = lookOf(period);
    const around = [from - 2 * look, to + 2 * look] as const;
    const observations = await stretch(this.#store, station, period, around, offset);
    const checked = (each: StoredObservation): boolean => each.to >= from - look && each.to <= to + look;
    const flags = qualityFlagsOf(observations, this.#settings, checked);
    const span = { after: instant(from - look - 1), to: instant(to + look), limit: ALL };
    const known = await standingFlags(this.#store, cluster, span);
    for (const observation of observations.filter(checked)) {
      const key = keyOf(observation);
      const before = known.get(key.to) ?? {};
      const after = flags.get(observationKey(observation)) ?? {};
      const seen = without(observation, after, this.#settings);
      const otherwise = !times.has(observation.to) && this.#stoodOtherwise(observation, before, seen);
      found.inputs.push(otherwise ? { ...seen, judged: true } : seen);
      if (same(before, after)) continue;
      found.flags.push({ ...key, flags: after });
      countNew(found.counts, before, after);
    }
    return observations;
  }

  /** Keeps a series in memory that was checked up to its end, as far as it is in the log up to an offset. */
  async #takeUp(
    { station, period, to }: Cluster,
    offset: Offset,
    read: readonly StoredObservation[],
    { flags }: Found,
  ): Promise<void> {
    const of = { station, period };
    const checked = { read, end: instant(to + lookOf(period)), offset, flags };
    if (this.#recent.isEnd(of, to)) await this.#recent.take(of, checked);
  }

  /** Whether the flags that it had may have kept other values of it out of figures. */
  #stoodOtherwise(observation: StoredObservation, flags: QualityFlags, seen: StoredObservation): boolean {
    const now = exclusionsOf(seen);
    return [this.#settings, ...this.#before].some(
      (settings) => exclusionsOf(without(observation, flags, settings)) !== now,
    );
  }
}

import {
  type EvaluationNotes,
  LOG_START,
  laterOffset,
  type Marks,
  type ObservationMarks,
  type ObservationReader,
  type Offset,
  type QualityRule,
  type QualitySettings,
  type StoredObservation,
} from '@lanbi/model';
import { type Instant, instant } from '@lanbi/standards';
import type { Taken } from '../cause.ts';
import { exclusionsOf, stretch, without } from './excluding.ts';
import { observationKey, qualityMarks } from './marks.ts';
import { type MarksInOrder, Recent } from './recent.ts';
import { lookOf } from './series.ts';
import { excludes, rulesOn } from './settings.ts';
import { type SeriesKey, standingMarks } from './standing.ts';

/** Observations of one station and period that were touched, near enough to be judged in one go. */
interface Cluster extends SeriesKey {
  readonly from: Instant;
  readonly to: Instant;
  /** Ends of those that were touched themselves. */
  readonly times: Set<Instant>;
}

export interface Judgement {
  /** Marks that are new, and none where they are gone. */
  readonly marks: readonly ObservationMarks[];
  /**
   * What evaluations take: the entries. Under a rule that excludes, all observations whose marks hang on them, changed or
   * not, since a kill may have kept the marks and not the figures; their excluded readings are invalid.
   */
  readonly taken: readonly Taken[];
  /** How often each rule marked a value that it had not marked before. */
  readonly counts: ReadonlyMap<QualityRule, number>;
}

type QualityStore = Pick<ObservationReader, 'range' | 'latest'> & Pick<EvaluationNotes, 'marks'>;

const ALL = 100_000;

/** What one call finds. */
interface Found {
  readonly marks: ObservationMarks[];
  readonly judged: Taken[];
  readonly counts: Map<QualityRule, number>;
}

/** Entries of each station and period, ascending. */
function seriesAmong(entries: readonly StoredObservation[]): StoredObservation[][] {
  const groups = new Map<string, StoredObservation[]>();
  for (const entry of entries) {
    const key = `${entry.station} ${entry.period}`;
    const group = groups.get(key);
    if (group) group.push(entry);
    else groups.set(key, [entry]);
  }
  return [...groups.values()].map((group) => group.sort((a, b) => a.to - b.to));
}

/** Touched times, those within reach of each other together. */
function clustersOf(group: readonly StoredObservation[]): Cluster[] {
  const clusters: Cluster[] = [];
  for (const { station, period, to } of group) {
    const last = clusters.at(-1);
    if (last && to - last.to <= 2 * lookOf(period)) {
      last.times.add(to);
      clusters[clusters.length - 1] = { ...last, to };
    } else clusters.push({ station, period, from: to, to, times: new Set([to]) });
  }
  return clusters;
}

const keyOf = ({ station, to, period }: StoredObservation) => ({ station, to, period });

const same = (a: Marks, b: Marks): boolean => JSON.stringify(a) === JSON.stringify(b);

function countNew(counts: Map<QualityRule, number>, before: Marks, after: Marks): void {
  for (const [parameter, rules] of Object.entries(after))
    for (const rule of rules)
      if (!before[parameter as keyof Marks]?.includes(rule)) counts.set(rule, (counts.get(rule) ?? 0) + 1);
}

/**
 * Marks suspect values. A new or corrected reading is judged again with all that it is a neighbour of; marks live beside the
 * readings, one note for each observation that has some.
 */
export class QualityEvaluation {
  readonly #store: QualityStore;
  readonly #settings: QualitySettings;
  readonly #on: readonly QualityRule[];
  readonly #recent: Recent;
  /** Other rules that some figures may still stand under. */
  #before: readonly QualitySettings[] = [];

  constructor(store: QualityStore, settings: QualitySettings) {
    this.#store = store;
    this.#settings = settings;
    this.#on = rulesOn(settings);
    this.#recent = new Recent(store);
  }

  /**
   * Forgets everything that is not in the store; call after a commit that failed.
   * @param before other rules that some figures may still stand under, until they are re-opened: what these kept out of
   * them is let in again where it is judged as a neighbour
   */
  restore(before: readonly QualitySettings[] = []): void {
    this.#before = before;
    this.#recent.clear();
  }

  async take(entries: readonly StoredObservation[]): Promise<Judgement> {
    const found: Found = { marks: [], judged: [], counts: new Map() };
    const all = [this.#settings, ...this.#before];
    if (all.every((settings) => rulesOn(settings).length === 0)) return { ...found, taken: entries };
    const place = entries.reduce((last, { position }) => laterOffset(last, position), LOG_START);
    const excluding = all.some(excludes);
    for (const group of seriesAmong(entries)) {
      if (!excluding && this.#inOrder(group, found)) continue;
      for (const cluster of clustersOf(group)) {
        // Values that a rule keeps out of figures are found among all that is stored, as figures read it.
        if (excluding) await this.#cluster(cluster, found);
        else await this.#takeUp(cluster, place, await this.#cluster(cluster, found, place), found);
      }
    }
    return { marks: found.marks, taken: excluding ? found.judged : entries, counts: found.counts };
  }

  /** Judges entries of one series if all come in order and change no mark but their own; else finds nothing. */
  #inOrder(group: readonly StoredObservation[], { marks: made, counts }: Found): boolean {
    const marked: (MarksInOrder & { readonly entry: StoredObservation })[] = [];
    for (const entry of group) {
      const marks = this.#recent.judge(entry, this.#on);
      if (!marks) return false;
      if (!same(marks.before, marks.after)) marked.push({ entry, ...marks });
    }
    for (const { entry, before, after } of marked) {
      made.push({ ...keyOf(entry), marks: after });
      countNew(counts, before, after);
    }
    return true;
  }

  /**
   * Judges what is touched and all that it is a neighbour of, each with neighbours of its own: those that stand in the
   * log up to a place, so that marks are what the entries up to there say and later ones are judged as they come.
   * @returns all that was read
   */
  async #cluster(cluster: Cluster, found: Found, place?: Offset): Promise<readonly StoredObservation[]> {
    const { station, period, from, to, times } = cluster;
    const look = lookOf(period);
    const around = [from - 2 * look, to + 2 * look] as const;
    const observations = await stretch(this.#store, station, period, around, place);
    const judged = (each: StoredObservation): boolean => each.to >= from - look && each.to <= to + look;
    const marks = qualityMarks(observations, this.#settings, judged);
    const span = { after: instant(from - look - 1), to: instant(to + look), limit: ALL };
    const known = await standingMarks(this.#store, cluster, span);
    for (const observation of observations.filter(judged)) {
      const key = keyOf(observation);
      const before = known.get(key.to) ?? {};
      const after = marks.get(observationKey(observation)) ?? {};
      const seen = without(observation, after, this.#settings);
      const otherwise = !times.has(observation.to) && this.#stoodOtherwise(observation, before, seen);
      found.judged.push(otherwise ? { ...seen, judged: true } : seen);
      if (same(before, after)) continue;
      found.marks.push({ ...key, marks: after });
      countNew(found.counts, before, after);
    }
    return observations;
  }

  /** Takes up a series that was judged up to its end, as far as it stands in the log up to a place. */
  async #takeUp(
    { station, period, to }: Cluster,
    place: Offset,
    read: readonly StoredObservation[],
    { marks }: Found,
  ): Promise<void> {
    const of = { station, period };
    const judged = { read, end: instant(to + lookOf(period)), place, marks };
    if (this.#recent.isEnd(of, to)) await this.#recent.take(of, judged);
  }

  /** Whether the marks that it had may have kept other values of it out of figures. */
  #stoodOtherwise(observation: StoredObservation, marks: Marks, seen: StoredObservation): boolean {
    const now = exclusionsOf(seen);
    return [this.#settings, ...this.#before].some(
      (settings) => exclusionsOf(without(observation, marks, settings)) !== now,
    );
  }
}

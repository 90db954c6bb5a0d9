import type { Result, StationId, StoredObservation } from '@lanbi/model';
import { type Instant, instant } from '@lanbi/standards';
import type { Taken } from '../cause.ts';
import type { EvaluationStore } from '../evaluation.ts';
import { exclusionsOf, stretch, without } from './excluding.ts';
import { type Marks, observationKey, type QualityBody, qualityMarks } from './marks.ts';
import { lookOf } from './series.ts';
import { excludes, QUALITY_RULES, type QualityRule, type QualitySettings } from './settings.ts';

/** Observations of one station and period that were touched, near enough to be judged in one go. */
interface Cluster {
  readonly station: StationId;
  readonly period: StoredObservation['period'];
  readonly from: Instant;
  readonly to: Instant;
  /** Ends of those that were touched themselves. */
  readonly times: Set<Instant>;
}

export interface Judgement {
  /** Marks that are new or gone. */
  readonly results: readonly Result[];
  /**
   * What evaluations take: the entries. Under a rule that excludes, all observations whose marks hang on them, changed or
   * not, since a kill may have kept the marks and not the figures; their excluded readings are invalid.
   */
  readonly taken: readonly Taken[];
  /** How often each rule marked a value that it had not marked before. */
  readonly counts: ReadonlyMap<QualityRule, number>;
}

const ALL = 100_000;

/** Touched times of each station and period, those within reach of each other together. */
function clustersOf(entries: readonly StoredObservation[]): readonly Cluster[] {
  const groups = new Map<string, StoredObservation[]>();
  for (const entry of entries) {
    const key = `${entry.station} ${entry.period}`;
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(entry);
  }
  return [...groups.values()].flatMap(split);
}

function split(group: readonly StoredObservation[]): Cluster[] {
  const clusters: Cluster[] = [];
  for (const { station, period, to } of [...group].sort((a, b) => a.to - b.to)) {
    const last = clusters.at(-1);
    if (last && to - last.to <= 2 * lookOf(period)) {
      last.times.add(to);
      clusters[clusters.length - 1] = { ...last, to };
    } else clusters.push({ station, period, from: to, to, times: new Set([to]) });
  }
  return clusters;
}

const same = (a: Marks, b: Marks): boolean => JSON.stringify(a) === JSON.stringify(b);

function countNew(counts: Map<QualityRule, number>, before: Marks, after: Marks): void {
  for (const [parameter, rules] of Object.entries(after))
    for (const rule of rules)
      if (!before[parameter as keyof Marks]?.includes(rule)) counts.set(rule, (counts.get(rule) ?? 0) + 1);
}

/**
 * Marks suspect values. A new or corrected reading is judged again with all that it is a neighbour of; marks live beside the
 * readings, as results of the kind `quality`, one for each observation that has or had some.
 */
export class QualityEvaluation {
  readonly #store: EvaluationStore;
  readonly #settings: QualitySettings;

  constructor(store: EvaluationStore, settings: QualitySettings) {
    this.#store = store;
    this.#settings = settings;
  }

  async take(entries: readonly StoredObservation[]): Promise<Judgement> {
    const [results, judged]: [Result[], Taken[]] = [[], []];
    const counts = new Map<QualityRule, number>();
    if (QUALITY_RULES.some((rule) => this.#settings[rule] !== 'off'))
      for (const cluster of clustersOf(entries)) await this.#cluster(cluster, { results, judged, counts });
    return { results, taken: excludes(this.#settings) ? judged : entries, counts };
  }

  async #cluster(
    { station, period, from, to, times }: Cluster,
    into: { results: Result[]; judged: Taken[]; counts: Map<QualityRule, number> },
  ): Promise<void> {
    const look = lookOf(period);
    // What is touched is judged, and all that it is a neighbour of, each with neighbours of its own.
    const observations = await stretch(this.#store, station, period, [from - 2 * look, to + 2 * look]);
    const judged = (each: StoredObservation): boolean => each.to >= from - look && each.to <= to + look;
    const marks = qualityMarks(observations, this.#settings, judged);
    const known = await this.#known(station, instant(from - look), instant(to + look));
    for (const observation of observations.filter(judged)) {
      const key = {
        kind: 'quality',
        subject: station,
        from: instant(observation.to - period * 1000),
        to: observation.to,
      } as const;
      const before = known.get(`${key.from} ${key.to}`) ?? {};
      const after = marks.get(observationKey(observation)) ?? {};
      const seen = without(observation, after, this.#settings);
      const otherwise =
        !times.has(observation.to) &&
        exclusionsOf(seen) !== exclusionsOf(without(observation, before, this.#settings));
      into.judged.push(otherwise ? { ...seen, judged: true } : seen);
      if (same(before, after)) continue;
      into.results.push({ ...key, body: { marks: after } satisfies QualityBody });
      countNew(into.counts, before, after);
    }
  }

  async #known(station: StationId, from: Instant, to: Instant): Promise<ReadonlyMap<string, Marks>> {
    const range = { kind: 'quality', subject: station, after: instant(from - 1), to, limit: ALL } as const;
    const stored = await this.#store.results(range);
    return new Map(stored.map((each) => [`${each.from} ${each.to}`, (each.body as QualityBody).marks]));
  }
}

import {
  type AnnotationSet,
  type ConsumerName,
  type Observation,
  type ObservationFlags,
  type Offset,
  offsetNumber,
  type Result,
  type ResultKey,
  type ResultKind,
  type StoredObservation,
  type StoredResult,
  type WriteBatch,
  type WriteOutcome,
} from '@lanbi/model';
import type { SyncFile } from '@lanbi/sqlite';
import { type Instant, instant } from '@lanbi/standards';
import type { ConsumerCheckpoint } from '../results.ts';
import { countOf } from '../rows.ts';
import { connectStore, EmbeddedStore } from '../store.ts';
import { isNewerResult, joinObservation } from './join.ts';
import {
  type EarlierState,
  identityOf,
  type PlannedResult,
  type PlannedWrite,
  planObservations,
  planResults,
  resultIdentityOf,
} from './plan.ts';
import { type PruneBounds, type RetentionClass, retentionClassOf } from './spans.ts';
import { type Missed, RecentWindow } from './window.ts';

const NEVER = instant(-8.64e15);

type State = Omit<StoredObservation, 'position'>;
type WriterCheckpoint = WriteBatch['checkpoint'];

/**
 * The recent past of a store whose complete data are elsewhere, on an embedded store: the log, the checkpoints of
 * consumers, last readings, current results, dead letters, and all that ends after `completeAfter`. A batch is planned,
 * written to the engine that has all data, and then written here. Between the two, no other batch may touch the same
 * identity.
 * A call that answers a promise resolves when its commit is on the disk. The others are on the disk with the next one:
 * only what is committed later needs what they keep.
 */
export class RecentStore extends EmbeddedStore {
  readonly #window: RecentWindow;

  /** @param files what brings the log onto the disk; `node:fs` by default */
  constructor(path: string, files?: SyncFile) {
    const db = connectStore(path, { sync: 'group', ...(files && { files }) });
    super(db);
    this.#window = new RecentWindow(db, () => this.inside.results);
  }

  override async open(): Promise<void> {
    await super.open();
    // Other processes store checkpoints under this name: it must not change.
    this.origin();
    await this.durable();
  }

  /** Resolves when all that was committed before the call is on the disk. */
  durable(): Promise<void> {
    return this.inside.db.durable();
  }

  /** Whatever ends after this is here; of what ends before, some may be elsewhere only. */
  completeAfter(span: RetentionClass): Instant {
    return this.#window.completeAfter(span);
  }

  completeAfterOf(kind: ResultKind): Instant {
    return this.completeAfter(retentionClassOf(kind));
  }

  /** Whether a result, if there is one, is here. */
  mustHold({ kind, to }: ResultKey): boolean {
    return to > this.completeAfterOf(kind);
  }

  holds(observation: Observation): boolean {
    return this.inside.observations.find(observation) !== undefined;
  }

  /** Where an observation stands in the log; undefined for one that is not here. */
  offsetOf(observation: Pick<Observation, 'station' | 'to' | 'period'>): Offset | undefined {
    return this.inside.observations.find(observation)?.position;
  }

  holdsResult(key: ResultKey): boolean {
    return this.inside.results.get(key) !== undefined;
  }

  lastPosition(): Offset {
    return this.inside.observations.lastPosition();
  }

  /** @throws LanbiError closed */
  check(): void {
    this.inside.db.check();
  }

  /** False for a new file: `beginAfter` was never called on it. */
  begins(): boolean {
    return this.#window.begins();
  }

  /** Says that what ends at or before is not here as a whole. */
  beginAfter(from: PruneBounds['from']): void {
    this.inside.db.transaction('the recent past could not begin', () => this.#window.beginAfter(from));
  }

  plan(observations: readonly Observation[], known: ReadonlyMap<string, EarlierState>): PlannedWrite[] {
    const { latest, observations: table } = this.inside;
    // Most readings are the newest of their station, and cost no query.
    const stored = (one: Observation) =>
      latest.isBehindAll(one.station, one.to) ? undefined : table.find(one);
    return planObservations(observations, stored, known);
  }

  /** The last number of a write that was committed here; of a file without numbers its last position. */
  lastNumber(): number {
    return this.#window.lastNumber() ?? offsetNumber(this.lastPosition());
  }

  /** Numbers of writes that the engine may hold and this log may not. */
  missedNumbers(): readonly Missed[] {
    return this.#window.missed();
  }

  addMissedNumbers(span: Missed): readonly Missed[] {
    return this.inside.db.transaction('numbers could not be kept', () => this.#window.addMissed(span));
  }

  /** Writes what was planned, with outcomes as they are now; and with it the last of its numbers. */
  async writePlanned(
    batch: WriteBatch,
    planned: readonly PlannedWrite[],
    number?: number,
  ): Promise<readonly WriteOutcome[]> {
    const { deadLetters, results } = this.inside;
    const states = planned.flatMap(({ outcome, next }) => (outcome.kind === 'accepted' && next) || []);
    await this.#append('a commit of observations failed', states, () => {
      for (const letter of batch.deadLetters) deadLetters.put(letter);
      if (number !== undefined) this.#window.keepNumber(number);
      if (batch.checkpoint) results.advance(batch.checkpoint.consumer, batch.checkpoint.position);
      for (const [index, { outcome }] of planned.entries()) {
        const letter = outcome.kind === 'rejected' && batch.letterOf?.(index, outcome.message);
        if (letter) deadLetters.put(letter);
      }
    });
    return planned.map(({ outcome }) => outcome);
  }

  /** Puts states at the end of the log, in one transaction with other work. */
  async #append(doing: string, states: readonly State[], beside: () => void): Promise<void> {
    const { db, observations, latest, snapshot } = this.inside;
    const { entries, kept } = db.transaction(doing, () => {
      beside();
      return { kept: snapshot.keep(latest), entries: states.map((state) => observations.replace(state)) };
    });
    if (kept) snapshot.committed(latest);
    await this.appended(entries);
  }

  planResults(results: readonly Result[], known: ReadonlyMap<string, StoredResult>): PlannedResult[] {
    return planResults(results, this.inside.results.getter(), known);
  }

  async commitPlanned(
    consumer: ConsumerName,
    position: Offset,
    planned: readonly PlannedResult[],
    computedAt: Instant,
  ): Promise<readonly StoredResult[]> {
    const { db, results } = this.inside;
    const changed = results.whole(() =>
      db.transaction('a commit of results failed', () => {
        results.advance(consumer, position);
        return results.replace(planned, () => computedAt);
      }),
    );
    await this.resulted(changed);
    return changed;
  }

  /** Merges states of another process into this file. Each change is appended to the log. */
  async applyObservations(
    observations: readonly StoredObservation[],
    checkpoint?: WriterCheckpoint,
  ): Promise<void> {
    const states = new Map<string, State>();
    for (const observation of observations) {
      const identity = identityOf(observation);
      const known = states.get(identity) ?? this.inside.observations.find(observation);
      const joined = known ? joinObservation(known, observation) : observation;
      if (!joined) continue;
      states.delete(identity); // a later change stands at the end
      states.set(identity, joined);
    }
    await this.#append('observations could not be taken in', [...states.values()], () =>
      this.#keep(checkpoint),
    );
  }

  #keep(checkpoint: WriterCheckpoint | undefined): void {
    if (checkpoint) this.inside.results.advance(checkpoint.consumer, checkpoint.position);
  }

  /** Last readings that came from elsewhere, of stations that may be silent. Not logged. */
  remember(observations: readonly StoredObservation[]): void {
    const { latest } = this.inside;
    for (const one of observations) latest.put(one, one.readings, latest.position);
    this.#keepLatest();
  }

  /** Stores the last readings, which a pruned log does not contain any more. */
  #keepLatest(): void {
    const { db, latest, snapshot } = this.inside;
    db.transaction('last readings could not be kept', () => snapshot.keep(latest, 0));
    snapshot.committed(latest);
  }

  /** Merges results of another process into this file, with their revisions. */
  async applyResults(results: readonly StoredResult[], checkpoint?: WriterCheckpoint): Promise<void> {
    const { db, results: table } = this.inside;
    const taken = table.whole(() =>
      db.transaction('results could not be taken in', () => {
        this.#keep(checkpoint);
        const newer = [...newestOf(results).values()].filter((one) => {
          const known = table.get(one);
          return !known || isNewerResult(one, known);
        });
        const planned = newer.map(({ revision, computedAt: _, position: __, ...result }) => ({
          result,
          revision,
        }));
        return table.replace(planned, (at) => newer[at]?.computedAt ?? NEVER);
      }),
    );
    await this.resulted(taken);
  }

  /** Takes over the annotations that hold in another process. */
  async applyAnnotations(set: AnnotationSet): Promise<boolean> {
    const hasChanged = this.inside.annotations.apply(set);
    await this.annotated(hasChanged);
    return hasChanged;
  }

  /** Names this file, by chance when it was made. */
  origin(): string {
    return this.inside.db.transaction('the name of the log could not be kept', () => this.#window.origin());
  }

  /** The checkpoints of consumers whose name begins with a text. */
  checkpointsOf(prefix: string): readonly ConsumerCheckpoint[] {
    return this.inside.results.checkpointsOf(prefix);
  }

  /** Results in the order of the log from its end: up to `limit` before an offset. */
  resultsBefore(before: Offset, limit: number): readonly StoredResult[] {
    return this.inside.results.before(before, limit);
  }

  /** Whether results of these spans were never anywhere but here too. */
  isWhole(spans: readonly RetentionClass[]): boolean {
    return spans.every((span) => this.completeAfter(span) <= NEVER);
  }

  /** The flags of all observations. */
  allQualityFlags(): readonly ObservationFlags[] {
    return this.inside.notes.allQualityFlags();
  }

  /** A number that was kept under a name; undefined where there is none. */
  noted(name: string): number | undefined {
    return this.#window.noted(name);
  }

  note(name: string, number: number): void {
    this.inside.db.transaction('a note could not be kept', () => this.#window.note(name, number));
  }

  /** How many observations are here, and how many records at the most: one that changed may be counted twice. */
  rows(): { readonly observations: number; readonly results: number } {
    const { db } = this.inside;
    const observations = db.first(countOf, 'SELECT count(*) AS count FROM observation') ?? 0;
    return { observations, results: this.inside.results.count() };
  }

  /** A part of the pruning; true while there is more. */
  prune(bounds: PruneBounds): boolean {
    this.#keepLatest();
    const { db, tail, observations } = this.inside;
    const more = db.transaction('the recent past could not be pruned', () => this.#window.prune(bounds));
    tail.restart(observations.lastPosition());
    return more;
  }
}

/** The newest result of each identity, in the order in which the identities first occur. */
function newestOf(results: readonly StoredResult[]): ReadonlyMap<string, StoredResult> {
  const newest = new Map<string, StoredResult>();
  for (const one of results) {
    const known = newest.get(resultIdentityOf(one));
    if (!known || isNewerResult(one, known)) newest.set(resultIdentityOf(one), one);
  }
  return newest;
}

/** The recent past in the file `path`. Open it before use. */
export const createRecentStore = ({ path }: { readonly path: string }): RecentStore => new RecentStore(path);

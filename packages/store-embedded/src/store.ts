import { Listeners } from '@lanbi/flow';
import type {
  AirDaysRange,
  AirHoursRange,
  ChangeRange,
  ConsumerName,
  DeadLetterBounds,
  DeadLetterQuery,
  LogPosition,
  LostResults,
  MarksRange,
  ObservationMarks,
  ObservationRange,
  QualitySettings,
  RegionId,
  Replay,
  Result,
  ResultKey,
  ResultKind,
  ResultRange,
  RewriteDeadLetter,
  StationId,
  StationNote,
  Store,
  StoreCapabilities,
  WriteBatch,
  WriteOutcome,
} from '@lanbi/model';
import { Connection, warn } from '@lanbi/sqlite';
import type { Instant } from '@lanbi/standards';
import { DeadLetterRewrite } from './dead-letter-rewrite.ts';
import { DeadLetters } from './dead-letters.ts';
import { convertEarlierHistory } from './earlier-history.ts';
import { LatestReadings } from './latest.ts';
import { LostRecords } from './lost-records.ts';
import { Notes } from './notes.ts';
import { Observations, type Put } from './observations.ts';
import { Results } from './results.ts';
import { MIGRATIONS } from './schema.ts';
import { Snapshot } from './snapshot.ts';

/** Marks files of observations. */
const APPLICATION = 0x6c620001;

export interface StoreFile {
  readonly path: string;
  /** Why a file that is missing or empty cannot be a new one; undefined where it may be. */
  readonly earlier?: (found: 'missing' | 'empty') => string | undefined;
  /** What else than restoring a backup helps where the file cannot be taken. */
  readonly remedy?: string;
}

export const connect = (path: string, more: Omit<StoreFile, 'path'> = {}): Connection =>
  new Connection({ ...more, path, kind: 'store', application: APPLICATION, migrations: MIGRATIONS });

/** The parts of a store, for one that is made of them too. */
export interface Inside {
  readonly db: Connection;
  readonly observations: Observations;
  readonly results: Results;
  readonly notes: Notes;
  readonly deadLetters: DeadLetters;
  readonly latest: LatestReadings;
  readonly snapshot: Snapshot;
  readonly appended: Listeners;
  readonly resulted: Listeners;
}

/** The store ports on one SQLite database. Synchronous inside: a call is one transaction, in call order. */
export class EmbeddedStore implements Store {
  readonly capabilities: StoreCapabilities = { wholeLog: true, wholeBatches: true, sharedReads: false };
  readonly #db: Connection;
  readonly #observations: Observations;
  readonly #results: Results;
  readonly #notes: Notes;
  readonly #deadLetters: DeadLetters;
  readonly #rewrite: DeadLetterRewrite;
  readonly #latest = new LatestReadings();
  readonly #snapshot: Snapshot;
  readonly #appended = new Listeners(warn);
  readonly #resulted = new Listeners(warn);
  readonly lostResults: LostResults;

  /** @param snapshotEvery log entries after which last readings are kept anew */
  constructor(db: Connection, snapshotEvery?: number) {
    this.#db = db;
    this.#observations = new Observations(db);
    this.#results = new Results(db);
    this.#notes = new Notes(db);
    this.#deadLetters = new DeadLetters(db);
    this.#rewrite = new DeadLetterRewrite(db);
    this.#snapshot = new Snapshot(db, this.#results, snapshotEvery);
    this.lostResults = new LostRecords(db);
  }

  protected get inside(): Inside {
    return {
      db: this.#db,
      observations: this.#observations,
      results: this.#results,
      notes: this.#notes,
      deadLetters: this.#deadLetters,
      latest: this.#latest,
      snapshot: this.#snapshot,
      appended: this.#appended,
      resulted: this.#resulted,
    };
  }

  async open(): Promise<void> {
    this.#db.open();
    convertEarlierHistory(this.#db);
    this.#snapshot.load(this.#latest, this.#observations);
  }

  async close(): Promise<void> {
    if (this.#db.isOpen()) this.#keepAll();
    this.#db.close();
  }

  /** So that the next start has nothing to read again. It would be without this too, so a failure is none. */
  #keepAll(): void {
    try {
      this.#db.transaction('last readings are not kept', () => this.#snapshot.keep(this.#latest, 1));
    } catch (error) {
      warn(error);
    }
  }

  async ping(): Promise<void> {
    this.#db.transaction('the store takes no writes', () => undefined);
  }

  async write(batch: WriteBatch): Promise<readonly WriteOutcome[]> {
    const { puts, kept } = this.#db.transaction('a commit of observations failed', () => ({
      kept: this.#snapshot.keep(this.#latest),
      puts: this.#put(batch),
    }));
    if (kept) this.#snapshot.committed(this.#latest);
    let appended = false;
    for (const [index, { changed }] of puts.entries()) {
      const observation = batch.observations[index];
      if (!changed || !observation) continue;
      this.#latest.put(observation, changed.readings, changed.position);
      appended = true;
    }
    if (appended) this.#appended.call();
    return puts.map(({ outcome }) => outcome);
  }

  #put({ observations, deadLetters, letterOf, place }: WriteBatch): readonly Put[] {
    for (const letter of deadLetters) this.#deadLetters.put(letter);
    if (place) this.#results.place(place.consumer, place.position);
    const puts = observations.map((observation) => this.#observations.put(observation));
    for (const [index, { outcome }] of puts.entries()) {
      const letter = outcome.kind === 'rejected' && letterOf?.(index, outcome.message);
      if (letter) this.#deadLetters.put(letter);
    }
    return puts;
  }

  async read(after: LogPosition, limit: number, region?: RegionId) {
    return this.#observations.read(after, limit, region);
  }

  async head() {
    return this.#observations.head();
  }

  onAppend(listener: () => void): () => void {
    return this.#appended.add(listener);
  }

  async range(query: ObservationRange) {
    return this.#observations.range(query);
  }

  async latest(station: StationId) {
    this.#db.check();
    return this.#latest.of(station);
  }

  async activity() {
    this.#db.check();
    return this.#latest.activity();
  }

  async commit(
    consumer: ConsumerName,
    position: LogPosition,
    results: readonly Result[],
    computedAt: Instant,
  ) {
    const changed = this.#results.whole(() =>
      this.#db.transaction('a commit of results failed', () => {
        this.#results.place(consumer, position);
        return this.#results.put(results, computedAt);
      }),
    );
    if (changed.length > 0) this.#resulted.call();
    return changed;
  }

  async advance(consumer: ConsumerName, position: LogPosition) {
    this.#db.transaction('a place could not be kept', () => this.#results.place(consumer, position));
  }

  async position(consumer: ConsumerName) {
    return this.#results.position(consumer);
  }

  async get<Kind extends ResultKind>(key: ResultKey<Kind>) {
    return this.#results.get(key);
  }

  async latestResult<Kind extends ResultKind>(kind: Kind, subject: string) {
    return this.#results.latest(kind, subject);
  }

  async results<Kind extends ResultKind>(range: ResultRange<Kind>) {
    return this.#results.range(range);
  }

  async airDays(range: AirDaysRange) {
    return this.#results.airDays(range);
  }

  async airHours(range: AirHoursRange) {
    return this.#results.airHours(range);
  }

  async changedResults(after: LogPosition, limit: number) {
    return this.#results.changed(after, limit);
  }

  async history(range: ChangeRange) {
    return this.#results.history(range);
  }

  async resultHead() {
    return this.#results.head();
  }

  onResults(listener: () => void): () => void {
    return this.#resulted.add(listener);
  }

  async putMarks(marks: readonly ObservationMarks[]) {
    this.#notes.putMarks(marks);
  }

  async marks(range: MarksRange) {
    return this.#notes.marks(range);
  }

  async putStationNotes(notes: readonly StationNote[]) {
    this.#notes.putStations(notes);
  }

  async stationNotes() {
    return this.#notes.stations();
  }

  async putRules(rules: readonly QualitySettings[]) {
    this.#notes.putRules(rules);
  }

  async rules() {
    return this.#notes.rules();
  }

  async deadLetters(query: DeadLetterQuery) {
    return this.#deadLetters.newest(query);
  }

  async deadLetter(id: number) {
    return this.#deadLetters.get(id);
  }

  async markReplayed(id: number, replay: Replay) {
    return this.#db.transaction('a replay could not be noted', () => this.#deadLetters.mark(id, replay));
  }

  async rewriteDeadLetters(rewrite: RewriteDeadLetter) {
    return this.#rewrite.step(rewrite);
  }

  async pruneDeadLetters(bounds: DeadLetterBounds) {
    return this.#db.transaction('dead letters could not be pruned', () => this.#deadLetters.prune(bounds));
  }
}

/** A store in the file `path`, or in memory under `:memory:`. Open it before use. */
export const createEmbeddedStore = ({ path, ...more }: StoreFile): Store =>
  new EmbeddedStore(connect(path, more));

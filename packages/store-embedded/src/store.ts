import { Listeners } from '@lanbi/flow';
import {
  type AirDaysRange,
  type AirHoursRange,
  type Annotation,
  type AnnotationQuery,
  type ChangeRange,
  type ConsumerName,
  type DeadLetterBounds,
  type DeadLetterQuery,
  type LostResults,
  type NewPublishedBulletin,
  type ObservationFlags,
  type ObservationRange,
  type Offset,
  offsetAt,
  type PublishedBulletinQuery,
  type QualityFlagRange,
  type QualitySettings,
  type Replay,
  type Result,
  type ResultKey,
  type ResultKind,
  type ResultRange,
  type RewriteDeadLetter,
  type StationId,
  type StationNote,
  type Store,
  type StoreCapabilities,
  type StoredObservation,
  type StoredResult,
  type Withdrawal,
  type WriteBatch,
  type WriteOutcome,
} from '@lanbi/model';
import { Connection, type DatabaseOptions, warn } from '@lanbi/sqlite';
import type { Instant } from '@lanbi/standards';
import { Annotations } from './annotations.ts';
import { DeadLetterRewrite } from './dead-letter-rewrite.ts';
import { DeadLetters } from './dead-letters.ts';
import { convertEarlierHistory } from './earlier-history.ts';
import { LatestReadings } from './latest.ts';
import { type Appended, LogTail } from './log-tail.ts';
import { LostRecords } from './lost-records.ts';
import { NotesTables } from './notes.ts';
import { Observations, type Put } from './observations.ts';
import { PublishedBulletinTable } from './published-bulletins.ts';
import { holdsParameter } from './readings.ts';
import { Results } from './results.ts';
import { STORE_MIGRATIONS } from './schema.ts';
import { Snapshot } from './snapshot.ts';

/** Flags files of observations. */
const APPLICATION = 0x6c620001;

export interface StoreFile {
  readonly path: string;
  /** Why a file that is missing or empty cannot be a new one; undefined where it may be. */
  readonly earlier?: (found: 'missing' | 'empty') => string | undefined;
  /** What else than restoring a backup helps where the file cannot be taken. */
  readonly remedy?: string;
}

type ConnectOptions = Omit<StoreFile, 'path'> & Pick<DatabaseOptions, 'sync' | 'files'>;

export const connectStore = (path: string, more: ConnectOptions = {}): Connection =>
  new Connection({
    ...more,
    path,
    kind: 'store',
    application: APPLICATION,
    migrations: STORE_MIGRATIONS,
    functions: { holds: holdsParameter },
  });

/** The parts of a store, for one that is made of them too. */
export interface Inside {
  readonly db: Connection;
  readonly observations: Observations;
  readonly results: Results;
  readonly notes: NotesTables;
  readonly annotations: Annotations;
  readonly deadLetters: DeadLetters;
  readonly latest: LatestReadings;
  readonly snapshot: Snapshot;
  readonly tail: LogTail<StoredObservation>;
}

/**
 * The store ports on one SQLite database. A call is one transaction, in call order, and resolves when that is on the disk.
 * Whoever reads a log gets only what is on the disk, since consumers keep their positions in other files too.
 */
export class EmbeddedStore implements Store {
  readonly capabilities: StoreCapabilities = { wholeLog: true, sharedReads: false };
  readonly #db: Connection;
  readonly #observations: Observations;
  readonly #results: Results;
  readonly #notes: NotesTables;
  readonly #annotations: Annotations;
  readonly #bulletins: PublishedBulletinTable;
  readonly #deadLetters: DeadLetters;
  readonly #rewrite: DeadLetterRewrite;
  readonly #latest = new LatestReadings();
  readonly #snapshot: Snapshot;
  readonly #tail = new LogTail<StoredObservation>();
  /** Entries of the logs up to here are on the disk. */
  readonly #durable = { observations: offsetAt(0), results: offsetAt(0) };
  readonly #appended = new Listeners(warn);
  readonly #resulted = new Listeners(warn);
  readonly #annotated = new Listeners(warn);
  readonly #published = new Listeners(warn);
  readonly lostResults: LostResults;

  /** @param snapshotEvery log entries after which last readings are kept anew */
  constructor(db: Connection, snapshotEvery?: number) {
    this.#db = db;
    this.#observations = new Observations(db);
    this.#results = new Results(db);
    this.#notes = new NotesTables(db);
    this.#annotations = new Annotations(db);
    this.#bulletins = new PublishedBulletinTable(db);
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
      annotations: this.#annotations,
      deadLetters: this.#deadLetters,
      latest: this.#latest,
      snapshot: this.#snapshot,
      tail: this.#tail,
    };
  }

  async open(): Promise<void> {
    this.#db.open();
    convertEarlierHistory(this.#db);
    await this.#db.durable();
    this.#snapshot.load(this.#latest, this.#observations);
    this.#tail.restart(this.#observations.lastPosition());
    this.#durable.observations = this.#observations.lastPosition();
    this.#durable.results = this.#results.head();
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
    await this.appended(puts.flatMap(({ appended }) => appended ?? []));
    return puts.map(({ outcome }) => outcome);
  }

  /** Entries that a transaction has appended to the log of observations. Resolves when they are on the disk. */
  protected async appended(entries: readonly Appended<StoredObservation>[]): Promise<void> {
    for (const { entry } of entries) this.#latest.put(entry, entry.readings, entry.position);
    await this.#db.durable();
    this.#tail.append(entries);
    const last = entries.at(-1)?.entry.position;
    if (last === undefined) return;
    this.#durable.observations = last;
    this.#appended.call();
  }

  #put({ observations, deadLetters, letterOf, checkpoint }: WriteBatch): readonly Put[] {
    for (const letter of deadLetters) this.#deadLetters.put(letter);
    if (checkpoint) this.#results.advance(checkpoint.consumer, checkpoint.position);
    const puts = observations.map((observation) => this.#observations.put(observation));
    for (const [index, { outcome }] of puts.entries()) {
      const letter = outcome.kind === 'rejected' && letterOf?.(index, outcome.message);
      if (letter) this.#deadLetters.put(letter);
    }
    return puts;
  }

  async read(after: Offset, limit: number) {
    this.#db.check();
    return (
      this.#tail.behind(after, limit) ?? this.#observations.read(after, this.#durable.observations, limit)
    );
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

  async commit(consumer: ConsumerName, position: Offset, results: readonly Result[], computedAt: Instant) {
    const changed = this.#results.whole(() =>
      this.#db.transaction('a commit of results failed', () => {
        this.#results.advance(consumer, position);
        return this.#results.put(results, computedAt);
      }),
    );
    await this.resulted(changed);
    return changed;
  }

  /** Entries that a transaction has appended to the log of results. Resolves when they are on the disk. */
  protected async resulted(entries: readonly StoredResult[]): Promise<void> {
    await this.#db.durable();
    const last = entries.at(-1)?.position;
    if (last === undefined) return;
    this.#durable.results = last;
    this.#resulted.call();
  }

  async advance(consumer: ConsumerName, position: Offset) {
    this.#db.transaction('a checkpoint could not be stored', () => this.#results.advance(consumer, position));
    await this.#db.durable();
  }

  async checkpoint(consumer: ConsumerName) {
    return this.#results.checkpoint(consumer);
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

  async changedResults(after: Offset, limit: number) {
    const changed = this.#results.changed(after, limit);
    if ((changed.at(-1)?.position ?? 0) > this.#durable.results) await this.#db.durable();
    return changed;
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

  async putQualityFlags(qualityFlags: readonly ObservationFlags[]) {
    this.#notes.putQualityFlags(qualityFlags);
    await this.#db.durable();
  }

  async qualityFlags(range: QualityFlagRange) {
    return this.#notes.qualityFlags(range);
  }

  async putStationNotes(notes: readonly StationNote[]) {
    this.#notes.putStations(notes);
    await this.#db.durable();
  }

  async stationNotes() {
    return this.#notes.stations();
  }

  async putRules(rules: readonly QualitySettings[]) {
    this.#notes.putRules(rules);
    await this.#db.durable();
  }

  async rules() {
    return this.#notes.rules();
  }

  async enterAnnotation(annotation: Annotation) {
    const entered = this.#annotations.enter(annotation);
    await this.annotated(entered.outcome === 'entered');
    return entered;
  }

  async withdrawAnnotation(id: number, withdrawal: Withdrawal) {
    const withdrawn = this.#annotations.withdraw(id, withdrawal);
    await this.annotated(withdrawn !== undefined);
    return withdrawn;
  }

  /** A transaction may have changed annotations. Resolves when it is on the disk. */
  protected async annotated(hasChanged: boolean): Promise<void> {
    await this.#db.durable();
    if (hasChanged) this.#annotated.call();
  }

  async annotation(id: number) {
    return this.#annotations.get(id);
  }

  async annotations(query: AnnotationQuery) {
    return this.#annotations.all(query);
  }

  async annotationVersion() {
    return this.#annotations.version();
  }

  onAnnotations(listener: () => void): () => void {
    return this.#annotated.add(listener);
  }

  async publishBulletin(bulletin: NewPublishedBulletin) {
    const publication = this.#bulletins.publish(bulletin);
    await this.#db.durable();
    if (publication.outcome === 'published') this.#published.call();
    return publication;
  }

  onPublished(listener: () => void): () => void {
    return this.#published.add(listener);
  }

  async publishedBulletin(number: string) {
    return this.#bulletins.get(number);
  }

  async publishedBulletins(query: PublishedBulletinQuery) {
    return this.#bulletins.newest(query);
  }

  async deadLetters(query: DeadLetterQuery) {
    return this.#deadLetters.newest(query);
  }

  async deadLetter(id: number) {
    return this.#deadLetters.get(id);
  }

  async markReplayed(id: number, replay: Replay) {
    const flagged = this.#db.transaction('a replay could not be noted', () =>
      this.#deadLetters.mark(id, replay),
    );
    await this.#db.durable();
    return flagged;
  }

  async rewriteDeadLetters(rewrite: RewriteDeadLetter) {
    const more = this.#rewrite.step(rewrite);
    await this.#db.durable();
    return more;
  }

  async pruneDeadLetters(bounds: DeadLetterBounds) {
    const pruned = this.#db.transaction('dead letters could not be pruned', () =>
      this.#deadLetters.prune(bounds),
    );
    await this.#db.durable();
    return pruned;
  }
}

/** A store in the file `path`, or in memory under `:memory:`. Open it before use. */
export const createEmbeddedStore = ({ path, ...more }: StoreFile): Store =>
  new EmbeddedStore(connectStore(path, { ...more, sync: 'group' }));

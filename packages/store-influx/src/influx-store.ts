import {
  type AirDayColumns,
  type AirDaysRange,
  type AirHourColumns,
  type AirHoursRange,
  type Annotation,
  type AnnotationQuery,
  type AnnotationSet,
  type Applied,
  appliedConsumer,
  type ChangeRange,
  CONSUMERS,
  type ConsumerName,
  type DeadLetterBounds,
  type DeadLetterQuery,
  hasReached,
  isOfKind,
  isSameOffset,
  LanbiError,
  LOG_START,
  type LogBatch,
  type LogOffset,
  type NewPublishedBulletin,
  type ObservationFlags,
  type ObservationRange,
  type Offset,
  type PublishedBulletinQuery,
  type QualityFlagRange,
  type QualitySettings,
  type Replay,
  type Replica,
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
import { HOUR, type Instant, instant } from '@lanbi/standards';
import type { RecentStore } from '@lanbi/store-embedded';
import { checkBuckets } from './client/check-buckets.ts';
import type { InfluxClient } from './client/influx-client.ts';
import { InfluxNotes } from './notes.ts';
import type { INFLUX_DEFAULTS, InfluxOptions } from './options.ts';
import { createPruner, type Pruner } from './pruner.ts';
import { airDaysOf, airHoursOf } from './read/air-columns.ts';
import { timeRangeOf } from './read/queries.ts';
import { readBackRange } from './read/read-back.ts';
import { ResultsReader } from './read/results-reader.ts';
import { isEmpty } from './read/time-range.ts';
import { rebuild } from './rebuild.ts';
import { ReplicaCheckpoints } from './replica-checkpoints.ts';
import type { Buckets } from './schema/buckets.ts';
import { LostBuckets } from './write/lost-buckets.ts';
import { ObservationWriting } from './write/observations.ts';
import { ResultWriting } from './write/results.ts';

type Options = InfluxOptions & Required<Pick<InfluxOptions, keyof typeof INFLUX_DEFAULTS>>;

const evaluates = ({ writes, results, followers }: Options): boolean =>
  writes !== 'nothing' && results && followers.includes(CONSUMERS.evaluate);

/**
 * The store ports on InfluxDB 2. InfluxDB has all data. A local file has the log, the checkpoints of its consumers, ids and
 * the recent past, so that polling costs no query.
 */
export class InfluxStore implements Store, Replica {
  readonly capabilities: StoreCapabilities = { wholeLog: false, sharedReads: true };
  /** Absent if this process does not evaluate. */
  readonly lostResults?: LostBuckets;
  readonly evaluation: ReplicaCheckpoints;
  readonly #options: Options;
  readonly #recent: RecentStore;
  readonly #client: InfluxClient;
  readonly #buckets: Buckets;
  readonly #observations: ObservationWriting;
  readonly #results: ResultWriting;
  readonly #reader: ResultsReader;
  readonly #notes: InfluxNotes;
  readonly #pruner: Pruner;
  readonly #underWay = new Set<Promise<unknown>>();
  #rebuilt: Promise<void> | undefined;
  /** The file was filled since this process started: a log without a checkpoint begins with its first batch. */
  #fresh = false;
  #closed = false;

  constructor(options: Options, recent: RecentStore, client: InfluxClient, buckets: Buckets) {
    this.#options = options;
    this.#recent = recent;
    this.#client = client;
    this.#buckets = buckets;
    this.#observations = new ObservationWriting(recent, client, buckets, options);
    this.#results = new ResultWriting(recent, client, buckets, options);
    this.#notes = new InfluxNotes(recent, client, buckets.results, evaluates(options));
    const writing = { results: this.#results, notes: this.#notes };
    if (evaluates(options)) this.lostResults = new LostBuckets(recent, writing, buckets);
    this.#reader = new ResultsReader(client, buckets);
    this.evaluation = new ReplicaCheckpoints(recent, options.writes === 'observations');
    this.#pruner = createPruner(recent, options);
  }

  async open(): Promise<void> {
    await this.#recent.open();
    await this.#observations.open();
    // If InfluxDB does not answer, the first write tries again; until then readings wait in the spool.
    const answers = await this.#isSetUp();
    if (answers && !this.#options.replica) await this.#ready().catch(() => undefined);
    this.#pruner.start();
  }

  /**
   * Checks the buckets. Returns false if InfluxDB does not answer.
   * @throws LanbiError configuration-invalid if something that the set-up creates is missing
   */
  async #isSetUp(): Promise<boolean> {
    try {
      await this.#checkBuckets();
      return true;
    } catch (error) {
      if (!(error instanceof LanbiError) || error.retryable) return false;
      await this.close();
      throw error;
    }
  }

  async #checkBuckets(): Promise<void> {
    const { raw, hour, day, results } = this.#buckets;
    const needed = this.#options.results ? [raw, hour, day, results] : [raw];
    const ids = await checkBuckets(this.#client, this.#options, needed, this.#options.timeoutMs);
    if (!this.#closed) this.lostResults?.note(ids);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#pruner.stop();
    await this.lostResults?.idle();
    while (this.#underWay.size > 0) await Promise.allSettled(this.#underWay);
    await this.#recent.close();
  }

  /** Runs a call that `close` waits for. @throws LanbiError closed */
  async #during<Answer>(call: () => Promise<Answer>): Promise<Answer> {
    if (this.#closed) throw new LanbiError('closed', 'the store was closed');
    const running = call();
    this.#underWay.add(running);
    try {
      return await running;
    } finally {
      this.#underWay.delete(running);
    }
  }

  async ping(): Promise<void> {
    await this.#recent.ping();
    await this.#checkBuckets();
    const { raw, hour } = this.#buckets;
    const { writes } = this.#options;
    if (writes !== 'nothing') await this.#client.ping(writes === 'observations' ? raw : hour);
  }

  /** Resolves when the file is filled from InfluxDB. @throws LanbiError store-unavailable */
  #ready(): Promise<void> {
    this.#rebuilt ??= this.#fill().catch((error) => {
      this.#rebuilt = undefined;
      throw error;
    });
    return this.#rebuilt;
  }

  async #fill(): Promise<void> {
    let empty = false;
    if (!this.#recent.begins()) {
      empty = (await this.#rebuild()) === 'empty';
      if (!empty) this.#observations.beginBehind(this.#options.now());
      this.#fresh = true;
    }
    await this.lostResults?.begin(empty);
  }

  #rebuild(missed?: { readonly missedSince: Instant }) {
    const { now, keepHours, results } = this.#options;
    const [recent, client, buckets] = [this.#recent, this.#client, this.#buckets];
    return rebuild({ recent, client, buckets, now: now(), keepHours, results, ...missed });
  }

  /**
   * The time from which entries may be missing. Spooled readings are published long after their receipt, so the search
   * begins `keepHours` before the latest receipt in this file.
   */
  async #missedSince(): Promise<Instant> {
    const received = [...(await this.#recent.activity()).values()].map(({ lastReceived }) => lastReceived);
    return instant(Math.max(...received, Number.MIN_SAFE_INTEGER) - this.#options.keepHours * HOUR);
  }

  origin(): string {
    return this.#recent.origin();
  }

  begin(): Promise<void> {
    return this.#during(() => this.#ready());
  }

  applyObservations(batch: LogBatch<StoredObservation>): Promise<Applied> {
    const write = (checkpoint: WriteBatch['checkpoint']) =>
      this.#recent.applyObservations(batch.entries, checkpoint);
    return this.#during(async () => {
      const applied = await this.#apply('observations', batch, write);
      if (applied !== 'known') await this.evaluation.applied({ origin: batch.origin, position: batch.upTo });
      return applied;
    });
  }

  applyResults(batch: LogBatch<StoredResult>): Promise<Applied> {
    const write = async (checkpoint: WriteBatch['checkpoint']) =>
      this.#recent.applyResults(batch.entries, checkpoint);
    return this.#during(async () => {
      if (batch.evaluated) return this.#applyCheckpoints(batch, batch.evaluated);
      return this.#apply('results', batch, write);
    });
  }

  applyAnnotations(set: AnnotationSet): Promise<boolean> {
    return this.#during(() => this.#recent.applyAnnotations(set));
  }

  /** Applies checkpoints of the evaluator once all results that were published before them are here. */
  async #applyCheckpoints(
    { origin, upTo }: LogBatch<unknown>,
    evaluated: readonly LogOffset[],
  ): Promise<Applied> {
    await this.#ready();
    const applied = await this.#recent.checkpoint(appliedConsumer('results', origin));
    if (!hasReached(applied, upTo) && !(isSameOffset(applied, LOG_START) && this.#fresh)) return 'known';
    await this.evaluation.note(evaluated);
    return 'taken';
  }

  async #apply(
    log: 'observations' | 'results',
    { origin, after, upTo }: LogBatch<unknown>,
    write: (checkpoint: WriteBatch['checkpoint']) => Promise<void>,
  ): Promise<Applied> {
    await this.#ready();
    const consumer = appliedConsumer(log, origin);
    const applied = await this.#recent.checkpoint(consumer);
    if (hasReached(applied, upTo)) return 'known';
    const gap = !hasReached(applied, after) && !(isSameOffset(applied, LOG_START) && this.#fresh);
    if (gap) await this.#rebuild({ missedSince: await this.#missedSince() });
    await write({ consumer, position: upTo });
    return gap ? 'gap' : 'taken';
  }

  async write(batch: WriteBatch): Promise<readonly WriteOutcome[]> {
    return this.#during(async () => {
      await this.#ready();
      return this.#observations.write(batch);
    });
  }

  read(after: Offset, limit: number) {
    return this.#recent.read(after, limit);
  }

  head() {
    return this.#recent.head();
  }

  onAppend(listener: () => void): () => void {
    return this.#recent.onAppend(listener);
  }

  async range(query: ObservationRange) {
    this.#recent.check();
    if (query.after >= this.#recent.completeAfter('observation')) return this.#recent.range(query);
    if (isEmpty(timeRangeOf(query))) return [];
    return readBackRange(this.#client, this.#buckets, query, (one) => this.#recent.offsetOf(one));
  }

  latest(station: StationId) {
    return this.#recent.latest(station);
  }

  activity() {
    return this.#recent.activity();
  }

  async commit(consumer: ConsumerName, position: Offset, results: readonly Result[], computedAt: Instant) {
    return this.#during(async () => {
      await this.#ready();
      const changed = await this.#results.commit(consumer, position, results, computedAt);
      this.evaluation.committed(consumer);
      return changed;
    });
  }

  async advance(consumer: ConsumerName, position: Offset) {
    await this.#recent.advance(consumer, position);
    this.evaluation.committed(consumer);
  }

  checkpoint(consumer: ConsumerName) {
    return this.#recent.checkpoint(consumer);
  }

  putQualityFlags(qualityFlags: readonly ObservationFlags[]) {
    return this.#during(() => this.#notes.putQualityFlags(qualityFlags));
  }

  qualityFlags(range: QualityFlagRange) {
    return this.#during(() => this.#notes.qualityFlags(range));
  }

  putStationNotes(notes: readonly StationNote[]) {
    return this.#during(() => this.#notes.putStationNotes(notes));
  }

  stationNotes() {
    return this.#during(() => this.#notes.stationNotes());
  }

  putRules(rules: readonly QualitySettings[]) {
    return this.#during(() => this.#notes.putRules(rules));
  }

  rules() {
    return this.#during(() => this.#notes.rules());
  }

  async get<Kind extends ResultKind>(key: ResultKey<Kind>): Promise<StoredResult<Kind> | undefined> {
    const here = await this.#recent.get(key);
    if (here || this.#recent.mustHold(key)) return here;
    const found = await this.#reader.get(key);
    return found && isOfKind(key.kind)(found) ? found : undefined;
  }

  latestResult<Kind extends ResultKind>(kind: Kind, subject: string) {
    return this.#recent.latestResult(kind, subject);
  }

  async results<Kind extends ResultKind>(range: ResultRange<Kind>): Promise<readonly StoredResult<Kind>[]> {
    this.#recent.check();
    if (range.after >= this.#recent.completeAfterOf(range.kind)) return this.#recent.results(range);
    return (await this.#reader.range(range)).filter(isOfKind(range.kind));
  }

  airDays(range: AirDaysRange): Promise<readonly AirDayColumns[]> {
    return Promise.all(range.subjects.map((subject) => airDaysOf(this, range, subject)));
  }

  airHours(range: AirHoursRange): Promise<readonly AirHourColumns[]> {
    return Promise.all(range.subjects.map((subject) => airHoursOf(this, range, subject)));
  }

  changedResults(after: Offset, limit: number) {
    return this.#recent.changedResults(after, limit);
  }

  resultHead() {
    return this.#recent.resultHead();
  }

  history(range: ChangeRange) {
    return this.#recent.history(range);
  }

  onResults(listener: () => void): () => void {
    return this.#recent.onResults(listener);
  }

  enterAnnotation(annotation: Annotation) {
    return this.#recent.enterAnnotation(annotation);
  }

  withdrawAnnotation(id: number, withdrawal: Withdrawal) {
    return this.#recent.withdrawAnnotation(id, withdrawal);
  }

  annotation(id: number) {
    return this.#recent.annotation(id);
  }

  annotations(query: AnnotationQuery) {
    return this.#recent.annotations(query);
  }

  annotationVersion() {
    return this.#recent.annotationVersion();
  }

  onAnnotations(listener: () => void): () => void {
    return this.#recent.onAnnotations(listener);
  }

  publishBulletin(bulletin: NewPublishedBulletin) {
    return this.#recent.publishBulletin(bulletin);
  }

  onPublished(listener: () => void): () => void {
    return this.#recent.onPublished(listener);
  }

  publishedBulletin(number: string) {
    return this.#recent.publishedBulletin(number);
  }

  publishedBulletins(query: PublishedBulletinQuery) {
    return this.#recent.publishedBulletins(query);
  }

  deadLetters(query: DeadLetterQuery) {
    return this.#recent.deadLetters(query);
  }

  deadLetter(id: number) {
    return this.#recent.deadLetter(id);
  }

  markReplayed(id: number, replay: Replay) {
    return this.#recent.markReplayed(id, replay);
  }

  rewriteDeadLetters(rewrite: RewriteDeadLetter) {
    return this.#recent.rewriteDeadLetters(rewrite);
  }

  pruneDeadLetters(bounds: DeadLetterBounds) {
    return this.#recent.pruneDeadLetters(bounds);
  }
}

import { KeyedQueue } from '@lanbi/flow';
import {
  type DeadLetter,
  LanbiError,
  type Observation,
  offsetNumber,
  type StoredObservation,
  type StoredReading,
  type WriteBatch,
  type WriteOutcome,
} from '@lanbi/model';
import { HOUR, type Instant } from '@lanbi/standards';
import { type EarlierState, identityOf, type PlannedWrite, type RecentStore } from '@lanbi/store-embedded';
import type { InfluxClient } from '../client/influx-client.ts';
import { readObservationStates } from '../read/read-back.ts';
import type { Buckets } from '../schema/buckets.ts';
import { deadLetterLine, type ObservationState, observationLine, replacedLine } from '../schema/lines.ts';
import { type NumberSpan, WriteNumbers } from './numbers.ts';
import { type Item, writeBisecting } from './write-points.ts';

/** Nanoseconds of a millisecond: they distinguish dead letters of one millisecond. */
const NANOSECONDS = 1_000_000;
/** Characters that a tag cannot contain; the registry refuses such ids. */
const UNWRITABLE = /[\p{Cc}\\]/u;
const UNWRITTEN: PlannedWrite = {
  outcome: { kind: 'rejected', message: 'the id of the station holds a control character or a backslash' },
};

export interface WritingOptions {
  readonly inFlight: number;
  readonly shared: boolean;
  readonly now: () => Instant;
  readonly keepHours: number;
}

/**
 * Writes observations to InfluxDB, then to the log. A batch is planned over the known states, sent in one request, and written
 * to the file after the answer 204: then it is accepted. A batch that a kill interrupts before that is not acknowledged; it
 * is delivered again and overwrites itself.
 */
export class ObservationWriting {
  readonly #recent: RecentStore;
  readonly #client: InfluxClient;
  readonly #buckets: Buckets;
  readonly #queue: KeyedQueue;
  /** Identities of failed writes: InfluxDB may have any of their states. */
  readonly #doubtful = new Set<string>();
  readonly #numbers: WriteNumbers;
  readonly #options: WritingOptions;
  #letters = 0;

  constructor(recent: RecentStore, client: InfluxClient, buckets: Buckets, options: WritingOptions) {
    this.#recent = recent;
    this.#client = client;
    this.#buckets = buckets;
    this.#queue = new KeyedQueue(options.inFlight);
    this.#numbers = new WriteNumbers(recent);
    this.#options = options;
  }

  open(): Promise<void> {
    return this.#numbers.open();
  }

  /** Records that the log of this file has none of the observations that are in InfluxDB now. */
  beginBehind(now: Instant): void {
    this.#numbers.beginBehind(now);
  }

  async write(batch: WriteBatch): Promise<readonly WriteOutcome[]> {
    const keys = new Set(batch.observations.map(identityOf));
    const { slot, answer } = await this.#queue.start(keys, async () => {
      const planned = await this.#plan(batch.observations);
      return { planned, numbers: this.#numbers.give(planned.length) };
    });
    const { planned, numbers } = answer;
    try {
      const sent = await this.#sendObservations(batch.observations, planned, numbers.after);
      const letters = rejectedLetters(batch, sent);
      await this.#sendLetters([...batch.deadLetters, ...letters.values()]);
      await slot.earlierReleased();
      const outcomes = await this.#recent.writePlanned(
        { ...batch, letterOf: (index) => letters.get(index) },
        sent,
        numbers.upTo,
      );
      if (this.#doubtful.size > 0) for (const key of keys) this.#doubtful.delete(key);
      return outcomes;
    } catch (error) {
      for (const key of keys) this.#doubtful.add(key);
      this.#noteMissed(numbers);
      throw error;
    } finally {
      slot.release();
    }
  }

  /** Notes the numbers of a failed write. If the file cannot be written, they count as numbers of an unfinished write. */
  #noteMissed(numbers: NumberSpan): void {
    try {
      this.#numbers.missed(numbers);
    } catch (error) {
      if (!(error instanceof LanbiError)) throw error;
    }
  }

  /**
   * Plans over the newest states. The file may be pruned while InfluxDB answers: states removed meanwhile are read back too,
   * until all states that the plan needs are known. From then on the plan is made without waiting.
   */
  async #plan(observations: readonly Observation[]): Promise<PlannedWrite[]> {
    const found = new Map<string, StoredObservation>();
    const asked = new Set<string>();
    for (;;) {
      const missing = observations.filter((one) => this.#mayBeElsewhere(one) && !asked.has(identityOf(one)));
      if (missing.length === 0) break;
      for (const one of missing) asked.add(identityOf(one));
      for (const [identity, one] of await readObservationStates(this.#client, this.#buckets, missing))
        found.set(identity, one);
    }
    const planned = this.#recent.plan(observations, this.#knownOf(found));
    return planned.map((one) => (one.next && UNWRITABLE.test(one.next.station) ? UNWRITTEN : one));
  }

  /** Whether InfluxDB may have a state that the file lacks: it ended before the recent past, or other processes write too. */
  #mayBeElsewhere(observation: Observation): boolean {
    if (this.#options.shared) return true;
    return observation.to <= this.#recent.completeAfter('observation') && !this.#recent.holds(observation);
  }

  #knownOf(found: ReadonlyMap<string, StoredObservation>): ReadonlyMap<string, EarlierState> {
    return new Map(
      [...found].map(([identity, observation]) => [
        identity,
        { observation, unlogged: this.#mayMissLog(identity, observation) },
      ]),
    );
  }

  /**
   * A number that another process gave says nothing about this log. Then observations received within the recent past that
   * are not in the file are logged: that process may have ended before it logged them.
   */
  #mayMissLog(identity: string, observation: StoredObservation): boolean {
    if (this.#doubtful.has(identity)) return true;
    const { shared, now, keepHours } = this.#options;
    if (!shared) return this.#numbers.mayMissLog(offsetNumber(observation.position));
    return observation.receivedAt > now() - keepHours * HOUR && !this.#recent.holds(observation);
  }

  async #sendObservations(
    observations: readonly Observation[],
    planned: readonly PlannedWrite[],
    after: number,
  ): Promise<readonly PlannedWrite[]> {
    const items = this.#items(observations, planned, after);
    const refused = await writeBisecting(items, (lines) => this.#client.write(this.#buckets.raw, lines));
    if (refused.size === 0) return planned;
    return planned.map((one, index): PlannedWrite => {
      const message = refused.get(index);
      return message === undefined ? one : { outcome: { kind: 'rejected', message } };
    });
  }

  #items(observations: readonly Observation[], planned: readonly PlannedWrite[], after: number): Item[] {
    const doubts = this.#doubtful.size > 0;
    return planned.map(({ next, before }, index) => {
      if (!next) return [];
      const over = before !== undefined || (doubts && this.#doubtful.has(identityOf(next)));
      const line = observationLine(next, after + index + 1, over);
      const corrected = before && next.readings.some((one) => isCorrection(one, before));
      const receivedAt = observations[index]?.receivedAt ?? next.receivedAt;
      return corrected ? [replacedLine(before, receivedAt), line] : [line];
    });
  }

  /** Writes a copy for users of InfluxDB. Reading and pruning use the file. */
  async #sendLetters(letters: readonly DeadLetter[]): Promise<void> {
    if (letters.length === 0) return;
    const items = letters.map((letter) => {
      this.#letters = (this.#letters + 1) % NANOSECONDS;
      return [deadLetterLine(letter, this.#letters)];
    });
    await writeBisecting(items, (lines) => this.#client.write(this.#buckets.deadLetters, lines));
  }
}

/** The dead letters of rejected observations, by index in the batch. */
function rejectedLetters(batch: WriteBatch, sent: readonly PlannedWrite[]): ReadonlyMap<number, DeadLetter> {
  const letters = new Map<number, DeadLetter>();
  for (const [index, { outcome }] of sent.entries()) {
    const letter = outcome.kind === 'rejected' && batch.letterOf?.(index, outcome.message);
    if (letter) letters.set(index, letter);
  }
  return letters;
}

const isCorrection = ({ parameter, revision }: StoredReading, before: ObservationState): boolean => {
  const known = before.readings.find((reading) => reading.parameter === parameter);
  return known !== undefined && known.revision !== revision;
};

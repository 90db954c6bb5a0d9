import type {
  DeadLetter,
  Observation,
  StoredObservation,
  StoredReading,
  WriteBatch,
  WriteOutcome,
} from '@lanbi/model';
import { identityOf, type Known, type Planned, type RecentStore } from '@lanbi/store-embedded';
import type { InfluxClient } from '../client/influx-client.ts';
import { readObservations } from '../read/read-back.ts';
import type { Buckets } from '../schema/buckets.ts';
import { deadLetterLine, observationLine, replacedLine, type State } from '../schema/lines.ts';
import { Turns } from './turns.ts';
import { type Item, writeItems } from './write-points.ts';

/** In a millisecond: letters of one are told apart by them. */
const NANOSECONDS = 1_000_000;
/** What a tag cannot hold as it is; the registry takes no such id. */
const UNWRITABLE = /[\p{Cc}\\]/u;
const UNWRITTEN: Planned = {
  outcome: { kind: 'rejected', message: 'the id of the station holds a control character or a backslash' },
};
const NOTHING_KNOWN: ReadonlyMap<string, Known> = new Map();

/**
 * Observations into InfluxDB, then into the log. A batch is planned over what is known, sent in one request, and with
 * the 204 seen written to the file: only then is it accepted. A kill before that means that it was not acknowledged; it
 * comes again and overwrites itself.
 */
export class ObservationWriting {
  readonly #recent: RecentStore;
  readonly #client: InfluxClient;
  readonly #buckets: Buckets;
  readonly #turns: Turns;
  /** Of writes that failed: InfluxDB may hold any of their states. */
  readonly #doubtful = new Set<string>();
  /** Positions beyond were given since the start: what InfluxDB has of them may have missed the log. */
  #loggedUpTo = 0;
  #letters = 0;

  readonly #shared: boolean;

  constructor(
    recent: RecentStore,
    client: InfluxClient,
    buckets: Buckets,
    { inFlight, shared }: { readonly inFlight: number; readonly shared: boolean },
  ) {
    this.#recent = recent;
    this.#client = client;
    this.#buckets = buckets;
    this.#turns = new Turns(inFlight);
    this.#shared = shared;
  }

  open(): void {
    this.#loggedUpTo = this.#recent.lastPosition();
  }

  async write(batch: WriteBatch): Promise<readonly WriteOutcome[]> {
    const keys = new Set(batch.observations.map(identityOf));
    const { turn, answer: planned } = await this.#turns.begin(keys, () => this.#plan(batch.observations));
    try {
      const settled = await this.#sendObservations(batch.observations, planned);
      const letters = rejectedLetters(batch, settled);
      await this.#sendLetters([...batch.deadLetters, ...letters.values()]);
      await turn.first();
      const outcomes = await this.#recent.writePlanned(
        { ...batch, letterOf: (index) => letters.get(index) },
        settled,
      );
      if (this.#doubtful.size > 0) for (const key of keys) this.#doubtful.delete(key);
      return outcomes;
    } catch (error) {
      for (const key of keys) this.#doubtful.add(key);
      throw error;
    } finally {
      turn.end();
    }
  }

  async #plan(observations: readonly Observation[]): Promise<Planned[]> {
    const planned = this.#recent.plan(observations, await this.#knownElsewhere(observations));
    return planned.map((one) => (one.next && UNWRITABLE.test(one.next.station) ? UNWRITTEN : one));
  }

  /** Reads back what may be in InfluxDB only: what ended before the recent past, and what others may have written. */
  async #knownElsewhere(observations: readonly Observation[]): Promise<ReadonlyMap<string, Known>> {
    const after = this.#recent.completeAfter('observation');
    const old = this.#shared
      ? observations
      : observations.filter((one) => one.to <= after && !this.#recent.holds(one));
    if (old.length === 0) return NOTHING_KNOWN;
    const found = await readObservations(this.#client, this.#buckets, old);
    return new Map(
      [...found].map(([identity, observation]) => [
        identity,
        { observation, unlogged: this.#mayMissLog(observation) },
      ]),
    );
  }

  /** A place that another process gave says nothing about the log here; then what the file does not hold is logged. */
  #mayMissLog(observation: StoredObservation): boolean {
    return this.#shared ? !this.#recent.holds(observation) : observation.position > this.#loggedUpTo;
  }

  async #sendObservations(
    observations: readonly Observation[],
    planned: readonly Planned[],
  ): Promise<readonly Planned[]> {
    const items = this.#items(observations, planned);
    const refused = await writeItems(items, (lines) => this.#client.write(this.#buckets.raw, lines, 'ms'));
    if (refused.size === 0) return planned;
    return planned.map((one, index): Planned => {
      const message = refused.get(index);
      return message === undefined ? one : { outcome: { kind: 'rejected', message } };
    });
  }

  #items(observations: readonly Observation[], planned: readonly Planned[]): Item[] {
    const position = this.#recent.lastPosition();
    const doubts = this.#doubtful.size > 0;
    return planned.map(({ next, before }, index) => {
      if (!next) return [];
      const over = before !== undefined || (doubts && this.#doubtful.has(identityOf(next)));
      const line = observationLine(next, position + index + 1, over);
      const corrected = before && next.readings.some((one) => isCorrection(one, before));
      const receivedAt = observations[index]?.receivedAt ?? next.receivedAt;
      return corrected ? [replacedLine(before, receivedAt), line] : [line];
    });
  }

  /** A copy for those who look into InfluxDB; the file is what answers and what is pruned. */
  async #sendLetters(letters: readonly DeadLetter[]): Promise<void> {
    if (letters.length === 0) return;
    const items = letters.map((letter) => {
      this.#letters = (this.#letters + 1) % NANOSECONDS;
      return [deadLetterLine(letter, this.#letters)];
    });
    await writeItems(items, (lines) => this.#client.write(this.#buckets.deadLetters, lines, 'ns'));
  }
}

/** The dead letters of what came out rejected, by its place. */
function rejectedLetters(batch: WriteBatch, settled: readonly Planned[]): ReadonlyMap<number, DeadLetter> {
  const letters = new Map<number, DeadLetter>();
  for (const [index, { outcome }] of settled.entries()) {
    const letter = outcome.kind === 'rejected' && batch.letterOf?.(index, outcome.message);
    if (letter) letters.set(index, letter);
  }
  return letters;
}

const isCorrection = ({ parameter, revision }: StoredReading, before: State): boolean => {
  const known = before.readings.find((reading) => reading.parameter === parameter);
  return known !== undefined && known.revision !== revision;
};

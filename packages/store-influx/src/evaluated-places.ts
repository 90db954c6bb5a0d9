import {
  CONSUMERS,
  type EvaluationPlaces,
  hasReached,
  heardPrefix,
  isSameOffset,
  LOG_START,
  type LogPlace,
  type Offset,
} from '@lanbi/model';
import type { RecentStore } from '@lanbi/store-embedded';

/** The consumer whose place says how far the log of this file is evaluated. */
const EVALUATOR = CONSUMERS.evaluate;
const HEARD = heardPrefix('observations');
/** Slices whose ends are remembered; of more the oldest are forgotten, and the place moves with the next one. */
const MOST = 10_000;

/** The end of a slice of observations: in the log of its writer and in this file. */
interface Mark extends LogPlace {
  readonly local: Offset;
}

/**
 * Translates the place of the evaluator between processes. Each file has positions of its own; common to all are the
 * ends of the slices in the logs of their writers. A place is never translated to a later one than it is.
 */
export class EvaluatedPlaces implements EvaluationPlaces {
  readonly #recent: RecentStore;
  /** Whether the observations of this file are written by this process: then its own log is the only one. */
  readonly #writes: boolean;
  readonly #listeners = new Set<() => void>();
  #marks: Mark[] = [];
  readonly #passed = new Map<string, Offset>();

  constructor(recent: RecentStore, writes: boolean) {
    this.#recent = recent;
    this.#writes = writes;
  }

  /** To be called when a slice of observations stands in the file. */
  async heard({ origin, position }: LogPlace): Promise<void> {
    this.#marks.push({ origin, position, local: await this.#recent.head() });
    if (this.#marks.length > MOST) this.#marks.shift();
  }

  async places(): Promise<readonly LogPlace[]> {
    const place = await this.#recent.checkpoint(EVALUATOR);
    if (this.#writes)
      return isSameOffset(place, LOG_START) ? [] : [{ origin: this.#recent.origin(), position: place }];
    // Before the head, which may move on meanwhile.
    const heard = this.#heardLogs();
    const all = hasReached(place, await this.#recent.head());
    for (const { origin, position } of this.#take(({ local }) => hasReached(place, local)))
      this.#passed.set(origin, position);
    return all ? heard : [...this.#passed].map(([origin, position]) => ({ origin, position }));
  }

  async note(places: readonly LogPlace[]): Promise<void> {
    const evaluated = new Map(places.map(({ origin, position }) => [origin, position]));
    const local = await this.#localOf(evaluated);
    if (local === undefined || local <= (await this.#recent.checkpoint(EVALUATOR))) return;
    await this.#recent.adoptResults([], { consumer: EVALUATOR, position: local });
  }

  onMoved(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** To be called when a consumer's place was committed. */
  committed(consumer: string): void {
    if (consumer === EVALUATOR) for (const listener of this.#listeners) listener();
  }

  async #localOf(evaluated: ReadonlyMap<string, Offset>): Promise<Offset | undefined> {
    if (this.#writes) return evaluated.get(this.#recent.origin());
    const reached = ({ origin, position }: LogPlace) => {
      const upTo = evaluated.get(origin);
      return upTo !== undefined && hasReached(upTo, position);
    };
    // Before the logs that were heard: what stands here by now is in them.
    const head = await this.#recent.head();
    const taken = this.#take(reached).at(-1)?.local;
    const heard = this.#heardLogs();
    return heard.length > 0 && heard.every(reached) ? head : taken;
  }

  #heardLogs(): readonly LogPlace[] {
    return this.#recent
      .placesOf(HEARD)
      .map(({ name, position }) => ({ origin: name.slice(HEARD.length), position }));
  }

  /** Removes and answers the first marks that meet a condition. */
  #take(condition: (mark: Mark) => boolean): readonly Mark[] {
    const end = this.#marks.findIndex((mark) => !condition(mark));
    return this.#marks.splice(0, end < 0 ? this.#marks.length : end);
  }
}

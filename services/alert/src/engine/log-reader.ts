import {
  ALERT_CONSUMERS,
  type AlertCommit,
  CONSUMERS,
  type ConsumerName,
  entriesBehind,
  hasReached,
  LOG_START,
  type Offset,
} from '@lanbi/model';
import type { AlertDeps } from '../deps.ts';
import type { AlertBatch } from './dirty-set.ts';

type Checkpoints = AlertCommit['checkpoints'];

const { observations: OBSERVATIONS, results: RESULTS } = ALERT_CONSUMERS;

/** The checkpoints after a batch was evaluated. */
export const checkpointsAfter = ({ observations, results }: AlertBatch): Checkpoints => [
  ...observations.slice(-1).map(({ position }) => ({ consumer: OBSERVATIONS, position })),
  ...results.slice(-1).map(({ position }) => ({ consumer: RESULTS, position })),
];

/** Reads the logs of observations and of results from the checkpoints in the alert store. */
export class LogReader {
  readonly #store: AlertDeps['store'];
  readonly #alerts: AlertDeps['alerts'];

  constructor({ store, alerts }: Pick<AlertDeps, 'store' | 'alerts'>) {
    this.#store = store;
    this.#alerts = alerts;
  }

  /** The next entries of both logs, up to `limit` of each. */
  async next(limit: number): Promise<AlertBatch> {
    const observed = await this.#alerts.alertCheckpoint(OBSERVATIONS);
    const resulted = await this.#alerts.alertCheckpoint(RESULTS);
    return {
      observations: await this.#store.read(observed, limit),
      results: await this.#store.changedResults(resulted, limit),
    };
  }

  /** Entries of both logs that are not evaluated. */
  async lag(): Promise<number> {
    const observed = await this.#behind(OBSERVATIONS, () => this.#store.head());
    return observed + (await this.#behind(RESULTS, () => this.#store.resultHead()));
  }

  /**
   * Reads the checkpoint before the head, which moves on meanwhile. The head of a log whose entries were all pruned is
   * its start: then nothing is behind.
   */
  async #behind(consumer: ConsumerName, head: () => Promise<Offset>): Promise<number> {
    const checkpoint = await this.#alerts.alertCheckpoint(consumer);
    return entriesBehind(checkpoint, await head());
  }

  /** Checkpoints at the ends of the logs, of those that are not there already. */
  async endCheckpoints(): Promise<Checkpoints> {
    const ends = [
      { consumer: OBSERVATIONS, position: await this.#store.head() },
      { consumer: RESULTS, position: await this.#store.resultHead() },
    ];
    const kept = await Promise.all(ends.map(({ consumer }) => this.#alerts.alertCheckpoint(consumer)));
    return ends.filter(({ position }, at) => !hasReached(kept[at] ?? LOG_START, position));
  }

  /**
   * Gives a store that prunes its log the offset up to which it was read. Called after the alert store has the checkpoints, so that no
   * entry is pruned before it was evaluated.
   */
  async release(checkpoints: Checkpoints): Promise<void> {
    if (this.#store.capabilities.wholeLog) return;
    for (const { consumer, position } of checkpoints)
      await this.#store.advance(consumer === RESULTS ? CONSUMERS.alertResults : CONSUMERS.alert, position);
  }
}

import type { DeadLetter, Delivery, Observation, WriteOutcome } from '@lanbi/model';
import type { Part } from '@lanbi/runtime';
import { createCounts } from './counts.ts';
import type { IngestDeps } from './deps.ts';
import { createNotices } from './notices.ts';
import { deadLetterOf, type Work, workOf } from './work.ts';

/** Messages in one commit at the most; what arrives during a commit waits for the next one. */
const BATCH = 1_000;
/** Pause before a failed commit is tried again; doubles up to the second figure. */
const RETRY_MS = [50, 5_000] as const;

export interface Ingest extends Part {
  /** Messages received and not settled. */
  waiting(): number;
  /** Why commits fail just now; undefined when they do not. */
  trouble(): string | undefined;
}

/**
 * Telemetry in: decode, normalize, commit, and only then acknowledge. A group commit: whatever has arrived when
 * a commit ends goes into the next one. When the store fails nothing is acknowledged and the same batch is tried
 * again; the inbox's window bounds what waits meanwhile, beyond it the broker holds.
 */
export function createIngest(deps: IngestDeps): Ingest {
  const { inbox, store, registry, clock, log } = deps;
  const queue: Delivery[] = [];
  let inHand = 0;
  let running: Promise<void> | undefined;
  let stopped = false;
  let trouble: string | undefined;
  const waiting = (): number => queue.length + inHand;
  const counts = createCounts(deps.metrics, waiting);
  const notices = createNotices(deps);

  function receive(delivery: Delivery): void {
    counts.received();
    queue.push(delivery);
    running ??= drain();
  }

  async function drain(): Promise<void> {
    // One turn of the loop, so that the packets of one read of the socket share a commit.
    await new Promise(setImmediate);
    while (queue.length > 0 && !(stopped && trouble)) await commitNext();
    running = undefined;
  }

  async function commitNext(): Promise<void> {
    const now = clock.now();
    const batch = queue.splice(0, BATCH).map((delivery) => workOf(delivery, registry, now));
    inHand = batch.length;
    const outcomes = await commit(batch);
    if (outcomes) settle(batch, outcomes);
    inHand = 0;
  }

  async function commit(batch: readonly Work[]): Promise<readonly WriteOutcome[] | undefined> {
    const observations = batch.flatMap((work) => work.observations);
    const deadLetters = batch.flatMap((work) => deadLetterOf(work, clock.now()) ?? []);
    for (let pause: number = RETRY_MS[0]; ; pause = Math.min(pause * 2, RETRY_MS[1])) {
      try {
        return await write(observations, deadLetters, batch);
      } catch (error) {
        trouble = error instanceof Error ? error.message : String(error);
        log.error({ err: error }, 'the commit failed; nothing of it is acknowledged, it will be tried again');
        counts.retried();
        if (stopped) return undefined;
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
  }

  async function write(
    observations: readonly Observation[],
    deadLetters: readonly DeadLetter[],
    batch: readonly Work[],
  ): Promise<readonly WriteOutcome[]> {
    const outcomes = await store.write({ observations, deadLetters });
    const kept = outcomes.find((outcome) => outcome.kind === 'kept');
    if (kept?.kind === 'kept') throw new Error(kept.message);
    const rejected = rejectedLetters(batch, outcomes);
    if (rejected.length > 0) await store.write({ observations: [], deadLetters: rejected });
    trouble = undefined;
    return outcomes;
  }

  /** Whatever the store refuses for good goes to the dead letter with its whole message. */
  function rejectedLetters(batch: readonly Work[], outcomes: readonly WriteOutcome[]): DeadLetter[] {
    let next = 0;
    return batch.flatMap((work) => {
      const own = outcomes.slice(next, next + work.observations.length);
      next += work.observations.length;
      const found = own.findIndex((outcome) => outcome.kind === 'rejected');
      const outcome = own[found];
      if (outcome?.kind !== 'rejected') return [];
      const refusals = [{ reason: 'store-rejected', message: outcome.message, index: found }] as const;
      return deadLetterOf({ ...work, refusals, scope: 'values' }, clock.now()) ?? [];
    });
  }

  function settle(batch: readonly Work[], outcomes: readonly WriteOutcome[]): void {
    for (const work of batch) work.delivery.acknowledge();
    counts.settled(batch, outcomes);
    const now = clock.now();
    for (const work of batch) if (work.scope !== 'none') notices.send(work, now);
  }

  return {
    name: 'ingest',
    waiting,
    trouble: () => trouble,
    start: () => inbox.open(receive),
    async stop() {
      stopped = true;
      await inbox.pause();
      await running;
      await notices.idle();
      await inbox.close();
    },
  };
}

import type { Clock, Store } from '@lanbi/model';
import type { Logger, Metrics, Part } from '@lanbi/runtime';
import { DAY, type Instant, instant } from '@lanbi/standards';
import { maskedLetter } from './masked.ts';

export interface RetentionDeps {
  readonly store: Pick<Store, 'pruneDeadLetters' | 'rewriteDeadLetters' | 'deadLetters'>;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly log: Logger;
  /** Dead letters that are kept, how many bytes of them, and for how many days. */
  readonly bounds: { readonly count: number; readonly bytes: number; readonly days: number };
}

/** How long letters are masked in one round. */
const MASKING_MS = 500;
/** A look costs little, and what may come in meanwhile is beyond the bound. */
const EVERY_MS = 1_000;

export interface Retention extends Part {
  /** Prunes now. */
  prune(): Promise<void>;
}

/**
 * Keeps the dead letters within their bounds, and counts what goes: a prune is the one way in which anything ends. Masks
 * the passwords of HJ 212 in the letters of earlier versions.
 */
export function createRetention({ store, clock, metrics, log, bounds }: RetentionDeps): Retention {
  const pruned = metrics.counter('lanbi_dead_letters_pruned', 'Dead letters removed beyond the bounds');
  let left = { letters: 0, bytes: 0 };
  metrics.gauge('lanbi_dead_letters', 'Dead letters kept, as of the last look', () => left.letters);
  metrics.gauge('lanbi_dead_letters_bytes', 'Bytes of them', () => left.bytes);
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let stopped = false;
  let masking = { more: true, letters: 0 };
  let begun = { at: clock.now(), steady: performance.now() };
  /** The newest letter of earlier runs. */
  let newestBefore = 0;

  /** A letter of this run is no older than the run, whatever a wrong clock stamped on it. */
  const agedUpTo = () =>
    performance.now() - begun.steady < bounds.days * DAY ? { agedUpTo: newestBefore } : {};

  /** A clock that jumps ahead must not make everything old: time goes on by the steady clock at the most. */
  function now(): Instant {
    const steady = begun.at + Math.round(performance.now() - begun.steady);
    return instant(Math.min(clock.now(), steady));
  }

  /** Step by step, so that readings are committed meanwhile. Answers how many were removed. */
  async function steps(): Promise<number> {
    const from = instant(now() - bounds.days * DAY);
    let removed = 0;
    for (let more = true; more && !stopped; ) {
      const done = await store.pruneDeadLetters({
        count: bounds.count,
        bytes: bounds.bytes,
        from,
        ...agedUpTo(),
      });
      left = { letters: done.left, bytes: done.bytes };
      pruned.add(done.removed);
      removed += done.removed;
      more = done.more;
      if (more) await new Promise(setImmediate);
    }
    return removed;
  }

  /** A step at a time, so that readings are committed meanwhile. What is left over is for the next rounds. */
  async function mask(): Promise<void> {
    const end = performance.now() + MASKING_MS;
    while (masking.more && !stopped && performance.now() < end) {
      const { rewritten, more } = await store.rewriteDeadLetters(maskedLetter);
      masking = { more, letters: masking.letters + rewritten };
      if (!more && masking.letters > 0)
        log.info({ letters: masking.letters }, 'passwords in dead letters of earlier versions were masked');
      await new Promise(setImmediate);
    }
  }

  async function round(): Promise<void> {
    try {
      const removed = await steps();
      if (removed > 0) log.info({ removed }, 'dead letters beyond the bounds were removed');
      await mask();
    } catch (error) {
      log.debug({ err: error }, 'dead letters were not pruned; the next round will do');
    }
  }

  /** One round at a time. */
  function prune(): Promise<void> {
    running ??= round().finally(() => {
      running = undefined;
    });
    return running;
  }

  return {
    name: 'retention',
    prune,
    async start() {
      begun = { at: clock.now(), steady: performance.now() };
      stopped = false;
      newestBefore = (await store.deadLetters({ limit: 1 }))[0]?.id ?? 0;
      await prune();
      timer = setInterval(() => void prune(), EVERY_MS);
      timer.unref();
    },
    async stop() {
      stopped = true;
      clearInterval(timer);
      await running;
    },
  };
}

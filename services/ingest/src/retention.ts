import type { Clock, Store } from '@lanbi/model';
import type { Logger, Metrics, Part } from '@lanbi/runtime';
import { DAY, type Instant, instant } from '@lanbi/standards';

export interface RetentionDeps {
  readonly store: Pick<Store, 'pruneDeadLetters'>;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly log: Logger;
  /** Dead letters that are kept, and for how many days. */
  readonly bounds: { readonly count: number; readonly days: number };
}

const EVERY_MS = 60_000;

export interface Retention extends Part {
  /** Prunes now. */
  prune(): Promise<void>;
}

/** Keeps the dead letters within their bounds, and counts what goes: a prune is the one way in which anything ends. */
export function createRetention({ store, clock, metrics, log, bounds }: RetentionDeps): Retention {
  const pruned = metrics.counter('lanbi_dead_letters_pruned', 'Dead letters removed beyond the bounds');
  let left = 0;
  metrics.gauge('lanbi_dead_letters', 'Dead letters kept, as of the last look', () => left);
  let timer: NodeJS.Timeout | undefined;
  let begun = { at: clock.now(), steady: performance.now() };

  /** A clock that jumps ahead must not make everything old: time goes on by the steady clock at the most. */
  function now(): Instant {
    const steady = begun.at + Math.round(performance.now() - begun.steady);
    return instant(Math.min(clock.now(), steady));
  }

  async function prune(): Promise<void> {
    try {
      const from = instant(now() - bounds.days * DAY);
      const done = await store.pruneDeadLetters({ count: bounds.count, from });
      left = done.left;
      pruned.add(done.removed);
      if (done.removed > 0)
        log.info({ removed: done.removed }, 'dead letters beyond the bounds were removed');
    } catch (error) {
      log.debug({ err: error }, 'dead letters were not pruned; the next round will do');
    }
  }

  return {
    name: 'retention',
    prune,
    async start() {
      begun = { at: clock.now(), steady: performance.now() };
      await prune();
      timer = setInterval(() => void prune(), EVERY_MS);
      timer.unref();
    },
    async stop() {
      clearInterval(timer);
    },
  };
}

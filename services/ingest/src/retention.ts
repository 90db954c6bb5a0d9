import type { Clock, DeadLetterMaintenance, DeadLetterReader } from '@lanbi/model';
import type { Logger, Metrics, Part } from '@lanbi/runtime';
import { DAY, type Instant, instant } from '@lanbi/standards';
import { maskedLetter } from './password-masking.ts';

export interface RetentionDeps {
  readonly store: DeadLetterMaintenance & Pick<DeadLetterReader, 'deadLetters'>;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly log: Logger;
  /** Limits of the dead letters: number, bytes and days. */
  readonly bounds: { readonly count: number; readonly bytes: number; readonly days: number };
}

/** Milliseconds of one round in which letters are masked. */
const MASKING_MS = 500;
/** Milliseconds between rounds: between them dead letters may exceed their limits. */
const EVERY_MS = 1_000;

export interface Retention extends Part {
  /** Prunes now. */
  prune(): Promise<void>;
}

interface Clocks {
  readonly at: Instant;
  readonly steady: number;
}

/**
 * Enforces the dead-letter limits and counts deletions. Nothing else deletes data. Masks the passwords of HJ 212 in the
 * letters of earlier versions.
 */
class DeadLetterRetention implements Retention {
  readonly name = 'retention';
  readonly #deps: RetentionDeps;
  readonly #pruned;
  #left = { letters: 0, bytes: 0 };
  #masking = { more: true, letters: 0 };
  #begun: Clocks;
  /** The newest letter of earlier runs. */
  #newestBefore = 0;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #isStopped = false;

  constructor(deps: RetentionDeps) {
    const { metrics } = deps;
    this.#deps = deps;
    this.#begun = this.#clocks();
    this.#pruned = metrics.counter('lanbi_dead_letters_pruned', 'Dead letters removed beyond the limits');
    metrics.gauge('lanbi_dead_letters', 'Dead letters, as of the last round', () => this.#left.letters);
    metrics.gauge('lanbi_dead_letters_bytes', 'Their bytes', () => this.#left.bytes);
  }

  async start(): Promise<void> {
    this.#begun = this.#clocks();
    this.#isStopped = false;
    this.#newestBefore = (await this.#deps.store.deadLetters({ limit: 1 }))[0]?.id ?? 0;
    await this.prune();
    this.#timer = setInterval(() => void this.prune(), EVERY_MS);
    this.#timer.unref();
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearInterval(this.#timer);
    await this.#running;
  }

  /** Runs one round at a time. */
  prune(): Promise<void> {
    this.#running ??= this.#round().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  #clocks(): Clocks {
    return { at: this.#deps.clock.now(), steady: performance.now() };
  }

  /** The time of day, but no later than the steady clock allows: a clock that jumps ahead must not make letters old. */
  #now(): Instant {
    const steady = this.#begun.at + Math.round(performance.now() - this.#begun.steady);
    return instant(Math.min(this.#deps.clock.now(), steady));
  }

  /** Limits age to letters of earlier runs until this run is old enough: a wrong clock may have stamped its own. */
  #agedUpTo(): { readonly agedUpTo?: number } {
    const isYoung = performance.now() - this.#begun.steady < this.#deps.bounds.days * DAY;
    return isYoung ? { agedUpTo: this.#newestBefore } : {};
  }

  async #round(): Promise<void> {
    const { log } = this.#deps;
    try {
      const removed = await this.#pruneSteps();
      if (removed > 0) log.info({ removed }, 'dead letters beyond the limits were removed');
      await this.#mask();
    } catch (error) {
      log.debug({ err: error }, 'dead letters were not pruned; the next round tries again');
    }
  }

  /** Prunes in steps, so that readings are committed between them. Answers the number of removed letters. */
  async #pruneSteps(): Promise<number> {
    const { store, bounds } = this.#deps;
    const { count, bytes, days } = bounds;
    const from = instant(this.#now() - days * DAY);
    let removed = 0;
    for (let more = true; more && !this.#isStopped; ) {
      const done = await store.pruneDeadLetters({ count, bytes, from, ...this.#agedUpTo() });
      this.#left = { letters: done.left, bytes: done.bytes };
      this.#pruned.add(done.removed);
      removed += done.removed;
      more = done.more;
      if (more) await new Promise(setImmediate);
    }
    return removed;
  }

  /** Masks in steps, so that readings are committed between them. Later rounds go on with the rest. */
  async #mask(): Promise<void> {
    const { store, log } = this.#deps;
    const end = performance.now() + MASKING_MS;
    while (this.#masking.more && !this.#isStopped && performance.now() < end) {
      const { rewritten, more } = await store.rewriteDeadLetters(maskedLetter);
      this.#masking = { more, letters: this.#masking.letters + rewritten };
      if (!more && this.#masking.letters > 0)
        log.info(
          { letters: this.#masking.letters },
          'passwords in dead letters of earlier versions were masked',
        );
      await new Promise(setImmediate);
    }
  }
}

export const createRetention = (deps: RetentionDeps): Retention => new DeadLetterRetention(deps);

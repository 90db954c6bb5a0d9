import { LanbiError, type StoreLifecycle } from '@lanbi/model';
import { createOutage, LATE, type Logger, type Outage, type Part, within } from '@lanbi/runtime';

/** State of the store by the last checks. */
export interface StoreVerdict {
  /** Why it is unavailable; undefined where it is not. */
  readonly reason?: string;
  /** Whether the fault does not end by itself, such as a missing bucket. */
  readonly misconfigured: boolean;
  /** Whether it is unavailable, or was a moment ago, so that its followers may still fail. */
  readonly recovering: boolean;
}

export interface StoreWatch extends Part {
  /** Answers within the time of one check, however long the store takes. */
  verdict(): Promise<StoreVerdict>;
}

export interface StoreWatchOptions {
  /** Between two checks, in milliseconds. */
  readonly everyMs: number;
  /** A check that takes longer has failed. */
  readonly deadlineMs: number;
  /** So many checks one after the other must agree before the verdict changes. */
  readonly agree: number;
  /** So long after it came back may what follows it be in trouble. */
  readonly recoveryMs: number;
}

const DEFAULTS: StoreWatchOptions = { everyMs: 1_000, deadlineMs: 700, agree: 2, recoveryMs: 10_000 };

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const isMisconfigured = (error: unknown): boolean =>
  error instanceof LanbiError && error.code === 'configuration-invalid';

/** Resolves with what is wrong, or undefined. */
async function faultOf(ms: number, check: Promise<void>): Promise<unknown> {
  try {
    const answer = await within(ms, check);
    return answer === LATE ? new Error(`the store does not answer within ${ms} ms`) : undefined;
  } catch (error) {
    return error;
  }
}

interface StoreWatchDeps {
  readonly store: Pick<StoreLifecycle, 'ping'>;
  readonly log?: Logger;
}

/** The outcome of the latest checks that agree. */
interface Streak {
  readonly failed: boolean;
  readonly checks: number;
}

class BackgroundStoreWatch implements StoreWatch {
  readonly name = 'store watch';
  readonly #store: StoreWatchDeps['store'];
  readonly #options: StoreWatchOptions;
  readonly #outage: Outage | undefined;
  #timer: NodeJS.Timeout | undefined;
  #checking: Promise<void> | undefined;
  /** The last ping, as long as it has not ended: a store that hangs is not asked again and again. */
  #pinging: Promise<void> | undefined;
  #verdict: Omit<StoreVerdict, 'recovering'> | undefined;
  #streak: Streak = { failed: false, checks: 0 };
  #recoveringUntil = 0;

  constructor({ store, log }: StoreWatchDeps, options: StoreWatchOptions) {
    this.#store = store;
    this.#options = options;
    this.#outage = log && createOutage(log);
  }

  async start(): Promise<void> {
    this.#round();
    this.#timer = setInterval(() => this.#round(), this.#options.everyMs);
    this.#timer.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#checking;
  }

  async verdict(): Promise<StoreVerdict> {
    // Without a background every call is a check of its own.
    if (this.#timer === undefined) this.#round();
    if (this.#verdict === undefined || this.#timer === undefined) await this.#checking;
    const verdict = this.#verdict ?? { misconfigured: false };
    return { ...verdict, recovering: performance.now() < this.#recoveringUntil };
  }

  #round(): void {
    this.#checking ??= this.#check().finally(() => {
      this.#checking = undefined;
    });
  }

  async #check(): Promise<void> {
    const error = await faultOf(this.#options.deadlineMs, this.#ping());
    const failed = error !== undefined;
    this.#streak = { failed, checks: failed === this.#streak.failed ? this.#streak.checks + 1 : 1 };
    if (failed) this.#failed(error);
    else this.#worked();
  }

  #ping(): Promise<void> {
    this.#pinging ??= this.#store.ping().finally(() => {
      this.#pinging = undefined;
    });
    return this.#pinging;
  }

  #failed(error: unknown): void {
    const misconfigured = isMisconfigured(error);
    this.#recoveringUntil = performance.now() + this.#options.recoveryMs;
    if (!misconfigured && !this.#isAgreed()) return;
    this.#verdict = { reason: messageOf(error), misconfigured };
    this.#outage?.failed(
      error,
      'the store takes nothing; readings go into the spool, what follows its log waits',
    );
  }

  #worked(): void {
    if (!this.#isAgreed()) return;
    this.#verdict = { misconfigured: false };
    this.#outage?.worked('the store takes readings and answers again');
  }

  /** Whether the verdict takes over what the last checks found. */
  #isAgreed(): boolean {
    return this.#verdict === undefined || this.#streak.checks >= this.#options.agree;
  }
}

/**
 * Checks the store in the background, so that whoever asks for its state never waits for it. The verdict changes when
 * checks in a row agree; an outage is logged at its beginning, once a minute and at its end.
 */
export const createStoreWatch = (
  deps: StoreWatchDeps,
  options: Partial<StoreWatchOptions> = {},
): StoreWatch => new BackgroundStoreWatch(deps, { ...DEFAULTS, ...options });

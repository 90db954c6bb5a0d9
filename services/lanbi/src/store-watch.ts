import { LanbiError, type StoreLifecycle } from '@lanbi/model';
import { createOutage, LATE, type Logger, type Part, within } from '@lanbi/runtime';

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

/**
 * Checks the store in the background, so that whoever asks for its state never waits for it. The verdict changes when
 * checks in a row agree; an outage is logged at its beginning, once a minute and at its end.
 */
export function createStoreWatch(
  { store, log }: { readonly store: Pick<StoreLifecycle, 'ping'>; readonly log?: Logger },
  options: Partial<StoreWatchOptions> = {},
): StoreWatch {
  const { everyMs, deadlineMs, agree, recoveryMs } = { ...DEFAULTS, ...options };
  const outage = log && createOutage(log);
  let timer: NodeJS.Timeout | undefined;
  let checking: Promise<void> | undefined;
  /** The last ping, as long as it has not ended: a store that hangs is not asked again and again. */
  let asked: Promise<void> | undefined;
  let found: StoreVerdict | undefined;
  let last: { readonly failed: boolean; readonly times: number } = { failed: false, times: 0 };
  let recoveringUntil = 0;

  function ask(): Promise<void> {
    asked ??= store.ping().finally(() => {
      asked = undefined;
    });
    return asked;
  }

  /** Whether the verdict takes over what the last checks found. */
  const agreed = (misconfigured: boolean): boolean =>
    found === undefined || misconfigured || last.times >= agree;

  function failed(error: unknown): void {
    const misconfigured = isMisconfigured(error);
    recoveringUntil = performance.now() + recoveryMs;
    if (!agreed(misconfigured)) return;
    found = { reason: messageOf(error), misconfigured, recovering: true };
    outage?.failed(error, 'the store takes nothing; readings go into the spool, what follows its log waits');
  }

  function worked(): void {
    if (!agreed(false)) return;
    found = { misconfigured: false, recovering: false };
    outage?.worked('the store takes readings and answers again');
  }

  async function check(): Promise<void> {
    const error = await faultOf(deadlineMs, ask());
    const isFailed = error !== undefined;
    last = { failed: isFailed, times: isFailed === last.failed ? last.times + 1 : 1 };
    if (isFailed) failed(error);
    else worked();
  }

  function round(): void {
    checking ??= check().finally(() => {
      checking = undefined;
    });
  }

  return {
    name: 'store watch',
    async start() {
      round();
      timer = setInterval(round, everyMs);
      timer.unref();
    },
    async stop() {
      clearInterval(timer);
      await checking;
    },
    async verdict() {
      // Without a background every call is a check of its own.
      if (timer === undefined) round();
      if (found === undefined || timer === undefined) await checking;
      const verdict = found ?? { misconfigured: false };
      return { ...verdict, recovering: performance.now() < recoveringUntil };
    },
  };
}

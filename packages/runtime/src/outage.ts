import type { Logger } from './log.ts';

/** Milliseconds between two log lines of one outage. */
const REPEAT_MS = 60_000;

/** Logs successive failures as one outage: at its begin, once a minute, and at its end. */
export interface Outage {
  /** @param what message of the log line; `more`: its other fields */
  failed(error: unknown, what: string, more?: object): void;
  /** Ends the outage, if there is one. */
  worked(what: string): void;
}

interface Ongoing {
  readonly since: number;
  loggedAt: number;
  failures: number;
}

export function createOutage(log: Logger, now: () => number = () => performance.now()): Outage {
  let ongoing: Ongoing | undefined;
  return {
    failed(error, what, more = {}) {
      const at = now();
      const begins = ongoing === undefined;
      ongoing ??= { since: at, loggedAt: at, failures: 0 };
      ongoing.failures += 1;
      if (!begins && at - ongoing.loggedAt < REPEAT_MS) return;
      ongoing.loggedAt = at;
      const { failures, since } = ongoing;
      const progress = begins ? {} : { failures, seconds: Math.round((at - since) / 1000) };
      log.error({ err: error, ...more, ...progress }, what);
    },
    worked(what) {
      if (!ongoing) return;
      const { failures, since } = ongoing;
      ongoing = undefined;
      log.info({ failures, seconds: Math.round((now() - since) / 1000) }, what);
    },
  };
}

import type { Logger } from './log.ts';

/** While it lasts, an outage is logged once in this time. */
const REPEAT_MS = 60_000;

/** Logs failures that follow each other as one outage: at its beginning, once a minute, and at its end. */
export interface Outage {
  /** @param what what failed, for a person; `more` stands beside it in the line */
  failed(error: unknown, what: string, more?: object): void;
  /** Ends the outage, if there is one. */
  worked(what: string): void;
}

interface Lasting {
  readonly since: number;
  told: number;
  failures: number;
}

export function createOutage(log: Logger, now: () => number = () => performance.now()): Outage {
  let lasting: Lasting | undefined;
  return {
    failed(error, what, more = {}) {
      const at = now();
      const begins = lasting === undefined;
      lasting ??= { since: at, told: at, failures: 0 };
      lasting.failures += 1;
      if (!begins && at - lasting.told < REPEAT_MS) return;
      lasting.told = at;
      const { failures, since } = lasting;
      const sofar = begins ? {} : { failures, seconds: Math.round((at - since) / 1000) };
      log.error({ err: error, ...more, ...sofar }, what);
    },
    worked(what) {
      if (!lasting) return;
      const { failures, since } = lasting;
      lasting = undefined;
      log.info({ failures, seconds: Math.round((now() - since) / 1000) }, what);
    },
  };
}

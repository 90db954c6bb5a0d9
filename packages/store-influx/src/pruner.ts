import { type ConsumerName, earlierOffset, type Offset, offsetAt } from '@lanbi/model';
import { HOUR, instant } from '@lanbi/standards';
import type { PruneBounds, RecentStore } from '@lanbi/store-embedded';

export interface PrunerOptions {
  readonly now: () => ReturnType<typeof instant>;
  readonly keepHours: number;
  readonly keepLongHours: number;
  /** Nothing is removed while there are no more observations, or results, than this. */
  readonly keepRows?: number;
  readonly followers: readonly ConsumerName[];
  readonly resultFollowers: readonly ConsumerName[];
}

export interface Pruner {
  start(): void;
  stop(): void;
  /** Prunes in parts, with other work of the process in between. */
  prune(): Promise<void>;
}

const EVERY_MS = 60_000;

const NEVER = instant(-8.64e15);
/** An offset after all entries of a log. */
const END = offsetAt(Number.MAX_SAFE_INTEGER);

/** Limits the file to the recent past and to a number of rows. Entries that a consumer has not read stay. */
export function createPruner(recent: RecentStore, options: PrunerOptions): Pruner {
  const { now, keepHours, keepLongHours, keepRows = 0, followers, resultFollowers } = options;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  async function slowest(names: readonly ConsumerName[]): Promise<Offset> {
    const checkpoints = await Promise.all(names.map((name) => recent.checkpoint(name)));
    return checkpoints.reduce(earlierOffset, END);
  }

  /** The time before which each kind may be removed. What fits stays: reading it needs no query. */
  function ages(): PruneBounds['from'] {
    const rows = recent.rows();
    const short = instant(now() - keepHours * HOUR);
    const fits = rows.results <= keepRows;
    return {
      observation: rows.observations <= keepRows ? NEVER : short,
      hour: fits ? NEVER : short,
      long: fits ? NEVER : instant(now() - keepLongHours * HOUR),
    };
  }

  async function prune(): Promise<void> {
    if (!recent.begins()) return;
    const bounds = {
      from: ages(),
      observationsUpTo: await slowest(followers),
      resultsUpTo: await slowest(resultFollowers),
    };
    while (!stopped && recent.prune(bounds)) await new Promise(setImmediate);
  }

  return {
    prune,
    start() {
      stopped = false;
      // A file that cannot be pruned cannot be written to either: writes report the error.
      timer = setInterval(() => void prune().catch(() => undefined), EVERY_MS);
      timer.unref();
    },
    stop() {
      stopped = true;
      clearInterval(timer);
    },
  };
}

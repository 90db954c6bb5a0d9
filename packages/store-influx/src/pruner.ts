import { consumerName, type LogPosition, logPosition } from '@lanbi/model';
import { HOUR, instant } from '@lanbi/standards';
import type { RecentStore } from '@lanbi/store-embedded';

export interface PrunerOptions {
  readonly now: () => ReturnType<typeof instant>;
  readonly keepHours: number;
  readonly keepLongHours: number;
  readonly followers: readonly string[];
  readonly resultFollowers: readonly string[];
}

export interface Pruner {
  start(): void;
  stop(): void;
  /** Prunes all that may go now, a part at a time with other work between. */
  prune(): Promise<void>;
}

const EVERY_MS = 60_000;

/** Keeps the file to the recent past, behind all who follow its logs. */
export function createPruner(recent: RecentStore, options: PrunerOptions): Pruner {
  const { now, keepHours, keepLongHours, followers, resultFollowers } = options;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  async function slowest(names: readonly string[]): Promise<LogPosition> {
    const places = await Promise.all(names.map((name) => recent.position(consumerName(name))));
    return logPosition(Math.min(...places));
  }

  async function prune(): Promise<void> {
    const short = instant(now() - keepHours * HOUR);
    const bounds = {
      from: { observation: short, hour: short, long: instant(now() - keepLongHours * HOUR) },
      observationsUpTo: await slowest(followers),
      resultsUpTo: await slowest(resultFollowers),
    };
    while (!stopped && recent.begins() && recent.prune(bounds)) await new Promise(setImmediate);
  }

  return {
    prune,
    start() {
      stopped = false;
      // A file that cannot be pruned cannot be written to either: that is told by the writes.
      timer = setInterval(() => void prune().catch(() => undefined), EVERY_MS);
      timer.unref();
    },
    stop() {
      stopped = true;
      clearInterval(timer);
    },
  };
}

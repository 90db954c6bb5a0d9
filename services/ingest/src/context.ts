import { isStoreAway, type WriteBatch } from '@lanbi/model';
import { createOutage, type Outage } from '@lanbi/runtime';
import PQueue from 'p-queue';
import { Books, publishBooks } from './books.ts';
import { commit, type Settled } from './commit.ts';
import type { IngestDeps, IngestOptions } from './deps.ts';
import { Condition } from './health.ts';
import { createNotices } from './notices.ts';
import { Warnings } from './warnings.ts';
import { scopeOf, type Work } from './work.ts';

/** What the intake, the drain and the replays share. */
export interface Context extends IngestDeps {
  readonly options: IngestOptions;
  readonly books: Books;
  readonly condition: Condition;
  /** Logs a failure of the store: one that is away is logged by whoever watches it, any other as one outage. */
  logStore(error: unknown, what: string): void;
  /** The store took what it was given. */
  storeWorks(): void;
  readonly spoolOutage: Outage;
  /** Aborts when ingest is to end. */
  readonly ending: AbortSignal;
  /** One at a time with all commits, so that what it reads of the store stays so until it has written. */
  exclusive<Answer>(work: () => Promise<Answer>): Promise<Answer>;
  commit(works: readonly Work[], place?: WriteBatch['place']): Promise<readonly Settled[]>;
  /** Enters committed messages in the books and tells the stations what was refused. */
  settled(from: 'waiting' | 'spooled', all: readonly Settled[]): void;
  /** Resolves when no notice is under way. */
  told(): Promise<void>;
}

export function createContext(deps: IngestDeps, options: IngestOptions, ending: AbortSignal): Context {
  const books = new Books(deps.registry.stations, deps.stationCounters);
  const condition = new Condition(deps.clock);
  const notices = createNotices(deps);
  const warnings = new Warnings();
  const commits = new PQueue({ concurrency: options.inFlight });
  const alone = new PQueue({ concurrency: 1 });
  publishBooks(books, deps.metrics);
  deps.metrics.family({
    kind: 'counter',
    name: 'lanbi_ingest_warnings',
    help: 'Stored observations that something is wrong with, by reason',
    labels: ['reason'],
    read: () => [...warnings.counts].map(([reason, count]) => [{ reason }, count] as const),
  });
  const exclusive = <Answer>(work: () => Promise<Answer>): Promise<Answer> =>
    alone.add(async () => {
      commits.pause();
      try {
        await commits.onPendingZero();
        return await work();
      } finally {
        commits.start();
      }
    });
  const outage = createOutage(deps.log);
  return {
    ...deps,
    options,
    books,
    condition,
    ending,
    spoolOutage: createOutage(deps.log),
    logStore(error, what) {
      if (isStoreAway(error)) deps.log.debug({ err: error }, what);
      else outage.failed(error, what);
    },
    storeWorks() {
      condition.storeWorked();
      outage.worked('the store takes readings again');
    },
    exclusive,
    commit: (works, place) => commits.add(() => commit(deps.store, works, place)),
    settled(from, all) {
      const at = deps.clock.now();
      for (const one of all) {
        books.settle(from, one);
        if (scopeOf(one.work) !== 'none') notices.send(one.work, at);
        const wrong = warnings.take(one.work.observations, at);
        if (wrong.length > 0) notices.warn(one.work, wrong, at);
      }
    },
    told: () => notices.idle(),
  };
}

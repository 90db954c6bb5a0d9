import { isStoreAway, type WriteBatch } from '@lanbi/model';
import { createOutage, type Outage } from '@lanbi/runtime';
import PQueue from 'p-queue';
import { Availability } from './availability.ts';
import { type Committed, commit } from './commit.ts';
import { type DecodedMessage, scopeOf } from './decoded-message.ts';
import type { IngestDeps, IngestOptions } from './deps.ts';
import { MessageAccounting, publishAccounting } from './message-accounting.ts';
import { createNotices } from './notices.ts';
import { Warnings } from './warnings.ts';

/** What intake, drain and replays share. */
export interface Context extends IngestDeps {
  readonly options: IngestOptions;
  readonly accounting: MessageAccounting;
  readonly availability: Availability;
  /** Logs a failure of the store. One that is unavailable is logged by its watcher; any other is logged once per outage. */
  logStore(error: unknown, what: string): void;
  /** A write of the store succeeded. */
  storeSucceeded(): void;
  readonly spoolOutage: Outage;
  /** Aborts when ingest ends. */
  readonly ending: AbortSignal;
  /** Runs work while no commit runs, so that nothing changes between its reads and its writes. */
  exclusive<Answer>(work: () => Promise<Answer>): Promise<Answer>;
  commit(
    messages: readonly DecodedMessage[],
    checkpoint?: WriteBatch['checkpoint'],
  ): Promise<readonly Committed[]>;
  /** Counts committed messages, and notifies their stations of what was refused. */
  committed(from: 'waiting' | 'spooled', all: readonly Committed[]): void;
  /** Resolves when no notice is being sent. */
  noticesSent(): Promise<void>;
}

export function createContext(deps: IngestDeps, options: IngestOptions, ending: AbortSignal): Context {
  const accounting = new MessageAccounting(deps.registry.stations, deps.stationCounters);
  const availability = new Availability(deps.clock);
  const notices = createNotices(deps);
  const warnings = new Warnings();
  const commits = new PQueue({ concurrency: options.inFlight });
  const alone = new PQueue({ concurrency: 1 });
  publishAccounting(accounting, deps.metrics);
  deps.metrics.family({
    kind: 'counter',
    name: 'lanbi_ingest_warnings',
    help: 'Stored observations with a warning, by reason',
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
    accounting,
    availability,
    ending,
    spoolOutage: createOutage(deps.log),
    logStore(error, what) {
      if (isStoreAway(error)) deps.log.debug({ err: error }, what);
      else outage.failed(error, what);
    },
    storeSucceeded() {
      availability.storeSucceeded();
      outage.worked('the store takes readings again');
    },
    exclusive,
    commit: (messages, checkpoint) => commits.add(() => commit(deps.store, messages, checkpoint)),
    committed(from, all) {
      const at = deps.clock.now();
      for (const one of all) {
        const { message } = one;
        accounting.record(from, one);
        if (scopeOf(message) !== 'none') notices.sendRefusals(message, at);
        const due = warnings.check(message.observations, at);
        if (due.length > 0) notices.sendWarnings(message, due, at);
      }
    },
    noticesSent: () => notices.idle(),
  };
}

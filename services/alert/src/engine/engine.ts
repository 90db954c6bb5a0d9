import { statementsOf } from '@lanbi/model';
import { createAdaptiveBatch, type Follower, follow } from '@lanbi/runtime';
import { dateAt, type Instant, instant } from '@lanbi/standards';
import PQueue from 'p-queue';
import type { AlertDeps } from '../deps.ts';
import { alertGauges } from '../notifiers/gauges.ts';
import { createSampleSource } from '../samples/source.ts';
import type { AlertIndex } from './alert-index.ts';
import type { AlertInstance } from './alert-instance.ts';
import { createCommit } from './commit.ts';
import { type DirtyTimes, dirtySetOf } from './dirty-set.ts';
import { checkAbsence, type InstanceUpdate } from './instance-update.ts';
import { checkpointsAfter, LogReader } from './log-reader.ts';
import { openIndex } from './open-index.ts';
import { CLOSED, type EngineEvent, type EnginePhase, nextEnginePhase, type OpenIndex } from './phase.ts';
import { createRunningPeriods } from './running-periods.ts';
import { createUpdateSeries } from './update-series.ts';

/** Milliseconds between two checks for absent values; a `no-data` alert is notified within this. */
const TICK_MS = 1_000;
/** Milliseconds without an arrival before an absence of values is notified. */
const GRACE_MS = 10_000;
/** Entries of each log in a batch. Each batch is a commit: smaller ones fall behind the entries that stores hold in memory. */
const BATCH = { first: 1_000, min: 1_000, max: 4_000 };

export interface AlertEngine extends Follower {
  /** Number of alert instances: rules times their subjects. */
  size(): number;
  /** Checks for absent values and ended periods now; a timer calls it too. */
  tick(): Promise<void>;
  /** Evaluates all entries of both logs. */
  drain(): Promise<void>;
  /** Opens the index again before the next step: the rules have changed. */
  reload(): void;
}

const isAbsenceDue = ({ deadline, lastArrivalAt }: AlertInstance, now: Instant): boolean =>
  deadline !== undefined && deadline <= now && now - lastArrivalAt >= GRACE_MS;

/** The steps of the engine. None of them may run while another does. */
class AlertSteps {
  readonly #deps: AlertDeps;
  readonly #logs: LogReader;
  readonly #batch = createAdaptiveBatch(BATCH);
  readonly #commit: ReturnType<typeof createCommit>;
  readonly #source: ReturnType<typeof createSampleSource>;
  readonly #update: ReturnType<typeof createUpdateSeries>;
  readonly #knownSince: Instant;
  /** Whether subjects go in or out of service by day: then the index is opened again on each. */
  readonly #hasDates: boolean;
  #phase: EnginePhase = CLOSED;

  constructor(deps: AlertDeps) {
    this.#deps = deps;
    this.#logs = new LogReader(deps);
    this.#commit = createCommit(deps);
    this.#source = createSampleSource(deps);
    this.#update = createUpdateSeries(deps, this.#source);
    this.#knownSince = deps.clock.now();
    this.#hasDates = statementsOf(deps.registry).some(
      ({ from, until }) => from !== undefined || until !== undefined,
    );
  }

  /** The open index; undefined while it is closed. */
  get index(): AlertIndex | undefined {
    return this.#phase.kind === 'closed' ? undefined : this.#phase.open.index;
  }

  lag(): Promise<number> {
    return this.#logs.lag();
  }

  handle(event: EngineEvent): void {
    this.#phase = nextEnginePhase(this.#phase, event);
  }

  /** Evaluates the next batch of both logs. Answers whether there were entries. */
  async round(): Promise<boolean> {
    this.handle({ kind: 'batch-started' });
    const { taken } = await this.#batch.round(async () => ({ taken: await this.#evaluateBatch() }));
    this.handle({ kind: 'batch-ended', entries: taken });
    return taken > 0;
  }

  /** What depends on the clock: ended periods and absent values. */
  async tick(): Promise<void> {
    const today = dateAt(this.#deps.clock.now());
    if (this.#hasDates && this.#phase.kind !== 'closed' && this.#phase.open.openedOn !== today)
      this.handle({ kind: 'index-outdated' });
    await this.#opened();
    await this.#evaluateEndedPeriods();
    await this.#checkAbsence();
    await this.#skipLogs();
  }

  /** The open index. Opens the one of the rules in force where it is closed. */
  async #opened(): Promise<OpenIndex> {
    if (this.#phase.kind !== 'closed') return this.#phase.open;
    const openedOn = dateAt(this.#deps.clock.now());
    const running = createRunningPeriods();
    const index = await openIndex(this.#deps, {
      running,
      source: this.#source,
      knownSince: this.#knownSince,
      commit: this.#commit,
    });
    const open = { index, running, openedOn };
    this.handle({ kind: 'opened', open });
    return open;
  }

  /** Answers the number of entries of the log with more. */
  async #evaluateBatch(): Promise<number> {
    const { index, running } = await this.#opened();
    if (index.size === 0) return 0;
    const batch = await this.#logs.next(this.#batch.size());
    const entries = Math.max(batch.observations.length, batch.results.length);
    if (entries === 0) return 0;
    const now = this.#deps.clock.now();
    const updates: InstanceUpdate[] = [];
    for (const [series, values] of await dirtySetOf(batch, index, this.#deps, now))
      updates.push(...(await this.#update(series, values, running, now)));
    const checkpoints = checkpointsAfter(batch);
    await this.#commit(updates, { checkpoints });
    await this.#logs.release(checkpoints);
    return entries;
  }

  /** Evaluates deferred figures whose periods are over. */
  async #evaluateEndedPeriods(): Promise<void> {
    const { running } = await this.#opened();
    const now = this.#deps.clock.now();
    const updates: InstanceUpdate[] = [];
    for (const [series, times] of running.takeEnded(now)) {
      const values: DirtyTimes = new Map();
      for (const at of times) {
        const [sample] = await this.#source.samples(series.source, series.subject, instant(at - 1), at);
        values.set(at, { sample });
      }
      updates.push(...(await this.#update(series, values, running, now)));
    }
    if (updates.length > 0) await this.#commit(updates);
  }

  /** Notifies absences that are due, once the logs are drained and nothing has arrived for a while. */
  async #checkAbsence(): Promise<void> {
    if (this.#phase.kind !== 'drained') return;
    const now = this.#deps.clock.now();
    const updates: InstanceUpdate[] = [];
    for (const instance of this.#phase.open.index.instances())
      if (isAbsenceDue(instance, now)) updates.push(checkAbsence(instance, now));
    if (updates.length > 0) await this.#commit(updates);
  }

  /** Without any instance, moves the checkpoints to the ends of the logs. Done once a second, since each is a commit. */
  async #skipLogs(): Promise<void> {
    if ((await this.#opened()).index.size > 0) return;
    const checkpoints = await this.#logs.endCheckpoints();
    if (checkpoints.length === 0) return;
    await this.#commit([], { checkpoints });
    await this.#logs.release(checkpoints);
  }
}

/**
 * Evaluates all alerts: follows the logs of observations and of results and checks for absent values by the clock.
 * Changes and the checkpoints in the logs are committed together, so a kill neither loses nor doubles a change.
 */
export function createAlertEngine(deps: AlertDeps): AlertEngine {
  const { store, alerts, metrics, log, gate } = deps;
  const steps = new AlertSteps(deps);
  const serial = new PQueue({ concurrency: 1 });
  let timer: NodeJS.Timeout | undefined;
  let stopRules: () => void = () => {};

  alertGauges(metrics, () => steps.index?.instances() ?? []);
  metrics.gauge('lanbi_alert_lag', 'Entries of the logs that alerts have not evaluated', () => steps.lag());
  const reload = (): void => steps.handle({ kind: 'index-outdated' });
  const round = (): Promise<boolean> => serial.add(() => steps.round());
  const tick = (): Promise<void> => serial.add(() => steps.tick());

  function listen(wake: () => void): () => void {
    const stops = [store.onAppend(wake), store.onResults(wake)];
    stopRules = alerts.onAlertRules(() => {
      reload();
      wake();
    });
    return () => {
      for (const stop of stops) stop();
    };
  }

  const follower = follow({ name: 'alert', round, listen, gate, log });
  return {
    ...follower,
    size: () => steps.index?.size ?? 0,
    tick,
    reload,
    async drain() {
      while (await round());
    },
    async start() {
      await follower.start();
      timer = setInterval(() => {
        tick().catch((error) => log.error({ err: error }, 'absent values could not be checked'));
      }, TICK_MS);
    },
    async stop() {
      clearInterval(timer);
      stopRules();
      await follower.stop();
      await serial.onIdle();
    },
  };
}

import { foldValues, type Notification, neverSeen, type Sample } from '@lanbi/alerting';
import type { AlertSubject, PresentAlert, Transition } from '@lanbi/model';
import { stationId } from '@lanbi/model';
import { endOfPeriod, isComputedWater, resultKindOf } from '@lanbi/query';
import { type Instant, instant } from '@lanbi/standards';
import type { AlertDeps } from '../deps.ts';
import type { SampleSource } from '../samples/source.ts';
import type { AlertSeries } from './alert-index.ts';
import { type AlertInstance, lookbackOf, type ReplayedRange } from './alert-instance.ts';
import { type InstanceUpdate, replay } from './instance-update.ts';
import type { RunningPeriods } from './running-periods.ts';

type Activity = Awaited<ReturnType<AlertDeps['store']['activity']>>;

/** End of the last value of a series; undefined where it has none. */
async function lastOf(
  { source, subject }: AlertSeries,
  { store, water }: Pick<AlertDeps, 'store' | 'water'>,
  activity: Activity,
): Promise<Instant | undefined> {
  const kind = resultKindOf(source);
  if (kind && isComputedWater(kind)) return (await water.latest(kind, subject.id))?.to;
  const last = kind && (await store.latestResult(kind, subject.id))?.to;
  if (last !== undefined && source.from === 'days') return endOfPeriod(source.period, last);
  if (kind) return last;
  return activity.get(stationId(subject.id))?.lastObservation;
}

/**
 * Restarts an instance whose rule is new or changed: evaluates the values that its figure can depend on at the last one.
 * The last notification is `amended` where the state is the one that the alert had before.
 */
function restart(
  instance: AlertInstance,
  present: Transition | undefined,
  after: Instant | undefined,
  samples: readonly Sample[],
  { upTo, to }: Omit<ReplayedRange, 'after'>,
): InstanceUpdate {
  const { state, transitions } = foldValues(instance.rule, neverSeen(instance.knownSince), samples);
  const { transition } = state;
  const historical = transitions
    .slice(0, -1)
    .map((each): Notification => ({ transition: each, kind: 'historical' }));
  const kind = present?.state === transition.state ? 'amended' : 'current';
  // A subject without values gets one too: its alert is stale.
  const notifications = [...historical, { transition, kind } as const];
  if (after === undefined) return { instance, state, notifications, restarted: {} };
  return { instance, state, notifications, replayed: { upTo, after, to }, restarted: { after } };
}

const keyOf = (ruleId: string, { kind, id }: AlertSubject): string => `${ruleId}|${kind}|${id}`;

/** Restores alert instances after a start from the log of changes and the stored values. */
export class Restore {
  readonly #deps: Pick<AlertDeps, 'store' | 'water' | 'alerts' | 'clock'>;
  readonly #source: SampleSource;
  readonly #running: RunningPeriods;
  #known: ReadonlyMap<string, PresentAlert> = new Map();
  #activity: Activity = new Map();

  constructor(
    deps: Pick<AlertDeps, 'store' | 'water' | 'alerts' | 'clock'>,
    source: SampleSource,
    running: RunningPeriods,
  ) {
    this.#deps = deps;
    this.#source = source;
    this.#running = running;
  }

  /** Reads the present alerts and the activity of stations. Called once, before `series`. */
  async prepare(): Promise<void> {
    const { alerts, store } = this.#deps;
    const present = await alerts.presentAlerts();
    this.#known = new Map(present.map((alert) => [keyOf(alert.change.ruleId, alert.change.subject), alert]));
    this.#activity = await store.activity();
  }

  /** Present alerts that have no instance any more. */
  *endedBut(instances: Iterable<AlertInstance>): Iterable<PresentAlert> {
    const left = new Map(this.#known);
    for (const { rule, subject } of instances) left.delete(keyOf(rule.id, subject));
    yield* left.values();
  }

  /** @param isUnchanged whether the rule of an instance is the one that its alert was evaluated under before */
  async series(
    series: AlertSeries,
    isUnchanged: (instance: AlertInstance) => boolean,
  ): Promise<InstanceUpdate[]> {
    const last = await lastOf(series, this.#deps, this.#activity);
    const now = this.#deps.clock.now();
    await this.#deferRunning(series, last, now);
    const old = series.instances.filter((each) => this.#presentOf(each) && isUnchanged(each));
    const fresh = series.instances.filter((each) => !old.includes(each));
    return [
      ...(await this.#resume({ ...series, instances: old }, last ?? now, now)),
      ...(await this.#restart({ ...series, instances: fresh }, last, now)),
    ];
  }

  #presentOf({ rule, subject }: AlertInstance): PresentAlert | undefined {
    return this.#known.get(keyOf(rule.id, subject));
  }

  async #deferRunning(series: AlertSeries, last: Instant | undefined, now: Instant): Promise<void> {
    if (last === undefined || last <= now) return;
    for (const { at } of await this.#source.samples(series.source, series.subject, now, last))
      this.#running.defers(series, at, now);
  }

  async #resume(series: AlertSeries, from: Instant, now: Instant): Promise<InstanceUpdate[]> {
    if (series.instances.length === 0) return [];
    for (const instance of series.instances) {
      const present = this.#presentOf(instance);
      instance.after = present?.after;
      if (present?.last.state === 'stale') instance.knownSince = present.last.since;
    }
    return replay(series, { from, to: now }, now, this.#source, this.#deps.alerts);
  }

  async #restart(
    { source, subject, instances }: AlertSeries,
    last: Instant | undefined,
    now: Instant,
  ): Promise<InstanceUpdate[]> {
    if (instances.length === 0) return [];
    const upTo = await this.#source.head(source);
    const afterOf = (lookback: number): Instant | undefined =>
      last === undefined ? undefined : instant(last - lookback - 1);
    const first = afterOf(Math.max(...instances.map(lookbackOf)));
    const samples = first === undefined ? [] : await this.#source.samples(source, subject, first, now);
    return instances.map((instance) => {
      const after = afterOf(lookbackOf(instance));
      const own = samples.filter(({ at }) => after !== undefined && at > after);
      return restart(instance, this.#presentOf(instance)?.last, after, own, { upTo, to: now });
    });
  }
}

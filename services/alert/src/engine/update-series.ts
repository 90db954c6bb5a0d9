import { type Instant, instant } from '@lanbi/standards';
import type { AlertDeps } from '../deps.ts';
import type { SampleSource } from '../samples/source.ts';
import type { AlertSeries } from './alert-index.ts';
import { type AlertInstance, counts, isReplayed } from './alert-instance.ts';
import type { DirtyTimes, NewValue } from './dirty-set.ts';
import { advance, type InstanceUpdate, isAhead, replay } from './instance-update.ts';
import type { RunningPeriods } from './running-periods.ts';

/** Updates the instances of a series for new values: advances those for which all are later, replays the others. */
export type UpdateSeries = (
  series: AlertSeries,
  values: DirtyTimes,
  running: RunningPeriods,
  now: Instant,
) => Promise<InstanceUpdate[]>;

/** Whether the state of an instance includes a value already. */
const isKnown = (instance: AlertInstance, at: Instant, value: NewValue | undefined): boolean =>
  isReplayed(instance, at, value?.position) ||
  (value?.sample !== undefined &&
    instance.state.last?.at === at &&
    Object.is(instance.state.last.value, value.sample.value));

/** The times of values that are over, ascending, without those that every instance includes already. */
const timesOf = (series: AlertSeries, values: DirtyTimes, running: RunningPeriods, now: Instant): Instant[] =>
  [...values]
    .filter(([at]) => !running.defers(series, at, now))
    .filter(([at, { position }]) => series.instances.some((each) => !isReplayed(each, at, position)))
    .map(([at]) => at)
    .sort((a, b) => a - b);

/** The times whose values an instance does not include yet. */
const newTimesOf = (
  instance: AlertInstance,
  times: readonly Instant[],
  values: DirtyTimes,
  inOrder: boolean,
): Instant[] =>
  // Out of order, a reading changes the completeness of later days even where it does not count itself.
  inOrder
    ? times.filter((at) => counts(instance, at) && !isKnown(instance, at, values.get(at)))
    : times.filter((at) => !isReplayed(instance, at, values.get(at)?.position));

export function createUpdateSeries(
  { alerts, metrics }: Pick<AlertDeps, 'alerts' | 'metrics'>,
  source: SampleSource,
): UpdateSeries {
  const evaluated = metrics.counter('lanbi_alert_values', 'Values that alerts were evaluated on');

  /**
   * Adds the completeness of a station's day to the values while readings come in order. False where they do not: then
   * it is read from the store.
   */
  async function countCompleteness(
    series: AlertSeries,
    times: readonly Instant[],
    values: DirtyTimes,
  ): Promise<boolean> {
    const [first] = times;
    const { instances } = series;
    if (first === undefined || series.source.from !== 'expected-readings') return true;
    const inOrder = instances.every((instance) => isAhead(instance, first));
    if (inOrder)
      for (const sample of await source.days.samples(series, times)) values.set(sample.at, { sample });
    else source.days.forget(series);
    return inOrder;
  }

  return async (series, values, running, now) => {
    const times = timesOf(series, values, running, now);
    const inOrder = await countCompleteness(series, times, values);
    for (const instance of series.instances) instance.lastArrivalAt = now;
    const updates: InstanceUpdate[] = [];
    const behind: AlertInstance[] = [];
    let from: Instant | undefined;
    for (const instance of series.instances) {
      const fresh = newTimesOf(instance, times, values, inOrder);
      const [first] = fresh;
      if (first === undefined) continue;
      evaluated.add(fresh.length);
      if (inOrder && isAhead(instance, first)) {
        const samples = fresh.flatMap((at) => values.get(at)?.sample ?? []);
        updates.push(advance(instance, samples));
      } else {
        behind.push(instance);
        from = instant(Math.min(from ?? first, first));
      }
    }
    if (from === undefined) return updates;
    const to = instant(Math.max(...times, ...behind.flatMap(({ state }) => state.last?.at ?? [])));
    const replayed = await replay({ ...series, instances: behind }, { from, to }, now, source, alerts);
    return [...updates, ...replayed];
  };
}

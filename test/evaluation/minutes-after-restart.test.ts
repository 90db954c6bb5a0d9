import type { Observation, Store } from '@lanbi/model';
import { HOUR, instant, MINUTE, seconds } from '@lanbi/standards';
import { observationOf, registryOf } from '@lanbi/testkit/samples/water-run';
import { expect, it } from 'vitest';
import { withStore } from '../support/embedded.ts';
import { startEvaluator } from '../support/evaluation.ts';

/** The registry says nothing of a period: hours are expected, and minutes are sent. */
const registry = registryOf({
  regions: [{ id: 'r', name: 'r', kind: 'city' }],
  stations: [{ id: 'A', medium: 'air', name: 'a', region: 'r', parameters: ['pm2_5'] }],
});
const T = 490_000 * HOUR;

const minute = (at: number): Observation => ({
  ...observationOf(registry, 'A', instant(T + at * MINUTE), { pm2_5: 30 + at }),
  period: seconds(60),
});

const minutes = (first: number, last: number): Observation[] =>
  Array.from({ length: last - first + 1 }, (_, at) => minute(first + at));

/** What an evaluator that starts anew makes of more observations. */
async function evaluate(store: Store, observations: readonly Observation[]): Promise<void> {
  await store.write({ observations, deadLetters: [] });
  const evaluator = await startEvaluator(store, registry);
  await evaluator.caughtUp();
  await evaluator.stop();
}

const auditOf = async (store: Store) =>
  (await store.history({ subject: 'A', after: instant(0), to: instant(9e15), limit: 100 })).map(
    ({ causes }) => causes.map(({ change, to }) => [change, (to - T) / MINUTE]),
  );

it('minutes of an hour that runs are not late after a restart', async () => {
  await withStore(async (store) => {
    await evaluate(store, minutes(1, 10));
    await evaluate(store, minutes(11, 20));
    expect(await auditOf(store)).toEqual([]);
    const [hour] = await store.results({
      kind: 'aqi.hour',
      subject: 'A',
      after: instant(T),
      to: instant(T + HOUR),
      limit: 2,
    });
    expect(hour?.revision).toBe(2);
  });
});

it('minutes of an hour that is over are late after a restart', async () => {
  await withStore(async (store) => {
    await evaluate(store, [...minutes(1, 59), ...minutes(61, 70)]);
    await evaluate(store, minutes(60, 60));
    const audit = await auditOf(store);
    expect(audit[0]).toEqual([['late', 60]]);
  });
});

import { type LostResults, type Store, stationId } from '@lanbi/model';
import { parseRegistry } from '@lanbi/registry';
import { HOUR, instant } from '@lanbi/standards';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { observation, reading } from '@lanbi/testkit/samples/observations';
import { expect, it, onTestFinished, vi } from 'vitest';
import { startEvaluator } from '../support/evaluation.ts';

const START = Date.parse('2025-03-01T00:00:00+08:00');
const DAYS = 70;
const REGISTRY = {
  regions: [{ id: 'r1', name: 'R', kind: 'city' }],
  stations: [{ id: 'A1', medium: 'air', name: 'A1', region: 'r1', role: 'evaluation' }],
};
function registryOf(file: object) {
  const parsed = parseRegistry([{ name: 'test.json', text: JSON.stringify(file) }]);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.registry;
}
const values = { pm2_5: 40, pm10: 60, so2: 9, no2: 30, co: 0.6, o3: 70 } as const;
const readings = (n: number) =>
  Object.entries(values).map(([name, value]) => reading(name as keyof typeof values, value + (n % 5)));
const hours = Array.from({ length: 24 * DAYS }, (_, n) => ({
  ...observation({ readings: readings(n) }),
  to: instant(START + (n + 1) * HOUR),
}));

/** A store that evaluated all, and one of the same observations that has lost every result. */
async function stores() {
  const [before, after] = [':memory:', ':memory:'].map((path) => createEmbeddedStore({ path }));
  if (!before || !after) throw new Error('two stores');
  for (const store of [before, after]) {
    await store.open();
    onTestFinished(() => store.close());
    await store.write({ observations: hours, deadLetters: [] });
  }
  // Nothing of the log is left to be taken.
  await after.commit('evaluate' as never, await after.head(), [], instant(START));
  return { before, after };
}

const KINDS = ['aqi.hour', 'aqi.day', 'region.aqi.hour', 'region.aqi.day'] as const;

const figures = async (store: Store) => {
  const span = { after: instant(START - HOUR), to: instant(START + 366 * 24 * HOUR), limit: 10_000 };
  const all = KINDS.flatMap((kind) => ['A1', 'r1'].map((subject) => ({ kind, subject, ...span })));
  const found = await Promise.all(all.map((range) => store.results(range)));
  return found.flat().map(({ kind, subject, to, body }) => ({ kind, subject, to, body }));
};

it('results that were lost are evaluated again from all observations, and leave no trail of changes', async () => {
  const { before, after } = await stores();
  const registry = registryOf(REGISTRY);
  const whole = await startEvaluator(before, registry);
  await whole.caughtUp();
  await whole.stop();
  const expected = await figures(before);
  expect(expected.filter(({ kind }) => kind === 'aqi.day')).toHaveLength(DAYS);

  let call: () => void = () => {};
  const rebuilt = vi.fn(async () => {});
  const lostResults: LostResults = {
    lost: () => 'lost',
    onLost(listener) {
      call = listener;
      return () => {};
    },
    rebuilt,
  };
  // Asked at each read: how many observations are evaluated again by then.
  const counts: (number | undefined)[] = [];
  const range: Store['range'] = (asked) => {
    counts.push(evaluator.rebuilt());
    return after.range(asked);
  };
  const losing: Store = new Proxy(after, {
    get(target, name) {
      if (name === 'range') return range;
      if (name === 'lostResults') return lostResults;
      const member: unknown = Reflect.get(target, name);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
  const evaluator = await startEvaluator(losing, registry);
  await evaluator.caughtUp();
  expect(await figures(after)).toEqual([]);
  call();
  await vi.waitFor(() => expect(rebuilt).toHaveBeenCalledTimes(1), 60_000);
  const known = counts.flatMap((count) => count ?? []);
  expect(known).toEqual(known.toSorted((a, b) => a - b));
  // Pages have at most 31 days: several parts of the 70 days were read.
  expect(new Set(known.filter((count) => count > 0 && count <= hours.length)).size).toBeGreaterThan(1);
  expect(evaluator.rebuilt()).toBeUndefined();
  await evaluator.stop();
  expect(await figures(after)).toEqual(expected);
  expect(await after.history({ after: instant(0), to: instant(8.64e15), limit: 9 })).toEqual([]);
  expect(await after.latest(stationId('A1'))).toHaveLength(6);
});

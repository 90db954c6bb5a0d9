import { performance } from 'node:perf_hooks';
import { AirEvaluation, NO_QUALITY } from '@lanbi/evaluation';
import { CONSUMERS, type Observation, offsetNumber, type Store, stationId } from '@lanbi/model';
import { AIR_POLLUTANTS, HOUR, instant, seconds } from '@lanbi/standards';
import { registryOf } from '@lanbi/testkit/samples/water-run';
import { expect, it, onTestFinished, vi } from 'vitest';
import { withStore } from '../support/embedded.ts';
import {
  airFigures,
  byKey,
  readSlowly,
  recomputed,
  startEvaluator,
  storedResults,
} from '../support/evaluation.ts';

const START = Date.parse('2025-01-01T00:00:00+08:00');
const IDS = ['A', 'B', 'C'];
const REGISTRY = registryOf({
  regions: [{ id: 'c', name: 'C', kind: 'city' }],
  stations: IDS.map((id) => ({ id, medium: 'air', name: id, region: 'c', role: 'evaluation' })),
});
const OPTIONS = { quality: NO_QUALITY };

const hourOf = (id: string, at: number, value = 30 + (at % 40)): Observation => {
  const station = REGISTRY.stations.get(stationId(id));
  if (!station) throw new RangeError(`no station ${id}`);
  const readings = AIR_POLLUTANTS.map((parameter) => ({ parameter, value, flag: 'N' }));
  const to = instant(START + at * HOUR);
  const { region } = station;
  return { station: station.id, medium: 'air', region, to, period: seconds(3600), receivedAt: to, readings };
};

const hoursOf = (count: number, ids = IDS): Observation[] =>
  Array.from({ length: count }, (_, at) => ids.map((id) => hourOf(id, at + 1))).flat();

const write = (store: Store, observations: readonly Observation[]) =>
  store.write({ observations, deadLetters: [] });

/** A commit of records: up to where it moved the checkpoint, and how many records it had. */
interface Commit {
  readonly checkpoint: number;
  readonly records: number;
}

/** The store with some of its calls replaced. */
const withCalls = (store: Store, calls: Partial<Store>): Store =>
  new Proxy(store, {
    get(target, name) {
      const own = Reflect.get(calls, name) as unknown;
      if (own !== undefined) return own;
      const member = Reflect.get(target, name) as unknown;
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });

function watched(store: Store): { readonly store: Store; readonly commits: Commit[] } {
  const commits: Commit[] = [];
  const commit: Store['commit'] = (consumer, position, results, at) => {
    commits.push({ checkpoint: offsetNumber(position), records: results.length });
    return store.commit(consumer, position, results, at);
  };
  return { store: withCalls(store, { commit }), commits };
}

/** Time stands still for whoever measures how old the dirty set is, until it is moved on. */
function stoppedTime(): (ms: number) => void {
  let now = 1_000_000;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  vi.spyOn(performance, 'eventLoopUtilization').mockReturnValue({ idle: 0, active: 0, utilization: 0 });
  onTestFinished(() => void vi.restoreAllMocks());
  return (ms) => {
    now += ms;
  };
}

/** The records in the store are those of the readings in the store. */
async function expectRecords(store: Store): Promise<void> {
  const literal = (await recomputed(store, REGISTRY)).filter(({ kind }) => /aqi\.(hour|day)$/.test(kind));
  expect(byKey(airFigures(await storedResults(store)))).toEqual(byKey(literal));
}

/** And each was written once. */
async function expectWrittenOnce(store: Store): Promise<void> {
  await expectRecords(store);
  const stored = await storedResults(store);
  expect(new Set(stored.map(({ revision }) => revision))).toEqual(new Set([1]));
}

it('at the end of the log an hour is written at once, with its regions, days and the checkpoint in one commit', async () => {
  await withStore(async (inner) => {
    const { store, commits } = watched(inner);
    const evaluator = await startEvaluator(store, REGISTRY, OPTIONS);
    await write(inner, [hourOf('A', 5)]);
    await evaluator.caughtUp();
    await evaluator.stop();
    expect(commits).toEqual([{ checkpoint: offsetNumber(await inner.head()), records: 4 }]);
  });
});

it('behind the end of the log nothing is written until the oldest change is a second old', async () => {
  await withStore(async (inner) => {
    await write(inner, hoursOf(20));
    const pass = stoppedTime();
    const { store, commits } = watched(inner);
    const seen: number[] = [];
    let reads = 0;
    const read: Store['read'] = (after, limit) => {
      reads += 1;
      seen.push(commits.length);
      if (reads === 5) pass(1_000);
      return inner.read(after, Math.min(limit, 2));
    };
    const evaluator = await startEvaluator(withCalls(store, { read }), REGISTRY, OPTIONS);
    await evaluator.caughtUp();
    await evaluator.stop();
    // Five reads of two entries each; only then is something written, with the offset of the last of them.
    expect(seen.slice(0, 5)).toEqual([0, 0, 0, 0, 0]);
    expect(commits[0]?.checkpoint).toBe(10);
    expect(commits).toHaveLength(2);
    await expectRecords(inner);
  });
});

it('a dirty set that has reached its bound is written, however young it is', async () => {
  await withStore(async (inner) => {
    await write(inner, hoursOf(400));
    stoppedTime();
    const { store, commits } = watched(inner);
    const options = { ...OPTIONS, mostDirty: 500 };
    const evaluator = await startEvaluator(readSlowly(store, 100), REGISTRY, options);
    await evaluator.caughtUp();
    await evaluator.stop();
    // One flush is of as many hours as the bound, and less than one batch of the log more.
    const [first = 0, second = 0, last] = [...new Set(commits.map(({ checkpoint }) => checkpoint))];
    for (const flushed of [first, second - first]) {
      expect(flushed).toBeGreaterThanOrEqual(500);
      expect(flushed).toBeLessThan(600);
    }
    expect(last).toBe(1_200);
    await expectRecords(inner);
  });
});

it('an end between two batches before a flush loses nothing: all of it is evaluated from the checkpoint', async () => {
  await withStore(async (inner) => {
    await write(inner, hoursOf(6));
    stoppedTime();
    const { store, commits } = watched(inner);
    let reads = 0;
    const stuck = Promise.withResolvers<void>();
    const read: Store['read'] = async (after, limit) => {
      reads += 1;
      if (reads > 4) {
        stuck.resolve();
        return new Promise<never>(() => {});
      }
      return inner.read(after, Math.min(limit, 3));
    };
    await startEvaluator(withCalls(store, { read }), REGISTRY, OPTIONS);
    await stuck.promise;
    // Twelve entries were applied; nothing of them is stored, and the checkpoint is where it was.
    expect(commits).toEqual([]);
    expect(await inner.checkpoint(CONSUMERS.evaluate)).toBe(0);
    expect(await storedResults(inner)).toEqual([]);
    const again = await startEvaluator(inner, REGISTRY, OPTIONS);
    await again.caughtUp();
    await again.stop();
    await expectWrittenOnce(inner);
    expect((await inner.history({ after: instant(0), to: instant(9e15), limit: 10 })).length).toBe(0);
  });
});

it('an end between two slices of a flush keeps the checkpoint and writes each record once', async () => {
  await withStore(async (inner) => {
    await write(inner, hoursOf(700));
    const { store, commits } = watched(inner);
    const commit: Store['commit'] = (...call) =>
      commits.length > 0 ? new Promise<never>(() => {}) : store.commit(...call);
    stoppedTime();
    await startEvaluator(withCalls(store, { commit }), REGISTRY, OPTIONS);
    await expect.poll(() => commits.length).toBe(1);
    expect(await inner.checkpoint(CONSUMERS.evaluate)).toBe(0);
    const written = (await storedResults(inner)).length;
    expect(written).toBeGreaterThan(0);
    const again = await startEvaluator(inner, REGISTRY, OPTIONS);
    await again.caughtUp();
    await again.stop();
    await expectWrittenOnce(inner);
    expect((await storedResults(inner)).length).toBeGreaterThan(written);
  });
});

it('an hour that changes often before a flush is written once, as it is then', async () => {
  await withStore(async (inner) => {
    stoppedTime();
    await write(inner, hoursOf(30));
    for (const value of [41, 42, 43]) await write(inner, [hourOf('B', 10, value)]);
    const { store, commits } = watched(inner);
    const evaluator = await startEvaluator(readSlowly(store, 7), REGISTRY, OPTIONS);
    await evaluator.caughtUp();
    await evaluator.stop();
    expect(commits).toHaveLength(1);
    await expectWrittenOnce(inner);
  });
});

it('records are the same when hardly a day fits into memory, which stays within its bound', async () => {
  await withStore(async (store) => {
    const all = hoursOf(72);
    const mixed = all.map((_, at) => all[(at * 71) % all.length] as Observation);
    expect(new Set(mixed).size).toBe(all.length);
    await write(store, mixed);
    const bounds = { days: 2, openHours: 2 };
    const evaluation = new AirEvaluation({ store, registry: REGISTRY }, bounds);
    await evaluation.restore();
    const entries = await store.read(await store.checkpoint(CONSUMERS.evaluate), 1_000);
    for (let at = 0; at < entries.length; at += 10) {
      await evaluation.apply(entries.slice(at, at + 10));
      expect(evaluation.held).toBeLessThanOrEqual(bounds.days);
    }
    expect(evaluation.dirty).toBe(all.length);
    for await (const part of evaluation.flush()) {
      // A part of a region needs a day of each of its points.
      expect(evaluation.held).toBeLessThanOrEqual(bounds.days + 2 * IDS.length);
      await store.commit(CONSUMERS.evaluate, await store.head(), part, instant(0));
    }
    expect(evaluation.held).toBeLessThanOrEqual(bounds.days);
    await expectRecords(store);
  });
});

import { hourValidity } from '@lanbi/evaluation';
import { type AirHourRecord, consumerName, type Result, type Store } from '@lanbi/model';
import { LatestFigures } from '@lanbi/query';
import { civilDate, HOUR, type Instant, instant, type Maybe, missing, parseInstant } from '@lanbi/standards';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { sampleResult } from '@lanbi/testkit/samples/observations';
import { observationOf, registryOf } from '@lanbi/testkit/samples/water-run';
import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';

const registry = registryOf({
  regions: [{ id: 'c', name: 'c', kind: 'city' }],
  stations: ['A', 'B'].map((id) => ({ id, medium: 'air', name: id, region: 'c', role: 'evaluation' })),
});
const NOON = parseInstant('2026-04-01T12:00:00+08:00') as Instant;
const EVALUATE = consumerName('evaluate');

/** The record of an hour; without a value nothing of it is valid. */
function bodyOf(value: number | undefined): AirHourRecord {
  const given: Maybe<number> = value ?? missing('no-data');
  return { concentrations: { so2: given, no2: given, pm10: given, pm2_5: given, co: given, o3: given } };
}

/** A store that counts its calls by name. */
function counting(store: Store): { store: Store; calls: Record<string, number> } {
  const calls: Record<string, number> = {};
  const proxy = new Proxy(store, {
    get(inner, name) {
      const member = Reflect.get(inner, name) as unknown;
      if (typeof member !== 'function') return member;
      return (...given: unknown[]) => {
        calls[String(name)] = (calls[String(name)] ?? 0) + 1;
        return Reflect.apply(member, inner, given) as unknown;
      };
    },
  });
  return { store: proxy, calls };
}

async function opened() {
  const embedded = createEmbeddedStore({ path: ':memory:' });
  await embedded.open();
  const time = { now: instant(NOON + 600_000) };
  const { store, calls } = counting(embedded);
  const latest = new LatestFigures({ store, registry, clock: { now: () => time.now } });
  onTestFinished(async () => {
    latest.stop();
    await embedded.close();
  });
  const commit = async (subject: string, to: Instant, value: number | undefined) => {
    const kind = subject === 'c' ? 'region.aqi.hour' : 'aqi.hour';
    const result: Result = { kind, subject, from: instant(to - HOUR), to, body: bodyOf(value) };
    await embedded.commit(EVALUATE, await embedded.head(), [result], time.now);
  };
  const report = (station: string, to: Instant) =>
    embedded.write({
      observations: [observationOf(registry, station, to, { pm10: 40 }, 3600)],
      deadLetters: [],
    });
  return { embedded, latest, calls, time, commit, report };
}

const forget = (calls: Record<string, number>): void => {
  for (const name of Object.keys(calls)) delete calls[name];
};

it('asks the store for nothing while nothing changed, and for the change alone when something did', async () => {
  const { latest, calls, commit, report } = await opened();
  await report('A', NOON);
  for (const subject of ['A', 'B', 'c']) await commit(subject, NOON, 40);
  const first = await latest.all('stations');
  await latest.one('regions', 'c');
  forget(calls);
  for (let poll = 0; poll < 100; poll++) {
    expect((await latest.all('stations')).version).toBe(first.version);
    await latest.one('regions', 'c');
    expect(latest.versionOfAll('stations')).toBe(first.version);
  }
  expect(calls).toEqual({});
  await commit('A', NOON, 50);
  expect(latest.versionOfAll('stations')).toBeUndefined();
  const second = await latest.all('stations');
  expect(second.version).not.toBe(first.version);
  // The row of the other station is the one that was made before.
  expect(second.figures.map((figure, at) => figure === first.figures[at])).toEqual([false, true]);
  expect(calls['changedResults']).toBe(1);
  expect(calls['latestResult'] ?? 0).toBe(0);
  expect(calls['results'] ?? 0).toBe(0);
});

it('knows by the clock alone when a station falls silent and when a figure is final', async () => {
  const { latest, calls, commit, report, time } = await opened();
  await report('A', NOON);
  await commit('A', NOON, 40);
  const at = async (now: number) => {
    time.now = instant(now);
    const { staleness, provisional } = (await latest.one('stations', 'A')) ?? {};
    return [staleness?.state, provisional];
  };
  expect(await at(NOON + 600_000)).toEqual(['live', true]);
  forget(calls);
  // An hour for the next period and one of grace; silent after six; provisional for 72.
  expect(await at(NOON + 2 * HOUR - 1)).toEqual(['live', true]);
  expect(await at(NOON + 2 * HOUR)).toEqual(['late', true]);
  expect(await at(NOON + 6 * HOUR)).toEqual(['silent', true]);
  expect(await at(NOON + 72 * HOUR - 1)).toEqual(['silent', true]);
  expect(latest.versionOf('stations', 'A')).toBeDefined();
  time.now = instant(NOON + 72 * HOUR);
  expect(latest.versionOf('stations', 'A')).toBeUndefined();
  expect(await at(NOON + 72 * HOUR)).toEqual(['silent', false]);
  expect(calls).toEqual({});
});

it('knows the state of a section by the clock alone, from its first day to the end of its last', async () => {
  const embedded = createEmbeddedStore({ path: ':memory:' });
  await embedded.open();
  const rivers = registryOf({
    ...{ regions: [{ id: 'c', name: 'c', kind: 'city' }], rivers: [{ id: 'r', name: 'r' }] },
    sections: [{ id: 's', name: 's', river: 'r', region: 'c', waterBody: 'river' }],
  });
  const time = { now: NOON };
  const { store, calls } = counting(embedded);
  const latest = new LatestFigures({ store, registry: rivers, clock: { now: () => time.now } });
  onTestFinished(async () => {
    latest.stop();
    await embedded.close();
  });
  await embedded.enterAnnotation({
    ...{ kind: 'section-state', state: 'dry', subject: 's', reason: 'patrol', enteredAt: NOON },
    ...{ from: civilDate('2026-04-02'), until: civilDate('2026-04-03') },
  });
  const at = async (text: string) => {
    time.now = parseInstant(text) as Instant;
    const known = latest.versionOf('sections', 's');
    const found = await latest.one('sections', 's');
    return [known !== undefined, found?.state?.state];
  };
  expect(await at('2026-04-01T23:59:59+08:00')).toEqual([false, undefined]);
  forget(calls);
  expect(await at('2026-04-01T23:59:59+08:00')).toEqual([true, undefined]);
  expect(await at('2026-04-02T00:00:00+08:00')).toEqual([false, 'dry']);
  expect(await at('2026-04-03T23:59:59+08:00')).toEqual([true, 'dry']);
  expect(await at('2026-04-04T00:00:00+08:00')).toEqual([false, undefined]);
  expect(calls).toEqual({});
});

it('says which figures do not contain all that is stored, until they do', async () => {
  const { latest, embedded, commit, report, time } = await opened();
  await report('A', NOON);
  await commit('A', NOON, 40);
  await commit('B', NOON, 40);
  const complete = async () => (await latest.all('stations')).figures.map((each) => each.evaluation.complete);
  expect(await complete()).toEqual([true, true]);
  await report('A', instant(NOON - HOUR));
  expect(await complete()).toEqual([false, true]);
  expect(latest.versionOf('stations', 'A')).toBeUndefined();
  expect(latest.versionOf('stations', 'B')).toBeDefined();
  // A place may move without a result, which nobody is called for.
  await embedded.commit(EVALUATE, await embedded.head(), [], time.now);
  expect(await complete()).toEqual([true, true]);
});

/** The latest hour, read from the store each time: the last one that is over; of a region the last valid one of three hours. */
async function literal(store: Store, subject: string, now: Instant): Promise<Instant | undefined> {
  const kind = subject === 'c' ? 'region.aqi.hour' : 'aqi.hour';
  const all = await store.results({
    kind,
    subject,
    after: instant(0),
    to: instant(NOON + 99 * HOUR),
    limit: 999,
  });
  const newest = all.at(-1);
  if (!newest) return undefined;
  const end = Math.min(newest.to, now);
  const over = all.filter(({ to }) => to <= end && to > end - 3 * HOUR);
  const valid = ({ body }: (typeof all)[number]) => hourValidity(body.concentrations).kind !== 'missing';
  const found = subject === 'c' ? over.findLast(valid) : undefined;
  return (found ?? over.at(-1) ?? newest).to;
}

it('is what the store says, whatever is committed in whatever order', async () => {
  const commits = fc.array(
    fc.record({
      subject: fc.constantFrom('A', 'B', 'c'),
      hour: fc.integer({ min: -6, max: 2 }),
      value: fc.option(fc.integer({ min: 1, max: 90 }), { nil: undefined }),
      ask: fc.boolean(),
      forward: fc.integer({ min: 0, max: 90 }),
    }),
    { maxLength: 25 },
  );
  await fc.assert(
    fc.asyncProperty(commits, async (steps) => {
      const embedded = createEmbeddedStore({ path: ':memory:' });
      await embedded.open();
      let now = instant(NOON + 600_000);
      const latest = new LatestFigures({ store: embedded, registry, clock: { now: () => now } });
      for (const { subject, hour, value, ask, forward } of steps) {
        const to = instant(NOON + hour * HOUR);
        const kind = subject === 'c' ? 'region.aqi.hour' : 'aqi.hour';
        const body = bodyOf(value);
        await embedded.commit(
          EVALUATE,
          await embedded.head(),
          [{ kind, subject, from: instant(to - HOUR), to, body }],
          now,
        );
        now = instant(now + forward * 60_000);
        if (!ask) continue;
        for (const each of ['A', 'B']) {
          const found = await latest.one('stations', each);
          expect(found?.result?.to).toBe(await literal(embedded, each, now));
        }
        expect((await latest.all('regions')).figures[0]?.result?.to).toBe(await literal(embedded, 'c', now));
      }
      latest.stop();
      await embedded.close();
    }),
    { numRuns: 150 },
  );
}, 300_000);

it('reads its subjects again where more was committed than it follows', async () => {
  const { latest, calls, commit, embedded, time } = await opened();
  await commit('A', NOON, 40);
  await latest.one('stations', 'A');
  const others = Array.from({ length: 2_500 }, (_, n) => sampleResult(`P${n}`, NOON, n));
  await embedded.commit(EVALUATE, await embedded.head(), others, time.now);
  await commit('A', NOON, 60);
  forget(calls);
  expect((await latest.one('stations', 'A'))?.result?.revision).toBe(2);
  expect(calls['changedResults']).toBeLessThanOrEqual(4);
});

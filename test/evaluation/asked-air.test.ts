import { type AirDayValues, dayOfDate, periodBefore, startOfDayNumber, windowOf } from '@lanbi/evaluation';
import {
  type AirDayKind,
  type AirDaysRange,
  consumerName,
  offsetAt,
  type Result,
  type Store,
} from '@lanbi/model';
import { AirFigures } from '@lanbi/query';
import { civilDate, eachPollutant, instant } from '@lanbi/standards';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { registryOf } from '@lanbi/testkit/samples/water-run';
import { expect, it, onTestFinished } from 'vitest';

const EVALUATE = consumerName('evaluate');
const REGISTRY = registryOf({
  regions: [
    { id: 'd1', name: 'd1', kind: 'district' },
    { id: 'd2', name: 'd2', kind: 'district' },
  ],
  stations: ['d1', 'd2'].map((region) => ({ id: `S-${region}`, medium: 'air', name: region, region })),
});
const LATER = { now: () => instant(Date.parse('2100-01-01T00:00:00Z')) };
const FIRST = dayOfDate(civilDate('2025-04-01'));
const APRIL = windowOf('month', civilDate('2025-04-15'));

function dayOf(subject: string, day: number, value: number, kind: AirDayKind = 'region.aqi.day'): Result {
  const values: AirDayValues = {
    concentrations: eachPollutant(() => value),
    further: { o3_1h: value },
    coverage: eachPollutant(() => ({ expected: 24, observed: 24 })),
  };
  const [from, to] = [startOfDayNumber(day), startOfDayNumber(day + 1)];
  return { kind, subject, from, to, body: { ...values, running: false } };
}

async function opened(): Promise<Store> {
  const store = createEmbeddedStore({ path: ':memory:' });
  await store.open();
  onTestFinished(() => store.close());
  return store;
}

const put = (store: Store, ...results: readonly Result[]) =>
  store.commit(EVALUATE, offsetAt(1), results, instant(1_000));

const meanOf = async (air: AirFigures, id: string) =>
  (await air.period({ subject: { id, region: true }, period: 'month', window: APRIL })).body.concentrations
    .no2;

it('an answer has what was stored before it was asked for, though days are held', async () => {
  const store = await opened();
  const air = new AirFigures({ store, registry: REGISTRY, clock: LATER });
  await put(store, ...Array.from({ length: 30 }, (_, n) => dayOf('d1', FIRST + n, 20)));
  expect(await meanOf(air, 'd1')).toBe(20);
  await put(store, dayOf('d1', FIRST + 3, 50));
  expect(await meanOf(air, 'd1')).toBe(21);
  // A day of a year that had none, which becomes the last one.
  await put(store, dayOf('d1', FIRST + 400, 20));
  expect(await meanOf(air, 'd1')).toBe(21);
});

/** A store whose next reading of days is held back until it is released. */
function heldBack(store: Store): { readonly store: Store; readonly held: Promise<void>; release(): void } {
  let release = (): void => {};
  let reading = (): void => {};
  const held = new Promise<void>((resolve) => {
    reading = resolve;
  });
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  let first = true;
  const proxy = new Proxy(store, {
    get(target, name) {
      const member = Reflect.get(target, name) as unknown;
      if (name !== 'airDays') return typeof member === 'function' ? member.bind(target) : member;
      return async (range: AirDaysRange) => {
        const rows = await target.airDays(range);
        if (!first) return rows;
        first = false;
        reading();
        await gate;
        return rows;
      };
    },
  });
  return { store: proxy, held, release };
}

it('a day that is stored again while days are read is not overwritten by what was read before', async () => {
  const store = await opened();
  await put(store, ...Array.from({ length: 30 }, (_, n) => dayOf('d1', FIRST + n, 20)));
  const slow = heldBack(store);
  const air = new AirFigures({ store: slow.store, registry: REGISTRY, clock: LATER });
  const asked = meanOf(air, 'd1');
  await slow.held;
  await put(store, dayOf('d1', FIRST + 3, 50));
  // Another answer reads the log past the change meanwhile.
  expect(await meanOf(air, 'd1')).toBe(21);
  slow.release();
  expect(await asked).toBe(21);
  expect(await meanOf(air, 'd1')).toBe(21);
});

it('an answer about several subjects has all of them at one place of the log, whatever is held', async () => {
  const store = await opened();
  const all = (value: number) =>
    ['d1', 'd2'].flatMap((id) => Array.from({ length: 30 }, (_, n) => dayOf(id, FIRST + n, value)));
  await put(store, ...all(20));
  const slow = heldBack(store);
  const air = new AirFigures({ store: slow.store, registry: REGISTRY, clock: LATER }, { subjectYears: 1 });
  const window = APRIL;
  const asked = air.ranking({ level: 'district', period: 'month', window, compare: 'same-edition' });
  await slow.held;
  await put(store, ...all(40));
  slow.release();
  const { members } = await asked;
  expect(members.map(({ now }) => now.concentrations.no2)).toEqual([40, 40]);
});

/**
 * A store whose next reading of days waits until `load`. The second answer for the head of the log from then on is from
 * before that, and comes when the head is asked for once more.
 */
function interleaved(store: Store) {
  const [days, heads, asked, held] = [0, 0, 0, 0].map(() => Promise.withResolvers<void>());
  let [isFirst, headsAsked] = [false, Number.NEGATIVE_INFINITY];
  const members: Partial<Store> = {
    async airDays(range) {
      if (isFirst) {
        isFirst = false;
        headsAsked = 0;
        asked?.resolve();
        await days?.promise;
      }
      return store.airDays(range);
    },
    async resultHead() {
      headsAsked += 1;
      const head = await store.resultHead();
      if (headsAsked === 2) {
        held?.resolve();
        await heads?.promise;
        return head;
      }
      if (headsAsked === 3) {
        heads?.resolve();
        await new Promise((resolve) => setImmediate(resolve));
      }
      return store.resultHead();
    },
  };
  return {
    store: new Proxy(store, {
      get(target, name) {
        const member = Reflect.get(name in members ? members : target, name) as unknown;
        return typeof member === 'function' ? member.bind(target) : member;
      },
    }),
    hold: () => {
      isFirst = true;
    },
    asked: asked?.promise,
    held: held?.promise,
    load: () => days?.resolve(),
  };
}

it('an answer waits for the log where another has read newer days meanwhile', async () => {
  const store = await opened();
  const all = (value: number) =>
    ['d1', 'd2'].flatMap((id) => Array.from({ length: 30 }, (_, n) => dayOf(id, FIRST + n, value)));
  await put(store, ...all(20));
  const between = interleaved(store);
  const air = new AirFigures({ store: between.store, registry: REGISTRY, clock: LATER });
  expect(await meanOf(air, 'd2')).toBe(20);
  between.hold();
  const other = meanOf(air, 'd1');
  await between.asked;
  const both = air.periods(
    ['d1', 'd2'].map((id) => ({ subject: { id, region: true }, period: 'month' as const, window: APRIL })),
  );
  await between.held;
  await put(store, ...all(40));
  between.load();
  const means = (await both).map(({ body }) => body.concentrations.no2);
  expect([means, await other]).toEqual([[40, 40], 40]);
});

it('goes on where more was stored than the log is read for, also while it reads', async () => {
  const store = await opened();
  await put(store, ...Array.from({ length: 30 }, (_, n) => dayOf('d1', FIRST + n, 20)));
  const slow = heldBack(store);
  const air = new AirFigures({ store: slow.store, registry: REGISTRY, clock: LATER });
  const asked = meanOf(air, 'd1');
  await slow.held;
  const many = Array.from({ length: 3_000 }, (_, n) => dayOf(`x${n}`, FIRST, 20));
  await put(store, ...many, dayOf('d1', FIRST + 3, 50));
  slow.release();
  expect(await asked).toBe(21);
  const next = Array.from({ length: 3_000 }, (_, n) => dayOf(`x${n}`, FIRST + 1, 20));
  await put(store, ...next, dayOf('d1', FIRST, 50));
  expect(await meanOf(air, 'd1')).toBe(22);
});

it('reads each year once, and again only what was removed for others', async () => {
  const store = await opened();
  await put(
    store,
    ...['d1', 'd2'].flatMap((id) => Array.from({ length: 30 }, (_, n) => dayOf(id, FIRST + n, 20))),
  );
  let reads = 0;
  const counted = new Proxy(store, {
    get(target, name) {
      const member = Reflect.get(target, name) as unknown;
      if (name === 'airDays') reads += 1;
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
  const many = new AirFigures({ store: counted, registry: REGISTRY, clock: LATER });
  for (const id of ['d1', 'd2', 'd1', 'd2']) await meanOf(many, id);
  expect(reads).toBe(2);
  const one = new AirFigures({ store: counted, registry: REGISTRY, clock: LATER }, { subjectYears: 1 });
  for (const id of ['d1', 'd1', 'd2', 'd1']) await meanOf(one, id);
  expect(reads).toBe(5);
});

it('the revision is one and the corrections of the days, the time that of the last', async () => {
  const store = await opened();
  const air = new AirFigures({ store, registry: REGISTRY, clock: LATER });
  const asked = { subject: { id: 'd1', region: true }, period: 'month', window: APRIL } as const;
  expect(await air.period(asked)).toMatchObject({ revision: 0, computedAt: APRIL.from });
  const later = (ms: number) => instant(APRIL.to + ms);
  const commit = (ms: number, ...results: readonly Result[]) =>
    store.commit(EVALUATE, offsetAt(1), results, later(ms));
  await commit(1, dayOf('d1', FIRST, 20), dayOf('d1', FIRST + 1, 20));
  expect(await air.period(asked)).toMatchObject({ revision: 1, computedAt: later(1) });
  await commit(2, dayOf('d1', FIRST, 30));
  await commit(3, dayOf('d1', FIRST + 1, 30), dayOf('d1', FIRST + 40, 30));
  expect(await air.period(asked)).toMatchObject({ revision: 3, computedAt: later(3) });
  const may = { ...asked, window: periodBefore('month', APRIL) };
  expect(await air.period(may)).toMatchObject({ revision: 0, computedAt: may.window.from });
});

it('the version of a figure changes with the days of its windows, and with nothing else', async () => {
  const store = await opened();
  const at = { now: instant(APRIL.to) };
  const air = new AirFigures({ store, registry: REGISTRY, clock: { now: () => at.now } });
  const few = new AirFigures(
    { store, registry: REGISTRY, clock: { now: () => at.now } },
    { subjectYears: 1 },
  );
  const asked = { subject: { id: 'd1', region: true }, period: 'month', window: APRIL } as const;
  const ranking = { level: 'district', period: 'month', window: APRIL, compare: 'same-edition' } as const;
  const versions = async () => {
    const [index, places] = [await air.comparedVersion(asked), await air.rankingVersion(ranking)];
    // What is not held is read again, and says the same.
    expect([await few.comparedVersion(asked), await few.rankingVersion(ranking)]).toEqual([index, places]);
    return { index, places };
  };
  const days = (id: string) => Array.from({ length: 30 }, (_, n) => dayOf(id, FIRST + n, 20));
  await put(store, ...days('d1'), ...days('d2'));
  const first = await versions();
  // A month later, of another subject's station, and the same once more.
  await put(store, dayOf('d1', FIRST + 40, 20), dayOf('S-d1', FIRST, 20, 'aqi.day'), dayOf('d1', FIRST, 20));
  expect(await versions()).toEqual(first);
  await put(store, dayOf('d2', FIRST + 3, 30));
  const second = await versions();
  expect(second.index).toBe(first.index);
  expect(second.places).not.toBe(first.places);
  // A corrected day, a day of the month before, and one of the year before.
  const seen = new Set([second.index]);
  for (const [n, value] of [
    [3, 30],
    [-10, 20],
    [-365, 20],
    [3, 20],
  ] as const) {
    await put(store, dayOf('d1', FIRST + n, value));
    seen.add((await versions()).index);
  }
  expect(seen.size).toBe(5);
});

it('the version of a figure of a period that runs changes when a day is over', async () => {
  const store = await opened();
  let now = startOfDayNumber(FIRST + 10);
  const air = new AirFigures({ store, registry: REGISTRY, clock: { now: () => now } });
  const asked = { subject: { id: 'd1', region: true }, period: 'month', window: APRIL } as const;
  await put(store, dayOf('d1', FIRST, 20));
  const first = await air.comparedVersion(asked);
  now = instant(startOfDayNumber(FIRST + 11) - 1);
  expect(await air.comparedVersion(asked)).toBe(first);
  now = startOfDayNumber(FIRST + 11);
  expect(await air.comparedVersion(asked)).not.toBe(first);
});

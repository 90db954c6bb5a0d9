import { type AirDayValues, dayOfDate, startOfDayNumber } from '@lanbi/evaluation';
import { type AirDayKind, consumerName, offsetAt, type Result, type Store } from '@lanbi/model';
import { civilDate, eachPollutant, instant } from '@lanbi/standards';
import { registryOf } from '@lanbi/testkit/samples/water-run';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type AskedApi, apiOver } from '../support/api.ts';
import { withStore } from '../support/embedded.ts';
import { startEvaluator } from '../support/evaluation.ts';
import { MADE_AIR, MADE_AIR_STATIONS, madeAirDay } from '../support/made-baoding-air.ts';

/** Days of dust against plain loops over the days: HJ 663-2013 with the notice of 2016, limits of GB 3095-2012. */

const LIMITS = { so2: 60, no2: 40, co: 4, o3: 160, pm10: 70, pm2_5: 35 } as const;
const POLLUTANTS = Object.keys(LIMITS) as (keyof typeof LIMITS)[];
type Six = Record<keyof typeof LIMITS, number>;

const REGISTRY = registryOf({
  regions: [
    { id: 'province', name: 'province', kind: 'province' },
    { id: 'city', name: 'city', kind: 'city', parent: 'province' },
    { id: 'd1', name: 'd1', kind: 'district', parent: 'city' },
    { id: 'd2', name: 'd2', kind: 'district', parent: 'city' },
  ],
  stations: ['d1', 'd2'].map((region) => ({ id: `S-${region}`, medium: 'air', name: region, region })),
});
const NOW = instant(Date.parse('2025-06-20T09:00:00+08:00'));

/** Values of a day of April: dust on the 10th to 12th, each subject somewhat apart. */
function valuesOf(day: number, apart: number): Six {
  const dusty = day >= 10 && day <= 12;
  return {
    ...{ so2: 8 + apart, no2: 30, co: 1, o3: 100 },
    pm10: (dusty ? 700 : 60 + (day % 7) * 5) + apart,
    pm2_5: (dusty ? 120 : 20 + (day % 5) * 4) + apart,
  };
}

const SUBJECTS: readonly (readonly [AirDayKind, string, number])[] = [
  ['region.aqi.day', 'city', 2],
  ['region.aqi.day', 'd1', 0],
  ['region.aqi.day', 'd2', 4],
  ['aqi.day', 'S-d1', 0],
];

function dayOf(kind: AirDayKind, subject: string, date: string, values: Six): Result {
  const number = dayOfDate(civilDate(date));
  const body: AirDayValues = {
    concentrations: eachPollutant((of) => values[of]),
    further: { o3_1h: values.o3 },
    coverage: eachPollutant(() => ({ expected: 24, observed: 24 })),
  };
  const [from, to] = [startOfDayNumber(number), startOfDayNumber(number + 1)];
  return { kind, subject, from, to, body: { ...body, running: false } };
}

const DAYS = Array.from({ length: 30 }, (_, at) => at + 1);
const dateOf = (year: number, day: number) => `${year}-04-${String(day).padStart(2, '0')}`;

/** Half to even at a number of decimals, of values that are far from a tie but where they are one exactly. */
function rounded(value: number, digits: number): number {
  const scaled = value * 10 ** digits;
  const floor = Math.floor(scaled);
  const rest = scaled - floor;
  if (Math.abs(rest - 0.5) < 1e-9) return (floor % 2 === 0 ? floor : floor + 1) / 10 ** digits;
  return Math.round(scaled) / 10 ** digits;
}

const meanOf = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0) / values.length;

/** Percentile between neighbours, k = 1 + (n - 1) p. */
function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const k = (sorted.length - 1) * p;
  const s = Math.floor(k);
  return (sorted[s] ?? 0) + ((sorted[s + 1] ?? sorted[s] ?? 0) - (sorted[s] ?? 0)) * (k - s);
}

/** What a month says without some days of each pollutant. */
function plainMonth(apart: number, out: Readonly<Partial<Record<keyof Six, readonly number[]>>>) {
  const taken = (of: keyof Six) =>
    DAYS.filter((day) => !out[of]?.includes(day)).map((day) => valuesOf(day, apart)[of]);
  const concentrations = Object.fromEntries(
    POLLUTANTS.map((of) => {
      if (of === 'co') return [of, percentile(taken(of), 0.95)];
      return [of, of === 'o3' ? percentile(taken(of), 0.9) : meanOf(taken(of))];
    }),
  ) as Six;
  const index = POLLUTANTS.reduce(
    (sum, of) => sum + rounded(rounded(concentrations[of], 1) / LIMITS[of], 2),
    0,
  );
  const isGood = (day: number) => {
    const { pm10, pm2_5 } = valuesOf(day, apart);
    return pm10 <= 150 && pm2_5 <= 75;
  };
  const others = DAYS.filter((day) => !Object.values(out).flat().includes(day));
  const count = (days: readonly number[]) => ({
    good: days.filter(isGood).length,
    valid: days.length,
    ratio: rounded((100 * days.filter(isGood).length) / days.length, 1),
  });
  return { concentrations, index: rounded(index, 2), good: count(DAYS), withoutDust: count(others) };
}

interface Composite {
  readonly index: number;
  readonly concentrations: Six;
  readonly days: Six;
  readonly goodDays: { good: number; valid: number; ratio: number; withoutDust?: object };
  readonly dust?: { note: { zh: string; en: string }; days: object[] };
  readonly attainment: { attains: boolean };
  readonly revision: number;
  readonly computedAt: string;
  readonly derivation?: { quantity: string; clause: string; result: number }[];
}

const DUST = { kind: 'dust-day', from: '2025-04-10', until: '2025-04-12', reason: 'notice 12' };
const monthUrl = (subject: string, year = 2025) => {
  const of = subject.startsWith('S-') ? 'stations' : 'regions';
  return `/v1/air/${of}/${subject}/composite-index?period=month&at=${year}-04`;
};

const withDays = (use: (api: AskedApi, store: Store) => Promise<void>): Promise<void> =>
  withStore(async (store) => {
    const all = [2016, 2024, 2025].flatMap((year) =>
      SUBJECTS.flatMap(([kind, subject, apart]) =>
        DAYS.map((day) => dayOf(kind, subject, dateOf(year, day), valuesOf(day, apart))),
      ),
    );
    await store.commit(consumerName('evaluate'), offsetAt(1), all, instant(1_000));
    const api = await apiOver(store, REGISTRY, NOW);
    onTestFinished(() => api.close());
    await use(api, store);
  });

function expectMonth(found: Composite, plain: ReturnType<typeof plainMonth>): void {
  for (const of of POLLUTANTS) expect(found.concentrations[of], of).toBeCloseTo(plain.concentrations[of], 5);
  expect(found.index).toBe(plain.index);
  expect(found.goodDays).toMatchObject(plain.good);
}

const WHOLE = { pm10: [10, 11, 12], pm2_5: [10, 11, 12] };

describe('days of dust', () => {
  it('are out of PM10, PM2.5 and the index, and in good days, with a second ratio beside', () =>
    withDays(async (api) => {
      expectMonth(await api.get<Composite>(monthUrl('city')), plainMonth(2, {}));
      await api.send('/v1/annotations', { ...DUST, region: 'city' });
      const found = await api.get<Composite>(monthUrl('city'));
      const plain = plainMonth(2, WHOLE);
      expectMonth(found, plain);
      expect(found.goodDays.withoutDust).toEqual(plain.withoutDust);
      // What is left out was measured.
      expect(found.days).toMatchObject({ pm10: 30, pm2_5: 30 });
      expect(found.dust).toEqual({
        note: {
          zh: '已剔除沙尘天气影响：PM10 3 天，PM2.5 3 天',
          en: 'without days of dust: PM10 3 days, PM2.5 3 days',
        },
        days: [10, 11, 12].map((day) => ({
          date: dateOf(2025, day),
          pollutants: ['pm10', 'pm2_5'],
          annotations: [1],
        })),
      });
    }));

  it('are judged by pollutant: PM2.5 may be kept', () =>
    withDays(async (api) => {
      await api.send('/v1/annotations', { ...DUST, until: '2025-04-10', region: 'city' });
      const kept = { ...DUST, from: '2025-04-11', pollutants: ['pm10'], region: 'city' };
      await api.send('/v1/annotations', kept);
      const found = await api.get<Composite>(monthUrl('city'));
      expectMonth(found, plainMonth(2, { pm10: [10, 11, 12], pm2_5: [10] }));
      expect(found.dust?.note.en).toBe('without days of dust: PM10 3 days, PM2.5 1 day');
    }));

  it('of a city hold for its districts and stations, of a province for its cities, of a district for it alone', () =>
    withDays(async (api) => {
      await api.send('/v1/annotations', { ...DUST, until: '2025-04-10', region: 'city' });
      await api.send('/v1/annotations', {
        ...DUST,
        from: '2025-04-11',
        until: '2025-04-11',
        region: 'province',
      });
      await api.send('/v1/annotations', { ...DUST, from: '2025-04-12', region: 'd1' });
      const two = { pm10: [10, 11], pm2_5: [10, 11] };
      expectMonth(await api.get(monthUrl('city')), plainMonth(2, two));
      expectMonth(await api.get(monthUrl('d1')), plainMonth(0, WHOLE));
      expectMonth(await api.get(monthUrl('S-d1')), plainMonth(0, WHOLE));
      expectMonth(await api.get(monthUrl('d2')), plainMonth(4, two));
    }));

  it('change places of a ranking, and each row says so', () =>
    withDays(async (api) => {
      interface Row {
        readonly region: string;
        readonly index: number;
        readonly dust?: { readonly note: { readonly en: string } };
      }
      const rankingUrl = '/v1/air/rankings?level=district&period=month&at=2025-04';
      const placesOf = async () => (await api.get<{ ranked: Row[] }>(rankingUrl)).ranked;
      expect((await placesOf()).map(({ region }) => region)).toEqual(['d1', 'd2']);
      await api.send('/v1/annotations', { ...DUST, region: 'd2' });
      const [first, second] = await placesOf();
      expect([first?.region, first?.index, first?.dust?.note.en]).toEqual([
        'd2',
        plainMonth(4, WHOLE).index,
        'without days of dust: PM10 3 days, PM2.5 3 days',
      ]);
      expect([second?.region, second?.dust]).toEqual(['d1', undefined]);
    }));

  it('change the answer and its ETag at once, and withdrawn ones give the earlier figures again', () =>
    withDays(async (api) => {
      const url = monthUrl('city');
      const [before, tag] = [await api.get<Composite>(url), await api.tag(url)];
      const other = await api.tag(monthUrl('city', 2024).replace('2024-04', '2024-03'));
      await api.send('/v1/annotations', { ...DUST, region: 'city' });
      const during = await api.get<Composite>(url);
      expect(await api.tag(url)).not.toBe(tag);
      expect([during.revision, during.computedAt]).toEqual([
        before.revision + 1,
        '2025-06-20T09:00:00+08:00',
      ]);
      // A year earlier has no dust: its answer is the one that it was.
      expect(await api.tag(monthUrl('city', 2024).replace('2024-04', '2024-03'))).toBe(other);
      await api.send('/v1/annotations/1/withdraw', { reason: 'not confirmed' });
      const after = await api.get<Composite>(url);
      expect(after).toEqual({
        ...before,
        revision: before.revision + 2,
        computedAt: '2025-06-20T09:00:00+08:00',
        change: expect.anything(),
      });
    }));

  it('are left out since 2017 under the 2013 edition', () =>
    withDays(async (api) => {
      await api.send('/v1/annotations', { ...DUST, region: 'city', from: '2016-04-10', until: '2016-04-12' });
      const found = await api.get<Composite>(monthUrl('city', 2016));
      expectMonth(found, plainMonth(2, {}));
      expect([found.dust, found.goodDays.withoutDust]).toEqual([undefined, undefined]);
      // The 2026 edition has the rule without a date.
      const later = await api.get<Composite>(`${monthUrl('city', 2016)}&edition=2026`);
      expect(later.concentrations.pm10).toBeCloseTo(plainMonth(2, WHOLE).concentrations.pm10, 5);
    }));

  it('are named in the derivation and in tables', () =>
    withDays(async (api) => {
      await api.send('/v1/annotations', { ...DUST, region: 'city' });
      const { derivation = [] } = await api.get<Composite>(`${monthUrl('city')}&explain=true`);
      const leftOut = derivation.filter(({ quantity }) => quantity.startsWith('left-out'));
      expect(leftOut).toMatchObject([
        { quantity: 'left-out.pm10', clause: '环办监测〔2016〕120号, dust days', result: 27 },
        { quantity: 'left-out.pm2_5', result: 27 },
      ]);
      expect(derivation.some(({ quantity }) => quantity === 'good-day-ratio-without-dust')).toBe(true);
      const table = await api.get<{ data: { dust: string | null; pm10: number }[] }>(
        '/v1/air/periods?regions=city&interval=month&from=2025-04&to=2025-04',
      );
      expect(table.data).toMatchObject([{ dust: 'without days of dust: PM10 3 days, PM2.5 3 days' }]);
    }));

  it('are the same in a recomputation from raw readings', () =>
    withStore(async (store) => {
      const registry = registryOf(MADE_AIR);
      const begin = Date.parse('2023-04-01T00:00:00+08:00');
      for (let day = 0; day < 40; day += 1) {
        const observations = MADE_AIR_STATIONS.flatMap((station) =>
          madeAirDay(station, begin + day * 86_400_000, '2023'),
        );
        await store.write({ observations, deadLetters: [] });
      }
      const evaluator = await startEvaluator(store, registry);
      onTestFinished(() => evaluator.stop());
      await evaluator.caughtUp();
      const api = await apiOver(store, registry, NOW);
      onTestFinished(() => api.close());
      const dust = { ...DUST, from: '2023-04-10', until: '2023-04-12' };
      await api.send('/v1/annotations', { ...dust, region: 'baoding' });
      await api.send('/v1/annotations', {
        ...dust,
        region: 'mancheng',
        from: '2023-04-20',
        until: '2023-04-20',
      });
      await api.send('/v1/annotations', {
        ...dust,
        region: 'jingxiu',
        from: '2023-04-22',
        until: '2023-04-22',
      });
      await api.send('/v1/annotations/3/withdraw', { reason: 'not confirmed' });
      const found = await api.post<Record<string, unknown>>('/v1/recompute', {
        from: '2023-04-01',
        to: '2023-05-10',
      });
      expect(found).toMatchObject({ differing: 0, notStored: 0, alike: 0 });
      expect(found['same']).toBeGreaterThan(100);
    }));
});

import { AirRecomputation } from '@lanbi/evaluation';
import { consumerName, type Observation, type ParameterCode, type Store } from '@lanbi/model';
import {
  addDays,
  civilDate,
  DAY,
  HOUR,
  type Instant,
  instant,
  MINUTE,
  parseInstant,
  startOfDate,
} from '@lanbi/standards';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { afterEach, describe, expect, it } from 'vitest';
import { type AskedApi, apiOver } from '../support/api.ts';
import { observationsOf, recordsOf, startEvaluator } from '../support/evaluation.ts';
import { observationOf, registryOf } from '../support/water-run.ts';
import { type Series, wholeRows } from '../support/whole-rows.ts';

const REGISTRY = registryOf({
  regions: [
    { id: 'c', name: { zh: '城', en: 'City' }, kind: 'city' },
    { id: 'd1', name: 'd1', kind: 'district', parent: 'c' },
    { id: 'd2', name: 'd2', kind: 'district', parent: 'c' },
  ],
  stations: ['d1', 'd2'].map((region) => ({
    id: `S-${region}`,
    medium: 'air',
    name: region,
    region,
    role: 'evaluation',
  })),
});
const LOW = { so2: 6, no2: 20, pm10: 35, pm2_5: 14, co: 0.8, o3: 80 };
type Values = Readonly<Partial<Record<ParameterCode, number>>>;

const at = (text: string): Instant => parseInstant(text) ?? instant(Number.NaN);

/** `hours` equal hourly values of a day, from the first. */
function day(station: string, date: string, values: Values, hours = 24): Observation[] {
  const begin = startOfDate(civilDate(date));
  return Array.from({ length: hours }, (_, hour) =>
    observationOf(REGISTRY, station, instant(begin + (hour + 1) * HOUR), values),
  );
}

const days = (station: string, first: string, count: number, values: Values): Observation[] =>
  Array.from({ length: count }, (_, n) => day(station, addDays(civilDate(first), n), values)).flat();

/** Lists of figures that answers have. */
interface Shortfall {
  readonly rule: string;
  readonly item: string | null;
  readonly period: string | null;
  readonly needed: number;
  readonly found: number;
  readonly unit: string;
}
interface Validity {
  readonly kind: string;
  readonly expected?: number;
  readonly observed?: number;
  readonly why?: { readonly zh: string; readonly en: string };
  readonly shortfalls?: readonly Shortfall[];
}
interface GoodDays {
  readonly good: number;
  readonly valid: number;
  readonly ratio: number | null;
}
interface Earlier {
  readonly index: number | null;
  readonly goodDays: GoodDays;
  readonly editions: Readonly<Record<string, unknown>>;
  readonly validity: Validity;
}
interface Composite {
  readonly index: number | null;
  readonly validity: Validity;
  readonly provisional: boolean;
  readonly goodDays: GoodDays;
  readonly editions: Readonly<Record<string, unknown>>;
  readonly standards: readonly { readonly edition: string }[];
  readonly evaluation: { readonly complete: boolean; readonly behind: number; readonly since: string | null };
  readonly change: Readonly<
    Record<
      'periodBefore' | 'yearEarlier',
      {
        readonly own: Earlier;
        readonly sameEdition: Earlier;
        readonly used: Earlier;
        readonly sufficient: boolean;
      }
    >
  >;
}
interface Ranking {
  readonly ranked: readonly { readonly region: string; readonly rank: number }[];
  readonly unranked: readonly {
    readonly region: string;
    readonly reason: string;
    readonly index: number | null;
    readonly validity: Validity | null;
  }[];
}

let opened: { readonly store: Store; readonly api: AskedApi[] } | undefined;
afterEach(async () => {
  for (const api of opened?.api ?? []) await api.close();
  await opened?.store.close();
  opened = undefined;
});

/** A store with readings that are all evaluated, and the API over it at a time of its own. */
async function evaluated(observations: readonly Observation[]) {
  const store = createEmbeddedStore({ path: ':memory:' });
  await store.open();
  opened = { store, api: [] };
  await store.write({ observations, deadLetters: [] });
  const all = await observationsOf(store, REGISTRY);
  const results = recordsOf(new AirRecomputation(REGISTRY).results(all));
  await store.commit(consumerName('evaluate'), await store.head(), results, at('2026-06-01T00:00:00+08:00'));
  return {
    store,
    async asked(now: string): Promise<AskedApi> {
      const api = await apiOver(store, REGISTRY, at(now));
      opened?.api.push(api);
      return api;
    },
  };
}

const NOW = '2026-08-01T12:00:00+08:00';
const index = (api: AskedApi, subject: string, query: string) =>
  api.get<Composite>(`/v1/air/${subject}/composite-index?${query}`);
const ranking = (api: AskedApi, query: string) =>
  api.get<Ranking>(`/v1/air/rankings?level=district&${query}`);

describe('a period of too few days (no. 18)', () => {
  it('with one of thirty days is shown, is not valid and has no rank', async () => {
    const api = await (
      await evaluated([...days('S-d1', '2026-04-30', 1, LOW), ...days('S-d2', '2026-04-01', 30, LOW)])
    ).asked(NOW);
    const query = 'period=rolling-30d&at=2026-04-30';
    const found = await index(api, 'regions/d1', query);
    // 6/60 + 20/40 + 0.8/4 + 80/160 + 35/60 + 14/30, each to two decimals.
    expect(found.index).toBe(2.35);
    expect(found.validity).toMatchObject({ kind: 'insufficient', expected: 30, observed: 1 });
    expect(found.validity.shortfalls).toHaveLength(6);
    expect(found.validity.shortfalls?.[0]).toMatchObject({
      rule: 'share-of-days',
      needed: 23,
      found: 1,
      unit: 'days',
    });
    const { ranked, unranked } = await ranking(api, query);
    expect(ranked.map(({ region }) => region)).toEqual(['d2']);
    expect(unranked).toMatchObject([
      { region: 'd1', reason: 'too-few-samples', index: 2.35, validity: { kind: 'insufficient' } },
    ]);
  });

  it.each([
    ['rolling-7d', '2026-04-30', 5, 6],
    ['rolling-30d', '2026-04-30', 22, 23],
    ['month-to-date', '2026-04-20', 14, 15],
    ['custom&from=2026-04-11&to=2026-04-30', '2026-04-30', 14, 15],
  ])('%s to %s: %i are too few, %i are enough', async (period, last, few, enough) => {
    const of = (station: string, count: number) =>
      days(station, addDays(civilDate(last), 1 - count), count, LOW);
    const api = await (await evaluated([...of('S-d1', few), ...of('S-d2', enough)])).asked(NOW);
    const query = period.startsWith('custom') ? `period=${period}` : `period=${period}&at=${last}`;
    expect((await index(api, 'stations/S-d1', query)).validity.kind).toBe('insufficient');
    expect((await index(api, 'stations/S-d2', query)).validity.kind).toBe('valid');
    expect((await ranking(api, query)).ranked.map(({ region }) => region)).toEqual(['d2']);
  });

  it('holds CO and O3 of a month to it, and the bulletin is not final', async () => {
    const { co, o3, ...four } = LOW;
    const api = await (
      await evaluated([...days('S-d1', '2026-04-01', 29, four), ...days('S-d1', '2026-04-30', 1, LOW)])
    ).asked(NOW);
    const query = 'period=month&at=2026-04';
    const found = await index(api, 'regions/d1', query);
    expect([found.index, co, o3]).toEqual([2.35, 0.8, 80]);
    expect(found.validity).toMatchObject({
      kind: 'insufficient',
      expected: 30,
      observed: 1,
      shortfalls: [
        { rule: 'share-of-days', item: 'co', needed: 23, found: 1 },
        { rule: 'share-of-days', item: 'o3', needed: 23, found: 1 },
      ],
    });
    expect((await ranking(api, query)).ranked).toEqual([]);
    const bulletin = await api.get<{ status: string; air: { ranked: readonly { rank: number | null }[] } }>(
      '/v1/bulletins/2026-04?region=d1',
    );
    expect(bulletin.status).toBe('insufficient');
    const text = await api.text('/v1/bulletins/2026-04?region=d1&lang=en&format=markdown', 'text/markdown');
    expect(text).toContain('carbon monoxide: 1 of at least 23 days');
    expect(
      await api.text('/v1/bulletins/2026-04?region=d1&lang=zh&format=markdown', 'text/markdown'),
    ).toContain('有效天数不足');
  });

  it('counts the days so far while a period runs', async () => {
    // Three of the first four days of the month, asked in the morning of the fifth.
    const read = [...days('S-d1', '2026-04-01', 3, LOW), ...days('S-d2', '2026-04-01', 2, LOW)];
    const { asked } = await evaluated(read);
    const query = 'period=month-to-date&at=2026-04-05';
    const morning = await asked('2026-04-05T09:00:00+08:00');
    expect((await index(morning, 'stations/S-d1', query)).validity).toMatchObject({
      kind: 'valid',
      expected: 4,
      observed: 3,
    });
    expect((await index(morning, 'stations/S-d2', query)).validity.kind).toBe('insufficient');
    // The day after, three of five days are too few.
    const after = await asked('2026-04-06T00:00:00+08:00');
    expect((await index(after, 'stations/S-d1', query)).validity).toMatchObject({
      kind: 'insufficient',
      expected: 5,
      observed: 3,
    });
  });

  it('says of a comparison which side is not valid', async () => {
    const read = [...days('S-d1', '2026-03-02', 3, LOW), ...days('S-d1', '2026-04-01', 30, LOW)];
    const api = await (await evaluated(read)).asked(NOW);
    const { change } = await index(api, 'stations/S-d1', 'period=rolling-30d&at=2026-04-30');
    expect(change.periodBefore).toMatchObject({
      sufficient: false,
      used: { index: 2.35, change: 0, validity: { kind: 'insufficient', observed: 3 } },
    });
  });
});

describe('the editions of one answer (no. 25)', () => {
  // PM2.5 of 70 µg/m³ is an index of 94 under HJ 633-2012 and of 119 under HJ 633-2026.
  const HIGH = { ...LOW, pm2_5: 70 };
  const two = () =>
    evaluated([...days('S-d1', '2025-04-01', 30, HIGH), ...days('S-d1', '2026-04-01', 30, HIGH)]);
  const SET_2026 = { gb3095: 'GB 3095-2026/transition', hj633: 'HJ 633-2026', hj663: 'HJ 663-2026' };
  const SET_2012 = { gb3095: 'GB 3095-2012', hj633: 'HJ 633-2012', hj663: 'HJ 663-2013' };

  it('are one set for the index and the good days, also when another is asked for', async () => {
    const api = await (await two()).asked(NOW);
    const own = await index(api, 'regions/c', 'period=month&at=2025-04');
    expect(own).toMatchObject({ editions: SET_2012, goodDays: { good: 30, valid: 30, ratio: 100 } });
    const other = await index(api, 'regions/c', 'period=month&at=2025-04&edition=2026');
    expect(other).toMatchObject({ editions: SET_2026, goodDays: { good: 0, valid: 30, ratio: 0 } });
    expect(other.standards.map(({ edition }) => edition)).toEqual(Object.values(SET_2026));
    const rows = await api.get<{ data: readonly { aqi: number; primary: readonly string[] }[] }>(
      '/v1/air/regions/c/aqi?interval=day&from=2025-04-01&to=2025-05-01T00:00:00%2B08:00&edition=2026',
    );
    expect(rows.data).toHaveLength(30);
    expect(rows.data.filter(({ aqi }) => aqi <= 100)).toHaveLength(0);
  });

  it('are those of the later period on both sides of a comparison', async () => {
    const api = await (await two()).asked(NOW);
    const { change, goodDays } = await index(api, 'regions/c', 'period=month&at=2026-04');
    expect(goodDays).toEqual({ good: 0, valid: 30, ratio: 0 });
    expect(change.yearEarlier).toMatchObject({
      own: { goodDays: { good: 30, valid: 30 }, editions: SET_2012 },
      sameEdition: { goodDays: { good: 0, valid: 30 }, editions: SET_2026 },
      used: { goodDays: { good: 0, valid: 30 }, editions: SET_2026, change: 0 },
    });
    const then = await index(api, 'regions/c', 'period=month&at=2026-04&compare=in-force');
    expect(then.change.yearEarlier.used).toMatchObject({ goodDays: { good: 30 }, editions: SET_2012 });
  });

  it('are said in the bulletin, in both languages, and can be those of then', async () => {
    const api = await (await two()).asked(NOW);
    const bulletin = await api.get('/v1/bulletins/2026-04?region=c');
    expect(bulletin).toMatchObject({
      air: {
        goodDaysYearEarlier: { good: 0, valid: 30, ratio: 0 },
        whole: { goodDays: { good: 0, valid: 30 } },
      },
      editions: {
        gb3095: ['GB 3095-2026/transition'],
        hj633: ['HJ 633-2026'],
        hj663: ['HJ 663-2026'],
        compare: 'same-edition',
        earlier: Object.values(SET_2026),
        otherThen: true,
      },
    });
    const text = (query: string) => api.text(`/v1/bulletins/2026-04?region=c&${query}`, 'text/markdown');
    expect(await text('lang=en&format=markdown')).toContain('Other standards were in force a year earlier');
    expect(await text('lang=zh&format=markdown')).toContain('均按本期标准重新评价');
    const then = await api.get('/v1/bulletins/2026-04?region=c&compare=in-force');
    expect(then).toMatchObject({
      air: { goodDaysYearEarlier: { good: 30, valid: 30, ratio: 100 } },
      editions: { compare: 'in-force', earlier: Object.values(SET_2012), otherThen: false },
    });
    expect(await text('lang=en&format=markdown&compare=in-force')).toContain('in force then');
  });

  it('of a year in which they changed are those of its end for every day', async () => {
    const read = [...days('S-d1', '2026-02-01', 28, HIGH), ...days('S-d1', '2026-03-01', 31, HIGH)];
    const api = await (await evaluated(read)).asked(NOW);
    const found = await index(api, 'regions/c', 'period=custom&from=2026-02-01&to=2026-03-31');
    expect(found).toMatchObject({
      editions: { ...SET_2026, changedWithin: true },
      goodDays: { good: 0, valid: 59 },
    });
  });
});

describe('what a figure that is missing says (no. 29)', () => {
  it('names the months and pollutants of a year that fall short', async () => {
    const { no2, ...five } = LOW;
    const read = [
      ...days('S-d1', '2025-01-01', 151, LOW),
      // June has 26 days of NO2, July 24 of everything.
      ...days('S-d1', '2025-06-01', 26, LOW),
      ...days('S-d1', '2025-06-27', 4, five),
      ...days('S-d1', '2025-07-08', 24 + 153, LOW),
    ];
    const api = await (await evaluated(read)).asked(NOW);
    const found = await index(api, 'stations/S-d1', 'period=year&at=2025&explain=true');
    expect([found.index, no2]).toEqual([null, 20]);
    const short = found.validity.shortfalls ?? [];
    expect(short.filter(({ item }) => item === 'no2')).toMatchObject([
      { rule: 'days-a-month', period: '2025-06', needed: 27, found: 26, unit: 'days' },
      { rule: 'days-a-month', period: '2025-07', needed: 27, found: 24 },
    ]);
    expect(short.filter(({ item }) => item === 'pm2_5')).toMatchObject([{ period: '2025-07', found: 24 }]);
    expect(short.filter(({ item }) => item === 'o3')).toEqual([]);
    expect(found.validity.why?.en).toContain('nitrogen dioxide: 26 of at least 27 days in 2025-06');
    expect(found.validity.why?.zh).toContain('二氧化氮 2025-06 26 天，至少需要 27');
  });

  it('names the hours of a day and the windows of ozone', async () => {
    const read = [
      ...day('S-d1', '2026-04-01', LOW, 17),
      ...day('S-d1', '2026-04-02', { ...LOW, so2: 7 }, 24),
    ];
    const api = await (await evaluated(read)).asked(NOW);
    const { data } = await api.get<{ data: readonly { aqi: number | null; validity: Validity }[] }>(
      '/v1/air/stations/S-d1/aqi?interval=day&from=2026-04-01&to=2026-04-02T00:00:00%2B08:00',
    );
    const short = data[0]?.validity.shortfalls ?? [];
    expect(data[0]?.aqi).toBeNull();
    expect(short.find(({ item }) => item === 'pm2_5')).toMatchObject({
      rule: 'hours-a-day',
      needed: 20,
      found: 17,
      unit: 'hours',
    });
    // Windows that end at 08 to 17 have eight hours, those at 18 and 19 seven and six: twelve of fourteen.
    expect(short.find(({ item }) => item === 'o3')).toMatchObject({
      rule: 'windows-a-day',
      needed: 14,
      found: 12,
      unit: 'windows',
    });
  });

  it('names the minutes of an hour that is made of them, after evaluation and recomputation', async () => {
    const begin = at('2026-04-01T08:00:00+08:00');
    const minutes = (count: number, values: Values): Observation[] =>
      Array.from({ length: count }, (_, n) =>
        observationOf(REGISTRY, 'S-d1', instant(begin + (n + 1) * MINUTE), values, 60),
      );
    const { so2, no2, ...others } = LOW;
    const read = [...minutes(30, LOW), ...minutes(44, { no2, ...others }).slice(30)];
    const { store, asked } = await evaluated(read);
    const api = await asked(NOW);
    const url = '/v1/air/stations/S-d1/aqi?interval=hour&from=2026-04-01&to=2026-04-02';
    const short = async () =>
      (await api.get<{ data: readonly { validity: Validity }[] }>(url)).data[0]?.validity.shortfalls ?? [];
    const expected = [
      { rule: 'minutes-an-hour', item: 'so2', needed: 45, found: 30, unit: 'minutes' },
      { item: 'no2', needed: 45, found: 44 },
      { item: 'co', needed: 45, found: 44 },
      { item: 'o3', needed: 45, found: 44 },
    ];
    const byItem = (list: readonly Shortfall[]) =>
      expected.map(({ item }) => list.find((one) => one.item === item));
    expect(so2).toBe(6);
    expect(byItem(await short())).toMatchObject(expected);
    expect(await short()).toHaveLength(4);
    // A late minute completes three of them; the evaluator stores what remains.
    await store.write({ observations: minutes(45, { no2, ...others }).slice(44), deadLetters: [] });
    const evaluator = await startEvaluator(store, REGISTRY);
    await evaluator.settled();
    await evaluator.stop();
    expect(await short()).toMatchObject([{ item: 'so2', needed: 45, found: 30 }]);
    expect(await short()).toHaveLength(1);
  });

  it('names the points of a city', async () => {
    const api = await (
      await evaluated(day('S-d1', '2026-04-01', { ...LOW, pm10: 40 }, 24).slice(0, 1))
    ).asked(NOW);
    const { data } = await api.get<{ data: readonly { validity: Validity }[] }>(
      '/v1/air/regions/d2/aqi?interval=hour&from=2026-04-01&to=2026-04-02',
    );
    expect(data).toEqual([]);
    const city = await api.get<{ data: readonly { validity: Validity }[] }>(
      '/v1/air/regions/c/aqi?interval=day&from=2026-04-01&to=2026-04-02',
    );
    expect(city.data[0]?.validity.shortfalls?.[0]).toMatchObject({
      rule: 'share-of-points',
      needed: 1,
      found: 0,
      unit: 'points',
    });
  });
});

describe('provisional (no. 28)', () => {
  it('is false once late data are no longer expected, of hours, days and periods', async () => {
    const { asked } = await evaluated(days('S-d1', '2016-06-01', 30, LOW));
    const urls = [
      '/v1/air/stations/S-d1/aqi?interval=hour&from=2016-06-01&to=2016-06-02',
      '/v1/air/regions/c/aqi?interval=day&from=2016-06-01&to=2016-07-01',
      '/v1/stations/S-d1/observations?parameter=o3&interval=hour&from=2016-06-01&to=2016-06-02',
      '/v1/air/regions/c/composite-index?period=month&at=2016-06',
      '/v1/air/rankings?level=district&period=month&at=2016-06',
    ];
    const api = await asked(NOW);
    for (const url of urls) {
      const found = await api.get<Partial<Series<object>> & { readonly provisional?: boolean }>(url);
      const { data, meta = {} } = found;
      const rows = data ? wholeRows<{ readonly provisional: boolean }>({ data, meta }) : [found];
      const told = rows.map(({ provisional }) => provisional);
      expect([url, new Set(told)]).toEqual([url, new Set([false])]);
    }
  });

  it('is true for 72 hours after the end, and the tag changes with it', async () => {
    const { asked } = await evaluated(days('S-d1', '2016-06-01', 30, LOW));
    const url = '/v1/air/regions/c/composite-index?period=month&at=2016-06';
    const end = at('2016-07-01T00:00:00+08:00');
    const provisionalAt = async (now: number) =>
      (await index(await asked(new Date(now).toISOString()), 'regions/c', 'period=month&at=2016-06'))
        .provisional;
    expect(await provisionalAt(end + 3 * DAY - 1)).toBe(true);
    expect(await provisionalAt(end + 3 * DAY)).toBe(false);
    const [before, after] = [
      await (await asked(new Date(end + 3 * DAY - 1).toISOString())).tag(url),
      await (await asked(new Date(end + 3 * DAY).toISOString())).tag(url),
    ];
    expect(before).not.toBe(after);
  });
});

describe('an answer while evaluation is behind (no. 21)', () => {
  it('says so of what is touched, with the number of entries and since when', async () => {
    const { store, asked } = await evaluated([
      ...days('S-d1', '2026-04-01', 30, LOW),
      ...days('S-d2', '2026-04-01', 30, LOW),
    ]);
    const api = await asked(NOW);
    const url = '/v1/air/stations/S-d1/composite-index?period=month&at=2026-04';
    const before = await api.get<Composite>(url);
    expect(before).toMatchObject({
      provisional: false,
      evaluation: { complete: true, behind: 0, since: null },
    });
    const tag = await api.tag(url);
    // Corrections of a whole day that nobody has evaluated.
    const late = day('S-d1', '2026-04-10', { ...LOW, pm2_5: 140 });
    await store.write({ observations: late, deadLetters: [] });
    expect(await api.get<Composite>(url)).toMatchObject({
      index: before.index,
      provisional: true,
      evaluation: { complete: false, behind: expect.any(Number), since: expect.stringMatching(/\+08:00$/) },
    });
    expect((await api.get<Composite>(url)).evaluation.behind).toBeGreaterThanOrEqual(24);
    expect(await api.tag(url)).not.toBe(tag);
    for (const other of [
      '/v1/air/stations/S-d1/aqi/latest',
      '/v1/air/regions/c/composite-index?period=year&at=2026',
      '/v1/air/rankings?level=district&period=month&at=2026-04',
      '/v1/bulletins/2026-04?region=c',
    ])
      expect(await api.get(other)).toMatchObject({ provisional: true, evaluation: { complete: false } });
    // Nothing of the other station waits.
    expect(await api.get('/v1/air/stations/S-d2/composite-index?period=month&at=2026-04')).toMatchObject({
      provisional: false,
      evaluation: { complete: true, behind: 0, since: null },
    });
    const evaluator = await startEvaluator(store, REGISTRY);
    await evaluator.settled();
    await evaluator.stop();
    expect(await api.get<Composite>(url)).toMatchObject({
      provisional: false,
      evaluation: { complete: true },
    });
    expect((await api.get<Composite>(url)).index).not.toBe(before.index);
  });

  it('tells the staleness of the latest index', async () => {
    const { asked } = await evaluated(day('S-d1', '2026-04-01', LOW));
    const latest = await (await asked('2026-04-02T00:30:00+08:00')).get('/v1/air/stations/S-d1/aqi/latest');
    expect(latest).toMatchObject({ staleness: { state: 'live', ageSeconds: 1800 } });
    const later = await (await asked('2026-04-03T00:00:00+08:00')).get('/v1/air/regions/c/aqi/latest');
    expect(later).toMatchObject({ staleness: { state: 'silent', ageSeconds: 86_400 } });
  });
});

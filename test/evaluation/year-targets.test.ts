import { type AirDayValues, dayOfDate, startOfDayNumber } from '@lanbi/evaluation';
import { consumerName, offsetAt, type Result } from '@lanbi/model';
import { addDays, type CivilDate, civilDate, eachPollutant, instant } from '@lanbi/standards';
import { registryOf } from '@lanbi/testkit/samples/water-run';
import { expect, it, onTestFinished } from 'vitest';
import { type AskedApi, apiOver } from '../support/api.ts';
import { withStore } from '../support/embedded.ts';

/** What is left until targets of a year, against plain loops: the days that are left, filled up, must meet the target. */

const TARGETS = { pm2_5: 35, o3: 160, composite_index: 4, good_days: 300, good_day_ratio: 80 };
const REGISTRY = registryOf({
  regions: [
    {
      ...{ id: 'city', name: 'city', kind: 'city' },
      targets: { '2025': TARGETS, '2024': { pm10: 20 } },
    },
    { id: 'other', name: 'other', kind: 'city' },
  ],
  stations: ['city', 'other'].map((region) => ({ id: `S-${region}`, medium: 'air', name: region, region })),
});
/** 300 days of 2025 are over, 65 are left. */
const NOW = instant(Date.parse('2025-10-28T09:00:00+08:00'));
const OVER = Array.from({ length: 300 }, (_, at) => addDays(civilDate('2025-01-01'), at));
const LEFT = 65;

const pm25Of = (at: number) => 17 + ((at * 7) % 30) + (at % 10 === 0 ? 40 : 0);
const o3Of = (at: number) => 65 + ((at * 13) % 100);

function dayOf(date: CivilDate, at: number): Result {
  const values = { so2: 10, no2: 30, co: 1, o3: o3Of(at), pm10: 60, pm2_5: pm25Of(at) };
  const number = dayOfDate(date);
  const body: AirDayValues = {
    concentrations: eachPollutant((of) => values[of]),
    further: { o3_1h: o3Of(at) },
    coverage: eachPollutant(() => ({ expected: 24, observed: 24 })),
  };
  const [from, to] = [startOfDayNumber(number), startOfDayNumber(number + 1)];
  return { kind: 'region.aqi.day', subject: 'city', from, to, body: { ...body, running: false } };
}

interface Row {
  readonly target: string;
  readonly value: number;
  readonly soFar: number;
  readonly days: number;
  readonly meets: boolean;
  readonly reachable: boolean;
  readonly restMean?: number;
  readonly restGoodDays?: number;
  readonly restDaysAbove?: number;
}
interface Answer {
  readonly daysLeft: number;
  readonly targets: readonly Row[];
  readonly dust?: object;
}

const withApi = (use: (api: AskedApi) => Promise<void>, over = OVER): Promise<void> =>
  withStore(async (store) => {
    await store.commit(consumerName('evaluate'), offsetAt(1), over.map(dayOf), instant(1_000));
    const api = await apiOver(store, REGISTRY, NOW);
    onTestFinished(() => api.close());
    await use(api);
  });

const targetsOf = (api: AskedApi) => api.get<Answer>('/v1/air/regions/city/targets?year=2025');
const rowOf = ({ targets }: Answer, of: string) => targets.find(({ target }) => target === of);
const meanOf = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0) / values.length;

it('a mean: days that are left with it meet the target, and with a tenth more they do not', () =>
  withApi(async (api) => {
    const answer = await targetsOf(api);
    const values = OVER.map((_, at) => pm25Of(at));
    const row = rowOf(answer, 'pm2_5');
    expect(row).toMatchObject({ value: 35, days: 300, meets: false, reachable: true });
    expect([answer.daysLeft, row?.soFar]).toEqual([LEFT, expect.closeTo(meanOf(values), 5)]);
    const withRest = (mean: number) => meanOf([...values, ...Array<number>(LEFT).fill(mean)]);
    const rest = row?.restMean ?? Number.NaN;
    expect(withRest(rest)).toBeLessThanOrEqual(35);
    expect(withRest(rest + 0.1)).toBeGreaterThan(35);
  }));

it('a percentile: as many days may be above it, and no more', () =>
  withApi(async (api) => {
    const row = rowOf(await targetsOf(api), 'o3');
    const above = row?.restDaysAbove ?? Number.NaN;
    const percentile = (days: number) => {
      const rest = Array.from({ length: LEFT }, (_, at) => (at < days ? 300 : 100));
      const sorted = [...OVER.map((_, at) => o3Of(at)), ...rest].sort((a, b) => a - b);
      const k = (sorted.length - 1) * 0.9;
      const [low = 0, high = low] = [sorted[Math.floor(k)], sorted[Math.floor(k) + 1]];
      return low + (high - low) * (k - Math.floor(k));
    };
    expect(percentile(above)).toBeLessThanOrEqual(160);
    expect(percentile(above + 1)).toBeGreaterThan(160);
  }));

it('good days: so many more, and whether there are as many days', () =>
  withApi(async (api) => {
    const answer = await targetsOf(api);
    // AQI of at most 100: PM2.5 up to 75 and ozone up to 160 (HJ 633-2012 table 1).
    const good = OVER.filter((_, at) => pm25Of(at) <= 75 && o3Of(at) <= 160).length;
    expect(rowOf(answer, 'good_days')).toMatchObject({
      ...{ soFar: good, days: 300, restGoodDays: 300 - good, reachable: 300 - good <= LEFT },
    });
    const needed = Math.ceil((80 * 365) / 100) - good;
    expect(rowOf(answer, 'good_day_ratio')).toMatchObject({
      ...{ restGoodDays: needed, reachable: needed <= LEFT },
    });
  }));

it('good days of which nothing is known: neither that they are met nor that they are out of reach', () =>
  withApi(async (api) => {
    const answer = await targetsOf(api);
    const unknown = { soFar: null, reason: 'no-data', days: 0, meets: null, reachable: true };
    for (const target of ['good_days', 'good_day_ratio']) {
      expect(rowOf(answer, target)).toMatchObject({ target, ...unknown });
      expect(rowOf(answer, target)).not.toHaveProperty('restGoodDays');
    }
  }, []));

it('the index is an estimate, and targets come in one order', () =>
  withApi(async (api) => {
    const answer = await targetsOf(api);
    expect(answer.targets.map(({ target }) => target)).toEqual([
      'pm2_5',
      'o3',
      'composite_index',
      'good_days',
      'good_day_ratio',
    ]);
    const row = rowOf(answer, 'composite_index');
    const rest = row?.restMean ?? Number.NaN;
    expect(row).toMatchObject({ estimate: true });
    expect(((row?.soFar ?? 0) * 300 + rest * LEFT) / 365).toBeLessThanOrEqual(4);
    expect(((row?.soFar ?? 0) * 300 + (rest + 0.01) * LEFT) / 365).toBeGreaterThan(4);
  }));

it('days of dust are in no mean of the year', () =>
  withApi(async (api) => {
    const before = rowOf(await targetsOf(api), 'pm2_5');
    await api.send('/v1/annotations', {
      ...{ kind: 'dust-day', region: 'city', from: '2025-01-01', reason: 'notice 1' },
    });
    const answer = await targetsOf(api);
    // The first day, of 57 µg/m³.
    const values = OVER.map((_, at) => pm25Of(at)).slice(1);
    expect(rowOf(answer, 'pm2_5')).toMatchObject({ days: 299, soFar: expect.closeTo(meanOf(values), 5) });
    expect(rowOf(answer, 'pm2_5')?.restMean).toBeGreaterThan(before?.restMean ?? Infinity);
    expect(answer.dust).toMatchObject({ note: { en: 'without days of dust: PM10 1 day, PM2.5 1 day' } });
  }));

it('a year that is over has nothing left; one without targets, or a region without, is not there', () =>
  withApi(async (api) => {
    const over = await api.get<Answer>('/v1/air/regions/city/targets?year=2024');
    expect(over).toMatchObject({ daysLeft: 0, targets: [{ target: 'pm10', soFar: null, reachable: false }] });
    expect(await api.status('/v1/air/regions/city/targets?year=2023')).toBe(404);
    expect(await api.status('/v1/air/regions/other/targets')).toBe(404);
    expect(await api.status('/v1/air/regions/city/targets?year=25')).toBe(400);
    const region = await api.get<{ targets: object[] }>('/v1/regions/city');
    expect(region.targets).toEqual([
      { year: '2024', pm10: 20 },
      { year: '2025', ...TARGETS },
    ]);
  }));

import type { Observation } from '@lanbi/model';
import { HOUR, instant, MINUTE, SECOND } from '@lanbi/standards';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { observationOf, registryOf } from '@lanbi/testkit/samples/water-run';
import { decode, hj212Crc } from '@lanbi/wire';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AskedApi, apiOver } from '../support/api.ts';
import { type RunningEvaluator, startEvaluator } from '../support/evaluation.ts';
import { type Series, wholeRows } from '../support/whole-rows.ts';

const SIX = ['pm2_5', 'pm10', 'so2', 'no2', 'co', 'o3'] as const;
const six = (value: number) =>
  Object.fromEntries(SIX.map((each) => [each, each === 'co' ? value / 100 : value]));

const air = (id: string, more: object = {}) => ({
  id,
  medium: 'air' as const,
  name: id,
  region: 'city',
  ...more,
});
const registry = registryOf({
  regions: [{ id: 'city', name: 'City', kind: 'city' }],
  rivers: [{ id: 'river', name: 'river' }],
  sections: ['s', 't', 'u'].map((id) => ({ id, name: id, region: 'city', river: 'river' })),
  stations: [
    ...['OFF', 'HJ', 'INSTANT', 'MIXED', 'BETWEEN', 'TWICE', 'BELOW'].map((id) => air(id)),
    air('TEN', { hj212: { minuteInterval: 10 } }),
    ...['APART', 'REVERSED', 'MINUTES', 'GAPS'].map((id) => air(id)),
    air('APART-END', { stamp: 'end' }),
    { id: 'W', medium: 'water', name: 'w', region: 'city', section: 's' },
    { id: 'L', medium: 'water', name: 'l', region: 'city', section: 't', period: 14_400 },
    {
      id: 'H',
      medium: 'water',
      name: 'h',
      region: 'city',
      section: 'u',
      period: 14_400,
      detectionLimit: 'half',
    },
  ],
});
const DAY = Date.parse('2026-06-01T00:00:00+08:00');
const NOW = instant(Date.parse('2026-06-03T12:00:00+08:00'));

/** One frame, CN 2051 or 2061, stamped with the begin of its period. */
function framed(medium: 'air' | 'water', station: string, cn: string, begin: number, fields: string) {
  const time = new Date(begin + 8 * HOUR).toISOString().replace(/\D/g, '').slice(0, 14);
  const segment = `ST=22;CN=${cn};MN=M;CP=&&DataTime=${time};${fields}&&`;
  const frame = `##${String(segment.length).padStart(4, '0')}${segment}${hj212Crc(Buffer.from(segment))}\r\n`;
  const topic = `env/v1/${medium}/${station}/hj212`;
  const decoded = decode({ topic, payload: Buffer.from(frame) }, registry, NOW);
  if (decoded.kind !== 'taken') throw new Error(JSON.stringify(decoded));
  return decoded.observations;
}

const PARTICLES = 'a34004-Avg=35,a34004-Flag=N;a21026-Avg=9,a21026-Flag=N';

interface Row {
  readonly ts: string;
  readonly to: string;
  readonly value: number | null;
  readonly reason?: string;
  readonly aqi?: number | null;
  readonly [more: string]: unknown;
}

describe('stamps that are off, instants and values of several lengths', () => {
  const store = createEmbeddedStore({ path: ':memory:' });
  let api: AskedApi;
  let evaluator: RunningEvaluator;
  const write = (...observations: readonly Observation[]) => store.write({ observations, deadLetters: [] });
  const said = (station: string, at: number, values: Parameters<typeof observationOf>[3], period = 3600) =>
    observationOf(registry, station, instant(at), values, period);
  const rows = async (path: string) => wholeRows<Row>(await api.get<Series<object>>(path));
  const day = 'from=2026-06-01T00:00:00%2B08:00&to=2026-06-02T00:00:00%2B08:00';
  const hourOf = async (station: string, hour: number, parameter = 'so2') => {
    const [from, to] = [hour - 1, hour].map((each) => new Date(DAY + each * HOUR).toISOString());
    const query = `parameter=${parameter}&interval=hour&from=${from}&to=${to}&rounding=exact`;
    return (await rows(`/v1/stations/${station}/observations?${query}`))[0];
  };
  const aqiOf = async (station: string) => rows(`/v1/air/stations/${station}/aqi?interval=hour&${day}`);

  beforeAll(async () => {
    await store.open();
    const offsets = [400, -SECOND, SECOND, 1_799 * SECOND, -29 * MINUTE];
    await write(...offsets.map((off, at) => said('OFF', DAY + (at + 1) * HOUR + off, six(30 + at))));
    for (let hour = 0; hour < 24; hour += 1) {
      await write(...framed('air', 'HJ', '2061', DAY + hour * HOUR + SECOND, PARTICLES));
      await write(...framed('water', 'W', '2061', DAY + hour * HOUR + SECOND, 'w01009-Avg=7.8'));
    }
    for (let minute = 1; minute <= 60; minute += 1)
      await write(said('INSTANT', DAY + minute * MINUTE, six(minute), 0));
    for (let minute = 1; minute <= 30; minute += 1)
      await write(said('MIXED', DAY + minute * MINUTE, six(10), 60));
    for (let minute = 35; minute <= 60; minute += 5)
      await write(said('MIXED', DAY + minute * MINUTE, six(40), 300));
    for (let minute = 0; minute < 60; minute += 10)
      await write(...framed('air', 'TEN', '2051', DAY + minute * MINUTE, PARTICLES));
    const minutes = (station: string, ...at: readonly number[]) =>
      at.map((minute) => framed('air', station, '2051', DAY + minute * MINUTE, PARTICLES));
    for (const frame of minutes('APART', 0, 10, 20, 30, 40, 50)) await write(...frame);
    for (const frame of minutes('REVERSED', 20, 50, 40, 0, 30, 10)) await write(...frame);
    for (const frame of minutes('APART-END', 10, 20, 30, 40, 50, 60)) await write(...frame);
    for (let minute = 0; minute < 44; minute += 1)
      for (const frame of minutes('MINUTES', minute)) await write(...frame);
    for (const frame of minutes('GAPS', 0, 10, 20, 50)) await write(...frame);
    await write(said('BETWEEN', DAY + 90 * MINUTE, six(50)));
    await write(
      said('TWICE', DAY + HOUR - SECOND, six(1)),
      said('TWICE', DAY + HOUR, six(2)),
      said('TWICE', DAY + HOUR + SECOND, six(3)),
    );
    const below = { nh3n: { parameter: 'nh3n' as const, value: 0.025, flag: 'L' }, do: 7 };
    await write(said('L', DAY + 4 * HOUR + SECOND, below, 14_400), said('H', DAY + 4 * HOUR, below, 14_400));
    await write(said('BELOW', DAY + HOUR, { so2: { parameter: 'so2', value: 3, flag: 'L' } }));
    evaluator = await startEvaluator(store, registry);
    await evaluator.caughtUp();
    api = await apiOver(store, registry, NOW);
  });
  afterAll(async () => {
    await api.close();
    await evaluator.stop();
    await store.close();
  });

  it('an hour counts to the clock hour that it covers by more than half', async () => {
    const hours = await aqiOf('OFF');
    expect(hours.map(({ to }) => to.slice(11, 13))).toEqual(['01', '02', '03', '04', '05']);
    for (const hour of [1, 2, 3, 4, 5])
      expect(await hourOf('OFF', hour)).toMatchObject({ value: 29 + hour, validity: { kind: 'valid' } });
  });

  it('a raw observation keeps its own stamp', async () => {
    const raw = await rows(`/v1/stations/OFF/observations?parameter=so2&${day}`);
    expect(raw[0]?.ts).toBe('2026-06-01T01:00:00.400+08:00');
  });

  it('24 hours of HJ 212 that begin a second late are 24 hours and a day, of water too', async () => {
    expect(await aqiOf('HJ')).toHaveLength(24);
    const [own] = await rows(`/v1/air/stations/HJ/aqi?interval=day&${day}`);
    expect(own).toMatchObject({ concentrations: { pm2_5: 35, so2: 9 } });
    const samples = await rows(`/v1/water/sections/s/class?interval=sample&${day}`);
    expect(samples.map(({ ts }) => ts.slice(0, 19))).toEqual(
      Array.from({ length: 24 }, (_, hour) => new Date(DAY + (hour + 9) * HOUR).toISOString().slice(0, 19)),
    );
    const days = await rows(
      `/v1/water/sections/s/class?interval=day&from=2026-06-01&to=2026-06-03&fields=validity`,
    );
    expect(days).toMatchObject([{ validity: { kind: 'valid', expected: 24, observed: 24 } }]);
  });

  it('instants alone make an hour: the mean of them', async () => {
    expect(await hourOf('INSTANT', 1)).toMatchObject({
      value: 30.5,
      coverage: { expected: 60, observed: 60 },
      validity: { kind: 'valid' },
    });
    expect((await aqiOf('INSTANT'))[0]?.aqi).not.toBeNull();
  });

  it('minutes and values of five minutes cover the hour together, weighted by time', async () => {
    expect(await hourOf('MIXED', 1)).toMatchObject({
      value: 25,
      coverage: { expected: 60, observed: 60 },
      validity: { kind: 'valid' },
    });
  });

  it('values of CN 2051 cover what the registry says', async () => {
    expect(await hourOf('TEN', 1)).toMatchObject({ value: 9, coverage: { expected: 60, observed: 60 } });
  });

  it.each([
    ['APART', 60],
    ['REVERSED', 60],
    ['APART-END', 60],
    ['MINUTES', 44],
    ['GAPS', 40],
  ])('values of CN 2051 of %s whose interval nothing states cover %i minutes', async (station, observed) => {
    expect(await hourOf(station, 1)).toMatchObject({ coverage: { expected: 60, observed } });
    const [hour] = await aqiOf(station);
    const so2 = observed < 45 ? null : 9;
    expect(hour).toMatchObject({ concentrations: { pm2_5: 35, so2 } });
    const raw = await rows(`/v1/stations/${station}/observations?parameter=so2&${day}`);
    expect(new Set(raw.map(({ period }) => period))).toEqual(new Set([60]));
  });

  it('an hour exactly between two says so in both', async () => {
    for (const hour of [1, 2])
      expect(await hourOf('BETWEEN', hour)).toMatchObject({ value: null, reason: 'stamp-off' });
    const [first] = await aqiOf('BETWEEN');
    expect(first).toMatchObject({ validity: { kind: 'missing', reason: 'stamp-off' } });
  });

  it('of several stamps near one hour the nearest counts', async () =>
    expect(await hourOf('TWICE', 1)).toMatchObject({ value: 2 }));

  it.each([
    ['t', 'L', 0.0125],
    ['u', 'H', 0.025],
  ])('of section %s half of the detection limit enters every figure', async (section, station, counted) => {
    const [raw] = await rows(`/v1/stations/${station}/observations?parameter=nh3n&${day}`);
    expect(raw).toMatchObject({ value: 0.025, flag: 'L', validity: { kind: 'valid' } });
    expect(await hourOf(station, 4, 'nh3n')).toMatchObject({ value: counted });
    const path = `/v1/water/sections/${section}/class`;
    const [sample] = await rows(`${path}?interval=sample&${day}`);
    expect(sample).toMatchObject({ ts: '2026-06-01T04:00:00+08:00', items: { nh3n: { value: counted } } });
    const [period] = await rows(`${path}?interval=day&${day}`);
    expect(period).toMatchObject({ values: { nh3n: counted } });
  });

  it('half of the detection limit enters an hour of air', async () =>
    expect(await hourOf('BELOW', 1)).toMatchObject({ value: 1.5 }));
});

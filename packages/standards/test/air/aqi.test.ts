import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  AIR_POLLUTANTS,
  type AirPollutant,
  type AirValues,
  type Aqi,
  type AqiMethod,
  civilDate,
  dailyAqi,
  HJ633_2012,
  HJ633_2026,
  hj633InForce,
  hourlyAqi,
  isMissing,
  type Maybe,
  missing,
} from '../../src/index.ts';
import { runs, seed } from '../seed.ts';
import { given } from './given.ts';
import { type Given, literalAqi } from './literal/aqi.ts';

describe('printed vectors', () => {
  it('PM2.5 60 and PM10 120 are 100 together in 2026, both primary', () => {
    const values = given({ pm2_5: 60, pm10: 120 });
    expect(dailyAqi({ values }, HJ633_2026)).toMatchObject({
      aqi: 100,
      level: 2,
      primary: ['pm10', 'pm2_5'],
    });
  });

  it('PM2.5 70 is level 2 on 2026-02-28 and level 3 on 2026-03-01', () => {
    const values = given({ pm2_5: 70 });
    const on = (date: string) => dailyAqi({ values }, hj633InForce(civilDate(date)));
    expect(on('2026-02-28')).toMatchObject({ level: 2, edition: 'HJ 633-2012' });
    expect(on('2026-03-01')).toMatchObject({ level: 3, edition: 'HJ 633-2026' });
  });
});

describe('above the scale', () => {
  it('2012: SO2 1 h above 800 goes by the day mean where there is one', () => {
    const values = given({ so2: 801 });
    expect(hourlyAqi({ values }, HJ633_2012).subIndices.so2).toEqual(missing('beyond-scale'));
    const further = { so2_24h: 475 };
    expect(hourlyAqi({ values, further }, HJ633_2012)).toMatchObject({ aqi: 150, primary: ['so2'] });
    expect(hourlyAqi({ values, further: { so2_24h: missing('fault') } }, HJ633_2012)).toMatchObject({
      subIndices: { so2: missing('beyond-scale') },
      lacking: [],
    });
    expect(hourlyAqi({ values: given({ so2: 800 }), further }, HJ633_2012).aqi).toBe(200);
  });

  it('2012: O3 8 h above 800 goes by the daily maximum 1 h', () => {
    const values = given({ o3: 801 });
    expect(dailyAqi({ values }, HJ633_2012).subIndices.o3).toEqual(missing('beyond-scale'));
    expect(dailyAqi({ values, further: { o3_1h: 1000 } }, HJ633_2012)).toMatchObject({ aqi: 400 });
  });

  it('2026: 200 and 300', () => {
    expect(hourlyAqi({ values: given({ so2: 801 }) }, HJ633_2026)).toMatchObject({ aqi: 200, level: 4 });
    expect(dailyAqi({ values: given({ o3: 801 }) }, HJ633_2026)).toMatchObject({ aqi: 300, level: 5 });
  });

  it.each([HJ633_2012, HJ633_2026])('$id: 500 is the end', (edition) => {
    const values = given({ pm2_5: 999, co: 999 });
    expect(dailyAqi({ values }, edition)).toMatchObject({ aqi: 500, level: 6, primary: ['co', 'pm2_5'] });
  });
});

describe('what is missing', () => {
  it('2026 5.3: the index of the rest is published above 100 only, sub-indices are shown in any case', () => {
    const at = (pm2_5: number) =>
      dailyAqi({ values: given({ pm2_5, so2: 'fault', no2: 'no-data' }) }, HJ633_2026);
    expect(at(60)).toMatchObject({ aqi: missing('incomplete'), primary: [], lacking: ['so2', 'no2'] });
    expect(at(60)).not.toHaveProperty('level');
    expect(at(60).subIndices).toMatchObject({ pm2_5: 100, so2: missing('fault'), no2: missing('no-data') });
    expect(at(61)).toMatchObject({ aqi: 101, level: 3, primary: ['pm2_5'], lacking: ['so2', 'no2'] });
  });

  it('2026: what is not in the plan is not missed', () => {
    const values = given({ pm10: 'not-monitored', o3: 'not-monitored' });
    expect(dailyAqi({ values }, HJ633_2026)).toMatchObject({
      level: 1,
      lacking: [],
      subIndices: { pm10: missing('not-monitored') },
    });
  });

  it('2026: practice publishes at 100 or below when PM10 alone is missing; an option, off by default', () => {
    const of = (missed: Partial<Record<AirPollutant, 'fault'>>) =>
      hourlyAqi({ values: given({ pm2_5: 60, ...missed }) }, HJ633_2026, { publishWithoutPm10: true }).aqi;
    expect(of({ pm10: 'fault' })).toBe(100);
    for (const other of ['so2', 'co', 'pm2_5'])
      expect(of({ pm10: 'fault', [other]: 'fault' })).toEqual(missing('incomplete'));
    expect(of({ co: 'fault' })).toEqual(missing('incomplete'));
  });

  it('2012: what is missing is left out', () => {
    const values = given({ pm10: 'fault' });
    expect(dailyAqi({ values }, HJ633_2012)).toMatchObject({ aqi: 30, lacking: ['pm10'] });
  });

  const none = (reasons: readonly Parameters<typeof missing>[0][]): AirValues =>
    Object.fromEntries(AIR_POLLUTANTS.map((each, at) => [each, missing(reasons[at] ?? 'fault')])) as Record<
      AirPollutant,
      Maybe<number>
    >;

  it.each([
    [['fault', 'fault', 'fault', 'fault', 'fault', 'not-monitored'], 'fault'],
    [['fault', 'calibration'], 'no-data'],
    [Array(6).fill('not-monitored'), 'not-monitored'],
  ] as const)('of %o the index is missing for %s', (reasons, reason) => {
    for (const edition of [HJ633_2012, HJ633_2026])
      expect(dailyAqi({ values: none(reasons) }, edition)).toMatchObject({
        aqi: missing(reason),
        primary: [],
      });
  });
});

describe('range and primary pollutants', () => {
  const zero = given({ so2: 0, no2: 0, co: 0, o3: 0, pm10: 0, pm2_5: 0 });

  it('begins at 0 in 2012 and at 1 in 2026; a zero is a value', () => {
    expect(dailyAqi({ values: zero }, HJ633_2012)).toMatchObject({ aqi: 0, level: 1, lacking: [] });
    expect(dailyAqi({ values: zero }, HJ633_2026)).toMatchObject({ aqi: 1, level: 1, lacking: [] });
  });

  it.each([HJ633_2012, HJ633_2026])('$id names them above 50 only', (edition) => {
    expect(dailyAqi({ values: given({ pm2_5: 35 }) }, edition)).toMatchObject({ aqi: 50, primary: [] });
    expect(dailyAqi({ values: given({ pm2_5: 36 }) }, edition)).toMatchObject({
      aqi: 52,
      primary: ['pm2_5'],
    });
  });

  it('2012 names exceedance pollutants, those above 100; 2026 does not', () => {
    const values = given({ pm2_5: 75, pm10: 151, no2: 100 });
    expect(dailyAqi({ values }, HJ633_2012).exceeding).toEqual(['no2', 'pm10']);
    expect(dailyAqi({ values }, HJ633_2026)).not.toHaveProperty('exceeding');
  });
});

describe('methods', () => {
  it('live takes the one-hour PM, text the sliding means', () => {
    const values = given({ pm2_5: 200, o3: 100 });
    const further = { pm10_24h: 20, pm2_5_24h: 36, o3_8h: 161 };
    expect(hourlyAqi({ values, further }, HJ633_2012)).toMatchObject({ method: 'live', aqi: 250 });
    expect(hourlyAqi({ values, further }, HJ633_2012, { method: 'text' })).toMatchObject({
      method: 'text',
      aqi: 101,
      primary: ['o3'],
      subIndices: { pm2_5: 52 },
    });
  });

  it('text without a sliding mean says why, and goes on', () => {
    const values = given({ pm10: 'not-monitored' });
    const further = { pm2_5_24h: 76, o3_8h: missing('too-few-samples') };
    expect(hourlyAqi({ values, further }, HJ633_2012, { method: 'text' })).toMatchObject({
      aqi: 102, // 50/40 × 1 + 100 = 101.25
      subIndices: { pm10: missing('not-monitored'), o3: 19 },
      lacking: [],
    });
    expect(hourlyAqi({ values: given() }, HJ633_2012, { method: 'text' }).lacking).toEqual(['pm10', 'pm2_5']);
  });

  it('the text of 2012 puts the ozone daily maximum 1 h beside the 8 h, where it is known', () => {
    const of = (o3_1h: Maybe<number>) =>
      dailyAqi({ values: given({ o3: 100 }), further: { o3_1h } }, HJ633_2012, {
        method: 'daily-with-o3-1h',
      });
    expect(of(300)).toMatchObject({ aqi: 150, method: 'daily-with-o3-1h' });
    expect(of(160)).toMatchObject({ aqi: 50 });
    expect(of(missing('fault'))).toMatchObject({ aqi: 50, lacking: [] });
  });

  it('of another edition is refused', () => {
    expect(() => hourlyAqi({ values: given() }, HJ633_2026, { method: 'live' })).toThrow(
      /HJ 633-2026 has no hourly method live/,
    );
    expect(() => dailyAqi({ values: given() }, HJ633_2012, { method: 'text' })).toThrow(RangeError);
  });
});

it('a method may have no input for a pollutant', () => {
  const [method] = HJ633_2026.methods.daily;
  const without = { ...method, rows: { ...method?.rows, o3: [] } } as AqiMethod;
  const edition = { ...HJ633_2026, methods: { ...HJ633_2026.methods, daily: [without] } };
  expect(dailyAqi({ values: given({ o3: 400 }) }, edition)).toMatchObject({
    aqi: 20,
    subIndices: { o3: missing('not-applicable') },
    lacking: [],
  });
});

/** What a decimal text reads as. */
const read = (text: Given): Maybe<number> =>
  text === 'missing' || text === 'not-monitored'
    ? missing(text === 'missing' ? 'fault' : text)
    : Number(text);
const reading = (upTo: number): fc.Arbitrary<Given> =>
  fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 0, max: upTo * 10 }).map((n) => (n / 10).toFixed(1)) },
    { weight: 2, arbitrary: fc.integer({ min: 0, max: upTo / 4 }).map((n) => n.toFixed(0)) },
    { weight: 1, arbitrary: fc.constantFrom<Given>('missing', 'not-monitored') },
  );
const readings = fc.record({
  so2: reading(900),
  no2: reading(1200),
  co: reading(60),
  o3: reading(900),
  pm10: reading(700),
  pm2_5: reading(600),
});
const valuesOf = (texts: Readonly<Record<AirPollutant, Given>>): AirValues =>
  Object.fromEntries(AIR_POLLUTANTS.map((each) => [each, read(texts[each])])) as Record<
    AirPollutant,
    Maybe<number>
  >;
const numbers = ({ aqi, primary, subIndices }: Aqi) => ({
  aqi: isMissing(aqi) ? null : aqi,
  primary: [...primary].sort(),
  subIndices: Object.fromEntries(
    Object.entries(subIndices).map(([name, index]) => [name, isMissing(index) ? null : index]),
  ),
});

describe(`the index at random, seed ${seed}`, () => {
  it.each([
    ['hourly', 2012, hourlyAqi, HJ633_2012],
    ['daily', 2012, dailyAqi, HJ633_2012],
    ['hourly', 2026, hourlyAqi, HJ633_2026],
    ['daily', 2026, dailyAqi, HJ633_2026],
  ] as const)('%s of %d is what the literal computation says', (kind, year, evaluate, edition) => {
    fc.assert(
      fc.property(readings, (texts) => {
        const literal = literalAqi(texts, kind, year);
        expect(numbers(evaluate({ values: valuesOf(texts) }, edition))).toEqual({
          ...literal,
          primary: [...literal.primary].sort(),
        });
      }),
      runs(2000),
    );
  });

  it('never falls when one concentration rises, and does not depend on the order of the values', () => {
    const more = fc.tuple(readings, fc.constantFrom(...AIR_POLLUTANTS), fc.integer({ min: 0, max: 900 }));
    fc.assert(
      fc.property(more, ([texts, which, by]) => {
        const values = valuesOf(texts);
        const value = values[which];
        const raised = isMissing(value) ? value : value + by;
        const before = hourlyAqi({ values }, HJ633_2026);
        const after = hourlyAqi({ values: { ...values, [which]: raised } }, HJ633_2026);
        if (!isMissing(before.aqi)) expect(after.aqi).toBeGreaterThanOrEqual(before.aqi);
        const turned = Object.fromEntries(Object.entries(values).reverse()) as Record<
          AirPollutant,
          Maybe<number>
        >;
        expect(hourlyAqi({ values: turned }, HJ633_2026)).toEqual(before);
      }),
      runs(1000),
    );
  });
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  AIR_POLLUTANTS,
  dayMean,
  dayRule,
  eightHourMeans,
  GB3095_2012,
  GB3095_2026_FINAL,
  GB3095_2026_TRANSITION,
  hourMean,
  hourRule,
  type Maybe,
  missing,
  runningDayMeans,
} from '../../src/index.ts';
import { runs, seed } from '../seed.ts';
import { halfEven } from '../water/literal/fraction.ts';
import { GOLDEN_VALIDITY } from './golden/rules.ts';
import { literalMean, type Reading } from './literal/statistics.ts';

const EDITIONS = [GB3095_2012, GB3095_2026_TRANSITION, GB3095_2026_FINAL];
const GASES = GOLDEN_VALIDITY.hour.of;
const FAULT = missing('fault');
const none = (count: number): Maybe<number>[] => Array<Maybe<number>>(count).fill(FAULT);
const some = (count: number, of = 24, value = 7): Maybe<number>[] => [
  ...Array<Maybe<number>>(count).fill(value),
  ...none(of - count),
];

describe.each(EDITIONS)('$id table 4, an hour', (edition) => {
  it.each(GASES)('%s: 45 minutes make an hour, 44 do not', (gas) => {
    const { minutes } = GOLDEN_VALIDITY.hour;
    expect(hourMean(some(minutes, 60), gas, edition)).toEqual({
      value: 7,
      validity: { kind: 'valid', expected: 60, observed: 45 },
    });
    expect(hourMean(some(minutes - 1, 60), gas, edition)).toEqual({
      value: missing('too-few-samples'),
      validity: { kind: 'insufficient', expected: 60, observed: 44 },
    });
  });

  it('counts the minutes of longer samples', () => {
    const five = { minutesEach: 5 };
    expect(hourMean(some(9, 12), 'co', edition, five).validity.kind).toBe('valid');
    expect(hourMean(some(8, 12), 'co', edition, five).validity.kind).toBe('insufficient');
    expect(hourRule('so2', edition, 10)).toMatchObject({ expected: 6, required: 5 }); // 40 minutes are too few
  });

  it.each(['pm10', 'pm2_5'] as const)(
    '%s has no such row: one minute will do, none will not',
    (particles) => {
      expect(hourMean(some(1, 60), particles, edition).value).toBe(7);
      expect(hourMean(none(60), particles, edition)).toEqual({
        value: FAULT,
        validity: { kind: 'missing', reason: 'fault' },
      });
    },
  );
});

describe.each(EDITIONS)('$id table 4, 8 hours', (edition) => {
  it('six of eight make a mean, five do not; there is none before label 08', () => {
    const means = eightHourMeans(some(GOLDEN_VALIDITY.eightHours.hours), edition);
    expect(means[6]).toEqual({
      value: missing('too-few-samples'),
      validity: { kind: 'insufficient', expected: 8, observed: 6 },
    });
    expect(means[7]).toEqual({ value: 7, validity: { kind: 'valid', expected: 8, observed: 6 } });
    expect(means[8]?.validity).toEqual({ kind: 'insufficient', expected: 8, observed: 5 });
    expect(means[13]).toEqual({ value: FAULT, validity: { kind: 'missing', reason: 'fault' } });
  });
});

describe.each(EDITIONS)('$id table 4, a day', (edition) => {
  it.each(GOLDEN_VALIDITY.day.of)('%s: 20 hours make a day, 19 do not', (item) => {
    const { hours } = GOLDEN_VALIDITY.day;
    expect(dayMean(some(hours), item, edition)).toEqual({
      value: 7,
      validity: { kind: 'valid', expected: 24, observed: 20 },
    });
    expect(dayMean(some(hours - 1), item, edition)).toEqual({
      value: missing('too-few-samples'),
      validity: { kind: 'insufficient', expected: 24, observed: 19 },
    });
  });

  it.each(['o3', 'tsp', 'pb', 'bap'] as const)('%s has no row', (item) => {
    expect(dayMean(some(24), item, edition).value).toEqual(missing('not-applicable'));
  });

  it('ozone has no day mean', () => {
    expect(dayRule('o3', edition)).toBeUndefined();
    expect(dayMean(some(24), 'o3', edition).value).toEqual(missing('not-applicable'));
    expect(runningDayMeans(some(2, 2), 'o3', edition).map(({ value }) => value)).toEqual(
      Array(2).fill(missing('not-applicable')),
    );
  });
});

describe('a mean', () => {
  it('is of what is there, never of zeros in its place, and a zero is there', () => {
    expect(dayMean([...Array(20).fill(10), ...none(4)], 'so2', GB3095_2012).value).toBe(10);
    expect(dayMean([...Array(12).fill(10), ...Array(12).fill(0)], 'so2', GB3095_2012).value).toBe(5);
  });

  it('says why there is none', () => {
    const of = (values: Maybe<number>[]) => dayMean(values, 'so2', GB3095_2012).value;
    expect(of([])).toEqual(missing('no-data'));
    expect(of([...none(23), missing('calibration')])).toEqual(missing('no-data'));
    expect(of([...none(23), missing('not-monitored')])).toEqual(FAULT);
    expect(of(Array(24).fill(missing('not-monitored')))).toEqual(missing('not-monitored'));
    const running = runningDayMeans(none(3), 'so2', GB3095_2012);
    expect(running.map(({ value }) => value)).toEqual(none(3));
  });

  it('has the decimals asked for, six where none are', () => {
    const hours = [...Array(20).fill(1), 2, ...none(3)]; // 22/21
    expect(dayMean(hours, 'so2', GB3095_2012).value).toBe(1.047619);
    expect(dayMean(hours, 'so2', GB3095_2012, 1).value).toBe(1);
    expect(hourMean(some(60, 60, 0.05), 'co', GB3095_2012, { digits: 1 }).value).toBe(0);
  });

  it.each([-0.1, Number.NaN, Infinity])('refuses %d', (value) => {
    const hours = [value, ...some(20, 20)];
    expect(() => dayMean(hours, 'so2', GB3095_2012)).toThrow(/not a concentration/);
    expect(() => eightHourMeans(hours, GB3095_2012)).toThrow(RangeError);
  });
});

const texts = (length: number): fc.Arbitrary<Reading[]> =>
  fc.array(
    fc.oneof(
      { weight: 8, arbitrary: fc.nat(99_999_999).map((n) => (n / 1000).toFixed(3)) },
      { weight: 2, arbitrary: fc.nat(500).map(String) },
      { weight: 1, arbitrary: fc.constant(null) },
    ),
    { minLength: length, maxLength: length },
  );
const numbers = (readings: readonly Reading[]): Maybe<number>[] =>
  readings.map((text) => (text === null ? FAULT : Number(text)));
const meanOf = (readings: readonly Reading[], required: number, digits: number): number | null => {
  const mean = literalMean(readings, required);
  return mean && halfEven(mean, digits);
};
const figure = ({ value }: { readonly value: Maybe<number> }): number | null =>
  typeof value === 'number' ? value : null;

describe(`means at random, seed ${seed}`, () => {
  it('a day is the literal mean, in whichever order its hours come', () => {
    const given = fc.tuple(texts(24), fc.constantFrom(0, 1, 3, 6, 9), fc.constantFrom(...AIR_POLLUTANTS));
    fc.assert(
      fc.property(given, ([readings, digits, pollutant]) => {
        const of = (values: Maybe<number>[]) =>
          figure(dayMean(values, pollutant, GB3095_2026_TRANSITION, digits));
        const expected = pollutant === 'o3' ? null : meanOf(readings, 20, digits);
        expect(of(numbers(readings))).toBe(expected);
        expect(of(numbers(readings).reverse())).toBe(expected);
      }),
      runs(1500),
    );
  });

  it('running means are those of each window by itself', () => {
    fc.assert(
      fc.property(texts(60), (readings) => {
        const hours = numbers(readings);
        const eight = eightHourMeans(hours, GB3095_2012).map(figure);
        const day = runningDayMeans(hours, 'pm10', GB3095_2012).map(figure);
        for (let end = 1; end <= hours.length; end += 1) {
          const literal = (width: number, required: number) =>
            end < width ? null : meanOf(readings.slice(end - width, end), required, 6);
          expect(eight[end - 1]).toBe(literal(8, 6));
          expect(day[end - 1]).toBe(literal(24, 20));
        }
      }),
      runs(200),
    );
  });

  it('never fall when an hour rises', () => {
    fc.assert(
      fc.property(texts(24), fc.nat(23), fc.nat(900), (readings, at, by) => {
        const hours = numbers(readings);
        const value = hours[at];
        const more = hours.with(at, typeof value === 'number' ? value + by : FAULT);
        const [before, after] = [hours, more].map((of) => figure(dayMean(of, 'so2', GB3095_2012)));
        expect(after === null).toBe(before === null);
        expect(after ?? 0).toBeGreaterThanOrEqual(before ?? 0);
      }),
      runs(500),
    );
  });
});

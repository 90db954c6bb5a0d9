import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  GB3095_2012,
  GB3095_2026_TRANSITION,
  HJ663_2013,
  HJ663_2026,
  type Hj663Edition,
  type Maybe,
  missing,
  ozoneDailyMax8h,
} from '../../src/index.ts';
import { runs, seed } from '../seed.ts';
import { halfEven } from '../water/literal/fraction.ts';
import { GOLDEN_HJ663 } from './golden/rules.ts';
import { literalOzoneDay, type Reading } from './literal/statistics.ts';

const FAULT = missing('fault');
const EDITIONS = [
  { id: 'HJ 663-2013', gb3095: GB3095_2012, hj663: HJ663_2013 },
  { id: 'HJ 663-2026', gb3095: GB3095_2026_TRANSITION, hj663: HJ663_2026 },
];
const { firstLabel, lastLabel, windows, valid, exceptionAbove } = GOLDEN_HJ663.ozone;

describe.each(EDITIONS)('$id, ozone daily maximum 8 h', (editions) => {
  const day = (from: number, to: number, value: number): Maybe<number>[] =>
    Array.from({ length: 24 }, (_, at) => (at + 1 >= from && at + 1 <= to ? value : FAULT));
  const of = (hours: Maybe<number>[]) => ozoneDailyMax8h(hours, editions);

  it('looks at the 17 windows labelled 08 to 24', () => {
    expect(of(Array(24).fill(80))).toEqual({
      label: firstLabel,
      value: 80,
      validity: { kind: 'valid', expected: windows, observed: windows },
      byException: false,
    });
    const late = [...Array<number>(16).fill(10), ...Array<number>(8).fill(90)];
    expect(of(late)).toMatchObject({ label: lastLabel, value: 90 });
    // Label 16 is the mean of the hours that end at 09:00 to 16:00.
    const noon = Array.from({ length: 24 }, (_, at) => (at + 1 >= 9 && at + 1 <= 16 ? 100 : 10));
    expect(of(noon)).toMatchObject({ label: 16, value: 100 });
  });

  it('stands with 14 windows and not with 13', () => {
    // Windows are valid while six of eight hours are there: hours 1 to n serve the labels 8 to n + 2.
    const enough = of(day(1, valid + firstLabel - 3, exceptionAbove));
    expect(enough.validity).toEqual({ kind: 'valid', expected: windows, observed: valid });
    expect(enough).toMatchObject({ value: exceptionAbove, byException: false });
    const few = of(day(1, valid + firstLabel - 4, exceptionAbove));
    expect(few).toEqual({
      value: missing('too-few-samples'),
      validity: { kind: 'insufficient', expected: windows, observed: valid - 1 },
      byException: false,
    });
  });

  it('stands with fewer when the maximum, as printed, is above grade 2', () => {
    expect(of(day(1, 8, exceptionAbove + 1))).toMatchObject({
      value: 161,
      label: 8,
      validity: { kind: 'valid', expected: 17, observed: 3 },
      byException: true,
    });
    expect(of(day(1, 8, exceptionAbove + 0.5)).value).toEqual(missing('too-few-samples')); // printed 160
    expect(of(day(1, 8, exceptionAbove + 0.501))).toMatchObject({ value: 160.501, byException: true });
  });

  describe('of hours that are no decimals of six places', () => {
    /** An hour's remainder: so many millionths, above or below. */
    const rest = (num: number) => ({ num, den: 3 });

    it('takes the window whose exact mean is the largest, the first of equal ones', () => {
      const hours = Array<number>(24).fill(100);
      const only = (at: number, num: number) => hours.map((_, each) => (each === at ? rest(num) : undefined));
      const label = (rests: ReturnType<typeof only>) =>
        ozoneDailyMax8h(hours, editions, undefined, undefined, rests).label;
      // The hour that ends at 12:00 is in the windows 12 to 19: with a third of a millionth more those are larger.
      expect(label(only(11, 1))).toBe(12);
      // With less, those before it and those behind it are equal: the first counts.
      expect(label(only(11, -1))).toBe(8);
      // The first windows hold the hour that ends at 08:00: 16 is the first without it.
      expect(label(only(7, -1))).toBe(16);
    });

    it('is held against grade 2 as the exact mean is printed', () => {
      // One window of eight hours, and those of seven and six behind it: fewer than 14.
      const hours = day(1, 8, exceptionAbove + 0.5);
      const of = (rests: ({ num: number; den: number } | undefined)[]) =>
        ozoneDailyMax8h(hours, editions, undefined, undefined, rests);
      const missed = { value: missing('too-few-samples'), byException: false };
      // Half above an even number is printed as that.
      expect(of([])).toMatchObject(missed);
      expect(of(Array(8).fill(rest(-1)))).toMatchObject(missed);
      expect(of(Array(8).fill(rest(1)))).toMatchObject({ value: exceptionAbove + 0.5, byException: true });
    });
  });

  it('is missing with its reason when no window is valid', () => {
    expect(of(Array(24).fill(FAULT))).toMatchObject({ value: FAULT, validity: { reason: 'fault' } });
    expect(of(Array(24).fill(missing('not-monitored'))).value).toEqual(missing('not-monitored'));
    expect(of(day(1, 5, 300))).toMatchObject({
      value: missing('too-few-samples'),
      validity: { kind: 'missing', reason: 'too-few-samples' },
    });
  });

  it('refuses what is no day', () => {
    expect(() => of(Array(23).fill(1))).toThrow(/24 hours, not 23/);
    expect(() => of(Array(24).fill(-1))).toThrow(/not a concentration/);
  });

  it('keeps the rule in the edition: without the exception the day falls', () => {
    const strict: Hj663Edition = { ...editions.hj663, ozone: { ...editions.hj663.ozone, exception: 'none' } };
    expect(ozoneDailyMax8h(day(1, 8, 300), { gb3095: editions.gb3095, hj663: strict }).value).toEqual(
      missing('too-few-samples'),
    );
  });
});

describe(`ozone days at random, seed ${seed}`, () => {
  // Dense days, days with holes, and days around the limit.
  const reading = (holes: number, low: number, high: number): fc.Arbitrary<Reading> =>
    fc.oneof(
      {
        weight: 10 - holes,
        arbitrary: fc.integer({ min: low * 10, max: high * 10 }).map((n) => (n / 10).toFixed(1)),
      },
      { weight: holes, arbitrary: fc.constant(null) },
    );
  const day = fc
    .tuple(fc.constantFrom(0, 1, 3, 5), fc.constantFrom([0, 400] as const, [155, 166] as const))
    .chain(([holes, [low, high]]) => fc.array(reading(holes, low, high), { minLength: 24, maxLength: 24 }));

  it('are what the literal computation says', () => {
    fc.assert(
      fc.property(day, (readings) => {
        const hours = readings.map((text) => (text === null ? FAULT : Number(text)));
        const literal = literalOzoneDay(readings, exceptionAbove);
        for (const editions of EDITIONS) {
          const { value } = ozoneDailyMax8h(hours, editions);
          expect(value).toEqual(literal === null ? expect.objectContaining({}) : halfEven(literal, 6));
          expect(typeof value === 'number').toBe(literal !== null);
        }
      }),
      runs(3000),
    );
  });

  it('never fall when an hour rises, and a day that stands goes on standing', () => {
    fc.assert(
      fc.property(day, fc.nat(23), fc.nat(300), (readings, at, by) => {
        const hours = readings.map((text) => (text === null ? FAULT : Number(text)));
        const value = hours[at];
        const more = hours.with(at, typeof value === 'number' ? value + by : FAULT);
        for (const editions of EDITIONS) {
          const before = ozoneDailyMax8h(hours, editions).value;
          if (typeof before === 'number')
            expect(ozoneDailyMax8h(more, editions).value).toBeGreaterThanOrEqual(before);
        }
      }),
      runs(1000),
    );
  });
});

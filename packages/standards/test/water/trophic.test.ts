import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Derivation } from '../../src/figure/derivation.ts';
import { type Maybe, missing } from '../../src/figure/missing.ts';
import {
  ASSESSMENT_2011,
  type TrophicItem,
  trophicGrade,
  trophicIndex,
  trophicIndexOf,
} from '../../src/water/index.ts';
import { runs, seed } from '../seed.ts';
import { goldenRows } from './golden/csv.ts';
import { fraction } from './literal/fraction.ts';
import { literalLn } from './literal/logarithm.ts';

type Values = Partial<Record<TrophicItem, Maybe<number>>>;
const index = (values: Values) => trophicIndex(values, ASSESSMENT_2011);
const one = (item: TrophicItem, value: number) => trophicIndexOf(item, value, ASSESSMENT_2011);
const bands = goldenRows('trophic-bands.csv').map(([from = '', to = '', state = '', zh = '']) => ({
  from,
  to,
  state,
  zh,
}));
const published = { chla: 10, tp: 0.05, tn: 1, transparency: 1, codmn: 4 };

describe('trophic state of lakes (环办〔2011〕22号)', () => {
  it('gives the published example', () => {
    const found = index(published);
    expect(found.index).toBeCloseTo(48.018, 3);
    expect(found).toMatchObject({ grade: { state: 'mesotrophic', zh: '中营养' }, without: [] });
  });

  it('has the constant of each formula at one: ln 1 is 0', () => {
    expect(one('chla', 1)).toBe(25);
    expect(one('tp', 1)).toBeCloseTo(94.36, 12);
    expect(one('tn', 1)).toBeCloseTo(54.53, 12);
    expect(one('transparency', 1)).toBeCloseTo(51.18, 12);
    expect(one('codmn', 1)).toBeCloseTo(1.09, 12);
  });

  it.each(goldenRows('trophic.csv'))('%s: 10 (%f + %f ln x), weight %f', (item, constant, slope, weight) => {
    expect(ASSESSMENT_2011.trophic.terms[item as TrophicItem]).toEqual({
      a: Number(constant),
      b: Number(slope),
      weight: Number(weight),
    });
  });

  it('has these items and no others', () => {
    const items = goldenRows('trophic.csv').map(([item]) => item);
    expect(Object.keys(ASSESSMENT_2011.trophic.terms)).toEqual(items);
  });

  it.each(bands)('$state from $from to $to: at, just below, just above', ({ from, to, state, zh }) => {
    const at = (found: number) => trophicGrade(found, ASSESSMENT_2011);
    const [low, high] = [Number(from.replace('above ', '')), Number(to.replace('below ', ''))];
    if (from !== '-') {
      expect(at(low + 1e-9)).toMatchObject({ state, zh });
      expect(at(low).state === state).toBe(!from.startsWith('above'));
      expect(at(low - 1e-9).state).not.toBe(state);
    }
    if (to !== '-') {
      expect(at(high - 1e-9)).toMatchObject({ state, zh });
      expect(at(high).state === state).toBe(!to.startsWith('below'));
      expect(at(high + 1e-9).state).not.toBe(state);
    }
    const inside = from === '-' ? high - 5 : low + 5;
    expect(at(inside).state).toBe(state);
  });

  it('weighs what is there and names what is not; one item has its own index', () => {
    const found = index({ chla: 1, tp: missing('fault') });
    expect(found.index).toBeCloseTo(25, 12);
    expect(found.without).toEqual(['tp', 'tn', 'transparency', 'codmn']);
    expect(index({})).toMatchObject({ index: { missing: 'no-data' }, grade: { missing: 'no-data' } });
  });

  it('refuses zero, negative and infinite values', () => {
    for (const value of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => index({ ...published, chla: value })).toThrow(RangeError);
    }
  });

  it('has no grade for what is no number', () => {
    expect(() => trophicGrade(Number.NaN, ASSESSMENT_2011)).toThrow(RangeError);
  });

  it('can show its terms and their sum', () => {
    const trace = new Derivation();
    trophicIndex({ chla: 1, tp: 1 }, ASSESSMENT_2011, trace);
    expect(trace.steps.map((step) => step.quantity)).toEqual(['tli.chla', 'tli.tp', 'tli']);
    expect(trace.steps[0]).toMatchObject({ inputs: { a: 2.5, b: 1.086, weight: 0.2663 }, result: 25 });
  });

  it(`agrees with a series for the logarithm over whole ranges, and rises with its items (seed ${seed})`, () => {
    const golden = new Map(
      goldenRows('trophic.csv').map(([item = '', a, b, weight]) => [
        item as TrophicItem,
        { a: Number(a), b: Number(b), weight: Number(weight) },
      ]),
    );
    const text = fc.integer({ min: 1, max: 500_000 }).map((n) => (n / 1000).toFixed(3));
    const texts = fc.dictionary(fc.constantFrom(...golden.keys()), text, { minKeys: 1, maxKeys: 5 });
    fc.assert(
      fc.property(texts, (values) => {
        let [total, weights] = [0, 0];
        for (const [item, each] of Object.entries(values)) {
          const { a, b, weight } = golden.get(item as TrophicItem) ?? { a: 0, b: 0, weight: 0 };
          total += weight * 10 * (a + b * literalLn(fraction(each)));
          weights += weight;
        }
        const numbers = Object.fromEntries(
          Object.entries(values).map(([item, each]) => [item, Number(each)]),
        );
        const found = index(numbers).index as number;
        expect(found).toBeCloseTo(total / weights, 9);
        for (const [item, each] of Object.entries(numbers)) {
          const more = index({ ...numbers, [item]: each * 2 }).index as number;
          expect(Math.sign(more - found)).toBe(item === 'transparency' ? -1 : 1);
        }
      }),
      runs(300),
    );
  });
});

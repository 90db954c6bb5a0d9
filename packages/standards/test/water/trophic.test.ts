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

type Values = Partial<Record<TrophicItem, Maybe<number>>>;
const index = (values: Values) => trophicIndex(values, ASSESSMENT_2011);
const one = (item: TrophicItem, value: number) => trophicIndexOf(item, value, ASSESSMENT_2011);
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

  it.each([
    [29.999, 'oligotrophic'],
    [30, 'mesotrophic'],
    [50, 'mesotrophic'],
    [50.001, 'light'],
    [60, 'light'],
    [60.001, 'moderate'],
    [70, 'moderate'],
    [70.001, 'severe'],
  ])('%d is %s', (found, state) => {
    expect(trophicGrade(found, ASSESSMENT_2011).state).toBe(state);
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
});

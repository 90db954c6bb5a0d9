import { describe, expect, it } from 'vitest';
import { missing } from '../../src/figure/missing.ts';
import { trophicIndex, trophicIndexOf, trophicState } from '../../src/water/index.ts';

const published = { chla: 10, tp: 0.05, tn: 1, transparency: 1, codmn: 4 };

describe('trophic state of lakes (环办〔2011〕22号)', () => {
  it('gives the published example', () => {
    const found = trophicIndex(published);
    expect(found.index).toBeCloseTo(48.018, 3);
    expect(found).toMatchObject({ state: 'mesotrophic', without: [] });
  });

  it('has the constant of each formula at one: ln 1 is 0', () => {
    expect(trophicIndexOf('chla', 1)).toBe(25);
    expect(trophicIndexOf('tp', 1)).toBeCloseTo(94.36, 12);
    expect(trophicIndexOf('tn', 1)).toBeCloseTo(54.53, 12);
    expect(trophicIndexOf('transparency', 1)).toBeCloseTo(51.18, 12);
    expect(trophicIndexOf('codmn', 1)).toBeCloseTo(1.09, 12);
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
  ])('%d is %s', (index, state) => {
    expect(trophicState(index)).toBe(state);
  });

  it('weighs what is there and names what is not; one item has its own index', () => {
    const found = trophicIndex({ chla: 1, tp: missing('fault') });
    expect(found.index).toBeCloseTo(25, 12);
    expect(found.without).toEqual(['tp', 'tn', 'transparency', 'codmn']);
    expect(trophicIndex({})).toMatchObject({ index: { missing: 'no-data' }, state: { missing: 'no-data' } });
  });

  it('refuses zero, negative and infinite values', () => {
    for (const value of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => trophicIndex({ ...published, chla: value })).toThrow(RangeError);
    }
  });
});

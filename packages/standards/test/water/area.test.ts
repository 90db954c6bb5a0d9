import { describe, expect, it } from 'vitest';
import { missing } from '../../src/figure/missing.ts';
import {
  type AreaSection,
  ASSESSMENT_2011,
  areaShares,
  levelByProportion,
  type WaterClass,
} from '../../src/water/index.ts';

const shares = (sections: readonly AreaSection[]) => areaShares(sections, ASSESSMENT_2011);
const of = (...classes: WaterClass[]) => classes.map((each) => ({ class: each }));

describe('rivers and regions of five sections or more (环办〔2011〕22号)', () => {
  it.each([
    [900, 100, '优'],
    [899, 0, '良好'],
    [750, 250, '良好'],
    [749, 199, '轻度污染'],
    [749, 200, '中度污染'],
    [0, 399, '中度污染'],
    [0, 400, '重度污染'],
  ])('%d of 1000 good, %d worse than V: %s', (good, worse, level) => {
    expect(levelByProportion(good, worse, 1000, ASSESSMENT_2011).zh).toBe(level);
  });

  it('has no level of no sections', () => {
    expect(() => levelByProportion(0, 0, 0, ASSESSMENT_2011)).toThrow(RangeError);
  });

  it('gives the level from five sections on, and none below', () => {
    expect(shares(of('I', 'II', 'III', 'III')).level).toEqual({ missing: 'not-applicable' });
    expect(shares(of('I', 'II', 'III', 'III', 'worse-than-V'))).toMatchObject({
      evaluated: 5,
      counts: { I: 1, II: 1, III: 2, IV: 0, V: 0, 'worse-than-V': 1 },
      shares: { I: 20, II: 20, III: 40, IV: 0, V: 0, 'worse-than-V': 20 },
      good: 80,
      worse: 20,
      level: { zh: '良好' },
    });
  });
});

describe('attainment', () => {
  it('is compliant of evaluated with a target; a section without a class leaves the denominator', () => {
    const found = shares([
      { class: 'III', target: 'III' },
      { class: 'II', target: 'III' },
      { class: 'IV', target: 'III' },
      { class: 'V' },
      { class: missing('no-data'), target: 'III' },
    ]);
    expect(found).toMatchObject({
      evaluated: 4,
      withoutClass: 1,
      targeted: 3,
      compliant: 2,
      attainment: 66.7,
      good: 50,
      worse: 0,
    });
  });

  it('has no share of nothing', () => {
    const none = { missing: 'no-data' };
    expect(shares([])).toMatchObject({ evaluated: 0, good: none, worse: none, attainment: none });
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Derivation } from '../../src/figure/derivation.ts';
import { missing } from '../../src/figure/missing.ts';
import {
  type AreaSection,
  ASSESSMENT_2011,
  areaMainItems,
  areaShares,
  GB3838_2002,
  levelByProportion,
  sectionClass,
  WATER_CLASSES,
  WATER_METHODS,
  type WaterClass,
} from '../../src/water/index.ts';
import { runs, seed } from '../seed.ts';
import { goldenRows } from './golden/csv.ts';
import { literalArea } from './literal/area.ts';

const shares = (sections: readonly AreaSection[]) => areaShares(sections, ASSESSMENT_2011);
const of = (...classes: WaterClass[]) => classes.map((each) => ({ class: each }));
const ladder = goldenRows('proportion.csv');

/** What the golden table says for G and D in tenths of a percent. */
function goldenLevel(good: number, worse: number): string {
  const [from, below] = [
    (cell: string | undefined, share: number) => cell === '-' || share >= Number(cell) * 10,
    (cell: string | undefined, share: number) => cell === '-' || share < Number(cell) * 10,
  ];
  const rows = ladder.filter(
    ([goodFrom, goodBelow, worseFrom, worseBelow]) =>
      from(goodFrom, good) && below(goodBelow, good) && from(worseFrom, worse) && below(worseBelow, worse),
  );
  expect(rows).toHaveLength(1);
  return rows[0]?.[4] ?? '';
}

const around = (percent: number) => [percent * 10 - 1, percent * 10, percent * 10 + 1];
const edges = [75, 90]
  .flatMap(around)
  .flatMap((good) => [0, ...[20, 40].flatMap(around)].map((worse) => [good, worse]));

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

  it.each(edges)('at, below and above every threshold: G %d, D %d of 1000', (good = 0, worse = 0) => {
    expect(levelByProportion(good, worse, 1000, ASSESSMENT_2011).zh).toBe(goldenLevel(good, worse));
  });

  it('shows which row held', () => {
    const rows = [
      [9, 0],
      [8, 0],
      [5, 0],
      [5, 3],
      [5, 5],
    ].map(([good = 0, worse = 0]) => {
      const trace = new Derivation();
      levelByProportion(good, worse, 10, ASSESSMENT_2011, trace);
      return trace.steps[0]?.arithmetic.split('holds: ')[1];
    });
    expect(rows).toEqual([
      'G ≥ 90',
      'G ≥ 75',
      'D < 20 and none before it',
      'D < 40 and none before it',
      'none before it',
    ]);
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

  it(`agrees with the literal reading in any order; a worse section never betters the level (seed ${seed})`, () => {
    const classes = fc.array(fc.constantFrom(...WATER_CLASSES), { minLength: 5, maxLength: 60 });
    const levels = ladder.map((row) => row[4]);
    fc.assert(
      fc.property(classes, fc.nat(), (list, pick) => {
        const found = shares(of(...list));
        const literal = literalArea(list);
        expect(found).toMatchObject({
          good: literal.good,
          worse: literal.worse,
          level: { zh: literal.level },
        });
        expect(shares(of(...list.toReversed()))).toEqual(found);
        const worse = literalArea(list.with(pick % list.length, 'worse-than-V'));
        expect(levels.indexOf(worse.level)).toBeGreaterThanOrEqual(levels.indexOf(literal.level));
      }),
      runs(1000),
    );
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

  it('has one decimal, half to even: 1 of 16 is 6.2, 3 of 16 is 18.8', () => {
    const sixteen = (compliant: number) =>
      shares(Array.from({ length: 16 }, (_, at) => ({ class: at < compliant ? 'I' : 'V', target: 'III' })));
    expect([sixteen(1).attainment, sixteen(3).attainment]).toEqual([6.2, 18.8]);
  });

  it('has no share of nothing, and says so', () => {
    const none = { missing: 'no-data' };
    const trace = new Derivation();
    expect(areaShares([], ASSESSMENT_2011, trace)).toMatchObject({
      evaluated: 0,
      good: none,
      worse: none,
      attainment: none,
    });
    expect(trace.steps.map(({ quantity, arithmetic, result }) => [quantity, arithmetic, result])).toEqual([
      ['share.good', '0 of none', null],
      ['share.worse', '0 of none', null],
      ['attainment', '0 of none', null],
    ]);
  });
});

describe('main pollution items of five sections or more [code]', () => {
  const section = (values: Record<string, number>) =>
    sectionClass({ waterBody: 'river', values }, GB3838_2002, WATER_METHODS['2011']);
  const sections = [
    section({ tp: 0.3, codmn: 7, do: 4, cod: 25, tn: 9 }),
    section({ tp: 0.3, codmn: 7, cod: 25 }),
    section({ tp: 0.21, cod: 15 }),
    section({ tp: 0.2, do: 8 }),
    section({ tp: 0.1 }),
    section({ tn: 9 }), // total nitrogen takes no part: no class, not in the denominator
  ];

  it('are those beyond class III in most sections, the first three, ties in the order of the table', () => {
    expect(areaMainItems(sections, ASSESSMENT_2011)).toEqual([
      { item: 'tp', sections: 3, share: 60 },
      { item: 'codmn', sections: 2, share: 40 },
      { item: 'cod', sections: 2, share: 40 },
    ]);
    expect(areaMainItems(sections.toReversed(), ASSESSMENT_2011)).toEqual(
      areaMainItems(sections, ASSESSMENT_2011),
    );
    expect(areaMainItems([], ASSESSMENT_2011)).toEqual([]);
  });

  it('show how often each is beyond class III', () => {
    const trace = new Derivation();
    areaMainItems(sections, ASSESSMENT_2011, trace);
    expect(trace.steps).toMatchObject([
      {
        quantity: 'main-items',
        inputs: { tp: 3, codmn: 2, cod: 2, do: 1 },
        arithmetic: 'the share of 5 sections in which each is beyond class III; at most 3',
        result: 'tp, codmn, cod',
      },
    ]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roundHalfEven } from '../../src/exact/round.ts';
import {
  ASSESSMENT_2011,
  cityWaterIndex,
  GB3838_2002,
  lakeClass,
  meanOf,
  riverClass,
  WATER_METHODS,
  type WaterStandards,
} from '../../src/water/index.ts';

const by: WaterStandards = {
  edition: GB3838_2002,
  assessment: ASSESSMENT_2011,
  method: WATER_METHODS['2011'],
};

/** Sums of the readings of COD of sections, in thousandths of mg/L, and how many readings each has. */
interface Sections {
  readonly sums: readonly number[];
  readonly count: number;
}

/** Half to even of n / d to a number of decimals, in whole numbers. */
function rounded(n: bigint, d: bigint, digits: number): number {
  const scaled = n * 10n ** BigInt(digits);
  const [floor, rest] = [scaled / d, (scaled % d) * 2n];
  const up = rest > d || (rest === d && floor % 2n === 1n);
  return Number(`${up ? floor + 1n : floor}e-${digits}`);
}

/** The exact mean of the means of sections, n / d, in mg/L. */
const exactMean = ({ sums, count }: Sections): readonly [n: bigint, d: bigint] => [
  sums.reduce((total, each) => total + BigInt(each), 0n),
  BigInt(sums.length) * BigInt(count) * 1000n,
];

const meansOf = ({ sums, count }: Sections): number[] =>
  sums.map((sum) => {
    const each = Math.floor(sum / count);
    const readings = Array.from({ length: count }, (_, at) => (at === 0 ? sum - each * (count - 1) : each));
    const mean = meanOf(
      'cod',
      readings.map((reading) => reading / 1000),
    );
    return mean as number;
  });

/** Shares of a whole, which is reached exactly. */
const split = (whole: number, parts: readonly number[]): number[] => {
  const sums: number[] = [];
  for (const part of parts) sums.push(Math.floor((whole - sums.reduce((a, b) => a + b, 0)) * part));
  return [...sums, whole - sums.reduce((a, b) => a + b, 0)];
};

/** Sections whose mean is a limit of COD or a tie of its digits, or a thousandth of a reading beside it. */
const sections = (most: number) =>
  fc
    .record({
      mean: fc.constantFrom(20_000, 30_000, 40_000, 20_050, 30_050, 25_500),
      count: fc.constantFrom(3, 6, 7, 9, 11, 13),
      parts: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: most - 1 }),
      off: fc.constantFrom(0, 0, 0, 0, -1, 1),
    })
    .map(
      ({ mean, count, parts, off }): Sections => ({
        sums: split(mean * count * (parts.length + 1) + off, parts),
        count,
      }),
    );

const LIMITS = [15n, 15n, 20n, 30n, 40n];
const CLASSES = ['I', 'II', 'III', 'IV', 'V', 'worse-than-V'] as const;
/** Class I and II have one limit; the better class is taken. */
const classOf = (n: bigint, d: bigint) => CLASSES[LIMITS.filter((limit) => n > limit * d).length];

describe('a figure over sections is that of their exact means (issue 20, no. 32)', () => {
  it('of four sections of a river: 29.999999999999996 was not 30', () => {
    const means = meansOf({ sums: [19_274, 55_228, 149_248, 136_250], count: 3 });
    expect(meanOf('cod', means)).toBe(30);
  });

  it('in every number of digits, and against every limit', () => {
    fc.assert(
      fc.property(sections(4), fc.integer({ min: 0, max: 4 }), (own, digits) => {
        const [n, d] = exactMean(own);
        const means = meansOf(own);
        expect(roundHalfEven(meanOf('cod', means) as number, digits)).toBe(rounded(n, d, digits));
        const inputs = means.map((cod) => ({ waterBody: 'river' as const, values: { cod } }));
        expect(riverClass(inputs, by)).toMatchObject({ basis: 'mean', class: classOf(n, d) });
      }),
      { numRuns: 2_000 },
    );
  });

  it('of the points of a lake', () => {
    fc.assert(
      fc.property(sections(30), (own) => {
        const points = meansOf(own).map((cod) => [{ cod }]);
        expect(lakeClass({ points }, by).section.class).toBe(classOf(...exactMean(own)));
      }),
      { numRuns: 1_000 },
    );
  });

  it('of the water quality index of a city, which is ranked by four digits', () => {
    fc.assert(
      fc.property(sections(30), (own) => {
        const [n, d] = exactMean(own);
        const rivers = meansOf(own).map((cod) => ({ cod }));
        const { index } = cityWaterIndex({ rivers, lakes: [] }, ['cod'], GB3838_2002);
        expect(roundHalfEven(index as number, 4)).toBe(rounded(n, d * 20n, 4));
        expect((index as number) > 1).toBe(n > 20n * d);
      }),
      { numRuns: 1_000 },
    );
  });
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Column, HJ633_2012, HJ633_2026, type Maybe, missing, subIndex } from '../../src/index.ts';
import { runs, seed } from '../seed.ts';
import { GOLDEN_ABOVE, GOLDEN_SUB_INDICES } from './golden/rules.ts';
import { type BreakpointYear, GOLDEN_COLUMNS, goldenColumn } from './golden/tables.ts';
import { literalSubIndex } from './literal/sub-index.ts';

const EDITIONS = [
  [2012, HJ633_2012],
  [2026, HJ633_2026],
] as const;

const orNone = (index: number | null): Maybe<number> => index ?? missing('beyond-scale');
const editionOf = (year: BreakpointYear) => (year === 2012 ? HJ633_2012 : HJ633_2026);
const isCo = (column: Column): boolean => column.startsWith('co.');
/** The smallest step of a concentration as the edition prints it. */
const stepOf = (column: Column): number => (isCo(column) ? 0.1 : 1);
const lastOf = (column: Column, year: BreakpointYear): number =>
  Math.max(...goldenColumn(column, year).map(({ concentration = 0 }) => concentration));

for (const [year, edition] of EDITIONS) {
  describe(`${edition.id}, breakpoints`, () => {
    const cells = GOLDEN_COLUMNS.flatMap((column) =>
      goldenColumn(column, year).map(({ index, concentration }) => [column, index, concentration] as const),
    );

    it.each(cells)('%s, row %d: %s is the cell', (column, index, concentration) => {
      const at = [0, 50, 100, 150, 200, 300, 400, 500].indexOf(index);
      expect(edition.table[column][at]).toBe(concentration ?? null);
    });

    const printed = cells.flatMap(([column, index, at]) => (at === undefined ? [] : [{ column, index, at }]));

    it.each(printed)(
      '$column at $at is $index, just below less, just above more',
      ({ column, index, at }) => {
        const step = stepOf(column);
        const [below, above] = [(at - step).toFixed(1), (at + step).toFixed(1)];
        expect(subIndex(at, column, edition)).toBe(index);
        expect(subIndex(Number(above), column, edition)).toEqual(
          orNone(literalSubIndex(above, column, year)),
        );
        if (at === 0) return;
        const under = subIndex(Number(below), column, edition);
        expect(under).toBe(literalSubIndex(below, column, year));
        expect(under).toBeLessThanOrEqual(index);
      },
    );

    it.each(printed)('$column a thousandth beside $at goes by the rule of rounding', ({ column, at }) => {
      for (const text of [(at - 0.001).toFixed(3), (at + 0.001).toFixed(3)])
        if (!text.startsWith('-'))
          expect(subIndex(Number(text), column, edition)).toEqual(
            orNone(literalSubIndex(text, column, year)),
          );
    });

    it.each(GOLDEN_COLUMNS)('%s above its last breakpoint', (column) => {
      const ends: Readonly<Record<string, number | null>> = GOLDEN_ABOVE[year];
      const expected = column in ends ? orNone(ends[column] ?? null) : 500;
      for (const beyond of [stepOf(column), 1, 1000, 1e6])
        expect(subIndex(lastOf(column, year) + beyond, column, edition)).toEqual(expected);
    });

    it.each(GOLDEN_COLUMNS)(
      '%s agrees with the literal formula in every step of its whole range',
      (column) => {
        // Quarters of the printed step: the halves go to the even neighbour under 2026.
        const [scale, digits] = isCo(column) ? [40, 3] : [4, 2];
        const differ: string[] = [];
        for (let i = 0; i <= (lastOf(column, year) + 3) * scale; i += 1) {
          const text = (i / scale).toFixed(digits);
          const index = subIndex(Number(text), column, edition);
          if ((typeof index === 'number' ? index : null) !== literalSubIndex(text, column, year))
            differ.push(text);
        }
        expect(differ).toEqual([]);
      },
    );
  });
}

describe('printed vectors', () => {
  it.each(GOLDEN_SUB_INDICES)('%s %d is %s (2012) and %s (2026)', (column, c, of2012, of2026) => {
    expect(subIndex(c, column, HJ633_2012)).toEqual(orNone(of2012));
    expect(subIndex(c, column, HJ633_2026)).toEqual(orNone(of2026));
  });
});

/** Decimal text of a concentration with up to `digits` decimals. */
const decimal = (upTo: number, digits: number): fc.Arbitrary<string> =>
  fc
    .tuple(fc.integer({ min: 0, max: upTo }), fc.nat(10 ** digits - 1), fc.nat(digits))
    .map(([whole, part, keep]) => `${whole}.${String(part).padStart(digits, '0').slice(0, keep)}0`);

describe(`sub-index at random, seed ${seed}`, () => {
  const inputs = fc
    .tuple(fc.constantFrom(...GOLDEN_COLUMNS), fc.constantFrom(2012 as const, 2026 as const))
    .chain(([column, year]) =>
      fc.tuple(fc.constant(column), fc.constant(year), decimal(lastOf(column, year) * 1.2, 9)),
    );

  it('is the literal formula, whatever decimals a concentration has', () => {
    fc.assert(
      fc.property(inputs, ([column, year, text]) => {
        expect(subIndex(Number(text), column, editionOf(year))).toEqual(
          orNone(literalSubIndex(text, column, year)),
        );
      }),
      runs(3000),
    );
  });

  it('never falls when the concentration rises', () => {
    const pairs = inputs.chain(([column, year, text]) =>
      fc.tuple(
        fc.constant({ column, year, low: Number(text) }),
        fc.double({ min: 0, max: 500, noNaN: true }),
      ),
    );
    fc.assert(
      fc.property(pairs, ([{ column, year, low }, more]) => {
        const [a, b] = [low, low + more].map((c) => subIndex(c, column, editionOf(year)));
        if (typeof a === 'number' && typeof b === 'number') expect(b).toBeGreaterThanOrEqual(a);
        // Beyond the scale there is no way back to a number.
        if (typeof a !== 'number') expect(b).toEqual(a);
      }),
      runs(3000),
    );
  });
});

it.each([-0.001, Number.NaN, Infinity, -Infinity])('refuses %d', (c) => {
  expect(() => subIndex(c, 'co.1h', HJ633_2026)).toThrow(RangeError);
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GB3838_2002, itemClass, rankOf, WATER_ITEMS, type WaterClass } from '../../src/water/index.ts';
import { runs, seed } from '../seed.ts';
import { table1 } from './golden/table.ts';
import { billionths, decimal, literalClass } from './literal/class.ts';

const rows = table1().flatMap((row) => row.bodies.map((body) => ({ row, body })));
const limitsOf = (cell: string): string[] => cell.split('-');
const cells = rows.flatMap(({ row, body }) =>
  row.cells.flatMap((cell, at) => limitsOf(cell).map((limit) => ({ row, body, at, limit }))),
);

describe('GB 3838-2002 table 1', () => {
  it('is in force from 2002-06-01, without an end', () => {
    expect(GB3838_2002).toMatchObject({ id: 'GB 3838-2002', from: '2002-06-01' });
    expect(GB3838_2002).not.toHaveProperty('until');
  });

  it('has a rule for every row but water temperature, and names its clause', () => {
    for (const { row, body } of rows) {
      expect(GB3838_2002.rules[body][row.item]?.clause).toBe(row.clause);
    }
    const limited = new Set(rows.map(({ row }) => row.item));
    expect(WATER_ITEMS.filter((item) => !limited.has(item))).toEqual(['water_temperature']);
    expect(cells).toHaveLength(2 * 22 * 5 + 2 * 5 + 2 * 5); // 23 rows for each body, pH with two ends
  });

  it.each(cells)('$body $row.item column $at: $limit at, below, above', ({ row, body, limit }) => {
    const units = billionths(limit);
    for (const value of [units, units - 1n, units + 1n]) {
      expect(itemClass(row.item, Number(decimal(value)), body, GB3838_2002), decimal(value)).toBe(
        literalClass(row, value),
      );
    }
  });

  it('meets a limit exactly on it: the best class of the columns that print it', () => {
    for (const { row, body, limit } of cells) {
      const first = row.cells.findIndex((cell) => limitsOf(cell).includes(limit));
      const found = itemClass(row.item, Number(limit), body, GB3838_2002);
      expect(rankOf(found as WaterClass)).toBe(first + 1);
    }
  });

  it(`agrees with the literal reading over whole ranges, and never betters a worse value (seed ${seed})`, () => {
    const value = fc.bigInt({ min: 0n, max: 100_000n * 1_000_000_000n });
    const small = fc.bigInt({ min: 0n, max: 20n * 1_000_000_000n });
    fc.assert(
      fc.property(fc.constantFrom(...rows), fc.oneof(value, small), small, ({ row, body }, a, more) => {
        const of = (units: bigint) => itemClass(row.item, Number(decimal(units)), body, GB3838_2002);
        expect(of(a)).toBe(literalClass(row, a));
        if (row.rule === 'range') return;
        const steps = rankOf(of(a + more) as WaterClass) - rankOf(of(a) as WaterClass);
        expect(row.rule === 'most' ? steps : -steps).toBeGreaterThanOrEqual(0);
      }),
      runs(3000),
    );
  });

  it('refuses what is no concentration', () => {
    const tp = (value: number) => () => itemClass('tp', value, 'river', GB3838_2002);
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, -0.001]) expect(tp(value)).toThrow(RangeError);
    expect(itemClass('water_temperature', -1, 'river', GB3838_2002)).toEqual({ missing: 'not-applicable' });
    expect(() => itemClass('water_temperature', Number.NaN, 'river', GB3838_2002)).toThrow(RangeError);
  });
});

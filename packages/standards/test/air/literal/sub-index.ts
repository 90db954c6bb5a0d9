import type { Column } from '../../../src/air/index.ts';
import {
  atMost,
  type Fraction,
  fraction,
  halfEven,
  minus,
  over,
  plus,
  times,
  whole,
} from '../../water/literal/fraction.ts';
import { GOLDEN_ABOVE } from '../golden/rules.ts';
import { type BreakpointYear, goldenColumn } from '../golden/tables.ts';

/** The formula as it is written, with fractions, over the golden table. Shares nothing with the code under test. */
interface Row {
  readonly index: Fraction;
  readonly concentration: Fraction;
}

const tables = new Map<string, readonly Row[]>();
function rowsOf(column: Column, year: BreakpointYear): readonly Row[] {
  const key = `${column} ${year}`;
  const rows =
    tables.get(key) ??
    goldenColumn(column, year).flatMap(({ index, concentration }) =>
      concentration === undefined ? [] : [{ index: whole(index), concentration: whole(concentration) }],
    );
  tables.set(key, rows);
  return rows;
}

const up = ({ n, d }: Fraction): number => Number(n / d + (n % d === 0n ? 0n : 1n));

const rounded = (text: string, column: Column, year: BreakpointYear): Fraction =>
  year === 2012
    ? fraction(text)
    : fraction(String(halfEven(fraction(text), column === 'co.day' || column === 'co.1h' ? 1 : 0)));

/** The sub-index of a concentration in decimal text; null where the edition gives none. */
export function literalSubIndex(text: string, column: Column, year: BreakpointYear): number | null {
  const c = rounded(text, column, year);
  const rows = rowsOf(column, year);
  for (const [at, high] of rows.entries()) {
    const low = rows[at - 1];
    if (!low || !atMost(c, high.concentration)) continue;
    const slope = over(minus(high.index, low.index), minus(high.concentration, low.concentration));
    return up(plus(times(slope, minus(c, low.concentration)), low.index));
  }
  const above: Readonly<Record<string, number | null>> = GOLDEN_ABOVE[year];
  return column in above ? (above[column] ?? null) : 500;
}

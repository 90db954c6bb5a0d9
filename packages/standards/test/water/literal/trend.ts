import { goldenRows } from '../golden/csv.ts';
import { atMost, type Fraction, fraction, minus, over, times, total, whole } from './fraction.ts';

const ZERO = whole(0);

/** Mean rank by sorting: equal values share the mean of their places. */
function ranks(values: readonly number[]): Fraction[] {
  const sorted = [...values].sort((a, b) => a - b);
  return values.map((value) => {
    const places = sorted.flatMap((other, at) => (other === value ? [whole(at + 1)] : []));
    return over(total(places), whole(places.length));
  });
}

/** The printed formula, for values of which no two are equal: 1 - 6 Σd² / (N³ - N). */
export function literalCoefficient(values: readonly number[]): Fraction {
  const n = whole(values.length);
  const squares = ranks(values).map((rank, at) => {
    const d = minus(rank, whole(at + 1));
    return times(d, d);
  });
  const denominator = minus(times(n, times(n, n)), n);
  return minus(whole(1), over(times(whole(6), total(squares)), denominator));
}

function deviations(values: readonly Fraction[]): Fraction[] {
  const mean = over(total(values), whole(values.length));
  return values.map((value) => minus(value, mean));
}

/** Spearman's coefficient by its definition, the correlation of the ranks: its sign, and its square. */
export function literalCorrelation(values: readonly number[]): { sign: number; square: Fraction } {
  const [x, y] = [deviations(values.map((_, at) => whole(at + 1))), deviations(ranks(values))];
  const sum = (a: readonly Fraction[], b: readonly Fraction[]) =>
    total(a.map((one, at) => times(one, b[at] ?? ZERO)));
  const [together, own] = [sum(x, y), times(sum(x, x), sum(y, y))];
  if (own.n === 0n) return { sign: 0, square: ZERO };
  return { sign: together.n < 0n ? -1 : 1, square: over(times(together, together), own) };
}

export function literalTrend(values: readonly number[]): string {
  const row = goldenRows('spearman.csv').findLast(([n]) => Number(n) <= values.length);
  const critical = fraction(`0${row?.[1]}`);
  const { sign, square } = literalCorrelation(values);
  if (atMost(square, times(critical, critical))) return 'none';
  return sign > 0 ? 'rising' : 'falling';
}

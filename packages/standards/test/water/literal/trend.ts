import { goldenRows } from '../golden/csv.ts';
import { atMost, type Fraction, fraction, minus, over, times, total, whole } from './fraction.ts';

/** Mean rank by sorting: equal values share the mean of their places. */
function ranks(values: readonly number[]): Fraction[] {
  const sorted = [...values].sort((a, b) => a - b);
  return values.map((value) => {
    const places = sorted.flatMap((other, at) => (other === value ? [whole(at + 1)] : []));
    return over(total(places), whole(places.length));
  });
}

export function literalCoefficient(values: readonly number[]): Fraction {
  const n = whole(values.length);
  const squares = ranks(values).map((rank, at) => {
    const d = minus(rank, whole(at + 1));
    return times(d, d);
  });
  const denominator = minus(times(n, times(n, n)), n);
  return minus(whole(1), over(times(whole(6), total(squares)), denominator));
}

export function literalTrend(values: readonly number[]): string {
  const row = goldenRows('spearman.csv').findLast(([n]) => Number(n) <= values.length);
  const critical = fraction(`0${row?.[1]}`);
  const r = literalCoefficient(values);
  if (!atMost(r, critical)) return 'rising';
  return atMost(minus(whole(0), critical), r) ? 'none' : 'falling';
}

import { atMost, type Fraction, fraction, halfEven, minus, over, times, whole } from './fraction.ts';

const HUNDRED = fraction('100');
const GOOD = ['I', 'II', 'III'];

const percent = (part: number, of: number): Fraction => times(HUNDRED, over(whole(part), whole(of)));
const countOf = (classes: readonly string[], these: readonly string[]): number =>
  classes.filter((of) => these.includes(of)).length;

/** Shares of I to III and worse than V, and the level: the table of the method read row by row. */
export function literalArea(classes: readonly string[]): { good: number; worse: number; level: string } {
  const good = percent(countOf(classes, GOOD), classes.length);
  const worse = percent(countOf(classes, ['worse-than-V']), classes.length);
  const below = (a: Fraction, text: string) => !atMost(fraction(text), a);
  let level = '重度污染';
  if (!below(good, '90')) level = '优';
  else if (!below(good, '75')) level = '良好';
  else if (below(worse, '20')) level = '轻度污染';
  else if (below(worse, '40')) level = '中度污染';
  return { good: halfEven(good, 1), worse: halfEven(worse, 1), level };
}

/** ΔG - ΔD in words, over sections that stand at the same place in both lists. */
export function literalChange(before: readonly string[], after: readonly string[]): string {
  const share = (classes: readonly string[], these: string[]) =>
    percent(countOf(classes, these), classes.length);
  const good = minus(share(after, GOOD), share(before, GOOD));
  const worse = minus(share(after, ['worse-than-V']), share(before, ['worse-than-V']));
  const score = minus(good, worse);
  const size = score.n < 0n ? minus(fraction('0'), score) : score;
  if (atMost(size, fraction('10'))) return '无明显变化';
  const degree = atMost(size, fraction('20')) ? '有所' : '明显';
  return `${degree}${score.n > 0n ? '好转' : '变差'}`;
}

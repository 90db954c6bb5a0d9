import { itemMeans, itemSumsOf, periodOfMonths, periodStandards, windowOf } from '@lanbi/evaluation';
import { civilDate, type WaterMeasurand } from '@lanbi/standards';
import { sharedData } from '@lanbi/testkit/data/shared-data';
import { expect, it } from 'vitest';
import { hebeiWeeks } from '../support/published-hebei.ts';

const JULY = windowOf('month', civilDate('2026-07-01'));
const AUGUST = windowOf('month', civilDate('2026-08-01'));
const QUARTER = windowOf('quarter', civilDate('2026-07-01'));
const ITEMS: readonly WaterMeasurand[] = ['do', 'codmn', 'nh3n', 'tp', 'tn'];

/** A fraction of the test's own: nothing of what is tested computes with it. */
type Fraction = readonly [n: bigint, d: bigint];
const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));
const plus = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * d + c * b, b * d];

/** A published decimal of at most eight places. */
const fractionOf = (value: number): Fraction => [BigInt(value.toFixed(8).replace('.', '')), 100_000_000n];

function mean(fractions: readonly Fraction[]): Fraction {
  const [n, d] = fractions.reduce(plus, [0n, 1n]);
  const common = gcd(n, d * BigInt(fractions.length));
  return [n / common, (d * BigInt(fractions.length)) / common];
}

/** The published values of an item by section, of July and of August. */
function publishedValues(item: WaterMeasurand) {
  const rows = hebeiWeeks().flatMap(({ section, ts, values: { [item]: value } }) =>
    value === undefined ? [] : [{ section, isJuly: ts < '2026-08-01', value }],
  );
  return [...Map.groupBy(rows, ({ section }) => section).values()].map((own) => ({
    july: own.filter(({ isJuly }) => isJuly).map(({ value }) => value),
    august: own.filter(({ isJuly }) => !isJuly).map(({ value }) => value),
  }));
}

const monthOf = (window: typeof JULY, item: WaterMeasurand, values: readonly number[]) => {
  const sums = itemSumsOf(values.map((value) => [item, value] as const));
  return { window, expected: values.length, covered: values.length, values: itemMeans(sums), sums };
};

const ofPublished = it.skipIf(sharedData === undefined);
ofPublished.each(ITEMS)('the mean of two months of %s is rounded once, of every section of Hebei', (item) => {
  const by = periodStandards('quarter', QUARTER);
  const found: unknown[] = [];
  const exact: unknown[] = [];
  for (const { july, august } of publishedValues(item)) {
    if (july.length === 0 || august.length === 0) continue;
    const months = [monthOf(JULY, item, july), monthOf(AUGUST, item, august)];
    found.push(periodOfMonths({ waterBody: 'river' }, 'quarter', months, by, { expected: 1 }).values[item]);
    const [n, d] = mean([mean(july.map(fractionOf)), mean(august.map(fractionOf))]);
    // Both parts are safe integers: their quotient is rounded once.
    expect(n <= Number.MAX_SAFE_INTEGER && d <= Number.MAX_SAFE_INTEGER).toBe(true);
    exact.push(Number(n) / Number(d));
  }
  expect(found.length).toBeGreaterThanOrEqual(40);
  expect(found).toEqual(exact);
});

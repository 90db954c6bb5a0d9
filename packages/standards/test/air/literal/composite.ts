import type { AirPollutant } from '../../../src/air/index.ts';
import {
  atMost,
  type Fraction,
  fraction,
  halfEven,
  over,
  total,
  whole,
} from '../../water/literal/fraction.ts';

/** Decimals of the concentrations and the terms; null where they are not rounded. */
export interface LiteralRounding {
  readonly concentration: { readonly co: number; readonly others: number } | null;
  readonly term: number | null;
}

const rounded = (value: Fraction, digits: number | null): Fraction =>
  digits === null ? value : fraction(String(halfEven(value, digits)));

/** I_sum = Σ C/S with I_max and who has it, in fractions. */
export function literalComposite(
  values: Readonly<Record<AirPollutant, string>>,
  divisors: Readonly<Record<AirPollutant, number>>,
  { concentration, term }: LiteralRounding,
) {
  const names = Object.keys(values) as AirPollutant[];
  const terms = names.map((name) => {
    const digits = concentration && (name === 'co' ? concentration.co : concentration.others);
    return {
      name,
      value: rounded(over(rounded(fraction(values[name]), digits), whole(divisors[name])), term),
    };
  });
  const max = terms.reduce((a, b) => (atMost(b.value, a.value) ? a : b)).value;
  return {
    index: halfEven(total(terms.map(({ value }) => value)), 2),
    terms: Object.fromEntries(terms.map(({ name, value }) => [name, halfEven(value, 2)])),
    max: halfEven(max, 2),
    primary: terms.filter(({ value }) => atMost(max, value)).map(({ name }) => name),
  };
}

/** 1 + how many stand before it. */
export const literalRank = (figures: readonly number[], figure: number): number =>
  1 + figures.filter((other) => other < figure).length;

/** (now - before) / before × 100, one decimal. */
export function literalChange(now: string, before: string): number {
  const [n, b] = [fraction(now), fraction(before)];
  const difference: Fraction = { n: (n.n * b.d - b.n * n.d) * 100n, d: n.d * b.d };
  return halfEven(over(difference, b), 1);
}

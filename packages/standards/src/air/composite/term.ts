import { compare, divide, exactly, type Rational } from '../../exact/rational.ts';
import { divideHalfEven, roundHalfEven, roundRational, scaledInteger } from '../../exact/round.ts';
import { halfEven, type Trace } from '../../figure/derivation.ts';
import { isMissing, type Maybe, missing } from '../../figure/missing.ts';
import type { Gb3095Edition } from '../gb3095/edition.ts';
import { limitOf } from '../gb3095/limit.ts';
import { type AirPollutant, concentration } from '../pollutant.ts';
import type { CompositeInput } from './input.ts';
import type { CompositeMethod, CompositeRow } from './method.ts';
import type { CompositeRounding } from './rounding.ts';

/** A term before its weight: rounded it is a number, else the exact quotient. */
export type Quotient = number | Rational;

export const asRational = (quotient: Quotient): Rational =>
  typeof quotient === 'number' ? exactly(quotient) : quotient;

/** How the terms of one index are made. */
export interface TermRules {
  readonly edition: Gb3095Edition;
  readonly method: CompositeMethod;
  readonly rounding: CompositeRounding;
  readonly trace?: Trace | undefined;
}

/** c / limit to `digits` decimals: in integers where both have few decimals, else as a fraction. */
function roundedQuotient(c: number, limit: number, digits: 2): number {
  const scaled = scaledInteger(c, 4);
  const power = 10 ** digits;
  if (scaled !== undefined && scaled < 1e13 && Number.isInteger(limit))
    return divideHalfEven(scaled * power, limit * 10_000) / power;
  return roundRational(divide(exactly(c), exactly(limit)), digits);
}

/** A concentration as it comes: a decimal, and the exact value where that is none. */
interface Received {
  readonly received: number;
  readonly exact: Rational | undefined;
}

function quotientOf(
  pollutant: AirPollutant,
  { received, exact }: Received,
  row: CompositeRow,
  { edition, rounding, trace }: TermRules,
): Quotient {
  const { grade2: limit, clause } = limitOf(edition, pollutant, row.by);
  const digits = rounding.concentration?.[pollutant === 'co' ? 'co' : 'others'];
  const c = digits === undefined ? concentration(received) : roundHalfEven(concentration(received), digits);
  const quotient =
    rounding.term === undefined
      ? divide(exact ?? exactly(c), exactly(limit))
      : roundedQuotient(c, limit, rounding.term);
  trace?.step({
    quantity: `term.${pollutant}`,
    edition: edition.id,
    clause: `${clause}, grade 2, ${row.by}`,
    inputs: { received, concentration: c, limit },
    arithmetic: `${c} / ${limit}`,
    rounding: rounding.term === undefined ? `shown ${halfEven(2)}; ${rounding.clause}` : rounding.clause,
    result: shown(quotient),
  });
  return quotient;
}

/** A quotient with two decimals. */
export const shown = (quotient: Quotient): number =>
  typeof quotient === 'number' ? quotient : roundRational(quotient, 2);

/** Negative, zero or positive, as a is below, equal to or above b. */
export const compareQuotients = (a: Quotient, b: Quotient): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : compare(asRational(a), asRational(b));

/** A reason over a number, the larger number. */
function larger(a: Maybe<Quotient>, b: Maybe<Quotient>): Maybe<Quotient> {
  if (isMissing(a) || isMissing(b)) return isMissing(a) ? a : b;
  return compareQuotients(b, a) > 0 ? b : a;
}

/**
 * The term of a pollutant: the largest of the quotients that the method asks for, or why there is none.
 * @throws RangeError when a concentration is negative or not finite.
 */
export function termOf(pollutant: AirPollutant, input: CompositeInput, rules: TermRules): Maybe<Quotient> {
  const [first, second] = rules.method.rows[pollutant];
  const term = quotientFor(pollutant, input, first, rules);
  return second ? larger(term, quotientFor(pollutant, input, second, rules)) : term;
}

function quotientFor(
  pollutant: AirPollutant,
  input: CompositeInput,
  row: CompositeRow,
  rules: TermRules,
): Maybe<Quotient> {
  const of = row.of === 'value' ? 'values' : 'percentiles';
  const value = input[of]?.[pollutant];
  if (value === undefined) return missing('incomplete');
  if (isMissing(value)) return value;
  return quotientOf(pollutant, { received: value, exact: input.exact?.[of][pollutant] }, row, rules);
}

import type { EditionStage } from '../../editions/edition.ts';
import { exactly, multiply, sum } from '../../exact/rational.ts';
import { roundRational } from '../../exact/round.ts';
import { halfEven, type Trace } from '../../figure/derivation.ts';
import { isMissing, type Maybe, missing, numberOrReason } from '../../figure/missing.ts';
import type { Gb3095Edition } from '../gb3095/edition.ts';
import { AIR_POLLUTANTS, type AirPollutant, eachPollutant } from '../pollutant.ts';
import type { CompositeInput } from './input.ts';
import { COMPOSITE_METHODS, type CompositeMethod } from './method.ts';
import { COMPOSITE_ROUNDINGS, type CompositeRounding } from './rounding.ts';
import { asRational, compareQuotients, type Quotient, shown, termOf } from './term.ts';
import { COMPOSITE_WEIGHTS, type CompositeWeights } from './weights.ts';

export interface CompositeOptions {
  /** Default `ranking`. */
  readonly method?: CompositeMethod['id'] | undefined;
  /** Default `round-each`. */
  readonly rounding?: CompositeRounding['id'] | undefined;
  /** Default `equal`. */
  readonly weights?: CompositeWeights['id'] | undefined;
}

export interface CompositeIndex {
  readonly edition: string;
  readonly stage?: EditionStage;
  readonly method: CompositeMethod['id'];
  readonly rounding: CompositeRounding['id'];
  readonly weights: CompositeWeights['id'];
  /** Two decimals, or why there is none: all six are needed. */
  readonly index: Maybe<number>;
  /** C / S of each pollutant before its weight, two decimals. */
  readonly terms: Readonly<Record<AirPollutant, Maybe<number>>>;
  /** The largest term. */
  readonly max: Maybe<number>;
  /** Those with the largest term, in table order; none without an index. */
  readonly primary: readonly AirPollutant[];
}

type Quotients = Readonly<Record<AirPollutant, Quotient>>;

const isComplete = (terms: Readonly<Record<AirPollutant, Maybe<Quotient>>>): terms is Quotients =>
  AIR_POLLUTANTS.every((pollutant) => !isMissing(terms[pollutant]));

/** Up to here the hundredths of six weighted terms are integers that a double holds. */
const SAFE_TERM = 1e11;

/** The sum of the weighted terms, two decimals: in hundredths where the terms are rounded to them. */
function total(terms: Quotients, { of }: CompositeWeights): number {
  let hundredths = 0;
  for (const pollutant of AIR_POLLUTANTS) {
    const term = terms[pollutant];
    if (typeof term !== 'number' || term > SAFE_TERM) return exactTotal(terms, of);
    hundredths += Math.round(term * 100) * of[pollutant];
  }
  return hundredths / 100;
}

function exactTotal(terms: Quotients, of: CompositeWeights['of']): number {
  const parts = AIR_POLLUTANTS.map((pollutant) =>
    multiply(asRational(terms[pollutant]), exactly(of[pollutant])),
  );
  return roundRational(sum(parts), 2);
}

function largestOf(terms: Quotients): Quotient {
  let largest: Quotient = 0;
  for (const pollutant of AIR_POLLUTANTS)
    if (compareQuotients(terms[pollutant], largest) > 0) largest = terms[pollutant];
  return largest;
}

function summed(
  terms: Quotients,
  weights: CompositeWeights,
): Pick<CompositeIndex, 'index' | 'max' | 'primary'> {
  const max = largestOf(terms);
  const primary = AIR_POLLUTANTS.filter((pollutant) => compareQuotients(terms[pollutant], max) === 0);
  return { index: total(terms, weights), max: shown(max), primary };
}

const NONE = { index: missing('incomplete'), max: missing('incomplete'), primary: [] } as const;

/**
 * The composite index 综合指数: the sum of C / S over the six pollutants, S being grade 2 of the edition.
 * @throws RangeError when a concentration is negative or not finite.
 * @source HJ 663, composite index [2]; limits since 2026-03-01 [D]; HJ 663-2013 annex C [M]; rounding step [D]
 * @example compositeIndex({ values: { so2: 11, no2: 16, pm10: 40, pm2_5: 16, co: 0.6, o3: 139 } }, GB3095_2012).index // 2.63
 */
export function compositeIndex(
  input: CompositeInput,
  edition: Gb3095Edition,
  options: CompositeOptions = {},
  trace?: Trace,
): CompositeIndex {
  const method = COMPOSITE_METHODS[options.method ?? 'ranking'];
  const rounding = COMPOSITE_ROUNDINGS[options.rounding ?? 'round-each'];
  const weights = COMPOSITE_WEIGHTS[options.weights ?? 'equal'];
  const rules = { edition, method, rounding, trace };
  const exact = eachPollutant((pollutant) => termOf(pollutant, input, rules));
  const result: CompositeIndex = {
    edition: edition.id,
    ...(edition.stage && { stage: edition.stage }),
    method: method.id,
    rounding: rounding.id,
    weights: weights.id,
    ...(isComplete(exact) ? summed(exact, weights) : NONE),
    terms: eachPollutant((pollutant) => shownOr(exact[pollutant])),
  };
  if (trace) traceIndex(result, weights, `${rounding.clause}; ${halfEven(2)}`, trace);
  return result;
}

const shownOr = (term: Maybe<Quotient>): Maybe<number> => (isMissing(term) ? term : shown(term));

function traceIndex(
  { terms, index, max, primary, edition }: CompositeIndex,
  weights: CompositeWeights,
  rounding: string,
  trace: Trace,
): void {
  const inputs = eachPollutant((pollutant) => numberOrReason(terms[pollutant]));
  const parts = AIR_POLLUTANTS.map((pollutant) => `${weights.of[pollutant]} × ${inputs[pollutant]}`);
  trace.step({
    quantity: 'composite-index',
    edition,
    clause: `I_sum = Σ w·I; weights ${weights.id} (${weights.clause})`,
    inputs,
    arithmetic: parts.join(' + '),
    rounding,
    result: isMissing(index) ? null : index,
  });
  trace.step({
    quantity: 'composite-index.max',
    edition,
    clause: 'I_max, primary pollutants',
    inputs,
    arithmetic: isMissing(max) ? 'not all six terms are there' : `the largest is ${max}`,
    result: primary.length > 0 ? primary.join(', ') : null,
  });
}

import { divide, exactly, type Rational, sum } from '../exact/rational.ts';
import { roundHalfEven, roundRational } from '../exact/round.ts';
import type { Trace } from '../figure/derivation.ts';
import { isMissing, type Maybe, missing } from '../figure/missing.ts';
import { type Gb3095Edition, type Limit, limitOf } from './gb3095/editions.ts';
import type { AirValues } from './hj633/aqi.ts';
import { AIR_POLLUTANTS, type AirPollutant } from './pollutant.ts';

/** Which limit each concentration is divided by: annual grade 2, day for CO, daily maximum 8 h for O3 [2]. */
const AVERAGING: Readonly<Record<AirPollutant, Limit['averaging']>> = {
  so2: 'year',
  no2: 'year',
  pm10: 'year',
  pm2_5: 'year',
  co: 'day',
  o3: 'max8h',
};

/** `round-each`: concentrations, then each term to 2 decimals, then the sum (fits most published figures). */
export type CompositeRounding = 'round-each' | 'exact';

export interface CompositeIndex {
  readonly edition: string;
  readonly stage?: string;
  readonly method: 'ranking';
  readonly rounding: CompositeRounding;
  /** Two decimals, or why there is none: all six are needed. */
  readonly index: Maybe<number>;
  readonly terms: Readonly<Record<AirPollutant, Maybe<number>>>;
  readonly max: Maybe<number>;
  readonly primary: readonly AirPollutant[];
}

function termOf(concentration: number, limit: number, rounding: CompositeRounding, digits: number): Rational {
  if (rounding === 'exact') return divide(exactly(concentration), exactly(limit));
  const rounded = exactly(roundHalfEven(concentration, digits));
  return exactly(roundRational(divide(rounded, exactly(limit)), 2));
}

/**
 * The composite index 综合指数 by the practice of the ranking: the sum of C/S over the six pollutants.
 * C is the period mean of SO2, NO2, PM10, PM2.5 (µg/m³), the 95th percentile of CO (mg/m³), the 90th of O3 (µg/m³).
 * @throws RangeError when a concentration is negative or not finite.
 * @source HJ 663 (air.md 3) [2]; limits since 2026-03-01 [D]; step of rounding a named option
 */
export function compositeIndex(
  values: AirValues,
  edition: Gb3095Edition,
  rounding: CompositeRounding = 'round-each',
  trace?: Trace,
): CompositeIndex {
  const exact = new Map<AirPollutant, Rational>();
  const terms = {} as Record<AirPollutant, Maybe<number>>;
  for (const pollutant of AIR_POLLUTANTS) {
    const value = values[pollutant];
    terms[pollutant] = isMissing(value) ? value : term(pollutant, value);
  }

  function term(pollutant: AirPollutant, value: number): number {
    if (!(value >= 0 && value < Infinity)) throw new RangeError(`not a concentration: ${pollutant} ${value}`);
    const limit = limitOf(edition, pollutant, AVERAGING[pollutant]).grade2;
    const quotient = termOf(value, limit, rounding, pollutant === 'co' ? 1 : 0);
    exact.set(pollutant, quotient);
    const result = roundRational(quotient, 2);
    trace?.step({
      quantity: `term.${pollutant}`,
      edition: edition.id,
      clause: 'table 1, grade 2; I = C / S',
      inputs: { concentration: value, limit },
      arithmetic: `${value} / ${limit}`,
      result,
    });
    return result;
  }

  const base = {
    edition: edition.id,
    ...(edition.stage && { stage: edition.stage }),
    method: 'ranking',
    rounding,
    terms,
  } as const;
  if (exact.size < AIR_POLLUTANTS.length)
    return { ...base, index: missing('incomplete'), max: missing('incomplete'), primary: [] };
  const index = roundRational(sum([...exact.values()]), 2);
  const max = Math.max(...Object.values(terms).map((value) => (isMissing(value) ? 0 : value)));
  trace?.step({
    quantity: 'composite-index',
    edition: edition.id,
    clause: 'I_sum = Σ I',
    inputs: Object.fromEntries(
      Object.entries(terms).map(([name, value]) => [name, isMissing(value) ? null : value]),
    ),
    arithmetic: Object.values(terms).join(' + '),
    result: index,
  });
  return { ...base, index, max, primary: AIR_POLLUTANTS.filter((pollutant) => terms[pollutant] === max) };
}

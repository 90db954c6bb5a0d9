import type { Trace } from '../../figure/derivation.ts';
import { isMissing, type Maybe, missing } from '../../figure/missing.ts';
import { type AirPollutant, type AirValues, eachPollutant } from '../pollutant.ts';
import type { AqiInputKey, AqiMethod, FurtherInput, Hj633Edition } from './edition.ts';
import { subIndex } from './sub-index.ts';

/** Concentrations in µg/m³, CO mg/m³. */
export interface AqiInput {
  /** One-hour means for an hour; day means for a day, with the ozone daily maximum 8 h as `o3`. */
  readonly values: AirValues;
  /** What the named method asks for beside them. */
  readonly further?: Readonly<Partial<Record<FurtherInput, Maybe<number>>>>;
}

const read = ({ values, further }: AqiInput, key: AqiInputKey): Maybe<number> | undefined =>
  key in values ? values[key as AirPollutant] : further?.[key as FurtherInput];

/** Why a pollutant has no further input: because it is not monitored at all, else because nobody gave it. */
function notGiven(input: AqiInput, pollutant: AirPollutant): Maybe<number> {
  const value = input.values[pollutant];
  return isMissing(value) ? value : missing('no-data');
}

const isBeyond = (index: Maybe<number> | undefined): boolean =>
  isMissing(index) && index.missing === 'beyond-scale';

/** The better known of two: a number over a reason, the larger number, the first reason. */
function larger(a: Maybe<number> | undefined, b: Maybe<number>): Maybe<number> {
  if (a === undefined || (isMissing(a) && !isMissing(b))) return b;
  return isMissing(a) || isMissing(b) || a >= b ? a : b;
}

function indexOf(
  pollutant: AirPollutant,
  input: AqiInput,
  method: AqiMethod,
  edition: Hj633Edition,
  trace?: Trace,
): Maybe<number> {
  let index: Maybe<number> | undefined;
  for (const row of method.rows[pollutant]) {
    if (row.when !== undefined && !isBeyond(index)) continue;
    const value = read(input, row.input);
    if (row.when !== undefined && (value === undefined || isMissing(value))) continue;
    const given = value ?? notGiven(input, pollutant);
    index = larger(index, isMissing(given) ? given : subIndex(given, row.column, edition, trace));
  }
  return index ?? missing('not-applicable');
}

/**
 * The sub-index of each pollutant by a method of the edition: the largest of its inputs.
 * @throws RangeError when a concentration is negative or not finite.
 * @source HJ 633-2012 and HJ 633-2026, inputs and breakpoints [P]
 */
export const subIndices = (
  input: AqiInput,
  method: AqiMethod,
  edition: Hj633Edition,
  trace?: Trace,
): Record<AirPollutant, Maybe<number>> =>
  eachPollutant((pollutant) => indexOf(pollutant, input, method, edition, trace));

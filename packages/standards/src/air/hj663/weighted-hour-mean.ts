import { ExactSum } from '../../exact/exact-sum.ts';
import { add, divide, multiply, type Rational, rational } from '../../exact/rational.ts';
import { carried, type Remainder } from '../../exact/remainder.ts';
import { halfEven, type Trace } from '../../figure/derivation.ts';
import { missing } from '../../figure/missing.ts';
import type { AirItem, Gb3095Edition } from '../gb3095/edition.ts';
import { concentration } from '../pollutant.ts';
import { type AirFigure, CARRIED_DIGITS, noFigure } from './mean.ts';
import { hourRule } from './validity-rule.ts';

const MINUTE = 60;

/** A value and the time of the hour that it stands for. */
export interface HourPart {
  readonly value: number;
  /** Above 0, and a multiple of a millisecond. */
  readonly seconds: number;
}

const NONE = rational(0n);
const MILLISECONDS = 1000;

/** An hourly mean with what rounding it to a millionth left out. */
export interface HourFigure extends AirFigure {
  readonly rest?: Remainder;
}

/** The sum of the values of each length, exactly: there are a few lengths and many values. */
function sumsByLength(parts: readonly HourPart[]): ReadonlyMap<number, ExactSum> {
  const sums = new Map<number, ExactSum>();
  for (const { value, seconds } of parts) {
    const length = Math.round(seconds * MILLISECONDS);
    const sum = sums.get(length) ?? new ExactSum();
    sums.set(length, sum);
    sum.add(concentration(value));
  }
  return sums;
}

/** The mean of values that stand for different lengths of time, each weighted by its own. */
function weightedMean(sums: ReadonlyMap<number, ExactSum>): Rational {
  let [total, time] = [NONE, NONE];
  for (const [length, sum] of sums) {
    const weight = rational(BigInt(length));
    total = add(total, multiply(sum.total(), weight));
    time = add(time, rational(BigInt(length) * BigInt(sum.count)));
  }
  return divide(total, time);
}

/**
 * The hourly mean of a gas or particulate (µg/m³, CO mg/m³) from values that stand for parts of the hour: weighted by
 * time, exact, rounded once. Valid when the covered time is enough; counts are of whole minutes.
 * @param covered seconds of the hour that the values cover together, no time counted twice
 * @throws RangeError when a concentration is negative or not finite.
 * @source GB 3095-2026 clause 3, table 4: 45 minutes of sampling, PM10 and PM2.5 have no such row [P]
 * @example weightedHourMean([{ value: 10, seconds: 2400 }, { value: 40, seconds: 1200 }], 3600, 'so2', GB3095_2012).value // 20
 */
export function weightedHourMean(
  parts: readonly HourPart[],
  covered: number,
  item: AirItem,
  edition: Gb3095Edition,
  trace?: Trace,
): HourFigure {
  if (parts.length === 0) return noFigure(missing('no-data'));
  const { quantity, edition: id, clause, expected, required } = hourRule(item, edition);
  const sums = sumsByLength(parts);
  const observed = Math.floor(covered / MINUTE);
  const enough = required === 1 || covered >= required * MINUTE;
  const { value, rest } = enough
    ? carried(weightedMean(sums))
    : { value: missing('too-few-samples'), rest: undefined };
  const lengths = [...sums].map(([length, { count }]) => `${count} × ${length / MILLISECONDS} s`).join(' + ');
  trace?.step({
    quantity,
    edition: id,
    clause,
    inputs: { values: parts.map((part) => part.value).join(', '), covered, required: required * MINUTE },
    ...(typeof value === 'number'
      ? { arithmetic: `mean weighted by time, ${lengths}`, rounding: halfEven(CARRIED_DIGITS), result: value }
      : { arithmetic: `${covered} of at least ${required * MINUTE} s, ${lengths}`, result: null }),
  });
  const validity = { kind: enough ? 'valid' : 'insufficient', expected, observed } as const;
  return { value, validity, ...(rest && { rest }) };
}

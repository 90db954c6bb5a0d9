import { ExactSum } from '../exact/exact-sum.ts';
import { divide, rational } from '../exact/rational.ts';
import { roundHalfEven } from '../exact/round.ts';
import { isMissing, type Maybe, missing } from '../figure/missing.ts';
import type { WaterMeasurand } from './measurand.ts';
import { countedValue, type Measured, type WaterValues } from './measured.ts';
import { nearest } from './nearest.ts';

/** Beyond ten decimals the logarithm holds noise, which must not carry a mean over a limit [D]. */
const PH_DECIMALS = 10;

function exactMean(values: readonly number[]): number {
  const sum = new ExactSum();
  for (const value of values) sum.add(value);
  return nearest(divide(sum.total(), rational(BigInt(values.length))));
}

/**
 * The mean pH: -lg of the mean of 10^-pH, to ten decimals.
 * @throws RangeError when there is none or one is not finite.
 * @source water.md 3 [code]
 * @example meanPh([6, 8]) // 6.2967086219
 */
export function meanPh(values: readonly number[]): number {
  const lowest = Math.min(...values); // the powers are taken against it, so that equal values give themselves
  const powers = values.reduce((total, ph) => total + 10 ** (lowest - ph), 0);
  return roundHalfEven(lowest - Math.log10(powers / values.length), PH_DECIMALS);
}

/**
 * The mean of readings of one measurand, in their unit: arithmetic and exact, pH by its hydrogen ions.
 * @throws RangeError when one is not finite.
 */
export function meanOf(measurand: WaterMeasurand, values: readonly number[]): Maybe<number> {
  if (values.length === 0) return missing('no-data');
  return measurand === 'ph' ? meanPh(values) : exactMean(values);
}

/** The readings of every measurand that some sample names. */
function gather(samples: readonly WaterValues[]): Map<WaterMeasurand, Measured[]> {
  const all = new Map<WaterMeasurand, Measured[]>();
  for (const sample of samples) {
    for (const [name, measured] of Object.entries(sample)) {
      const measurand = name as WaterMeasurand;
      const readings = all.get(measurand);
      if (readings) readings.push(measured);
      else all.set(measurand, [measured]);
    }
  }
  return all;
}

/** A mean and what it was made of. */
export interface Mean {
  readonly value: Maybe<number>;
  /** Readings that took part. */
  readonly count: number;
}

function meanOfReadings(measurand: WaterMeasurand, readings: readonly Measured[]): Mean {
  const counted = readings.map(countedValue);
  const numbers = counted.filter((value) => typeof value === 'number');
  const reason = counted.find(isMissing);
  const value = numbers.length === 0 && reason ? reason : meanOf(measurand, numbers);
  return { value, count: numbers.length };
}

export type Means = Readonly<Partial<Record<WaterMeasurand, Mean>>>;

/**
 * The mean of each measurand over the samples that have it; missing with the first reason where none has. Results
 * below the detection limit count half of it.
 * @throws RangeError when a value is not finite or a detection limit is not above zero.
 */
export const meansOf = (samples: readonly WaterValues[]): Means =>
  Object.fromEntries([...gather(samples)].map(([name, readings]) => [name, meanOfReadings(name, readings)]));

/** The means as values that can be evaluated. */
export const meanValues = (
  samples: readonly WaterValues[],
): Readonly<Partial<Record<WaterMeasurand, Maybe<number>>>> =>
  Object.fromEntries(Object.entries(meansOf(samples)).map(([name, mean]) => [name, mean.value]));

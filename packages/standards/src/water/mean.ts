import { ExactSum } from '../exact/exact-sum.ts';
import { divide, rational } from '../exact/rational.ts';
import { roundHalfEven } from '../exact/round.ts';
import { halfEven, type Trace } from '../figure/derivation.ts';
import { isMissing, isPresent, type Maybe, missing, sharedReason } from '../figure/missing.ts';
import type { WaterMeasurand } from './measurand.ts';
import { countedValue, type Measured, type WaterValues } from './measured.ts';
import { isReading, nearest, nearestOfMeans } from './nearest.ts';

/** Beyond ten decimals the logarithm holds noise, which must not carry a mean over a limit [D]. */
const PH_DECIMALS = 10;

const largestOf = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, Math.abs(b)), 0);

function exactMean(values: readonly number[]): number {
  const sum = new ExactSum();
  for (const value of values) sum.add(value);
  const mean = divide(sum.total(), rational(BigInt(values.length)));
  return values.every(isReading) ? nearest(mean) : nearestOfMeans(mean, largestOf(values));
}

/**
 * The mean pH: -lg of the mean of 10^-pH, to ten decimals.
 * @throws RangeError when there is none or one is not finite.
 * @source mean pH as -lg(mean of 10^-pH) [code]
 * @example meanPh([6, 8]) // 6.2967086219
 */
export function meanPh(values: readonly number[]): number {
  const odd = values.find((ph) => !Number.isFinite(ph));
  if (odd !== undefined) throw new RangeError(`not a finite number: ph ${odd}`);
  const ascending = values.toSorted((a, b) => a - b); // so that the order of arrival does not touch the sum
  const [lowest = Number.NaN] = ascending; // the powers are taken against it: equal values give themselves
  const powers = ascending.reduceRight((total, ph) => total + 10 ** (lowest - ph), 0);
  return roundHalfEven(lowest - Math.log10(powers / values.length), PH_DECIMALS);
}

/**
 * The mean of readings, or of means of readings, of one measurand, in their unit: arithmetic and exact, pH by its
 * hydrogen ions.
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

export type Means = Readonly<Partial<Record<WaterMeasurand, Mean>>>;

/** Where the steps of means go, and what they are part of. */
export interface MeanTrace {
  /** Id of the edition or rule that asks for the means. */
  readonly edition: string;
  readonly trace: Trace;
}

/** So many readings are written out one by one. */
const WRITTEN_OUT = 12;

function traceMean(
  measurand: WaterMeasurand,
  numbers: readonly number[],
  halved: number,
  result: number,
  { edition, trace }: MeanTrace,
): void {
  const terms = numbers.length > WRITTEN_OUT ? 'the sum of all' : numbers.join(' + ');
  const powers =
    numbers.length > WRITTEN_OUT ? '10^-pH of all' : numbers.map((ph) => `10^-${ph}`).join(' + ');
  trace.step({
    quantity: `mean.${measurand}`,
    edition,
    clause: measurand === 'ph' ? 'mean pH, by hydrogen ions' : 'mean; below the detection limit half of it',
    inputs: { count: numbers.length, belowDetection: halved },
    arithmetic:
      measurand === 'ph' ? `-lg((${powers}) / ${numbers.length})` : `(${terms}) / ${numbers.length}`,
    ...(measurand === 'ph' && { rounding: halfEven(PH_DECIMALS) }),
    result,
  });
}

function meanOfReadings(measurand: WaterMeasurand, readings: readonly Measured[], to?: MeanTrace): Mean {
  const counted = readings.map(countedValue);
  const numbers = counted.filter(isPresent);
  if (numbers.length === 0) return { value: sharedReason(counted.filter(isMissing)), count: 0 };
  const value = meanOf(measurand, numbers);
  if (to && !isMissing(value)) {
    const halved = readings.filter((each) => typeof each === 'object' && 'belowDetection' in each).length;
    traceMean(measurand, numbers, halved, value, to);
  }
  return { value, count: numbers.length };
}

/**
 * The mean of each measurand over the samples that have it; missing with the reason that they share where none has.
 * Results below the detection limit count half of it.
 * @throws RangeError when a value is not finite or a detection limit is not above zero.
 * @source 环办〔2011〕22号, results below the detection limit [2]
 */
export const meansOf = (samples: readonly WaterValues[], to?: MeanTrace): Means =>
  Object.fromEntries(
    [...gather(samples)].map(([name, readings]) => [name, meanOfReadings(name, readings, to)]),
  );

/** The means as values that can be evaluated. */
export const meanValues = (
  samples: readonly WaterValues[],
  to?: MeanTrace,
): Readonly<Partial<Record<WaterMeasurand, Maybe<number>>>> =>
  Object.fromEntries(Object.entries(meansOf(samples, to)).map(([name, mean]) => [name, mean.value]));

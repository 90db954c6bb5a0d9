import {
  invalidOf,
  type ParameterCode,
  type QualityRule,
  type StoredObservation,
  type StoredReading,
} from '@lanbi/model';
import { QUALITY_LIMITS, type QualityLimits } from './limits.ts';
import { hourOfRule, indexOfTime, isCheckable, LOOK, runAround, type Series } from './series.ts';

/** The input of a rule: the reading, its observation, and its series within LOOK before and after. */
export interface Checked {
  readonly reading: StoredReading;
  readonly observation: StoredObservation;
  readonly series: Series;
  readonly limits: QualityLimits;
}

type Rule = (checked: Checked) => boolean;

/** Minimum number of equal readings of a stuck run, however long it lasts. */
const STUCK_READINGS = 6;
/** Rows repeat an analysis for up to this number of hours. */
const CARRY_HOURS = 4;
/** Maximum distance of the neighbours of a spike, in hours. */
const NEIGHBOUR_HOURS = 6;
/**
 * Minimum number of other readings that show the usual magnitude; and the factor by which a value without its exponent
 * exceeds it.
 */
const OTHERS = 3;
const LOST_EXPONENT = 50;

/** Whether the value is unchanged since `stuckHours` before this reading, in at least six readings. */
const stuck: Rule = ({ reading: { value }, observation: { to, period }, series, limits }) => {
  const { stuckHours, stuckAbove = Number.NEGATIVE_INFINITY } = limits;
  const at = indexOfTime(series, to);
  if (stuckHours === undefined || at < 0 || value <= stuckAbove) return false;
  const unit = hourOfRule(period);
  const [first] = runAround(series, at, LOOK * unit);
  const since = series.endAt(first) ?? to;
  return at - first + 1 >= STUCK_READINGS && to - since >= stuckHours * unit;
};

/** Whether a value differs much from the values before and after, in the same direction. */
function apart(
  value: number,
  before: number,
  after: number,
  { floor, factor }: { floor: number; factor: number },
): boolean {
  const [low, high] = [Math.min(before, after), Math.max(before, after)];
  if (value > high) return value - high > floor && value > factor * high;
  return value < low && low - value > floor && low > factor * value;
}

/** Whether a value, or the rows that repeat one analysis, differs much from both neighbours. */
const spike: Rule = ({ observation: { to, period }, series, limits }) =>
  isSpike(series, indexOfTime(series, to), hourOfRule(period), limits);

function isSpike(
  series: Series,
  at: number,
  unit: number,
  { spike: limit, carried }: QualityLimits,
): boolean {
  if (!limit || at < 0) return false;
  const [first, last] = carried ? runAround(series, at, LOOK * unit) : [at, at];
  const [begin, end] = [series.endAt(first), series.endAt(last)];
  const [before, after] = [series.endAt(first - 1), series.endAt(last + 1)];
  if (begin === undefined || end === undefined || before === undefined || after === undefined) return false;
  if (end - begin > CARRY_HOURS * unit) return false;
  const near = begin - before <= NEIGHBOUR_HOURS * unit && after - end <= NEIGHBOUR_HOURS * unit;
  const [own, left, right] = [at, first - 1, last + 1].map((index) => series.valueAt(index) ?? 0) as [
    number,
    number,
    number,
  ];
  return near && apart(own, left, right, limit);
}

const isDigit = (value: number): boolean => Number.isInteger(value) && value >= 1 && value <= 9;

function valuesWithin(series: Series, [from, to]: readonly [from: number, to: number]): number[] {
  const values: number[] = [];
  for (let index = series.length - 1; index >= 0; index -= 1) {
    const end = series.endAt(index) ?? to;
    if (end < from) break;
    if (end <= to) values.push(series.valueAt(index) ?? 0);
  }
  return values;
}

/**
 * Whether a value is an integer from 1 to 9 while the other values within two days before and after are smaller by
 * orders of magnitude.
 */
const missingExponent: Rule = ({ reading, observation: { to, period }, series, limits: { exponent } }) => {
  if (!exponent || !isCheckable(reading) || !isDigit(reading.value)) return false;
  const others = valuesWithin(series, [to - LOOK * hourOfRule(period), to + LOOK * hourOfRule(period)])
    .filter((value) => !isDigit(value))
    .sort((a, b) => a - b);
  const usual = others[others.length >> 1];
  return others.length >= OTHERS && usual !== undefined && reading.value > LOST_EXPONENT * usual;
};

/** Returns the valid value of a parameter in the same observation. */
const beside = ({ readings }: StoredObservation, parameter: ParameterCode): number | undefined =>
  readings.find((reading) => reading.parameter === parameter && isCheckable(reading))?.value;

const above =
  (part: ParameterCode, whole: ParameterCode): Rule =>
  ({ reading: { parameter }, observation }) => {
    if (parameter !== part && parameter !== whole) return false;
    const [small, large] = [beside(observation, part), beside(observation, whole)];
    return small !== undefined && large !== undefined && small > large;
  };

/** Whether a value is measurable but implausible in nature, or outside of the measuring range. */
const range: Rule = ({ reading: { value, invalid }, limits: { plausible } }) => {
  if (invalid !== undefined) return invalid === 'out-of-range';
  return plausible !== undefined && (value < plausible[0] || value > plausible[1]);
};

/** The rules as pure functions; a value below the detection limit is flagged `L` and still not suspect. */
export const RULES: Readonly<Record<QualityRule, Rule>> = {
  flag: ({ reading }) => invalidOf(reading) === 'flag',
  negative: ({ reading: { value, invalid } }) => invalid === 'negative' || (invalid === 'flag' && value < 0),
  range,
  stuck,
  spike,
  'pm2_5-above-pm10': above('pm2_5', 'pm10'),
  'nh3n-above-tn': above('nh3n', 'tn'),
  'missing-exponent': missingExponent,
};

const NONE: QualityLimits = {};

export const limitsOf = (parameter: ParameterCode): QualityLimits => QUALITY_LIMITS[parameter] ?? NONE;

/**
 * Whether the reading just appended to a series may change the marks of earlier readings. The other rules use one
 * observation only, or earlier ones.
 */
export function touchesEarlier(series: Series, period: number, limits: QualityLimits): boolean {
  const [last, unit] = [series.length - 1, hourOfRule(period)];
  if (last < 1) return false;
  if (isSpike(series, last - 1, unit, limits)) return true;
  if (!limits.exponent) return false;
  const end = series.endAt(last) ?? 0;
  return valuesWithin(series, [end - LOOK * unit, end - 1]).some(isDigit);
}

import { ExactSum } from '../../exact/exact-sum.ts';
import { compare, divide, type Rational, rational } from '../../exact/rational.ts';
import { exactOf, type Remainder } from '../../exact/remainder.ts';
import { roundRational } from '../../exact/round.ts';
import type { Trace } from '../../figure/derivation.ts';
import { isMissing, type Maybe, type Missing, missing, sharedReason } from '../../figure/missing.ts';
import type { Gb3095Edition } from '../gb3095/edition.ts';
import { limitOf } from '../gb3095/limit.ts';
import type { Hj663Edition } from './edition.ts';
import { type AirFigure, CARRIED_DIGITS, type MeanRule, meanFigure, noFigure, runningMeans } from './mean.ts';
import { resultDigits } from './result-digits.ts';
import { eightHourRule } from './validity-rule.ts';

/**
 * For each hour the mean of the 8 that end with it, at least 6 of them there. Given the hours of a natural day
 * (ending 01:00 to 24:00) the first is the one labelled 08.
 * @throws RangeError when a concentration is negative or not finite.
 * @source GB 3095-2026 clause 3, table 4 [P]
 */
export const eightHourMeans = (
  hours: readonly Maybe<number>[],
  edition: Gb3095Edition,
  digits = CARRIED_DIGITS,
  trace?: Trace,
): AirFigure[] => runningMeans(hours, eightHourRule(edition), digits, trace);

/** The ozone daily maximum 8 h, µg/m³. Counts of the validity are windows. */
export interface OzoneDay extends AirFigure {
  /** The last hour of the largest window, 8 to 24; the first of equal ones. */
  readonly label?: number;
  /** True where too few windows are valid and the day stands because its maximum is above grade 2. */
  readonly byException: boolean;
}

export interface OzoneEditions {
  readonly gb3095: Gb3095Edition;
  readonly hj663: Hj663Edition;
}

interface Window {
  readonly label: number;
  readonly value: number;
}

/** The valid windows of the day, by the labels that the edition counts. */
function windowsOf(
  hours: readonly Maybe<number>[],
  { gb3095, hj663: { ozone } }: OzoneEditions,
  digits: number,
): Window[] {
  return eightHourMeans(hours, gb3095, digits).flatMap(({ value }, at) => {
    const label = at + 1;
    const counted = label >= ozone.firstLabel && label <= ozone.lastLabel;
    return counted && !isMissing(value) ? [{ label, value }] : [];
  });
}

/** The exact mean of the hours of a window that are there. */
type ExactMean = (window: Window) => Rational;

const exactMeans =
  (
    hours: readonly Maybe<number>[],
    rests: readonly (Remainder | undefined)[],
    { expected }: MeanRule,
  ): ExactMean =>
  ({ label }) => {
    const sum = new ExactSum();
    for (let at = label - expected; at < label; at += 1) {
      const value = hours[at];
      if (typeof value !== 'number') continue;
      const rest = rests[at];
      if (rest) sum.addExact(exactOf({ value, rest }));
      else sum.add(value);
    }
    return divide(sum.total(), rational(BigInt(sum.count)));
  };

/** Means of rounded hours, themselves rounded, lie nearer than this to the exact ones, twice. */
const CLOSE = 3e-6;

/** The window of the largest exact mean, the first of equal ones; undefined of none. */
function largestOf(windows: readonly Window[], exactMean: ExactMean): Window | undefined {
  const most = Math.max(...windows.map(({ value }) => value));
  const [first, ...others] = windows.filter(({ value }) => value > most - CLOSE);
  if (!first || others.length === 0) return first;
  let largest = { window: first, mean: exactMean(first) };
  for (const window of others) {
    const mean = exactMean(window);
    if (compare(mean, largest.mean) > 0) largest = { window, mean };
  }
  return largest.window;
}

/** By the value as printed, as attainment is [M]: 160.4 is printed 160 and does not exceed. */
const exceeds = (mean: Rational, { gb3095, hj663 }: OzoneEditions): boolean =>
  roundRational(mean, resultDigits('o3', hj663)) > limitOf(gb3095, 'o3', 'max8h').grade2;

function decide(
  windows: readonly Window[],
  largest: Window,
  exactMean: ExactMean,
  { gb3095, hj663 }: OzoneEditions,
): OzoneDay {
  const { firstLabel, lastLabel, validWindows, exception } = hj663.ozone;
  const counts = { expected: lastLabel - firstLabel + 1, observed: windows.length };
  const enough = windows.length >= validWindows;
  const stands = enough || (exception === 'above-grade-2' && exceeds(exactMean(largest), { gb3095, hj663 }));
  if (!stands)
    return {
      value: missing('too-few-samples'),
      validity: { kind: 'insufficient', ...counts },
      byException: false,
    };
  return { ...largest, validity: { kind: 'valid', ...counts }, byException: !enough };
}

/**
 * The largest of the 17 running 8 h means labelled 08 to 24, from the 24 hourly means that end at 01:00 to 24:00;
 * at least 14 valid, or the maximum is above grade 2.
 * @param rests what rounding each hour to a millionth left out: the exact hours decide which window is the largest, and
 * whether it is above grade 2
 * @throws RangeError when there are not 24 hours, or a concentration is negative or not finite.
 * @source HJ 663-2013 [2]; 2026 the same window [M]
 */
export function ozoneDailyMax8h(
  hours: readonly Maybe<number>[],
  editions: OzoneEditions,
  digits = CARRIED_DIGITS,
  trace?: Trace,
  rests: readonly (Remainder | undefined)[] = [],
): OzoneDay {
  if (hours.length !== 24) throw new RangeError(`a natural day has 24 hours, not ${hours.length}`);
  const windows = windowsOf(hours, editions, digits);
  const exactMean = exactMeans(hours, rests, eightHourRule(editions.gb3095));
  const largest = largestOf(windows, exactMean);
  const day = largest
    ? decide(windows, largest, exactMean, editions)
    : { ...noFigure(whyNone(hours)), byException: false };
  if (trace) traceDay(day, hours, editions, digits, trace);
  return day;
}

/** Hours that are there, but nowhere six of eight; else why there are none. */
const whyNone = (hours: readonly Maybe<number>[]): Missing => {
  const reasons = hours.filter(isMissing);
  return reasons.length < hours.length ? missing('too-few-samples') : sharedReason(reasons);
};

function traceDay(
  day: OzoneDay,
  hours: readonly Maybe<number>[],
  { gb3095, hj663 }: OzoneEditions,
  digits: number,
  trace: Trace,
): void {
  const { firstLabel, lastLabel, validWindows, clause } = hj663.ozone;
  const rule = eightHourRule(gb3095);
  for (let label = firstLabel; label <= lastLabel; label += 1)
    meanFigure(
      hours.slice(label - rule.expected, label),
      { ...rule, quantity: `${rule.quantity}.${label}` },
      digits,
      trace,
    );
  const { value, validity, byException, label = null } = day;
  const windows = validity.kind === 'missing' ? 0 : validity.observed;
  trace.step({
    quantity: 'max8h.o3',
    edition: hj663.id,
    clause,
    inputs: { windows, required: validWindows, label, limit: limitOf(gb3095, 'o3', 'max8h').grade2 },
    arithmetic: `the largest of ${windows} windows, ${shortOf(windows, validWindows, byException)}`,
    result: isMissing(value) ? null : value,
  });
}

function shortOf(windows: number, required: number, byException: boolean): string {
  if (windows >= required) return `at least ${required} of them`;
  return byException ? `fewer than ${required}, but above grade 2, so it stands` : `fewer than ${required}`;
}

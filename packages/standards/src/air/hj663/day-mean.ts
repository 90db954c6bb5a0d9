import type { Trace } from '../../figure/derivation.ts';
import { type Maybe, missing } from '../../figure/missing.ts';
import type { AirItem, Gb3095Edition } from '../gb3095/edition.ts';
import { type AirFigure, CARRIED_DIGITS, meanFigure, noFigure, runningMeans } from './mean.ts';
import { dayRule } from './validity-rule.ts';

/**
 * The day mean from the hourly means of a natural day (hours that end at 01:00 to 24:00), at least 20 of them.
 * What table 4 has no row for has no day mean: `not-applicable`, ozone foremost.
 * @throws RangeError when a concentration is negative or not finite.
 * @source GB 3095-2026 clause 3, table 4 [P]; HJ 663 [2]
 */
export function dayMean(
  hours: readonly Maybe<number>[],
  item: AirItem,
  edition: Gb3095Edition,
  digits = CARRIED_DIGITS,
  trace?: Trace,
): AirFigure {
  const rule = dayRule(item, edition);
  return rule ? meanFigure(hours, rule, digits, trace) : noFigure(missing('not-applicable'));
}

/**
 * For each hour the mean of the 24 that end with it, by the rule of the day mean [M].
 * @throws RangeError when a concentration is negative or not finite.
 */
export function runningDayMeans(
  hours: readonly Maybe<number>[],
  item: AirItem,
  edition: Gb3095Edition,
  digits = CARRIED_DIGITS,
  trace?: Trace,
): AirFigure[] {
  const rule = dayRule(item, edition);
  return rule
    ? runningMeans(hours, rule, digits, trace)
    : hours.map(() => noFigure(missing('not-applicable')));
}

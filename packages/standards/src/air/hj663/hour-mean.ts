import type { Trace } from '../../figure/derivation.ts';
import type { Maybe } from '../../figure/missing.ts';
import type { AirItem, Gb3095Edition } from '../gb3095/edition.ts';
import { type AirFigure, CARRIED_DIGITS, meanFigure } from './mean.ts';
import { hourRule } from './validity-rule.ts';

export interface HourMeanOptions {
  /** Minutes that a sample covers; default 1. */
  readonly minutesEach?: number;
  /** Decimals of the mean; default CARRIED_DIGITS. */
  readonly digits?: number;
}

/**
 * The hourly mean of a gas or particulate from its minute values (µg/m³, CO mg/m³).
 * @throws RangeError when a concentration is negative or not finite.
 * @source GB 3095-2026 clause 3, table 4 [P]
 * @example hourMean(Array(45).fill(80), 'so2', GB3095_2012).value // 80; of 44 minutes there is none
 */
export function hourMean(
  samples: readonly Maybe<number>[],
  item: AirItem,
  edition: Gb3095Edition,
  { minutesEach = 1, digits = CARRIED_DIGITS }: HourMeanOptions = {},
  trace?: Trace,
): AirFigure {
  return meanFigure(samples, hourRule(item, edition, minutesEach), digits, trace);
}

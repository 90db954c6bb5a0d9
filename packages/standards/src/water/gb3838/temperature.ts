import { compare, exactly, subtract } from '../../exact/rational.ts';
import type { Gb3838Edition } from './edition.ts';

/**
 * Whether a man-made change of the weekly mean water temperature (°C, with against without the discharge) stays
 * within row 1: no class follows from it.
 * @throws RangeError when a temperature is not finite.
 * @source GB 3838-2002 table 1, row 1: no class [2], the two bounds [M]
 * @example withinWeeklyChange(20, 21, GB3838_2002) // true
 */
export function withinWeeklyChange(
  natural: number,
  observed: number,
  { temperature }: Gb3838Edition,
): boolean {
  const change = subtract(exactly(observed), exactly(natural));
  const { maxWeeklyRise, maxWeeklyFall } = temperature;
  return compare(change, exactly(maxWeeklyRise)) <= 0 && compare(change, exactly(-maxWeeklyFall)) >= 0;
}

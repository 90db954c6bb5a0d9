import { roundHalfEven } from '../../exact/round.ts';
import { isMissing, type Maybe } from '../../figure/missing.ts';
import type { AirPollutant } from '../pollutant.ts';
import type { Hj663Edition } from './edition.ts';

/**
 * A result with the decimals that it is printed with: µg/m³ to an integer, CO to 1 decimal, half to even.
 * @throws RangeError when the value is not finite.
 * @source HJ 663, rounding of results [M]; GB/T 8170 [P]
 */
export const roundResult = (
  pollutant: AirPollutant,
  value: Maybe<number>,
  edition: Pick<Hj663Edition, 'digits'>,
): Maybe<number> => (isMissing(value) ? value : roundHalfEven(value, resultDigits(pollutant, edition)));

/** Decimals that a result of the pollutant is printed with. */
export const resultDigits = (pollutant: AirPollutant, { digits }: Pick<Hj663Edition, 'digits'>): number =>
  pollutant === 'co' ? digits.co : digits.others;

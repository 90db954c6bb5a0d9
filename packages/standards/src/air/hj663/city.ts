import type { Trace } from '../../figure/derivation.ts';
import { isMissing, type Maybe } from '../../figure/missing.ts';
import { type AirPollutant, type AirValues, eachPollutant } from '../pollutant.ts';
import type { Hj663Edition, PointRole } from './edition.ts';
import { type AirFigure, CARRIED_DIGITS, meanFigure } from './mean.ts';

/** A monitoring point with its hour or day values: µg/m³, CO mg/m³, ozone of a day the daily maximum 8 h. */
export interface CityPoint {
  readonly role: PointRole;
  readonly values: AirValues;
}

/** The least number of valid points: 75 %, or 50 % where there are fewer than 4. */
export function requiredPoints(points: number, { share }: Hj663Edition['city']): number {
  const percent = points < share.few.below ? share.few.percent : share.percent;
  return Math.ceil((points * percent) / 100);
}

const isPlanned = (value: Maybe<number>): boolean => !isMissing(value) || value.missing !== 'not-monitored';

/**
 * The city value of one pollutant: the mean over the evaluation points that have it in their plan [D], if enough
 * of them are valid. Background and control points take no part.
 * @throws RangeError when a concentration is negative or not finite.
 * @source HJ 663: mean over points [1]/[M], share of valid points [M], roles [1]
 */
export function cityMean(
  points: readonly CityPoint[],
  pollutant: AirPollutant,
  edition: Hj663Edition,
  digits = CARRIED_DIGITS,
  trace?: Trace,
): AirFigure {
  const { roles, share } = edition.city;
  const values = points.filter(({ role }) => roles.of.includes(role)).map(({ values: of }) => of[pollutant]);
  const planned = values.filter(isPlanned);
  const rule = {
    quantity: `city.${pollutant}`,
    edition: edition.id,
    clause: share.clause,
    expected: planned.length,
    required: requiredPoints(planned.length, edition.city),
  };
  return meanFigure(planned.length > 0 ? planned : values, rule, digits, trace);
}

/** `cityMean` of all six. @throws RangeError when a concentration is negative or not finite. */
export const cityMeans = (
  points: readonly CityPoint[],
  edition: Hj663Edition,
  digits = CARRIED_DIGITS,
  trace?: Trace,
): Record<AirPollutant, AirFigure> =>
  eachPollutant((pollutant) => cityMean(points, pollutant, edition, digits, trace));

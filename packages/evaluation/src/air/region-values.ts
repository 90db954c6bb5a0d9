import type { AirHourRecord, Rests, RunningMeans, Station } from '@lanbi/model';
import {
  type AirPollutant,
  type AirValues,
  cityMean,
  eachPollutant,
  hj663InForce,
  isMissing,
  isShortDecimal,
  type Maybe,
  missing,
  type Trace,
} from '@lanbi/standards';
import { dateOfDay } from '../period/day-number.ts';
import { type AirDayValues, countsOf } from './air-day.ts';
import { RUNNING } from './air-hour.ts';
import { regionRests } from './day-rests.ts';

/** The figures that an evaluation point of a region has of one hour or day. */
export interface PointFigures<Further> {
  readonly station: Station;
  readonly values: AirValues;
  /** What rounding the values to a millionth left out. */
  readonly rests?: Rests | undefined;
  readonly further: Further;
}

function meansOver<Further>(points: readonly PointFigures<Further>[], day: number, trace?: Trace) {
  const edition = hj663InForce(dateOfDay(day));
  // Those of other roles were left out: who is a point differs from day to day.
  const role = 'evaluation' as const;
  const roles = points.map(({ values }) => ({ role, values }));
  const figures = eachPollutant((pollutant) => cityMean(roles, pollutant, edition, undefined, trace));
  const further = (pollutant: AirPollutant, of: (further: Further) => Maybe<number>): Maybe<number> => {
    // Only this pollutant is asked of these values.
    const each = points.map(({ further: own }) => ({
      role,
      values: { [pollutant]: of(own) } as unknown as AirValues,
    }));
    return cityMean(each, pollutant, edition).value;
  };
  return {
    concentrations: eachPollutant((pollutant) => figures[pollutant].value),
    coverage: eachPollutant((pollutant) => countsOf(figures[pollutant], points.length)),
    further,
  };
}

/** Only a mean that is a short decimal may be rounded otherwise than the exact one. */
const shortOnly = (value: Maybe<number>): Maybe<number> =>
  isMissing(value) || isShortDecimal(value) ? value : missing('not-applicable');

/**
 * The hour of a region: the mean of its points' hourly and running means, where enough of them are valid.
 * @source HJ 663: concentrations first, never the worst point [1]/[M]; share of valid points [M]
 */
export function regionHour(
  points: readonly PointFigures<RunningMeans>[],
  day: number,
  trace?: Trace,
): AirHourRecord {
  const { concentrations, coverage, further } = meansOver(points, day, trace);
  const running = RUNNING.map(([name, pollutant]) => [name, further(pollutant, (own) => own[name])] as const);
  const { rests } = regionRests(
    eachPollutant((of) => shortOnly(concentrations[of])),
    points,
  );
  return {
    concentrations,
    coverage,
    further: Object.fromEntries(running) as unknown as RunningMeans,
    ...(rests && { rests }),
  };
}

/**
 * The day of a region: the mean of its points' day values (ozone: of their daily maxima 8 h).
 * @source HJ 663 [1]/[M]
 */
export function regionDay(
  points: readonly PointFigures<AirDayValues['further']>[],
  day: number,
  trace?: Trace,
): AirDayValues {
  const { concentrations, coverage, further } = meansOver(points, day, trace);
  return {
    ...regionRests(concentrations, points),
    coverage,
    further: { o3_1h: further('o3', (own) => own.o3_1h) },
  };
}

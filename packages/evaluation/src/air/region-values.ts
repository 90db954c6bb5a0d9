import type { AirHourRecord, CarriedValue, Rests, Station } from '@lanbi/model';
import {
  type AirPollutant,
  type AirValues,
  cityMean,
  eachPollutant,
  hj663InForce,
  isMissing,
  type Trace,
} from '@lanbi/standards';
import { dateOfDay } from '../period/day-number.ts';
import { type AirDayValues, countsOf } from './air-day.ts';
import { carriedMean, regionRests } from './day-rests.ts';
import { eachRunning, isSo2BeyondScale, type RunningValues } from './running-means.ts';

/** The figures that an evaluation point of a region has of one hour or day. */
export interface PointFigures {
  readonly station: Station;
  readonly values: AirValues;
  /** What rounding the values to a millionth left out. */
  readonly rests?: Rests | undefined;
}

/** Those of an hour. */
export interface PointHour extends PointFigures {
  /** The running mean of SO2 that ends with the hour; called only where the hour of the region takes it. */
  readonly so2_24h: () => CarriedValue;
}

/** Those of a day. */
export interface PointDayFigures extends PointFigures {
  /** The daily maximum 1 h of ozone. */
  readonly o3_1h: CarriedValue;
}

// Those of other roles were left out: who is a point differs from day to day.
const role = 'evaluation';

function meansOver(points: readonly PointFigures[], day: number, trace?: Trace) {
  const edition = hj663InForce(dateOfDay(day));
  const roles = points.map(({ values }) => ({ role, values }) as const);
  const figures = eachPollutant((pollutant) => cityMean(roles, pollutant, edition, undefined, trace));
  const values = eachPollutant((pollutant) => figures[pollutant].value);
  return {
    ...regionRests(values, points),
    coverage: eachPollutant((pollutant) => countsOf(figures[pollutant], points.length)),
  };
}

/** The mean of one value of each point, where enough of them are valid. */
function pointMean(values: readonly CarriedValue[], pollutant: AirPollutant, day: number): CarriedValue {
  // Only this pollutant is read of these values.
  const points = values.map(
    ({ value }) => ({ role, values: { [pollutant]: value } as unknown as AirValues }) as const,
  );
  const { value } = cityMean(points, pollutant, hj663InForce(dateOfDay(day)));
  return isMissing(value) ? { value } : carriedMean(values);
}

/**
 * The hour of a region: the mean of its points' hourly means, where enough of them are valid.
 * @source HJ 663: concentrations first, never the worst point [1]/[M]; share of valid points [M]
 */
export function regionHour(points: readonly PointHour[], day: number, trace?: Trace): AirHourRecord {
  const { concentrations, rests, coverage } = meansOver(points, day, trace);
  const isBeyond = isSo2BeyondScale(concentrations.so2, rests?.so2);
  return {
    concentrations,
    ...(rests && { rests }),
    ...(isBeyond && {
      so2_24h: pointMean(
        points.map((point) => point.so2_24h()),
        'so2',
        day,
      ),
    }),
    coverage,
  };
}

/** The running means of a region: the means of those of its points. @source as of the hour */
export const regionRunning = (points: readonly RunningValues[], day: number): RunningValues =>
  eachRunning((pollutant, _, input) =>
    pointMean(
      points.map((running) => running[input]),
      pollutant,
      day,
    ),
  );

/**
 * The day of a region: the mean of its points' day values (ozone: of their daily maxima 8 h).
 * @source HJ 663 [1]/[M]
 */
export function regionDay(points: readonly PointDayFigures[], day: number, trace?: Trace): AirDayValues {
  const { concentrations, rests, coverage } = meansOver(points, day, trace);
  const { value, rest } = pointMean(
    points.map(({ o3_1h }) => o3_1h),
    'o3',
    day,
  );
  const all = rest ? { ...rests, o3_1h: rest } : rests;
  return { concentrations, ...(all && { rests: all }), coverage, further: { o3_1h: value } };
}

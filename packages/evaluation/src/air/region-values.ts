import type { AirHourRecord, CarriedValue, Rests, Station } from '@lanbi/model';
import {
  type AirPollutant,
  type AirValues,
  carriedMean,
  cityMean,
  eachPollutant,
  type Hj663Edition,
  hj663InForce,
  isMissing,
  requiredPoints,
  type Trace,
} from '@lanbi/standards';
import { dateOfDay } from '../period/day-number.ts';
import { type AirDayValues, dayCoverage } from './air-day.ts';
import { type CarriedFigure, isCarried, restsOf, validMean } from './day-rests.ts';
import { eachRunning, isSo2BeyondScale, type RunningValues } from './running-means.ts';

/** The values of an evaluation point for one hour or day. */
export interface PointFigures {
  readonly station: Station;
  readonly values: AirValues;
  /** Rounding remainders of the values. */
  readonly rests?: Rests | undefined;
}

/** The values of a point for an hour. */
export interface PointHour extends PointFigures {
  /**
   * Returns the running mean of SO2 that ends with the hour; called only if the hour of the region uses it.
   */
  readonly so2_24h: () => CarriedValue;
}

/** The values of a point for a day. */
export interface PointDayFigures extends PointFigures {
  /** The daily maximum 1 h of ozone. */
  readonly o3_1h: CarriedValue;
}

// Stations of other roles were left out before: the points differ from day to day.
const role = 'evaluation';

const isPlanned = ({ value }: CarriedValue): boolean =>
  !isMissing(value) || value.missing !== 'not-monitored';

/** Computes the mean over points; without a trace `cityMean` only determines the reason of a missing mean. */
function meanOver(
  points: readonly CarriedValue[],
  pollutant: AirPollutant,
  edition: Hj663Edition,
  trace: Trace | undefined,
): CarriedFigure {
  const present = points.filter(isCarried);
  const planned = points.filter(isPlanned).length;
  const isEnough = present.length > 0 && present.length >= requiredPoints(planned, edition.city);
  if (!trace && isEnough && edition.city.roles.of.includes(role)) return validMean(present, planned);
  // Only this pollutant of the values is read.
  const all = points.map(
    ({ value }) => ({ role, values: { [pollutant]: value } as unknown as AirValues }) as const,
  );
  const figure = cityMean(all, pollutant, edition, undefined, trace);
  return isMissing(figure.value) ? figure : { ...figure, ...carriedMean(present) };
}

function meansOver(points: readonly PointFigures[], day: number, trace?: Trace) {
  const edition = hj663InForce(dateOfDay(day));
  const figures = eachPollutant((pollutant) => {
    const values = points.map(({ values: of, rests }) => ({
      value: of[pollutant],
      rest: rests?.[pollutant],
    }));
    return meanOver(values, pollutant, edition, trace);
  });
  const rests = restsOf(figures);
  return {
    concentrations: eachPollutant((pollutant) => figures[pollutant].value),
    ...(rests && { rests }),
    coverage: eachPollutant((pollutant) => dayCoverage(figures[pollutant], points.length)),
  };
}

/** Computes the mean of one value of each point, if enough of them are valid. */
function pointMean(values: readonly CarriedValue[], pollutant: AirPollutant, day: number): CarriedValue {
  const { value, rest } = meanOver(values, pollutant, hj663InForce(dateOfDay(day)), undefined);
  return rest ? { value, rest } : { value };
}

/**
 * Computes the hour of a region: the mean of its points' hourly means, if enough of them are valid.
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

/** Computes the running means of a region: the means of those of its points. @source as of the hour */
export const regionRunning = (points: readonly RunningValues[], day: number): RunningValues =>
  eachRunning((pollutant, _, input) =>
    pointMean(
      points.map((running) => running[input]),
      pollutant,
      day,
    ),
  );

/**
 * Computes the day of a region: the mean of its points' day values (ozone: of their daily maxima 8 h).
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

import {
  countedEnd,
  countedReading,
  invalidOf,
  type Station,
  type StoredObservation,
  type StoredReading,
} from '@lanbi/model';
import {
  AIR_POLLUTANTS,
  type AirPollutant,
  type AirValues,
  eachPollutant,
  type Instant,
  type Maybe,
  type MissingReason,
  missing,
} from '@lanbi/standards';
import { FULL_HOUR } from './counted-hours.ts';
import { type HourReading, hourReading } from './hour-reading.ts';
import { NullableColumn } from './nullable-column.ts';

const COLUMNS = AIR_POLLUTANTS.length;
const FEW = 4;

const FLAG_REASONS: Readonly<Record<string, MissingReason>> = {
  D: 'fault',
  B: 'fault',
  C: 'calibration',
  M: 'maintenance',
  F: 'maintenance',
};

/** The registry settings for reading the values of a station. */
export type AirReadingRules = Pick<Station, 'detectionLimit' | 'instantInterval'>;

/**
 * Returns the value of a reading of air, or the reason why it has none; half of the detection limit if it is below it.
 */
export const figureOfReading = (reading: StoredReading, rules: AirReadingRules): Maybe<number> =>
  invalidOf(reading) ? missing(FLAG_REASONS[reading.flag] ?? 'invalid') : countedReading(reading, rules);

/** Returns the value of a concentration; a negative one is invalid whatever its flag. */
const figureOf = (reading: StoredReading, rules: AirReadingRules): Maybe<number> =>
  reading.value >= 0 ? figureOfReading(reading, rules) : missing(FLAG_REASONS[reading.flag] ?? 'invalid');

type Readings = Pick<StoredObservation, 'readings'>;

/** Returns the value of a pollutant in an observation, or the reason why it is missing. */
function figureIn({ readings }: Readings, pollutant: AirPollutant, rules: AirReadingRules): Maybe<number> {
  for (const reading of readings) if (reading.parameter === pollutant) return figureOf(reading, rules);
  return missing('no-data');
}

/**
 * Returns the concentrations of an hour with one hourly observation only.
 * @param plan the pollutants that the station measures; the others are `not-monitored`
 */
export const valuesOfWholeHour = (
  observation: Readings,
  plan: ReadonlySet<string>,
  rules: AirReadingRules,
): AirValues =>
  eachPollutant((pollutant) =>
    plan.has(pollutant) ? figureIn(observation, pollutant, rules) : missing('not-monitored'),
  );

/**
 * The observations that concern one clock hour, as values or reasons by pollutant. Each takes about 70 bytes, since
 * those of every station's current hour are in memory.
 */
export class HourSamples {
  readonly #end: Instant;
  readonly #rules: AirReadingRules;
  readonly #rows = new Map<string, number>();
  readonly #ends: Instant[] = [];
  readonly #periods: number[] = [];
  readonly #places: (Instant | undefined)[] = [];
  readonly #assumed: StoredObservation['assumed'][] = [];
  #several = false;
  #figures = new NullableColumn(FEW * COLUMNS);

  constructor(end: Instant, rules: AirReadingRules) {
    this.#end = end;
    this.#rules = rules;
  }

  /** Adds an observation, or replaces its earlier state. */
  put({
    to,
    period,
    assumed,
    readings,
  }: Pick<StoredObservation, 'to' | 'period' | 'assumed' | 'readings'>): void {
    const row = this.#rowOf(to, period);
    this.#assumed[row] = assumed;
    for (const [column, pollutant] of AIR_POLLUTANTS.entries()) {
      const figure = figureIn({ readings }, pollutant, this.#rules);
      this.#figures.put(row * COLUMNS + column, figure);
    }
  }

  readingAt(column: number): HourReading {
    if (!this.isMadeOfSeveral)
      return { own: this.#figures.at(column), parts: [], covered: 0, reason: 'no-data' };
    const figures = this.#ends.map((to, row) => ({
      to,
      period: this.#periods[row] ?? 0,
      place: this.#places[row],
      assumed: this.#assumed[row],
      figure: this.#figures.at(row * COLUMNS + column),
    }));
    return hourReading(figures, this.#end, this.#rules);
  }

  /** Whether there is more than one hourly observation stamped on the hour. */
  get isMadeOfSeveral(): boolean {
    return this.#several;
  }

  #rowOf(to: Instant, period: number): number {
    const key = `${to}/${period}`;
    const known = this.#rows.get(key);
    if (known !== undefined) return known;
    const row = this.#rows.size;
    this.#rows.set(key, row);
    this.#ends.push(to);
    this.#periods.push(period);
    this.#places.push(countedEnd(to, period));
    if (to !== this.#end || period !== FULL_HOUR) this.#several = true;
    if ((row + 1) * COLUMNS > this.#figures.length) this.#figures = this.#figures.grown();
    return row;
  }
}

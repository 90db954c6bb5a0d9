import {
  inRecordOrder,
  type Section,
  type StationId,
  type StoredObservation,
  type WaterSampleRecord,
} from '@lanbi/model';
import {
  dateAt,
  type Gb3838Edition,
  gb3838InForce,
  type Instant,
  instant,
  isMissing,
  type Maybe,
  type Seconds,
  type SectionClass,
  type SectionOptions,
  sectionClass,
  startOfDay,
  type Trace,
  type Validity,
  WATER_METHODS,
  type WaterMeasurand,
  type WaterMethod,
} from '@lanbi/standards';
import { type ReadingRules, readingValue } from './reading-value.ts';
import { sampleTimeOf } from './sample-time.ts';

/** Values of one sampling time in the canonical units: mg/L, pH without a unit, coliform 1/L. */
export type SampleValues = Readonly<Partial<Record<WaterMeasurand, Maybe<number>>>>;

/** An observation of a section's station with the settings for reading its values. */
export interface SampleReading extends ReadingRules {
  readonly observation: StoredObservation;
}

/** The figure of a section at one sampling time, of the kind `class.sample`. */
export interface SectionSampleBody {
  readonly section: SectionClass;
  readonly values: SampleValues;
  /** The stations whose observations took part. */
  readonly stations: readonly string[];
  /** Validity by the five items of the real-time class. */
  readonly validity: Validity;
  readonly provisional: boolean;
}

/** The standards under which a sample is evaluated. */
export interface SampleStandards {
  readonly edition: Gb3838Edition;
  readonly method: WaterMethod;
  readonly options: Partial<SectionOptions>;
}

/** The items of the real-time class of automatic sections (water.md 3, [data]). */
export const REALTIME_ITEMS = ['ph', 'do', 'codmn', 'nh3n', 'tp'] as const;

/** The values of one station at one sampling time, as calculations use them. */
export interface SampleRow {
  readonly station: StationId;
  /** The stated end; the sampling time is near it. */
  readonly to: Instant;
  readonly period: Seconds;
  readonly values: SampleValues;
}

export function sampleRow({ observation, ...rules }: SampleReading): SampleRow {
  const { station, to, period, readings } = observation;
  const values: Partial<Record<WaterMeasurand, Maybe<number>>> = {};
  for (const reading of readings) values[reading.parameter as WaterMeasurand] = readingValue(reading, rules);
  return { station, to, period, values };
}

const distanceOf = (row: SampleRow): number => Math.abs(row.to - sampleTimeOf(row));

/**
 * Compares rows by period, longest first, then by station, then by stamp, the nearest to the sampling time last and of
 * two equally near the later. The last valid value of an item counts.
 */
function byPeriod(a: SampleRow, b: SampleRow): number {
  const stations = a.station === b.station ? 0 : a.station < b.station ? -1 : 1;
  return b.period - a.period || stations || distanceOf(b) - distanceOf(a) || a.to - b.to;
}

/**
 * Returns the values of all rows of one time; of two values of an item the valid one of the shorter period counts.
 */
export function sampleValues(rows: readonly SampleRow[]): SampleValues {
  const [only] = rows;
  if (only && rows.length === 1) return only.values;
  const values: Partial<Record<WaterMeasurand, Maybe<number>>> = {};
  for (const row of [...rows].sort(byPeriod))
    for (const [name, value] of Object.entries(row.values)) {
      const item = name as WaterMeasurand;
      if (!isMissing(value)) values[item] = value;
      else values[item] ??= value;
    }
  return values;
}

function validityOf(values: SampleValues): Validity {
  const found = REALTIME_ITEMS.flatMap((item) => values[item] ?? []);
  const observed = found.filter((value) => !isMissing(value)).length;
  if (observed === 0) {
    const [first] = found;
    return { kind: 'missing', reason: isMissing(first) ? first.missing : 'no-data' };
  }
  const kind = observed === REALTIME_ITEMS.length ? 'valid' : 'insufficient';
  return { kind, expected: REALTIME_ITEMS.length, observed };
}

/** Returns the record of a sampling time from the rows of all stations of the section. */
export const sampleRecord = (rows: readonly SampleRow[]): WaterSampleRecord => ({
  values: inRecordOrder(sampleValues(rows)),
  stations: [...new Set(rows.map(({ station }) => station))].sort(),
  instant: rows.every(({ period }) => period === 0),
});

/** Returns the begin of the civil day for which a sample counts. @param at its sampling time */
export const dayOfSample = (
  { instant: isInstant }: Pick<WaterSampleRecord, 'instant'>,
  at: Instant,
): Instant => startOfDay(isInstant ? at : instant(at - 1));

/** A sample of a section and its sampling time. */
export interface SampleAt {
  readonly record: Pick<WaterSampleRecord, 'values' | 'stations'>;
  readonly at: Instant;
}

/**
 * Computes the real-time class of a section: single factor, the worst item decides, values as received.
 * @param section with its settings on the day of the sample
 * @source GB 3838-2002 clause 5.1; real-time rule [data]
 */
export function sectionSample(
  section: Pick<Section, 'waterBody' | 'target'>,
  { record: { values, stations }, at }: SampleAt,
  trace?: Trace,
  by: SampleStandards = sampleStandards(at),
): SectionSampleBody {
  const input = {
    waterBody: section.waterBody,
    values,
    ...(section.target && { target: section.target }),
  };
  return {
    section: sectionClass(input, by.edition, by.method, by.options, trace),
    values,
    stations,
    validity: validityOf(values),
    provisional: true,
  };
}

/** Returns the standards of a sampling time: the edition in force and the real-time rule. */
export const sampleStandards = (at: Instant): SampleStandards => ({
  edition: gb3838InForce(dateAt(at)),
  method: WATER_METHODS.realtime,
  options: {},
});

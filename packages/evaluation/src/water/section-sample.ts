import type { FlagTable, Section, StoredObservation } from '@lanbi/model';
import {
  dateAt,
  gb3838InForce,
  type Instant,
  isMissing,
  type Maybe,
  type SectionClass,
  sectionClass,
  type Trace,
  type Validity,
  WATER_METHODS,
  type WaterItem,
  type WaterMeasurand,
} from '@lanbi/standards';
import { readingValue } from './reading-value.ts';

/** Values of one sampling time, in the canonical units: mg/L, pH without, coliform 1/L. */
export type SampleValues = Readonly<Partial<Record<WaterMeasurand, Maybe<number>>>>;

/** An observation of a section's station, and the table that its flags come from. */
export interface SampleReading {
  readonly observation: StoredObservation;
  readonly flags: FlagTable;
}

/** The class of a section at one sampling time, as stored under `class.sample`. */
export interface SectionSampleBody {
  readonly section: SectionClass;
  readonly values: SampleValues;
  /** The stations whose observations took part. */
  readonly stations: readonly string[];
  /** Of the five items of the real-time class. */
  readonly validity: Validity;
  readonly provisional: boolean;
}

/** The items of the real-time class of automatic sections (water.md 3, [data]). */
const REALTIME_ITEMS = ['ph', 'do', 'codmn', 'nh3n', 'tp'] as const;

/** By period, longest first, then by station: of two values for an item the last valid one counts. */
const byPeriod = ({ observation: a }: SampleReading, { observation: b }: SampleReading): number =>
  b.period - a.period || (a.station < b.station ? -1 : 1);

/** The values of all observations of one time; of two for an item the valid one of the shorter period counts. */
export function sampleValues(readings: readonly SampleReading[]): SampleValues {
  const values: Partial<Record<WaterMeasurand, Maybe<number>>> = {};
  for (const { observation, flags } of [...readings].sort(byPeriod)) {
    for (const reading of observation.readings) {
      const item = reading.parameter as WaterMeasurand;
      const value = readingValue(reading, flags);
      if (!isMissing(value)) values[item] = value;
      else values[item] ??= value;
    }
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

/**
 * The real-time class of a section: single factor, the worst item decides, values as received.
 * @source GB 3838-2002 clause 5.1; real-time rule [data]
 */
export function sectionSample(
  section: Section,
  readings: readonly SampleReading[],
  at: Instant,
  trace?: Trace,
): SectionSampleBody {
  const values = sampleValues(readings);
  const items = values as Readonly<Partial<Record<WaterItem, Maybe<number>>>>;
  const input = {
    waterBody: section.waterBody,
    values: items,
    ...(section.target && { target: section.target }),
  };
  return {
    section: sectionClass(input, gb3838InForce(dateAt(at)), WATER_METHODS.realtime, {}, trace),
    values,
    stations: [...new Set(readings.map(({ observation }) => observation.station))].sort(),
    validity: validityOf(values),
    provisional: true,
  };
}

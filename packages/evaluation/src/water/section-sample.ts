import type { Section, StoredObservation } from '@lanbi/model';
import {
  dateAt,
  gb3838InForce,
  type Instant,
  isMissing,
  type Maybe,
  missing,
  type SectionClass,
  sectionClass,
  type Trace,
  type Validity,
  WATER_METHODS,
  type WaterItem,
} from '@lanbi/standards';

/** Values of one sampling time, in the canonical units: mg/L, pH without, coliform 1/L. */
export type SampleValues = Readonly<Partial<Record<WaterItem, Maybe<number>>>>;

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

/** The values of all observations of one time; of two for an item the valid one of the shorter period counts. */
export function sampleValues(observations: readonly StoredObservation[]): SampleValues {
  const values: Partial<Record<WaterItem, Maybe<number>>> = {};
  const longestFirst = [...observations].sort((a, b) => b.period - a.period);
  for (const { readings } of longestFirst) {
    for (const reading of readings) {
      const item = reading.parameter as WaterItem;
      if (!reading.invalid) values[item] = reading.value;
      else values[item] ??= missing('invalid');
    }
  }
  return values;
}

function validityOf(values: SampleValues): Validity {
  const observed = REALTIME_ITEMS.filter((item) => item in values && !isMissing(values[item])).length;
  if (observed === 0) {
    const reason = REALTIME_ITEMS.some((item) => item in values) ? 'invalid' : 'no-data';
    return { kind: 'missing', reason };
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
  observations: readonly StoredObservation[],
  at: Instant,
  trace?: Trace,
): SectionSampleBody {
  const values = sampleValues(observations);
  const input = { waterBody: section.waterBody, values, ...(section.target && { target: section.target }) };
  return {
    section: sectionClass(input, gb3838InForce(dateAt(at)), WATER_METHODS.realtime, {}, trace),
    values,
    stations: [...new Set(observations.map((observation) => observation.station))].sort(),
    validity: validityOf(values),
    provisional: true,
  };
}

import { type Instant, isMissing, type WaterMeasurand } from '@lanbi/standards';
import { coveredTimes, type SampledTime } from './coverage.ts';
import { CARRIED, isShortPeriod, slotOf } from './day.ts';
import { RunningSums } from './item-sums.ts';
import { hasSampleTime, sampleTimeOf } from './sample-time.ts';
import type { Aggregate } from './section-period.ts';
import {
  type SampleReading,
  type SampleRow,
  type SampleValues,
  sampleRow,
  sampleValues,
} from './section-sample.ts';

/** A sampling time: the row of each station, and the joined values. */
interface Sample {
  readonly rows: readonly SampleRow[];
  readonly values: SampleValues;
  readonly slot: number;
  readonly isInstant: boolean;
}

/** The counted result of a carried item in a slot: the last one. */
interface Carried {
  readonly to: Instant;
  readonly value: number;
}

const numberOf = (values: SampleValues | undefined, item: WaterMeasurand): number | undefined => {
  const value = values?.[item];
  return value === undefined || isMissing(value) ? undefined : value;
};

const hasValue = (values: SampleValues | undefined): boolean =>
  values !== undefined && Object.values(values).some((value) => !isMissing(value));

/** Rows of one kind, and the sums of their results. */
class Samples {
  readonly #day: Instant;
  readonly #times = new Map<Instant, Sample>();
  readonly #carried = new Map<string, Carried>();
  readonly sums = new RunningSums();
  /** Number of sampling times with a value. */
  count = 0;
  rows = 0;

  constructor(day: Instant) {
    this.#day = day;
  }

  rowsAt(to: Instant): readonly SampleRow[] {
    return this.#times.get(to)?.rows ?? [];
  }

  put(to: Instant, row: SampleRow): void {
    const before = this.#times.get(to);
    const others = (before?.rows ?? []).filter(
      ({ station, period, to: stated }) =>
        station !== row.station || period !== row.period || stated !== row.to,
    );
    const rows = [...others, row];
    this.rows += rows.length - (before?.rows.length ?? 0);
    const longest = Math.max(...rows.map(({ period }) => period));
    const slot = slotOf(to, longest, this.#day);
    const after = { rows, values: sampleValues(rows), slot, isInstant: longest === 0 };
    this.#times.set(to, after);
    this.count += Number(hasValue(after.values)) - Number(hasValue(before?.values));
    const items = new Set([...Object.keys(before?.values ?? {}), ...Object.keys(after.values)]);
    for (const item of items as Set<WaterMeasurand>) this.#count(item, to, before, after);
  }

  /** Yields the sampling times with a value. */
  *times(): Iterable<SampledTime> {
    for (const [at, { values, isInstant }] of this.#times) if (hasValue(values)) yield { at, isInstant };
  }

  #count(item: WaterMeasurand, to: Instant, before: Sample | undefined, after: Sample): void {
    const value = numberOf(after.values, item);
    if (!CARRIED.has(item)) {
      this.sums.replace(item, numberOf(before?.values, item), value);
      return;
    }
    if (before && before.slot !== after.slot) this.#carry(item, before.slot, to, undefined);
    this.#carry(item, after.slot, to, value);
  }

  /** Updates the result of a slot; the other rows of the slot are read only if the last result is removed. */
  #carry(item: WaterMeasurand, slot: number, to: Instant, value: number | undefined): void {
    const key = `${item} ${slot}`;
    const known = this.#carried.get(key);
    if (known && known.to > to) return;
    const now = value !== undefined ? { to, value } : known?.to === to ? this.#lastOf(item, slot) : known;
    this.sums.replace(item, known?.value, now?.value);
    if (now) this.#carried.set(key, now);
    else this.#carried.delete(key);
  }

  #lastOf(item: WaterMeasurand, slot: number): Carried | undefined {
    let last: Carried | undefined;
    for (const [to, sample] of this.#times) {
      const value = numberOf(sample.values, item);
      if (sample.slot === slot && value !== undefined && (!last || to > last.to)) last = { to, value };
    }
    return last;
  }
}

/**
 * The civil day of a section, updated by each reading: it adds to and subtracts from exact sums, so that the order of
 * arrival does not matter. It equals `dayResults` of all its readings.
 */
export class SectionDay {
  readonly #day: Instant;
  readonly #short: Samples;
  /**
   * Means that a station computed over more than four hours: they count only on days without shorter values.
   */
  readonly #long: Samples;

  /** @param day 00:00 of the day */
  constructor(day: Instant) {
    this.#day = day;
    this.#short = new Samples(day);
    this.#long = new Samples(day);
  }

  /** Number of rows in memory. */
  get rows(): number {
    return this.#short.rows + this.#long.rows;
  }

  /**
   * Sets the row of a station at a time, and removes an earlier state of the same observation. It must belong to this
   * day.
   */
  put(reading: SampleReading): void {
    const { observation } = reading;
    if (!hasSampleTime(observation)) return;
    const samples = isShortPeriod(observation.period) ? this.#short : this.#long;
    samples.put(sampleTimeOf(observation), sampleRow(reading));
  }

  /** Returns all rows of a sampling time. */
  rowsAt(to: Instant): readonly SampleRow[] {
    return [...this.#short.rowsAt(to), ...this.#long.rowsAt(to)];
  }

  /**
   * Returns the aggregate of the day. @param perDay expected sampling times of the section on the day, if known
   */
  aggregate(perDay: number | undefined): Aggregate {
    const samples = this.#short.rows > 0 ? this.#short : this.#long;
    const { sums, count } = samples;
    const covered = coveredTimes(samples.times(), this.#day, perDay);
    return { sums: sums.copy(), samples: count, covered, days: count > 0 ? 1 : 0 };
  }
}

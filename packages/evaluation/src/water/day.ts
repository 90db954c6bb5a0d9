import { HOUR, type Instant, isMissing, type WaterMeasurand } from '@lanbi/standards';
import type { SampledTime } from './coverage.ts';
import { type ItemSums, itemSumsOf } from './item-sums.ts';
import { hasSampleTime, sampleTimeOf, waterDayOf } from './sample-time.ts';
import { type SampleReading, sampleRow, sampleValues } from './section-sample.ts';

/**
 * Items that automatic stations analyse every four hours, while each hourly row repeats the latest analysis. Only the
 * last row of each four-hour slot of the day counts, so that an analysis counts once, whatever the hour of analysis.
 * The other items count with every row. @source water.md 3 [data]
 */
export const CARRIED: ReadonlySet<WaterMeasurand> = new Set(['codmn', 'nh3n', 'tp', 'tn']);
const SLOT = 4 * HOUR;
/**
 * Longest period of an ordinary value; longer ones are means of the station itself, which count only if there are no
 * shorter values.
 */
const LONGEST = SLOT / 1000;
/** Whether an observation counts on every day that has it. */
export const isShortPeriod = (period: number): boolean => period <= LONGEST;

/** The results of one day of a section. */
export interface DayResults {
  readonly sums: ItemSums;
  /** Number of sampling times with a value. */
  readonly samples: number;
  readonly times: readonly SampledTime[];
}

/**
 * Returns the slot of a sampling time, 1 to 6; for an instantaneous sample the one that begins at or before it.
 */
export const slotOf = (to: Instant, period: number, day: Instant): number =>
  period > 0 ? Math.ceil((to - day) / SLOT) : Math.floor((to - day) / SLOT) + 1;

/** Groups by sampling time, ascending. */
function byTime(readings: readonly SampleReading[]): SampleReading[][] {
  const times = new Map<Instant, SampleReading[]>();
  const timeOf = ({ observation }: SampleReading): Instant => sampleTimeOf(observation);
  for (const reading of [...readings].sort((a, b) => timeOf(a) - timeOf(b))) {
    const to = timeOf(reading);
    const same = times.get(to);
    if (same) same.push(reading);
    else times.set(to, [reading]);
  }
  return [...times.values()];
}

/**
 * Computes the results of a civil day from all observations of the section's stations, in any order.
 * @param day 00:00 of the day; observations of other days are ignored
 */
export function dayResults(readings: readonly SampleReading[], day: Instant): DayResults {
  const own = readings.filter(
    ({ observation }) => hasSampleTime(observation) && waterDayOf(observation) === day,
  );
  const short = own.filter(({ observation }) => isShortPeriod(observation.period));
  const results = new Map<string, readonly [WaterMeasurand, number]>();
  const times: SampledTime[] = [];
  for (const sample of byTime(short.length > 0 ? short : own)) {
    const to = sample[0] ? sampleTimeOf(sample[0].observation) : day;
    const longest = Math.max(...sample.map(({ observation }) => observation.period));
    const slot = slotOf(to, longest, day);
    const values = Object.entries(sampleValues(sample.map(sampleRow))).filter(
      ([, value]) => !isMissing(value),
    );
    if (values.length > 0) times.push({ at: to, isInstant: longest === 0 });
    for (const [name, value] of values) {
      const measurand = name as WaterMeasurand;
      const place = CARRIED.has(measurand) ? `slot ${slot}` : to;
      results.set(`${measurand} ${place}`, [measurand, value as number]);
    }
  }
  return { sums: itemSumsOf(results.values()), samples: times.length, times };
}

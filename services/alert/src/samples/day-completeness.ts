import type { Sample } from '@lanbi/alerting';
import { countedEnd, type Registry, type Station, type StoredObservation, stationId } from '@lanbi/model';
import { type Instant, instant } from '@lanbi/standards';
import type { AlertSeries } from '../engine/alert-index.ts';
import { COMPLETENESS_MS, completenessOf, completenessSpan } from './readings.ts';

/** The expected times of a station's last 24 hours that have an observation, in eight bytes each: 1,440 of minute data. */
interface Day {
  /** Ascending; those of `start` to `end` are in the day. */
  times: Float64Array;
  start: number;
  end: number;
}

/** Adds an expected time once, whatever the seconds of the stamps. A stamp exactly between two hours counts for neither. */
function append(day: Day, to: Instant, { period }: Station): void {
  const expected = countedEnd(to, period);
  if (expected !== undefined && (day.end === day.start || day.times[day.end - 1] !== expected))
    push(day, expected);
  const since = (expected ?? to) - COMPLETENESS_MS;
  while (day.start < day.end && (day.times[day.start] as number) <= since) day.start++;
}

function push(day: Day, expected: Instant): void {
  if (day.end === day.times.length) {
    const kept = day.times.subarray(day.start, day.end);
    const roomier = new Float64Array(Math.max(32, kept.length + (kept.length >> 1)));
    roomier.set(kept);
    Object.assign(day, { times: roomier, start: 0, end: kept.length });
  }
  day.times[day.end++] = expected;
}

/** Counts the completeness of the last 24 hours of stations in memory, while their readings arrive in order. */
export interface DayCompleteness {
  /**
   * Samples of completeness at each of the times.
   * @param times ascending, of observations of the station's own period, later than those of earlier calls
   */
  samples(series: AlertSeries, times: readonly Instant[]): Promise<Sample[]>;
  /** Drops the counts of a series after a reading out of order; the next call reads the store. */
  forget(series: AlertSeries): void;
}

/** @param read observations of a station that end in (after, to], ascending */
export function createDayCompleteness(
  { stations }: Registry,
  read: (station: Station, after: Instant, to: Instant) => Promise<StoredObservation[]>,
): DayCompleteness {
  const days = new WeakMap<AlertSeries, Day>();

  async function load(series: AlertSeries, station: Station, before: Instant): Promise<Day> {
    const day: Day = { times: new Float64Array(0), start: 0, end: 0 };
    const found = await read(station, instant(before - completenessSpan(station)), instant(before - 1));
    for (const { to, period } of found) if (period === station.period) append(day, to, station);
    days.set(series, day);
    return day;
  }

  return {
    async samples(series, times) {
      const [first] = times;
      const station = stations.get(stationId(series.subject.id));
      if (first === undefined || !station) return [];
      const day = days.get(series) ?? (await load(series, station, first));
      return times.map((at) => {
        append(day, at, station);
        return { at, value: completenessOf(day.end - day.start, station) };
      });
    },
    forget(series) {
      days.delete(series);
    },
  };
}

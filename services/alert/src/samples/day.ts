import type { Sample } from '@lanbi/alerting';
import { countedEnd, type Registry, type Station, type StoredObservation, stationId } from '@lanbi/model';
import { type Instant, instant } from '@lanbi/standards';
import type { Watch } from '../engine/book.ts';
import { COMPLETENESS_MS, completenessOf, looksBack } from './readings.ts';

/** The expected times that have an observation of a station's last 24 hours, in eight bytes each: minute data are 1,440 a day. */
interface Day {
  /** Ascending; those of `start` to `end` are in the day. */
  times: Float64Array;
  start: number;
  end: number;
}

/** Each expected time once, whatever the seconds of the stamps; an hour exactly between two counts to none. */
function append(day: Day, to: Instant, { period }: Station): void {
  const place = countedEnd(to, period);
  if (place !== undefined && (day.end === day.start || day.times[day.end - 1] !== place)) push(day, place);
  const since = (place ?? to) - COMPLETENESS_MS;
  while (day.start < day.end && (day.times[day.start] as number) <= since) day.start++;
}

function push(day: Day, place: Instant): void {
  if (day.end === day.times.length) {
    const kept = day.times.subarray(day.start, day.end);
    const roomier = new Float64Array(Math.max(32, kept.length + (kept.length >> 1)));
    roomier.set(kept);
    Object.assign(day, { times: roomier, start: 0, end: kept.length });
  }
  day.times[day.end++] = place;
}

/** Counts how complete the last 24 hours of stations are while their readings come in order, without the store. */
export interface Days {
  /**
   * The samples of a figure of completeness at each of the times.
   * @param times ascending, of observations of the station's own period, later than all that it was asked for before
   */
  samples(watch: Watch, times: readonly Instant[]): Promise<Sample[]>;
  /** Something came of before, so it is read from the store when it is asked for again. */
  forget(watch: Watch): void;
}

/** @param read observations of a station that end in (after, to], ascending */
export function createDays(
  { stations }: Registry,
  read: (station: Station, after: Instant, to: Instant) => Promise<StoredObservation[]>,
): Days {
  const days = new WeakMap<Watch, Day>();

  async function load(watch: Watch, station: Station, before: Instant): Promise<Day> {
    const day: Day = { times: new Float64Array(0), start: 0, end: 0 };
    const found = await read(station, instant(before - looksBack(station)), instant(before - 1));
    for (const { to, period } of found) if (period === station.period) append(day, to, station);
    days.set(watch, day);
    return day;
  }

  return {
    async samples(watch, times) {
      const [first] = times;
      const station = stations.get(stationId(watch.subject.id));
      if (first === undefined || !station) return [];
      const day = days.get(watch) ?? (await load(watch, station, first));
      return times.map((at) => {
        append(day, at, station);
        return { at, value: completenessOf(day.end - day.start, station) };
      });
    },
    forget(watch) {
      days.delete(watch);
    },
  };
}

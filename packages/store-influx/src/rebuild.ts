import { compareOffsets, type StoredObservation, type StoredResult } from '@lanbi/model';
import { DAY, HOUR, type Instant, instant } from '@lanbi/standards';
import type { RecentStore } from '@lanbi/store-embedded';
import type { InfluxClient } from './client/influx-client.ts';
import { allQuery, lastQuery, measurementsQuery, receivedQuery } from './read/queries.ts';
import { readObservationStates } from './read/read-back.ts';
import { allResultsQuery, lastResultsQuery } from './read/result-queries.ts';
import { lastObservationsOf, observationIdOf, pivotedObservation, resultsOf } from './read/rows.ts';
import type { Buckets } from './schema/buckets.ts';

/** How far back the last results of silent subjects are searched. */
const SILENT_DAYS = 400;
/** Time range of one query of late observations: at most that of the recent past, and one field. */
const RANGE_LENGTH = 3 * DAY;
/** Longer than the latest hour of a region waits for its points. */
const LAST_HOURS = 4;
const WHOLE = instant(-8.64e15);

const byReceipt = (a: StoredObservation, b: StoredObservation): number =>
  a.receivedAt - b.receivedAt || compareOffsets(a.position, b.position);
const byComputing = (a: StoredResult, b: StoredResult): number => a.computedAt - b.computedAt;

interface Rebuilding {
  readonly recent: RecentStore;
  readonly client: InfluxClient;
  readonly buckets: Buckets;
  readonly now: Instant;
  readonly keepHours: number;
  readonly results: boolean;
  /** Observations received after this may be missing even if they are older than the recent past. */
  readonly missedSince?: Instant;
}

/** Reads late observations of the search range of silent subjects: found by time ranges, read day by day. */
async function* receivedLate(
  { client, buckets }: Rebuilding,
  before: number,
  since: Instant,
): AsyncIterableIterator<StoredObservation[]> {
  for (let from = before - SILENT_DAYS * DAY; from < before; from += RANGE_LENGTH) {
    const timeRange = { from, to: Math.min(from + RANGE_LENGTH, before) };
    const late = (await client.query(receivedQuery(buckets.raw, timeRange, since))).map(observationIdOf);
    for (const [, day] of Map.groupBy(late, ({ to }) => Math.floor(to / DAY)))
      yield [...(await readObservationStates(client, buckets, day)).values()];
  }
}

/** Reads the results of the last hours, which are polled, hour by hour. Returns where they begin. */
async function lastHours({ recent, client, buckets, now }: Rebuilding): Promise<Instant> {
  const start = now - LAST_HOURS * HOUR;
  const ends = [...Array.from({ length: LAST_HOURS }, (_, i) => start + (i + 1) * HOUR), now + DAY];
  for (const [i, to] of ends.entries()) {
    const timeRange = { from: (ends[i - 1] ?? start) + 1, to: to + 1 };
    const series = await client.select(buckets.hour, allResultsQuery(timeRange));
    await recent.applyResults(resultsOf(series).sort(byComputing));
  }
  return instant(start);
}

/**
 * Fills a new file, or one that missed entries, from InfluxDB by bounded queries: the recent past, last readings and current
 * results. The log of a new file gets all of the recent past, so that consumers compute it again. The log of a file that
 * missed entries gets only what changed, and late observations of long ago. With an empty InfluxDB the file has all data
 * from the start. Returns whether InfluxDB had any.
 */
export async function rebuild(given: Rebuilding): Promise<'empty' | 'filled'> {
  const { recent, client, buckets, now, keepHours, results, missedSince } = given;
  const measurements = await client.query(measurementsQuery(buckets.raw));
  if (measurements.length === 0) {
    if (!recent.begins()) recent.beginAfter({ observation: WHOLE, hour: WHOLE, long: WHOLE });
    return 'empty';
  }
  const end = now + DAY;
  const from = instant(Math.min(now - keepHours * HOUR, end));
  const silent = { from: now - SILENT_DAYS * DAY, to: end };
  // At any age: a station that is not in the file counts as one that never sent anything.
  const ever = { from: WHOLE, to: end };
  recent.remember(lastObservationsOf(await client.query(lastQuery(buckets.raw, ever))));
  if (from + 1 < end) {
    const rows = await client.query(allQuery(buckets.raw, { from: from + 1, to: end }));
    await recent.applyObservations(rows.map(pivotedObservation).sort(byReceipt));
  }
  if (missedSince !== undefined)
    for await (const late of receivedLate(given, from + 1, missedSince))
      await recent.applyObservations(late.sort(byReceipt));
  for (const bucket of results ? [buckets.hour, buckets.day, buckets.results] : []) {
    const series = await client.select(bucket, lastResultsQuery(silent));
    await recent.applyResults(resultsOf(series).sort(byComputing));
  }
  const hours = results ? await lastHours(given) : instant(end);
  // The file has the current results and those of the last hours. Any other is read back before it is written.
  recent.beginAfter({ observation: from, hour: hours, long: instant(now + SILENT_DAYS * DAY) });
  return 'filled';
}

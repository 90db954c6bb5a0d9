import type { StoredObservation, StoredResult } from '@lanbi/model';
import { DAY, HOUR, type Instant, instant } from '@lanbi/standards';
import type { RecentStore } from '@lanbi/store-embedded';
import type { InfluxClient } from './client/influx-client.ts';
import { allQuery, lastQuery, lastResultsQuery, measurementsQuery } from './read/queries.ts';
import { lastObservationsOf, observationOf, resultOf } from './read/rows.ts';
import type { Buckets } from './schema/buckets.ts';

/** How far back the last readings and figures of those that are silent are looked for. */
const SILENT_DAYS = 400;
const WHOLE = instant(-8.64e15);

const byReceipt = (a: StoredObservation, b: StoredObservation): number =>
  a.receivedAt - b.receivedAt || a.position - b.position;
const byComputing = (a: StoredResult, b: StoredResult): number => a.computedAt - b.computedAt;

interface Rebuilding {
  readonly recent: RecentStore;
  readonly client: InfluxClient;
  readonly buckets: Buckets;
  readonly now: Instant;
  readonly keepHours: number;
  readonly results: boolean;
}

/**
 * Fills a new file, or one that missed something: the recent past, last readings and current results, out of InfluxDB by bounded queries. All of the
 * recent past stands in the log again, so that whoever follows it computes it anew; in a file that
 * missed something only what changed does. An empty InfluxDB leaves a file that holds everything from the start.
 */
export async function rebuild(given: Rebuilding): Promise<void> {
  const { recent, client, buckets, now, keepHours, results } = given;
  const measurements = await client.query(measurementsQuery(buckets.raw));
  if (measurements.length === 0) {
    if (!recent.begins()) recent.beginAfter({ observation: WHOLE, hour: WHOLE, long: WHOLE });
    return;
  }
  const end = now + DAY;
  const from = instant(Math.min(now - keepHours * HOUR, end));
  const silent = { from: now - SILENT_DAYS * DAY, to: end };
  recent.remember(lastObservationsOf(await client.query(lastQuery(buckets.raw, silent))));
  if (from + 1 < end) {
    const rows = await client.query(allQuery(buckets.raw, { from: from + 1, to: end }));
    await recent.adopt(rows.map(observationOf).sort(byReceipt));
  }
  for (const bucket of results ? [buckets.hour, buckets.day, buckets.results] : []) {
    const rows = await client.query(lastResultsQuery(bucket, silent));
    recent.adoptResults(rows.map(resultOf).sort(byComputing));
  }
  // Only the current results are here: any other is read back before it is written.
  recent.beginAfter({ observation: from, hour: instant(end), long: instant(now + SILENT_DAYS * DAY) });
}

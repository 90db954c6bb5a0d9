import type {
  Observation,
  ObservationRange,
  Offset,
  ResultKey,
  ResultKind,
  StoredObservation,
  StoredResult,
} from '@lanbi/model';
import { identityOf, resultIdentityOf } from '@lanbi/store-embedded';
import type { InfluxClient } from '../client/influx-client.ts';
import { type Buckets, bucketOf } from '../schema/buckets.ts';
import { clustersOf, requestsOf } from './clusters.ts';
import { rangeQuery, stationsQuery } from './queries.ts';
import { type ResultsIn, resultsQuery } from './result-queries.ts';
import { pivotedObservation, resultsOf } from './rows.ts';
import { isEmpty } from './time-range.ts';

/** Rows of one query, if some of them are filtered out. */
const PAGE = 1_000;

/**
 * The observations of a range. Those in the local file have an offset in its log. All others were read by the consumers
 * before they were pruned, or are older than the file: they count as entries before any offset.
 */
export async function readBackRange(
  client: InfluxClient,
  buckets: Buckets,
  { upTo, ...range }: ObservationRange,
  offsetOf: (observation: StoredObservation) => Offset | undefined,
): Promise<readonly StoredObservation[]> {
  const read = async (query: Omit<ObservationRange, 'upTo'>) =>
    (await client.query(rangeQuery(buckets.raw, query))).map(pivotedObservation);
  if (upTo === undefined) return read(range);
  const found: StoredObservation[] = [];
  const limit = Math.max(range.limit, PAGE);
  let { behind } = range;
  for (;;) {
    const page = await read({ ...range, limit, ...(behind && { behind }) });
    found.push(...page.filter((one) => (offsetOf(one) ?? 0) <= upTo));
    behind = page.at(-1);
    if (page.length < limit || found.length >= range.limit) return found.slice(0, range.limit);
  }
}

/** The states of these observations in InfluxDB, by identity. Only their hours are read. */
export async function readObservationStates(
  client: InfluxClient,
  buckets: Buckets,
  wanted: readonly Pick<Observation, 'station' | 'to' | 'period'>[],
): Promise<Map<string, StoredObservation>> {
  const found = new Map<string, StoredObservation>();
  const asked = new Set(wanted.map(identityOf));
  const touched = clustersOf(wanted.map(({ station, to }) => ({ name: station, at: to })));
  const parts = touched
    .filter(({ timeRange }) => !isEmpty(timeRange))
    .map(({ names, timeRange }) => ({ stations: names, timeRange }));
  for (const some of requestsOf(parts))
    for (const row of await client.query(stationsQuery(buckets.raw, some))) {
      const observation = pivotedObservation(row);
      if (asked.has(identityOf(observation))) found.set(identityOf(observation), observation);
    }
  return found;
}

/** Groups results by kind, with the bucket of each kind. */
function partsOf(wanted: readonly ResultKey[], buckets: Buckets): ReadonlyMap<string, ResultsIn[]> {
  const byBucket = new Map<string, ResultsIn[]>();
  for (const [kind, keys] of Map.groupBy(wanted, ({ kind }): ResultKind => kind)) {
    const bucket = bucketOf(kind, buckets);
    const touched = clustersOf(keys.map(({ subject, to }) => ({ name: subject, at: to })));
    const parts = touched
      .filter(({ timeRange }) => !isEmpty(timeRange))
      .map(({ names, timeRange }) => ({ kind, subjects: names, timeRange }));
    byBucket.set(bucket, [...(byBucket.get(bucket) ?? []), ...parts]);
  }
  return byBucket;
}

/** The states of these results in InfluxDB, by identity. */
export async function readResults(
  client: InfluxClient,
  buckets: Buckets,
  wanted: readonly ResultKey[],
): Promise<Map<string, StoredResult>> {
  const found = new Map<string, StoredResult>();
  const asked = new Set(wanted.map(resultIdentityOf));
  for (const [bucket, parts] of partsOf(wanted, buckets))
    for (const some of requestsOf(parts))
      for (const result of resultsOf(await client.select(bucket, resultsQuery(some))))
        if (asked.has(resultIdentityOf(result))) found.set(resultIdentityOf(result), result);
  return found;
}

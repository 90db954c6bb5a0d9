import type { Observation, ResultKey, ResultKind, StoredObservation, StoredResult } from '@lanbi/model';
import { identityOf, resultIdentityOf } from '@lanbi/store-embedded';
import type { InfluxClient } from '../client/influx-client.ts';
import { type Buckets, bucketOf } from '../schema/buckets.ts';
import { resultsQuery, stationsQuery, stretchOf } from './queries.ts';
import { observationOf, resultOf } from './rows.ts';

/** Names in one query: a longer chain of `or` is slower to plan than a second query. */
const NAMES = 50;

function* chunks<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let i = 0; i < items.length; i += NAMES) yield items.slice(i, i + NAMES);
}

/** What InfluxDB holds of these observations, by identity. */
export async function readObservations(
  client: InfluxClient,
  buckets: Buckets,
  wanted: readonly Observation[],
): Promise<Map<string, StoredObservation>> {
  const found = new Map<string, StoredObservation>();
  const asked = new Set(wanted.map(identityOf));
  const stretch = stretchOf(wanted.map(({ to }) => to));
  for (const stations of chunks([...new Set(wanted.map(({ station }) => station))]))
    for (const row of await client.query(stationsQuery(buckets.raw, stations, stretch))) {
      const observation = observationOf(row);
      if (asked.has(identityOf(observation))) found.set(identityOf(observation), observation);
    }
  return found;
}

/** What InfluxDB holds of these results, by identity. */
export async function readResults(
  client: InfluxClient,
  buckets: Buckets,
  wanted: readonly ResultKey[],
): Promise<Map<string, StoredResult>> {
  const found = new Map<string, StoredResult>();
  const byKind = Map.groupBy(wanted, ({ kind }): ResultKind => kind);
  for (const [kind, results] of byKind) {
    const stretch = stretchOf(results.map(({ to }) => to));
    for (const subjects of chunks([...new Set(results.map(({ subject }) => subject))]))
      for (const row of await client.query(resultsQuery(bucketOf(kind, buckets), kind, subjects, stretch))) {
        const result = resultOf(row);
        found.set(resultIdentityOf(result), result);
      }
  }
  return found;
}

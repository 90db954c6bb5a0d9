import type {
  LogPosition,
  Observation,
  ObservationRange,
  ResultKey,
  ResultKind,
  StoredObservation,
  StoredResult,
} from '@lanbi/model';
import { identityOf, resultIdentityOf } from '@lanbi/store-embedded';
import type { InfluxClient } from '../client/influx-client.ts';
import { type Buckets, bucketOf } from '../schema/buckets.ts';
import { rangeQuery, resultsQuery, stationsQuery, stretchOf } from './queries.ts';
import { observationOf, resultOf } from './rows.ts';

/** Names in one query: a longer chain of `or` is slower to plan than a second query. */
const NAMES = 50;

function* chunks<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let i = 0; i < items.length; i += NAMES) yield items.slice(i, i + NAMES);
}

/** Rows of one query of a range of which some do not count. */
const PAGE = 1_000;

/**
 * The observations of a range. Those that are in the file beside stand in its log at a place; all others were read by
 * whoever follows it before they went, or were there before it: they count as standing up to any place.
 */
export async function readRange(
  client: InfluxClient,
  buckets: Buckets,
  { upTo, ...range }: ObservationRange,
  placeOf: (observation: StoredObservation) => LogPosition | undefined,
): Promise<readonly StoredObservation[]> {
  const read = async (query: Omit<ObservationRange, 'upTo'>) =>
    (await client.query(rangeQuery(buckets.raw, query))).map(observationOf);
  if (upTo === undefined) return read(range);
  const found: StoredObservation[] = [];
  const limit = Math.max(range.limit, PAGE);
  let { behind } = range;
  for (;;) {
    const page = await read({ ...range, limit, ...(behind && { behind }) });
    found.push(...page.filter((one) => (placeOf(one) ?? 0) <= upTo));
    behind = page.at(-1);
    if (page.length < limit || found.length >= range.limit) return found.slice(0, range.limit);
  }
}

/** What InfluxDB holds of these observations, by identity. */
export async function readObservations(
  client: InfluxClient,
  buckets: Buckets,
  wanted: readonly Pick<Observation, 'station' | 'to' | 'period'>[],
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

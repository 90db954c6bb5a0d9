import type { ResultKey, ResultRange, StoredResult } from '@lanbi/model';
import { resultIdentityOf } from '@lanbi/store-embedded';
import type { InfluxClient } from '../client/influx-client.ts';
import { type Buckets, bucketOf } from '../schema/buckets.ts';
import { readResults } from './read-back.ts';
import { type ResultsIn, resultsQuery } from './result-queries.ts';
import { resultsOf } from './rows.ts';
import { isEmpty } from './time-range.ts';

/** A call that waits for a request that it shares with others. */
interface Asked<Wanted, Answer> {
  readonly wanted: Wanted;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

type AskedKey = Asked<ResultKey, StoredResult | undefined>;
type AskedRange = Asked<ResultRange, readonly StoredResult[]>;

/** Most subjects of one request. */
const SUBJECTS = 200;

/** The key of ranges that differ only in their subject. */
const spanOf = ({ kind, after, to, limit }: ResultRange): string => `${kind} ${after} ${to} ${limit}`;

/**
 * Reads results from InfluxDB. Calls of one tick of the event loop share requests: one query for the same span of many
 * subjects, and one for many single results.
 */
export class ResultsReader {
  readonly #client: InfluxClient;
  readonly #buckets: Buckets;
  #keys: AskedKey[] = [];
  #ranges: AskedRange[] = [];

  constructor(client: InfluxClient, buckets: Buckets) {
    this.#client = client;
    this.#buckets = buckets;
  }

  get(wanted: ResultKey): Promise<StoredResult | undefined> {
    return new Promise((resolve, reject) => {
      this.#begin();
      this.#keys.push({ wanted, resolve, reject });
    });
  }

  range(wanted: ResultRange): Promise<readonly StoredResult[]> {
    return new Promise((resolve, reject) => {
      this.#begin();
      this.#ranges.push({ wanted, resolve, reject });
    });
  }

  /** Schedules the shared requests at the end of this tick, if this is its first call. */
  #begin(): void {
    if (this.#keys.length + this.#ranges.length === 0) setImmediate(() => this.#ask());
  }

  #ask(): void {
    const [keys, ranges] = [this.#keys, this.#ranges];
    this.#keys = [];
    this.#ranges = [];
    if (keys.length > 0) answerAll(keys, this.#readKeys(keys));
    for (const [, same] of Map.groupBy(ranges, ({ wanted }) => spanOf(wanted)))
      for (let at = 0; at < same.length; at += SUBJECTS) {
        const some = same.slice(at, at + SUBJECTS);
        answerAll(some, this.#readRanges(some));
      }
  }

  async #readKeys(keys: readonly AskedKey[]): Promise<readonly (StoredResult | undefined)[]> {
    const wanted = keys.map((key) => key.wanted);
    const found = await readResults(this.#client, this.#buckets, wanted);
    return wanted.map((key) => found.get(resultIdentityOf(key)));
  }

  async #readRanges(ranges: readonly AskedRange[]): Promise<readonly (readonly StoredResult[])[]> {
    const subjects = [...new Set(ranges.map(({ wanted }) => wanted.subject))];
    const [first] = ranges;
    if (!first) return [];
    const { kind, after, to, limit } = first.wanted;
    const timeRange = { from: after + 1, to: to + 1 };
    if (isEmpty(timeRange)) return ranges.map(() => []);
    const bySubject = await this.#readRange({ kind, subjects, timeRange }, limit);
    return ranges.map(({ wanted }) => (bySubject.get(wanted.subject) ?? []).slice(0, limit));
  }

  /** Requests more than `limit` rows, since two rows may be of one result. */
  async #readRange(part: ResultsIn, limit: number): Promise<ReadonlyMap<string, StoredResult[]>> {
    const bucket = bucketOf(part.kind, this.#buckets);
    for (let rows = limit; ; rows *= 2) {
      const series = await this.#client.select(bucket, resultsQuery([part], rows));
      const bySubject = Map.groupBy(resultsOf(series), ({ subject }) => subject);
      const short = series.some(
        ({ tags, values }) =>
          values.length >= rows && (bySubject.get(tags['subject'] ?? '')?.length ?? 0) < limit,
      );
      if (!short) return bySubject;
    }
  }
}

function answerAll<Wanted, Answer>(
  asked: readonly Asked<Wanted, Answer>[],
  reading: Promise<readonly Answer[]>,
): void {
  reading.then(
    (answers) => {
      for (const [i, answer] of answers.entries()) asked[i]?.resolve(answer);
    },
    (error: unknown) => {
      for (const { reject } of asked) reject(error);
    },
  );
}

import { HttpError, InfluxDB, type SendOptions } from '@influxdata/influxdb-client';
import { BucketsAPI } from '@influxdata/influxdb-client-apis';
import { LanbiError } from '@lanbi/model';
import type { InfluxConnection } from '../options.ts';
import type { InfluxqlQuery } from '../read/result-queries.ts';
import { type Failure, failureOf } from './failure.ts';

/** A row of an answer, by column name. */
export type InfluxRow = Readonly<Record<string, unknown>>;

/** The points of one series: the time in milliseconds, then the selected columns. */
export interface InfluxSeries {
  /** The measurement. */
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly values: readonly (readonly unknown[])[];
}

interface Selected {
  readonly results: readonly {
    readonly error?: string;
    readonly series?: readonly (Omit<InfluxSeries, 'tags'> & { readonly tags?: InfluxSeries['tags'] })[];
  }[];
}

/** The name of a bucket in InfluxQL: database before a slash, retention policy after it. */
function databaseOf(bucket: string): { readonly db: string; readonly rp?: string } {
  const at = bucket.indexOf('/');
  return at < 0 ? { db: bucket } : { db: bucket.slice(0, at), rp: bucket.slice(at + 1) };
}

/**
 * Sends requests to one InfluxDB 2. A call is one request; nothing is buffered and nothing is retried. A write succeeded
 * only if its answer was received.
 */
export class InfluxClient {
  readonly #influx: InfluxDB;
  readonly #connection: InfluxConnection;
  readonly #timeoutMs: number;
  /** The server asked for no request before this time. */
  #quietUntil = 0;

  constructor(connection: InfluxConnection, timeoutMs: number) {
    const { url, token } = connection;
    this.#connection = connection;
    this.#timeoutMs = timeoutMs;
    this.#influx = new InfluxDB({ url, token, timeout: timeoutMs });
  }

  /** Undefined when the lines are stored: the answer 204 was received. */
  async write(bucket: string, lines: readonly string[]): Promise<Failure | undefined> {
    const query = new URLSearchParams({ org: this.#connection.org, bucket, precision: 'ns' });
    const path = `/api/v2/write?${query}`;
    return this.#send(path, lines.join('\n'), 'text/plain; charset=utf-8', 'a write failed');
  }

  /** Removes the point of a series at one instant and its `nth` nanosecond. */
  async remove(bucket: string, at: number, nth: number, predicate: string): Promise<Failure | undefined> {
    const query = new URLSearchParams({ org: this.#connection.org, bucket });
    const time = new Date(at).toISOString().replace('Z', `${String(nth).padStart(6, '0')}Z`);
    // The stop is inclusive.
    const body = JSON.stringify({ start: time, stop: time, predicate });
    return this.#send(`/api/v2/delete?${query}`, body, 'application/json', 'a removal failed');
  }

  /** Rejects with store-unavailable if a write into this bucket would fail now. */
  async ping(bucket: string): Promise<void> {
    const failure = await this.write(bucket, []);
    // A request without a point is refused only if it is authorized.
    if (failure?.kind === 'later') throw failure.error;
  }

  /** @throws LanbiError store-unavailable */
  async query(flux: string): Promise<InfluxRow[]> {
    const api = this.#influx.getQueryApi({ org: this.#connection.org, type: 'flux' });
    try {
      return await this.#within(api.collectRows<InfluxRow>(flux));
    } catch (error) {
      const failure = failureOf(error, 'a query failed');
      throw failure.kind === 'later'
        ? failure.error
        : new LanbiError('store-unavailable', `a query was refused: ${failure.message}`, { cause: error });
    }
  }

  /**
   * Selects series of one bucket by statements of InfluxQL.
   * @throws LanbiError store-unavailable
   */
  async select(bucket: string, { text, params }: InfluxqlQuery): Promise<InfluxSeries[]> {
    const path = `/query?${new URLSearchParams({ ...databaseOf(bucket), epoch: 'ms' })}`;
    const body = new URLSearchParams({ q: text, params: JSON.stringify(params) }).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    try {
      const sent = this.#influx.transport.request(path, body, { method: 'POST', headers });
      const { results } = (await this.#within(sent)) as Selected;
      return results.flatMap(({ error, series = [] }) => {
        if (error !== undefined)
          throw new LanbiError('store-unavailable', `a query failed: InfluxDB answered: ${error}`);
        return series.map(({ name, tags = {}, values }) => ({ name, tags, values }));
      });
    } catch (error) {
      if (error instanceof LanbiError) throw error;
      const failure = failureOf(error, 'a query failed');
      if (failure.kind === 'later') throw failure.error;
      throw new LanbiError('store-unavailable', `a query was refused: ${failure.message}`, { cause: error });
    }
  }

  /**
   * The id of a bucket; undefined if there is none, or if the token may not read it.
   * @throws LanbiError store-unavailable
   */
  async bucketId(name: string): Promise<string | undefined> {
    const { org } = this.#connection;
    try {
      const found = await this.#within(new BucketsAPI(this.#influx).getBuckets({ org, name }));
      return found.buckets?.find((bucket) => bucket.name === name)?.id;
    } catch (error) {
      if (error instanceof HttpError && [401, 403, 404].includes(error.statusCode)) return undefined;
      throw new LanbiError('store-unavailable', 'a bucket could not be looked up', { cause: error });
    }
  }

  async #send(path: string, body: string, type: string, doing: string): Promise<Failure | undefined> {
    if (Date.now() < this.#quietUntil) {
      const error = new LanbiError('store-unavailable', `${doing}: InfluxDB asked to wait`);
      return { kind: 'later', error, retryAfterMs: this.#quietUntil - Date.now() };
    }
    const abort = AbortSignal.timeout(this.#timeoutMs);
    try {
      await this.#post(path, body, { method: 'POST', headers: { 'content-type': type }, signal: abort });
      return undefined;
    } catch (error) {
      const failure = failureOf(abort.aborted ? abort.reason : error, doing);
      if (failure.kind === 'later') this.#quietUntil = Date.now() + failure.retryAfterMs;
      return failure;
    }
  }

  #post(path: string, body: string, options: SendOptions): Promise<void> {
    return new Promise((resolve, reject) => {
      let status = 0;
      this.#influx.transport.send(path, body, options, {
        responseStarted: (_headers, code) => {
          status = code ?? 0;
        },
        error: reject,
        complete: () =>
          status === 204 ? resolve() : reject(new HttpError(status, 'not the answer to a write')),
      });
    });
  }

  async #within<Answer>(work: Promise<Answer>): Promise<Answer> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`not within ${this.#timeoutMs} ms`)), this.#timeoutMs);
    });
    try {
      return await Promise.race([work, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}

import { HttpError, InfluxDB, type SendOptions } from '@influxdata/influxdb-client';
import { BucketsAPI } from '@influxdata/influxdb-client-apis';
import { LanbiError } from '@lanbi/model';
import type { InfluxConnection } from '../options.ts';
import { type Failure, failureOf } from './failure.ts';

export type Precision = 'ms' | 'ns';

/** A row of an answer by the names of its columns. */
export type Row = Readonly<Record<string, unknown>>;

/**
 * Requests to one InfluxDB 2. A call is one request; nothing is buffered and nothing is tried again. Success is the
 * answer that was seen.
 */
export class InfluxClient {
  readonly #influx: InfluxDB;
  readonly #connection: InfluxConnection;
  readonly #timeoutMs: number;
  /** Until then it asked to be left alone. */
  #quietUntil = 0;

  constructor(connection: InfluxConnection, timeoutMs: number) {
    const { url, token } = connection;
    this.#connection = connection;
    this.#timeoutMs = timeoutMs;
    this.#influx = new InfluxDB({ url, token, timeout: timeoutMs });
  }

  /** Undefined when it was stored: the 204 was seen. */
  async write(bucket: string, lines: readonly string[], precision: Precision): Promise<Failure | undefined> {
    const query = new URLSearchParams({ org: this.#connection.org, bucket, precision });
    const path = `/api/v2/write?${query}`;
    return this.#send(path, lines.join('\n'), 'text/plain; charset=utf-8', 'a write failed');
  }

  /** Removes the points of one series that are of one instant. */
  async remove(bucket: string, at: number, predicate: string): Promise<Failure | undefined> {
    const query = new URLSearchParams({ org: this.#connection.org, bucket });
    const [start, stop] = [new Date(at).toISOString(), new Date(at + 1).toISOString()];
    const body = JSON.stringify({ start, stop, predicate });
    return this.#send(`/api/v2/delete?${query}`, body, 'application/json', 'a removal failed');
  }

  /** Rejects with store-unavailable when a write into this bucket would not be taken now. */
  async ping(bucket: string): Promise<void> {
    const failure = await this.write(bucket, [], 'ms');
    // A request without a point is refused when it was let in.
    if (failure?.kind === 'later') throw failure.error;
  }

  /** @throws LanbiError store-unavailable */
  async query(flux: string): Promise<Row[]> {
    const api = this.#influx.getQueryApi({ org: this.#connection.org, type: 'flux' });
    try {
      return await this.#within(api.collectRows<Row>(flux));
    } catch (error) {
      const failure = failureOf(error, 'a query failed');
      throw failure.kind === 'later'
        ? failure.error
        : new LanbiError('store-unavailable', `a query was refused: ${failure.message}`, { cause: error });
    }
  }

  /**
   * The id of the bucket of a name; undefined where there is none, or where the token may not read it.
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

import { HttpError } from '@influxdata/influxdb-client';
import { LanbiError } from '@lanbi/model';

/** Why a request failed, for the writer. */
export type Failure =
  /** At least one line can never be stored; the others can. */
  | { readonly kind: 'refused'; readonly message: string }
  /** The request is too large. */
  | { readonly kind: 'too-large'; readonly message: string }
  /** Unavailable, slow, overloaded or not authorized. Parts of the request may be stored. */
  | { readonly kind: 'later'; readonly error: LanbiError; readonly retryAfterMs: number };

/** 400: the request cannot be parsed; 422: it contradicts the schema or is beyond the retention. */
const REFUSED: readonly number[] = [400, 422];

const HINTS: Readonly<Record<number, string>> = {
  401: 'the token is not known there (INFLUX_TOKEN)',
  403: 'the token may not do this (npm run influx:setup makes one that may)',
  404: 'the organization or bucket is not there (npm run influx:setup makes it)',
  429: 'it asks to wait',
};

function plainText(error: HttpError): string {
  const { message } = (error.json ?? {}) as { readonly message?: unknown };
  return typeof message === 'string' ? message : error.message;
}

export function failureOf(error: unknown, doing: string): Failure {
  if (error instanceof HttpError) {
    const { statusCode } = error;
    const message = plainText(error);
    if (REFUSED.includes(statusCode)) return { kind: 'refused', message };
    if (statusCode === 413) return { kind: 'too-large', message };
    const hint = HINTS[statusCode] ? `; ${HINTS[statusCode]}` : '';
    return later(
      `${doing}: InfluxDB answered ${statusCode}: ${message}${hint}`,
      error,
      error.retryAfter() * 1000,
    );
  }
  const why = error instanceof Error ? error.message || error.name : String(error);
  return later(`${doing}: InfluxDB does not answer: ${why}`, error, 0);
}

const later = (message: string, cause: unknown, retryAfterMs: number): Failure => ({
  kind: 'later',
  error: new LanbiError('store-unavailable', message, { cause }),
  retryAfterMs,
});

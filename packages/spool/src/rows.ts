import { Buffer } from 'node:buffer';
import { offsetAt, type SpooledMessage, type SpoolMessage } from '@lanbi/model';
import type { Row } from '@lanbi/sqlite';
import { type Instant, instant } from '@lanbi/standards';

/** Bytes of a row without topic and payload: ids, times and the overhead of the page; rounded up. */
const ROW_BYTES = 64;

export interface SpoolSize {
  readonly messages: number;
  readonly bytes: number;
}

export const NOTHING: SpoolSize = { messages: 0, bytes: 0 };

export const bytesOf = ({ topic, payload }: SpoolMessage): number =>
  Buffer.byteLength(topic) + payload.byteLength + ROW_BYTES;

/** The same size, computed by SQL. */
export const SIZE = `
  SELECT count(*) AS messages,
    coalesce(sum(octet_length(topic) + length(payload) + ${ROW_BYTES}), 0) AS bytes
  FROM message`;

export const sizeOf = (row: Row): SpoolSize => ({
  messages: row['messages'] as number,
  bytes: row['bytes'] as number,
});

export const spooledMessageOf = (row: Row): SpooledMessage => ({
  position: offsetAt(row['position'] as number),
  receivedAt: instant(row['received_at'] as number),
  topic: row['topic'] as string,
  payload: row['payload'] as Uint8Array,
  ...(row['retained'] === 1 && { retained: true }),
});

export const receiptOf = (row: Row): Instant => instant(row['received_at'] as number);

/** Reads the only column of a row. */
export const firstText = (row: Row): string => String(Object.values(row)[0]);
export const firstNumber = (row: Row): number => Number(Object.values(row)[0]);

import {
  decodeRecord,
  encodeRecord,
  isRecordKind,
  type RecordBody,
  type ResultKind,
  type StoredResult,
} from '@lanbi/model';
import { type Instant, instant } from '@lanbi/standards';

/**
 * The layout of the text below. It rises whenever bytes that were stored can be read no more, be it for a layout of the
 * records in it: then what stands in InfluxDB is evaluated again.
 */
export const LAYOUT = 1;

/** The one field that lanbi reads of a result. Of another layout it has another name, so that none reads the wrong one. */
export const PACKED = `record_${LAYOUT}`;

/** A result without its place in the local log. */
export type ResultState = { [Kind in ResultKind]: Omit<StoredResult<Kind>, 'position'> }[ResultKind];

/**
 * A result as one text: revision, when it was computed (epoch ms), and the record as base64 of its bytes, or JSON of
 * kinds without records. One field is read without a pivot, and is exact whatever the numbers beside it show.
 */
export function packed(state: ResultState): string {
  const { kind, body, revision, computedAt } = state;
  return `${revision} ${computedAt} ${isRecordKind(kind) ? base64(state as RecordBody) : JSON.stringify(body)}`;
}

const base64 = (record: RecordBody): string => Buffer.from(encodeRecord(record)).toString('base64');

/** What was packed. */
export interface Unpacked {
  readonly revision: number;
  readonly computedAt: Instant;
  readonly body: unknown;
}

/** @throws LanbiError store-corrupt for a record that cannot be read */
export function unpacked(kind: ResultKind, text: string): Unpacked {
  const first = text.indexOf(' ');
  const second = text.indexOf(' ', first + 1);
  const rest = text.slice(second + 1);
  return {
    revision: Number(text.slice(0, first)),
    computedAt: instant(Number(text.slice(first + 1, second))),
    body: isRecordKind(kind) ? decodeRecord(kind, Buffer.from(rest, 'base64')) : JSON.parse(rest),
  };
}

import { decodeRecord, encodeRecord, type RecordOf, type ResultKind, type StoredResult } from '@lanbi/model';
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
 * A result as one text: revision, when it was computed (epoch ms), and the record as base64 of its bytes. One field is read without a pivot, and is exact whatever the numbers beside it show.
 */
export const packed = ({ kind, body, revision, computedAt }: ResultState): string =>
  `${revision} ${computedAt} ${recordText(kind, body)}`;

/** A record as base64 of its bytes. */
export const recordText = (kind: ResultKind, body: RecordOf[ResultKind]): string =>
  Buffer.from(encodeRecord(kind, body)).toString('base64');

/** What was packed. */
export interface Unpacked<Kind extends ResultKind> {
  readonly revision: number;
  readonly computedAt: Instant;
  readonly body: RecordOf[Kind];
}

/** @throws LanbiError store-corrupt for a record that cannot be read */
export function unpacked<Kind extends ResultKind>(kind: Kind, text: string): Unpacked<Kind> {
  const first = text.indexOf(' ');
  const second = text.indexOf(' ', first + 1);
  const rest = text.slice(second + 1);
  return {
    revision: Number(text.slice(0, first)),
    computedAt: instant(Number(text.slice(first + 1, second))),
    body: decodeRecord(kind, Buffer.from(rest, 'base64')),
  };
}

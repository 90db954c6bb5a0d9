import { decodeRecord, encodeRecord, type RecordOf, type ResultKind, type StoredResult } from '@lanbi/model';
import { type Instant, instant } from '@lanbi/standards';

/**
 * The layout of the text below. It rises when stored bytes cannot be read any more, also for a new layout of the records in
 * it: then all observations are evaluated again.
 */
export const LAYOUT = 1;

/** The only field of a result that lanbi reads. Each layout has its own name, so that no version reads the wrong one. */
export const PACKED = `record_${LAYOUT}`;

/** A result without its offset in the local log. */
export type ResultState = { [Kind in ResultKind]: Omit<StoredResult<Kind>, 'position'> }[ResultKind];

/**
 * A result as one text: revision, time of computing (epoch ms), and the record as base64 of its bytes. One field is read
 * without a pivot, and is exact where the numeric fields are rounded.
 */
export const packed = ({ kind, body, revision, computedAt }: ResultState): string =>
  `${revision} ${computedAt} ${recordText(kind, body)}`;

/** A record as base64 of its bytes. */
export const recordText = (kind: ResultKind, body: RecordOf[ResultKind]): string =>
  Buffer.from(encodeRecord(kind, body)).toString('base64');

/** The result of a packed text. */
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

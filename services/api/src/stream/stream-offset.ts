import { decodeOffset, encodeOffset, type Offset } from '@lanbi/model';
import { Problem } from '../http/problem.ts';

/** Where a client is in both logs; as text the id of an event. */
export interface StreamOffset {
  alert: Offset;
  result: Offset;
}

const TEXT = /^a([^r]{1,100})r([^r]{1,100})$/;

export const offsetText = ({ alert, result }: StreamOffset): string =>
  `a${encodeOffset(alert)}r${encodeOffset(result)}`;

/** @throws Problem bad-cursor for what is no id of the stream */
export function streamOffsetOf(text: string): StreamOffset {
  const [, ...texts] = TEXT.exec(text) ?? [];
  const [alert, result] = texts.map(decodeOffset);
  if (alert === undefined || result === undefined)
    throw new Problem('bad-cursor', 'Last-Event-ID is not one of this stream');
  return { alert, result };
}

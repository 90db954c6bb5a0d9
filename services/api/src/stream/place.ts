import { Problem } from '../http/problem.ts';

/** Where a client is in both logs; as text the id of an event. */
export interface Place {
  alert: number;
  result: number;
}

const TEXT = /^a(\d{1,15})r(\d{1,15})$/;

export const placeText = ({ alert, result }: Place): string => `a${alert}r${result}`;

/** @throws Problem bad-cursor for what is no id of the stream */
export function placeOf(text: string): Place {
  const [, alert, result] = TEXT.exec(text) ?? [];
  if (alert === undefined) throw new Problem('bad-cursor', 'Last-Event-ID is not one of this stream');
  return { alert: Number(alert), result: Number(result) };
}

import { type CivilDate, DAY, startOfDate } from '@lanbi/standards';

/** A range of civil days at +08:00. Both days are inclusive; an absent one leaves that end open. */
export interface Days {
  readonly from?: CivilDate;
  /** The last day. */
  readonly until?: CivilDate;
}

/** A value and the days on which it is valid. */
export interface Dated<Value> extends Days {
  readonly is: Value;
}

/** Instants in [from, to). */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export const ALWAYS: Span = { from: -Infinity, to: Infinity };

/** Returns the instants of a range of civil days: from 00:00 of the first day to 24:00 of the last one. */
export const spanOf = ({ from, until }: Days): Span => ({
  from: from === undefined ? -Infinity : startOfDate(from),
  to: until === undefined ? Infinity : startOfDate(until) + DAY,
});

/** Returns the intersection of two spans; `undefined` if it is empty. */
export function shared(a: Span, b: Span): Span | undefined {
  const [from, to] = [Math.max(a.from, b.from), Math.min(a.to, b.to)];
  return from < to ? { from, to } : undefined;
}

import type { Observation } from '@lanbi/model';

/** The last instant that is a date, in milliseconds either side of 1970 (ECMA-262, time values). */
const LAST_DATE = 8.64e15;

const isDate = (at: number): boolean => Number.isInteger(at) && Math.abs(at) <= LAST_DATE;

/** Why an observation can never be stored; undefined for a sound one. */
export function poison({ to, period, receivedAt, readings }: Observation): string | undefined {
  if (!isDate(to)) return `the end ${to} is no instant`;
  if (!isDate(receivedAt)) return `the receipt ${receivedAt} is no instant`;
  if (!Number.isSafeInteger(period) || period < 0) return `the period ${period} is no count of seconds`;
  for (const [i, { parameter, value }] of readings.entries()) {
    if (!Number.isFinite(value)) return `${parameter} is not a finite number`;
    if (readings.findIndex((one) => one.parameter === parameter) < i)
      return `${parameter} stands there twice`;
  }
  return undefined;
}

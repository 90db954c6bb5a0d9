import type { Observation, Reading } from '@lanbi/model';

/** The last instant that is a date, in milliseconds either side of 1970 (ECMA-262, time values). */
const LAST_DATE = 8.64e15;

const isDate = (at: number): boolean => Number.isInteger(at) && Math.abs(at) <= LAST_DATE;

/** Whether another reading before this one is of the same parameter. */
function isAgain(reading: Reading, readings: readonly Reading[]): boolean {
  for (const one of readings) {
    if (one === reading) return false;
    if (one.parameter === reading.parameter) return true;
  }
  return false;
}

/** Why an observation can never be stored; undefined for a sound one. */
export function poison({ to, period, receivedAt, readings }: Observation): string | undefined {
  if (!isDate(to)) return `the end ${to} is no instant`;
  if (!isDate(receivedAt)) return `the receipt ${receivedAt} is no instant`;
  if (!Number.isSafeInteger(period) || period < 0) return `the period ${period} is no count of seconds`;
  for (const reading of readings) {
    if (!Number.isFinite(reading.value)) return `${reading.parameter} is not a finite number`;
    if (isAgain(reading, readings)) return `${reading.parameter} stands there twice`;
  }
  return undefined;
}

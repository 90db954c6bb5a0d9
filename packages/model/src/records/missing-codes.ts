import type { MissingReason } from '@lanbi/standards';

/**
 * Numbers of reasons in stored bytes and in memory. A number is never reused, and a new reason gets the next one; the
 * compiler requires it.
 */
const CODES: Readonly<Record<MissingReason, number>> = {
  'no-data': 0,
  'not-monitored': 1,
  fault: 2,
  calibration: 3,
  maintenance: 4,
  invalid: 5,
  'too-few-samples': 6,
  'beyond-scale': 7,
  incomplete: 8,
  'not-applicable': 9,
  'stamp-off': 10,
};

const REASONS = new Map(Object.entries(CODES).map(([reason, code]) => [code, reason as MissingReason]));

/** Returns the number of a reason. */
export const missingCode = (reason: MissingReason): number => CODES[reason];

/** Returns the reason of a number; undefined for an unknown number. */
export const missingReason = (code: number): MissingReason | undefined => REASONS.get(code);

/** Every reason. */
export const MISSING_REASONS: readonly MissingReason[] = [...REASONS.values()];

/** Why there is no figure. Kept apart up to the answer: silence is not a fault, and neither is a zero. */
export type MissingReason =
  | 'not-monitored' // not in the monitoring plan; shown as "/" (HJ 633-2026 5.3)
  | 'no-data' // nothing was received
  | 'fault' // flags D and B, and whatever an instrument reports of itself
  | 'calibration' // flag C
  | 'maintenance' // flags M and F
  | 'invalid' // received, but out of range, negative or flagged otherwise
  | 'stamp-off' // its time stamp lies exactly between two hours or days, so that it counts to neither
  | 'too-few-samples' // fewer than the standard's table of validity asks for
  | 'beyond-scale' // the edition gives no sub-index above its last concentration
  | 'incomplete' // an item is missing that this figure needs
  | 'not-applicable'; // the figure is not defined here, and the source says so

/** The absence of a figure, with its reason. Use the shared values of `missing`, they cost nothing. */
export interface Missing {
  readonly missing: MissingReason;
}

const known = new Map<MissingReason, Missing>();

/** The one frozen value for a reason. */
export function missing(reason: MissingReason): Missing {
  let value = known.get(reason);
  if (!value) {
    value = Object.freeze({ missing: reason });
    known.set(reason, value);
  }
  return value;
}

/** A figure, or why there is none. A bare number is in the unit that the name or comment states. */
export type Maybe<T> = T | Missing;

export const isMissing = (value: unknown): value is Missing =>
  typeof value === 'object' && value !== null && 'missing' in value;

/**
 * Why nothing is there: the reason that all share, whatever is not in the plan left aside; `no-data` where the
 * reasons differ or there is none.
 */
export function sharedReason(reasons: readonly Missing[]): Missing {
  if (reasons.length === 0) return missing('no-data');
  const planned = reasons.filter((reason) => reason.missing !== 'not-monitored');
  const [first] = planned;
  if (!first) return missing('not-monitored');
  return planned.every((reason) => reason.missing === first.missing) ? first : missing('no-data');
}

/** As a derivation shows it: the number, or the reason why there is none. */
export const numberOrReason = (value: Maybe<number>): number | string =>
  isMissing(value) ? value.missing : value;

/** The opposite of `isMissing`, to filter by. */
export const isPresent = <T>(value: Maybe<T>): value is T => !isMissing(value);

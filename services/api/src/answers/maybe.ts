import { isMissing, type Maybe, type MissingReason } from '@lanbi/standards';

/** Figures for an answer: `null` where there is none, and beside it why. */
export interface Figures {
  readonly values: Record<string, number | null>;
  readonly missing: Record<string, MissingReason>;
}

export function figures(source: Readonly<Record<string, Maybe<number> | undefined>>): Figures {
  const answer: Figures = { values: {}, missing: {} };
  for (const [name, value] of Object.entries(source)) {
    if (value === undefined) continue;
    answer.values[name] = isMissing(value) ? null : value;
    if (isMissing(value)) answer.missing[name] = value.missing;
  }
  return answer;
}

/** A figure or null, with the reason under `reason`. */
export const orReason = <T>(value: Maybe<T>): { value: T | null; reason?: MissingReason } =>
  isMissing(value) ? { value: null, reason: value.missing } : { value };

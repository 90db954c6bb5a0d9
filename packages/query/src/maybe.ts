import { isMissing, type Maybe, type MissingReason } from '@lanbi/standards';

/** Figures for an answer by name: `null` where there is none, and beside it why. */
export interface Figures<Key extends string> {
  readonly values: Partial<Record<Key, number | null>>;
  readonly missing: Partial<Record<Key, MissingReason>>;
}

export function figures<Key extends string>(
  source: Readonly<Partial<Record<Key, Maybe<number>>>>,
): Figures<Key> {
  const answer: Figures<Key> = { values: {}, missing: {} };
  for (const name in source) {
    const value: Maybe<number> | undefined = source[name];
    if (value === undefined) continue;
    if (isMissing(value)) {
      answer.values[name] = null;
      answer.missing[name] = value.missing;
    } else answer.values[name] = value;
  }
  return answer;
}

/** A figure or null, with the reason under `reason`. */
export const orReason = <T>(value: Maybe<T>): { value: T | null; reason?: MissingReason } =>
  isMissing(value) ? { value: null, reason: value.missing } : { value };

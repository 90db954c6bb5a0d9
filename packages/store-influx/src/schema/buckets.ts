import type { ResultKind } from '@lanbi/model';
import { retentionClassOf } from '@lanbi/store-embedded';

/** One bucket for each kind of data, since a bucket has one retention. */
export interface Buckets {
  /** Observations, and the values that corrections replaced. */
  readonly raw: string;
  /** Roll-ups and figures of an hour or a sampling time. */
  readonly hour: string;
  /** Roll-ups and figures of a day. */
  readonly day: string;
  /** Figures of longer periods. */
  readonly results: string;
  /** Dead letters. */
  readonly deadLetters: string;
}

export const bucketsOf = (raw: string): Buckets => ({
  raw,
  hour: `${raw}_hour`,
  day: `${raw}_day`,
  results: `${raw}_results`,
  deadLetters: `${raw}_dead_letters`,
});

/** The bucket of a kind of results. */
export function bucketOf(kind: ResultKind, buckets: Buckets): string {
  return retentionClassOf(kind) === 'hour' ? buckets.hour : buckets.day;
}

import type { ResultKind } from '@lanbi/model';
import { spanOf } from '@lanbi/store-embedded';

/** A bucket for each kind of data, since a bucket has one retention. */
export interface Buckets {
  /** Observations as they came, and what corrections replaced. */
  readonly raw: string;
  /** Roll-ups and figures of an hour or a sampling time. */
  readonly hour: string;
  /** Roll-ups and figures of a day. */
  readonly day: string;
  /** Figures of longer periods. */
  readonly results: string;
  /** Messages that were refused. */
  readonly deadLetters: string;
}

export const bucketsOf = (raw: string): Buckets => ({
  raw,
  hour: `${raw}_hour`,
  day: `${raw}_day`,
  results: `${raw}_results`,
  deadLetters: `${raw}_dead_letters`,
});

/** Where results of a kind are. */
export function bucketOf(kind: ResultKind, buckets: Buckets): string {
  return spanOf(kind) === 'hour' ? buckets.hour : buckets.day;
}

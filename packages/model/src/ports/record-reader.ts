import type { Instant } from '@lanbi/standards';
import type { ResultKey, ResultKind, StoredResult } from '../nouns/result.ts';

/** Range of results of one kind and subject with `to` in (after, to], ascending. */
export interface ResultRange<Kind extends ResultKind = ResultKind> {
  readonly kind: Kind;
  readonly subject: string;
  readonly after: Instant;
  readonly to: Instant;
  readonly limit: number;
}

/** Reads records by kind, subject and time, each in its newest state. */
export interface RecordReader {
  get<Kind extends ResultKind>(key: ResultKey<Kind>): Promise<StoredResult<Kind> | undefined>;
  /** Returns the result with the greatest `to`. */
  latestResult<Kind extends ResultKind>(kind: Kind, subject: string): Promise<StoredResult<Kind> | undefined>;
  results<Kind extends ResultKind>(range: ResultRange<Kind>): Promise<readonly StoredResult<Kind>[]>;
}

import type { QueryDeps } from '../deps.ts';

/** What rows of tables are read from. */
export type RowsDeps = Pick<QueryDeps, 'store' | 'registry' | 'clock' | 'yieldNow'>;

/** Which rows are asked for. */
export interface AskedRows {
  /** Ids in the order of the answer. */
  readonly subjects: readonly string[];
  /** A row for each time that is over and has none. */
  readonly fill: boolean;
}

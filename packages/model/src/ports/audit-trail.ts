import type { Instant } from '@lanbi/standards';
import type { ResultChange, ResultKind } from '../nouns/result.ts';

/** Selects changes of results; they are returned in the order of change. */
export interface ChangeRange {
  readonly subject?: string;
  readonly kind?: ResultKind;
  /** Times of change in (after, to]. */
  readonly after: Instant;
  readonly to: Instant;
  readonly limit: number;
  /** Only changes with a larger id. */
  readonly behind?: number;
}

/**
 * Reads how late and corrected observations changed records. `RecordWriter.commit` appends entries; they are never
 * changed.
 */
export interface AuditTrail {
  history(range: ChangeRange): Promise<readonly ResultChange[]>;
}
